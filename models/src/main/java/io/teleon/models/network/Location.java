package io.teleon.models.network;

/// A place on the map in degrees (WGS 84): longitude -180..180, latitude -90..90.
public record Location(double longitude, double latitude) {

    private static final double EARTH_RADIUS_KM = 6371.0088;

    public Location {
        if (!isOnEarth(longitude, latitude)) {
            throw new IllegalArgumentException(
                    "location "
                            + longitude
                            + ", "
                            + latitude
                            + " is outside longitude -180..180, latitude -90..90");
        }
    }

    /// Whether the two make a location.
    public static boolean isOnEarth(double longitude, double latitude) {
        return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
    }

    /// The great-circle distance in kilometres (haversine formula).
    public double distanceKm(Location other) {
        double halfDeltaLat = StrictMath.toRadians(other.latitude - latitude) / 2;
        double halfDeltaLon = StrictMath.toRadians(other.longitude - longitude) / 2;
        double a =
                square(StrictMath.sin(halfDeltaLat))
                        + StrictMath.cos(StrictMath.toRadians(latitude))
                                * StrictMath.cos(StrictMath.toRadians(other.latitude))
                                * square(StrictMath.sin(halfDeltaLon));
        return 2 * EARTH_RADIUS_KM * StrictMath.asin(Math.min(1, Math.sqrt(a)));
    }

    private static double square(double x) {
        return x * x;
    }
}
