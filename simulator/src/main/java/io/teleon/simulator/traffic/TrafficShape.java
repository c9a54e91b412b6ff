package io.teleon.simulator.traffic;

import java.time.Duration;

/// How generated traffic varies around its mean.
///
/// @param dayAmplitude how far the day's wave rises above and falls below its mean, 0 to 1
/// @param weekendShare the traffic of a Saturday or Sunday by that of a weekday, above 0
/// @param massDeviation how unlike the nodes are: deviation of the logarithm of their mass
/// @param noiseDeviation deviation of the logarithm of each pair's noise
/// @param noiseMemory after so long the noise's correlation has fallen to 1/e; at most 110 minutes
/// @param burstsPerDay how often a pair bursts, on average
/// @param maxBurstFactor a burst multiplies a pair's rate by 1.5 at least and by this at most
public record TrafficShape(
        double dayAmplitude,
        double weekendShare,
        double massDeviation,
        double noiseDeviation,
        Duration noiseMemory,
        double burstsPerDay,
        double maxBurstFactor) {

    // Before the shapes, which are checked against them.
    static final double MIN_BURST_FACTOR = 1.5;
    private static final Duration MAX_MEMORY = Duration.ofMinutes(110);

    /// A backbone: the nights at about half of the day, weekends lower, pairs that wobble by a
    /// tenth and burst every second day.
    public static final TrafficShape BACKBONE =
            new TrafficShape(0.35, 0.75, 0.8, 0.1, Duration.ofMinutes(20), 0.5, 4);

    /// The same at all times.
    public static final TrafficShape FLAT =
            new TrafficShape(0, 1, 0.8, 0, Duration.ofMinutes(20), 0, 1.5);

    public TrafficShape {
        require(dayAmplitude >= 0 && dayAmplitude <= 1, "day amplitude", dayAmplitude, "0..1");
        require(
                weekendShare > 0 && weekendShare <= 10,
                "weekend share",
                weekendShare,
                "above 0 and at most 10");
        require(massDeviation >= 0 && massDeviation <= 5, "mass deviation", massDeviation, "0..5");
        require(
                noiseDeviation >= 0 && noiseDeviation <= 3,
                "noise deviation",
                noiseDeviation,
                "0..3");
        require(burstsPerDay >= 0 && burstsPerDay <= 24, "bursts per day", burstsPerDay, "0..24");
        require(
                maxBurstFactor >= MIN_BURST_FACTOR && maxBurstFactor <= 1000,
                "burst factor",
                maxBurstFactor,
                MIN_BURST_FACTOR + "..1000");
        if (noiseMemory.isNegative() || noiseMemory.compareTo(MAX_MEMORY) > 0) {
            throw new IllegalArgumentException(
                    "noise memory of " + noiseMemory + " is not in 0.." + MAX_MEMORY);
        }
    }

    private static void require(boolean isRight, String what, double value, String expected) {
        if (!isRight) {
            throw new IllegalArgumentException(what + " of " + value + " is not " + expected);
        }
    }
}
