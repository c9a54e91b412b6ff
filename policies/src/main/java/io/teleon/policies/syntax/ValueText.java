package io.teleon.policies.syntax;

import io.teleon.policies.program.Dimension;
import io.teleon.policies.program.Type;
import io.teleon.policies.program.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Values as people write them: `12.5 Mbps`, `80%`, `15 min`. What is shown reads back as the very
/// same value, except infinity, which is shown as `never`, and quantities of dimensions that have
/// no unit, which are shown as bare numbers.
public final class ValueText {

    /// Units that values are shown in, the largest of a dimension first; others are only read.
    private static final List<String> SHOWN =
            List.of(
                    "d", "h", "min", "s", "ms", "Tbps", "Gbps", "Mbps", "Kbps", "bps", "TB", "GB",
                    "MB", "KB", "B", "dBm", "degC");

    /// Units that follow their number without a blank.
    private static final List<String> GLUED = List.of("%", "s", "ms");

    private static final Pattern BARE = Pattern.compile("[a-z][A-Za-z0-9_]*");

    private ValueText() {}

    public static String show(Value value, Type type) {
        return switch (value) {
            case Value.Quantity(double amount) -> quantity(amount, type);
            case Value.Text(String text) -> quoted(text);
            case Value.Bool(boolean truth) -> Boolean.toString(truth);
            case Value.Word(String word) -> word;
            case Value.Entity(_, String name) -> bare(name) ? name : quoted(name);
        };
    }

    private static boolean bare(String name) {
        return BARE.matcher(name).matches()
                && name.length() <= 80
                && !name.equals("true")
                && !name.equals("false")
                && !ExpressionParser.RESERVED.contains(name);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    private static String quantity(double amount, Type type) {
        if (Double.isInfinite(amount)) {
            return "never";
        }
        BigDecimal exact = new BigDecimal(Double.toString(amount));
        if (type.equals(Type.RATIO)) {
            return plain(exact.movePointRight(2)) + "%";
        }
        Dimension dimension =
                type instanceof Type.Quantity quantity ? quantity.dimension() : Dimension.NONE;
        Optional<String> smallest = Optional.empty();
        for (String text : SHOWN) {
            Quantities.Unit unit = Quantities.unit(text).orElseThrow();
            if (unit.type().dimension().equals(dimension)) {
                Optional<BigDecimal> number = in(exact, unit.factor());
                if (number.isPresent()) {
                    String shown = plain(number.get()) + (GLUED.contains(text) ? "" : " ") + text;
                    if (reads(number.get(), text)) {
                        return shown;
                    }
                    smallest = Optional.of(shown);
                }
            }
        }
        return smallest.orElseGet(() -> plain(exact));
    }

    /// How many of a unit, where that can be written down exactly.
    private static Optional<BigDecimal> in(BigDecimal amount, BigDecimal factor) {
        BigDecimal number =
                amount.divide(factor, Math.max(amount.scale(), 0) + 16, RoundingMode.HALF_EVEN);
        return number.multiply(factor).compareTo(amount) == 0
                ? Optional.of(number)
                : Optional.empty();
    }

    /// Whether people would write it with this unit: not as a small part of one, and days, hours
    /// and minutes not in fractions.
    private static boolean reads(BigDecimal number, String unit) {
        boolean whole = number.stripTrailingZeros().scale() <= 0;
        boolean counted = unit.equals("d") || unit.equals("h") || unit.equals("min");
        if (number.signum() == 0) {
            return unit.equals("s") || unit.equals("bps") || unit.equals("B");
        }
        boolean one = number.abs().compareTo(BigDecimal.ONE) >= 0;
        return counted ? one && whole : one;
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
