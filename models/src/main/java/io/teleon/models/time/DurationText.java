package io.teleon.models.time;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as people write them: a decimal number and one of ns, us, ms, s, min, h, d, with or
/// without a space between, `1.5 ms`.
public final class DurationText {

    private static final Pattern TEXT =
            Pattern.compile("(\\d{1,18}(?:\\.\\d{1,18})?)\\s{0,9}(ns|us|ms|s|min|h|d)");

    private static final BigDecimal LONGEST_NANOS = BigDecimal.valueOf(Long.MAX_VALUE);

    private DurationText() {}

    public static Duration parse(String text) {
        return tryParse(text)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "duration '"
                                        + text
                                        + "' is not a number with a unit (ns, us, ms, s,"
                                        + " min, h, d), such as '1.5 ms'"));
    }

    /// Parts of a nanosecond are cut off; more than 292 years are not a duration.
    public static Optional<Duration> tryParse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal nanos =
                new BigDecimal(matcher.group(1))
                        .multiply(BigDecimal.valueOf(nanosOf(matcher.group(2))))
                        .setScale(0, RoundingMode.DOWN);
        return nanos.compareTo(LONGEST_NANOS) > 0
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(nanos.longValueExact()));
    }

    private static long nanosOf(String unit) {
        return switch (unit) {
            case "ns" -> 1;
            case "us" -> 1_000;
            case "ms" -> 1_000_000;
            case "s" -> 1_000_000_000;
            case "min" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            case "d" -> 86_400_000_000_000L;
            default -> throw new IllegalStateException("unit " + unit);
        };
    }

    /// The text form that [#parse] reads back as an equal value, for durations of 0 or more.
    public static String format(Duration duration) {
        BigDecimal seconds =
                BigDecimal.valueOf(duration.getSeconds())
                        .add(BigDecimal.valueOf(duration.getNano(), 9));
        if (seconds.signum() == 0) {
            return "0 s";
        }
        int power = 0;
        while (power < 3 && seconds.movePointRight(3 * power).compareTo(BigDecimal.ONE) < 0) {
            power++;
        }
        String unit =
                switch (power) {
                    case 0 -> "s";
                    case 1 -> "ms";
                    case 2 -> "us";
                    default -> "ns";
                };
        return seconds.movePointRight(3 * power).stripTrailingZeros().toPlainString() + " " + unit;
    }
}
