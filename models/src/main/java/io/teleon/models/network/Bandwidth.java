package io.teleon.models.network;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A rate of traffic or the capacity of a link, in bits per second.
///
/// Text form: `2.48 Gbit/s`, a decimal number and one of bit/s, kbit/s, Mbit/s, Gbit/s, Tbit/s.
/// [#toString] is rounded for people, [#exactText] loses nothing.
public record Bandwidth(double bitsPerSecond) implements Comparable<Bandwidth> {

    public static final Bandwidth ZERO = new Bandwidth(0);

    public Bandwidth {
        if (!(bitsPerSecond >= 0) || Double.isInfinite(bitsPerSecond)) {
            throw new IllegalArgumentException(
                    "bandwidth of " + bitsPerSecond + " bit/s is not zero or more");
        }
    }

    private static final Pattern TEXT =
            Pattern.compile("(\\d{1,18}(?:\\.\\d{1,30})?)\\s{0,9}([kMGT]?)bit/s");

    public static Bandwidth parse(String text) {
        return tryParse(text)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "bandwidth '"
                                        + text
                                        + "' is not a number with a unit, such as"
                                        + " '2.5 Gbit/s'"));
    }

    public static Optional<Bandwidth> tryParse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(matcher.group(1));
        BigDecimal bits =
                number.movePointRight(3 * " kMGT".indexOf((matcher.group(2) + " ").charAt(0)));
        return Optional.of(new Bandwidth(bits.doubleValue()));
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

    /// The text form that [#parse] reads back as an equal value.
    public String exactText() {
        int power = 0;
        while (power < 4 && bitsPerSecond >= Math.pow(1000, power + 1)) {
            power++;
        }
        BigDecimal number = new BigDecimal(Double.toString(bitsPerSecond)).movePointLeft(3 * power);
        String digits = number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        return digits + " " + " kMGT".substring(power, power + 1).strip() + "bit/s";
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
