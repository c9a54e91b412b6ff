package io.teleon.models.intent;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A goal for what is measured of an intent (a service level objective), always or at some times.
///
/// Text form: `p95 delay < 20 ms` or `loss < 0.1 %`, and behind a comma the [Validity], if there is
/// one.
///
/// @param below what is measured stays below it: microseconds of a delay, 0 to 1 of a loss
public record Goal(Measure measure, double below, Optional<Validity> validity) {

    private static final double MAX_DELAY_MICROS = 60e6;

    private static final Pattern TEXT =
            Pattern.compile(
                    "(?:p(50|95|99) (delay) ?< ?(\\d{1,12}(?:\\.\\d{1,24})?) ?ms"
                            + "|(loss) ?< ?(\\d{1,3}(?:\\.\\d{1,24})?) ?%)(?:, ?(.{1,120}))?");

    private static final int MICROS_OF_MILLI = 3;
    private static final int SHARE_OF_PERCENT = 2;

    public Goal {
        double most = measure.isDelay() ? MAX_DELAY_MICROS : 1;
        if (!(below > 0 && below <= most)) {
            throw new IllegalArgumentException(
                    "a goal of "
                            + measure.word()
                            + " below "
                            + below
                            + ": expected above 0, at most "
                            + most);
        }
    }

    public boolean isValidAt(Instant instant) {
        return validity.isEmpty() || validity.get().includes(instant);
    }

    public static Goal parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "goal '"
                            + text
                            + "' is not such as 'p95 delay < 20 ms' (p50, p99) or 'loss < 0.1 %',"
                            + " with a validity behind a comma if it has one");
        }
        Optional<Validity> validity = Optional.ofNullable(matcher.group(6)).map(Validity::parse);
        if (matcher.group(4) != null) {
            BigDecimal percent = new BigDecimal(matcher.group(5));
            return new Goal(
                    Measure.LOSS, percent.movePointLeft(SHARE_OF_PERCENT).doubleValue(), validity);
        }
        Measure measure =
                switch (matcher.group(1)) {
                    case "50" -> Measure.DELAY_P50;
                    case "95" -> Measure.DELAY_P95;
                    default -> Measure.DELAY_P99;
                };
        BigDecimal millis = new BigDecimal(matcher.group(3));
        return new Goal(measure, millis.movePointRight(MICROS_OF_MILLI).doubleValue(), validity);
    }

    /// The text form that [#parse] reads back as an equal value.
    @Override
    public String toString() {
        BigDecimal exact = new BigDecimal(Double.toString(below));
        String wanted =
                measure.isDelay()
                        ? plain(exact.movePointLeft(MICROS_OF_MILLI)) + " ms"
                        : plain(exact.movePointRight(SHARE_OF_PERCENT)) + " %";
        return measure.word() + " < " + wanted + validity.map(times -> ", " + times).orElse("");
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /// What of an intent is measured, over the newest readings.
    public enum Measure {
        DELAY_P50("p50 delay"),
        DELAY_P95("p95 delay"),
        DELAY_P99("p99 delay"),
        LOSS("loss");

        private final String word;

        Measure(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        public boolean isDelay() {
            return this != LOSS;
        }

        /// The share of readings that may be above a delay, of 1.
        public double quantile() {
            return switch (this) {
                case DELAY_P50 -> 0.5;
                case DELAY_P95 -> 0.95;
                case DELAY_P99 -> 0.99;
                case LOSS -> 1;
            };
        }
    }
}
