package io.teleon.models.traffic;

import io.teleon.models.network.Path;
import java.util.List;

/// How the network forwards one demand: a split over routes, as the tables and select groups of the
/// switches yield it when they are walked from the demand's source.
///
/// Any acyclic split with fractions at each hop is such a list of routes: follow each branch to its
/// end and multiply the fractions. Shares that sum to less than 1 leave the rest undelivered at the
/// source; a branch that dies further on is a route that ends [Route.End#DROPPED].
public record Forwarding(List<Route> routes) {

    /// Nothing leaves the source.
    public static final Forwarding NONE = new Forwarding(List.of());

    /// Shares are computed from weights by others; their sum may exceed 1 by rounding alone.
    private static final double SHARE_SLACK = 1e-9;

    public Forwarding {
        routes = List.copyOf(routes);
        double sum = routes.stream().mapToDouble(Route::share).sum();
        if (sum > 1 + SHARE_SLACK) {
            throw new IllegalArgumentException(
                    "the shares of " + routes.size() + " routes sum to " + sum + ", above 1");
        }
    }

    /// Everything along one path.
    public static Forwarding along(Path path) {
        return new Forwarding(List.of(Route.along(path, 1)));
    }

    /// The share that no route delivers even where no link is overloaded.
    public double undeliveredShare() {
        double delivered =
                routes.stream()
                        .filter(route -> route.end() == Route.End.DELIVERED)
                        .mapToDouble(Route::share)
                        .sum();
        return Math.max(0, 1 - delivered);
    }
}
