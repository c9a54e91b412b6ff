package io.teleon.models.config;

import io.teleon.models.format.MalformedInput;
import io.teleon.models.format.Nearest;
import io.teleon.models.format.YamlNode;
import io.teleon.models.format.YamlNode.Scalar;
import io.teleon.models.time.DurationText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Binds single values.
final class ScalarBinder {

    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?\\d{1,400}(\\.\\d{1,400})?([eE][+-]?\\d{1,3})?");

    private static final List<Class<?>> KNOWN =
            List.of(
                    int.class,
                    Integer.class,
                    long.class,
                    Long.class,
                    double.class,
                    Double.class,
                    boolean.class,
                    Boolean.class,
                    String.class,
                    Duration.class,
                    Instant.class,
                    Path.class);

    private ScalarBinder() {}

    static boolean knows(Class<?> type) {
        return KNOWN.contains(type) || type.isEnum();
    }

    /// A type that is known, or one with a `parse` of its own.
    static Object bind(Class<?> type, String key, YamlNode node) {
        if (!(node instanceof Scalar scalar) || scalar.isNull()) {
            throw MalformedInput.isNot(node.place(), key + " " + node.describe(), expected(type));
        }
        try {
            return value(type, scalar.text())
                    .orElseThrow(() ->
                            MalformedInput.isNot(
                                    node.place(),
                                    key + " " + node.describe(),
                                    expected(type) + hint(type, scalar.text())));
        } catch (IllegalArgumentException e) {
            throw new MalformedInput(node.place(), key + ": " + e.getMessage());
        }
    }

    private static Optional<Object> value(Class<?> type, String text) {
        if (type == String.class) {
            return Optional.of(text);
        }
        if (type == int.class || type == Integer.class) {
            return whole(text).filter(v -> v == v.intValue()).map(Long::intValue);
        }
        if (type == long.class || type == Long.class) {
            return whole(text).map(v -> v);
        }
        if (type == double.class || type == Double.class) {
            return Optional.of(text)
                    .filter(t -> DECIMAL.matcher(t).matches())
                    .map(Double::valueOf)
                    .filter(v -> !v.isInfinite())
                    .map(v -> v);
        }
        if (type == boolean.class || type == Boolean.class) {
            return text.equals("true") || text.equals("false")
                    ? Optional.of(text.equals("true"))
                    : Optional.empty();
        }
        if (type == Duration.class) {
            return DurationText.tryParse(text).map(v -> v);
        }
        if (type == Instant.class) {
            return instant(text);
        }
        if (type == Path.class) {
            return path(text);
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> Shape.kebab((Enum<?>) constant).equals(text))
                    .findFirst()
                    .map(v -> v);
        }
        return Shape.parse(type).map(parse -> Shape.call(parse, text));
    }

    private static Optional<Long> whole(String text) {
        try {
            return Optional.of(Long.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Object> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Object> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String expected(Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return "an integer";
        }
        if (type == long.class || type == Long.class) {
            return "an integer";
        }
        if (type == double.class || type == Double.class) {
            return "a number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == Duration.class) {
            return "a duration with its unit, such as '5 s' or '1 min'";
        }
        if (type == Instant.class) {
            return "a time such as 2004-03-01T00:00:00Z";
        }
        if (type == Path.class) {
            return "a path";
        }
        if (type.isEnum()) {
            return "one of " + String.join(", ", names(type));
        }
        return type == String.class ? "text" : "a " + Shape.kebab(type.getSimpleName());
    }

    private static String hint(Class<?> type, String text) {
        return type.isEnum()
                ? Nearest.to(text, names(type))
                        .map(near -> ", did you mean '" + near + "'?")
                        .orElse("")
                : "";
    }

    private static List<String> names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> Shape.kebab((Enum<?>) constant))
                .toList();
    }
}
