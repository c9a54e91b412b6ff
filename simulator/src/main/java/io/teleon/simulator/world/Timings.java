package io.teleon.simulator.world;

import java.time.Duration;

/// How long things take in the simulated world, where links do not say it themselves.
///
/// @param channelDelay one way between controller and switch
/// @param flowMod a switch needs for each change of its tables, one after the other
/// @param forwarding a switch needs for a packet
/// @param firstRetry a switch waits before it calls a controller again that did not answer; doubled
///   each time
/// @param lastRetry the longest it waits
public record Timings(
        Duration channelDelay,
        Duration flowMod,
        Duration forwarding,
        Duration firstRetry,
        Duration lastRetry) {

    public static final Timings STANDARD =
            new Timings(
                    Duration.ofMillis(1),
                    Duration.ofNanos(50_000),
                    Duration.ofNanos(10_000),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(8));

    public Timings withChannelDelay(Duration other) {
        return new Timings(other, flowMod, forwarding, firstRetry, lastRetry);
    }
}
