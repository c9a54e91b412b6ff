package io.teleon.controller.twin;

/// What an intent is expected to send over the window of an effect, before any limit: quantiles of
/// its mean rate in bits per second, in ascending order, each from 0 to [#MAX].
public record Expected(double p10, double p50, double p90) {

    /// In bits per second: 100 Tbit/s, which no intent sends.
    public static final double MAX = 1e14;

    public Expected {
        if (!(0 <= p10 && p10 <= p50 && p50 <= p90 && p90 <= MAX)) {
            throw new IllegalArgumentException(
                    "expected quantiles "
                            + p10
                            + ", "
                            + p50
                            + ", "
                            + p90
                            + " bit/s are not ascending from 0 to "
                            + MAX);
        }
    }

    /// A rate that is known.
    public static Expected exactly(double bitsPerSecond) {
        return new Expected(bitsPerSecond, bitsPerSecond, bitsPerSecond);
    }

    /// The quantiles of a model that may let them cross, fall below zero or run away: brought into
    /// range and order.
    ///
    /// @throws IllegalArgumentException if one is not a number
    public static Expected ordered(double p10, double p50, double p90) {
        double median = inRange(p50);
        return new Expected(Math.min(inRange(p10), median), median, Math.max(inRange(p90), median));
    }

    private static double inRange(double bitsPerSecond) {
        if (Double.isNaN(bitsPerSecond)) {
            throw new IllegalArgumentException("an expected rate is not a number");
        }
        return Math.clamp(bitsPerSecond, 0, MAX);
    }

    /// By the order of the quantiles, 0 to 2.
    double at(int quantile) {
        return switch (quantile) {
            case 0 -> p10;
            case 1 -> p50;
            case 2 -> p90;
            default -> throw new IllegalArgumentException("quantile " + quantile + " not in 0..2");
        };
    }
}
