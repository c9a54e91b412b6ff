package io.teleon.simulator.traffic;

import io.teleon.models.network.Topology;
import java.time.Duration;
import java.time.Instant;

/// Scales traffic so that over a run the busiest link would peak at a given share of its capacity,
/// if everything took its shortest path and nothing were lost.
///
/// The peak is looked for once a minute, or 10 000 times where the run is longer than that.
public final class LoadScaling {

    private static final Duration STEP = Duration.ofMinutes(1);
    private static final int MAX_STEPS = 10_000;

    private LoadScaling() {}

    /// @param peak the wanted utilisation of the busiest link, above 0
    /// @throws IllegalArgumentException if in [from, to) no traffic crosses any link
    public static TrafficSource toPeak(
            TrafficSource source, Topology topology, Instant from, Instant to, double peak) {
        return source.scaledBy(factor(source, topology, from, to, peak));
    }

    /// The factor that [#toPeak] scales by.
    public static double factor(
            TrafficSource source, Topology topology, Instant from, Instant to, double peak) {
        if (!(peak > 0) || Double.isInfinite(peak)) {
            throw new IllegalArgumentException("load of " + peak + " is not above 0");
        }
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a run from " + from + " to " + to + " is empty");
        }
        double unscaled = peakUtilisation(source, topology, from, to);
        if (!(unscaled > 0)) {
            throw new IllegalArgumentException(
                    "no traffic crosses any link between "
                            + from
                            + " and "
                            + to
                            + ", so it cannot be scaled to a load of "
                            + peak);
        }
        return peak / unscaled;
    }

    private static double peakUtilisation(
            TrafficSource source, Topology topology, Instant from, Instant to) {
        DefaultLoads loads = DefaultLoads.of(source, topology);
        double[] load = new double[loads.links().size()];
        Duration step = Duration.between(from, to).dividedBy(MAX_STEPS);
        step = step.compareTo(STEP) < 0 ? STEP : step;
        double peak = 0;
        for (Instant time = from; time.isBefore(to); time = time.plus(step)) {
            loads.utilisation(time, load);
            for (double utilisation : load) {
                peak = Math.max(peak, utilisation);
            }
        }
        return peak;
    }
}
