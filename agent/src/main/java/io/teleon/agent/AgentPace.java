package io.teleon.agent;

import io.teleon.models.time.DurationText;
import java.time.Duration;

/// How often an agent measures and reports, and how much it keeps while nobody takes it.
///
/// @param sampleInterval the grid of time on which it measures: multiples since the epoch
/// @param reportInterval a multiple of it
/// @param bufferSamples about 50 bytes each
public record AgentPace(Duration sampleInterval, Duration reportInterval, int bufferSamples) {

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int LARGEST_BUFFER = 10_000_000;

    /// Every second, reported every 5 seconds; room for an hour of some 50 series.
    public static final AgentPace STANDARD =
            new AgentPace(Duration.ofSeconds(1), Duration.ofSeconds(5), 200_000);

    public AgentPace {
        check("sample-interval", sampleInterval);
        check("report-interval", reportInterval);
        if (reportInterval.toNanos() % sampleInterval.toNanos() != 0) {
            throw new IllegalArgumentException(
                    "report-interval "
                            + DurationText.format(reportInterval)
                            + " is not a multiple of sample-interval "
                            + DurationText.format(sampleInterval));
        }
        if (bufferSamples < 1 || bufferSamples > LARGEST_BUFFER) {
            throw new IllegalArgumentException(
                    "buffer-samples " + bufferSamples + " is not 1.." + LARGEST_BUFFER);
        }
    }

    private static void check(String name, Duration interval) {
        if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    name
                            + " "
                            + DurationText.format(interval.isNegative() ? Duration.ZERO : interval)
                            + " is not from "
                            + DurationText.format(SHORTEST)
                            + " to "
                            + DurationText.format(LONGEST));
        }
    }

    /// How many lines of the grid go into one report.
    int linesPerReport() {
        return (int) (reportInterval.toNanos() / sampleInterval.toNanos());
    }
}
