package io.teleon.models.network;

import java.util.Locale;

/// A rate of traffic or the capacity of a link, in bits per second. Text form: `2.48 Gbit/s`.
public record Bandwidth(double bitsPerSecond) implements Comparable<Bandwidth> {

    public static final Bandwidth ZERO = new Bandwidth(0);

    public Bandwidth {
        if (!(bitsPerSecond >= 0) || Double.isInfinite(bitsPerSecond)) {
            throw new IllegalArgumentException(
                    "bandwidth of " + bitsPerSecond + " bit/s is not zero or more");
        }
    }

    public static Bandwidth ofKilobits(double kilobitsPerSecond) {
        return new Bandwidth(kilobitsPerSecond * 1e3);
    }

    public static Bandwidth ofMegabits(double megabitsPerSecond) {
        return new Bandwidth(megabitsPerSecond * 1e6);
    }

    public static Bandwidth ofGigabits(double gigabitsPerSecond) {
        return new Bandwidth(gigabitsPerSecond * 1e9);
    }

    public double megabitsPerSecond() {
        return bitsPerSecond / 1e6;
    }

    public Bandwidth plus(Bandwidth other) {
        return new Bandwidth(bitsPerSecond + other.bitsPerSecond);
    }

    public Bandwidth times(double factor) {
        return new Bandwidth(bitsPerSecond * factor);
    }

    @Override
    public int compareTo(Bandwidth other) {
        return Double.compare(bitsPerSecond, other.bitsPerSecond);
    }

    @Override
    public String toString() {
        if (bitsPerSecond >= 1e9) {
            return String.format(Locale.ROOT, "%.2f Gbit/s", bitsPerSecond / 1e9);
        }
        if (bitsPerSecond >= 1e6) {
            return String.format(Locale.ROOT, "%.2f Mbit/s", bitsPerSecond / 1e6);
        }
        return String.format(Locale.ROOT, "%.2f kbit/s", bitsPerSecond / 1e3);
    }
}
