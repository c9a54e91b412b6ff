package io.teleon.models.learning.event;

/// How many of how many, with its 95 % interval after Wilson (Journal of the American Statistical
/// Association 22, 1927).
public record Proportion(int count, int of) {

    private static final double Z = 1.959963984540054;

    public Proportion {
        if (count < 0 || count > of) {
            throw new IllegalArgumentException(count + " of " + of);
        }
    }

    /// Not a number of none.
    public double share() {
        return (double) count / of;
    }

    public double low() {
        return of == 0 ? 0 : centre() - half();
    }

    public double high() {
        return of == 0 ? 1 : centre() + half();
    }

    private double centre() {
        return (share() + Z * Z / (2 * of)) / (1 + Z * Z / of);
    }

    private double half() {
        double variance = share() * (1 - share()) / of + Z * Z / (4.0 * of * of);
        return Z * Math.sqrt(variance) / (1 + Z * Z / of);
    }

    Proportion plus(boolean one) {
        return new Proportion(count + (one ? 1 : 0), of + 1);
    }
}
