package io.teleon.controller.report;

import io.teleon.models.network.Bandwidth;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// How times and amounts are written in explanations.
final class Quantities {

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final List<String> RATES =
            List.of("offered", "carried", "headroom", "capacity", "share_of");

    private Quantities() {}

    /// `2026-03-01 12:00:00 UTC`.
    static String moment(Instant at) {
        return SECOND.format(at) + " UTC";
    }

    /// `12:00:00.250`.
    static String clock(Instant at) {
        return CLOCK.format(at);
    }

    /// Two units at most: `3 d 4 h`, `7 min 50 s`, `1.25 s`, `12 ms`.
    static String lasting(Duration duration) {
        long millis = Math.max(0, duration.toMillis());
        if (millis < 1_000) {
            return millis + " ms";
        }
        long seconds = millis / 1_000;
        if (seconds < 10 && millis % 1_000 != 0) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1e3);
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return two(seconds / 60, "min", seconds % 60, "s");
        }
        if (seconds < 86_400) {
            return two(seconds / 3_600, "h", seconds % 3_600 / 60, "min");
        }
        return two(seconds / 86_400, "d", seconds % 86_400 / 3_600, "h");
    }

    private static String two(long large, String unit, long small, String smallUnit) {
        return large + " " + unit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }

    /// An amount of a fact: a rate for those that are rates, else the plain number.
    static String amount(String fact, double value) {
        if (!Double.isFinite(value)) {
            return "unknown";
        }
        String name = fact.replaceFirst("\\(.*", "").replaceFirst("^.*\\.", "");
        if (RATES.contains(name)) {
            return (value < 0 ? "-" : "") + new Bandwidth(Math.abs(value));
        }
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
