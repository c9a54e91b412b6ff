package io.teleon.simulator.world;

import java.util.Arrays;

/// How full the busiest link was over time: mean and 99th percentile, both weighted by time, and
/// the seconds that links were asked for more than they carry.
public final class UtilisationMeter {

    /// Utilisation is kept in steps of a thousandth.
    private static final int STEPS = 1000;

    private final long[] nanosAtStep = new long[STEPS + 1];
    private double utilisationNanos;
    private double overloadedLinkNanos;
    private long nanos;

    /// For so long the busiest link was this full, and so many links were overloaded.
    void add(long lastingNanos, double maxUtilisation, int overloadedLinks) {
        nanosAtStep[(int) Math.round(Math.min(1, maxUtilisation) * STEPS)] += lastingNanos;
        utilisationNanos += lastingNanos * maxUtilisation;
        overloadedLinkNanos += (double) lastingNanos * overloadedLinks;
        nanos += lastingNanos;
    }

    public double mean() {
        return nanos == 0 ? 0 : utilisationNanos / nanos;
    }

    /// The utilisation that the busiest link exceeded for a hundredth of the time.
    public double p99() {
        long wanted = nanos - nanos / 100;
        long reached = 0;
        for (int step = 0; step <= STEPS; step++) {
            reached += nanosAtStep[step];
            if (reached >= wanted) {
                return (double) step / STEPS;
            }
        }
        throw new IllegalStateException("time is lost: " + Arrays.stream(nanosAtStep).sum());
    }

    public double overloadedLinkSeconds() {
        return overloadedLinkNanos * 1e-9;
    }
}
