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
import java.util.function.Function;
import java.util.regex.Pattern;

/// Binds single values.
final class ScalarBinder {

    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?\\d{1,400}(\\.\\d{1,400})?([eE][+-]?\\d{1,3})?");

    /// What a type is called in messages, and how its text is read.
    private record Kind(
            List<Class<?>> types, String expected, Function<String, Optional<?>> reader) {}

    private static final List<Kind> KINDS =
            List.of(
                    new Kind(List.of(String.class), "text", Optional::of),
                    new Kind(List.of(int.class, Integer.class), "an integer", ScalarBinder::small),
                    new Kind(List.of(long.class, Long.class), "an integer", ScalarBinder::whole),
                    new Kind(
                            List.of(double.class, Double.class), "a number", ScalarBinder::decimal),
                    new Kind(
                            List.of(boolean.class, Boolean.class),
                            "true or false",
                            ScalarBinder::truth),
                    new Kind(
                            List.of(Duration.class),
                            "a duration with its unit, such as '5 s' or '1 min'",
                            DurationText::tryParse),
                    new Kind(
                            List.of(Instant.class),
                            "a time such as 2004-03-01T00:00:00Z",
                            ScalarBinder::instant),
                    new Kind(List.of(Path.class), "a path", ScalarBinder::path));

    private ScalarBinder() {}

    /// Whether the type is always a single value; one with a `parse` of its own is where the file
    /// has a single value.
    static boolean knows(Class<?> type) {
        return type.isEnum() || KINDS.stream().anyMatch(kind -> kind.types().contains(type));
    }

    static Object bind(Class<?> type, String key, YamlNode node) {
        Kind kind = kind(type);
        if (!(node instanceof Scalar scalar) || scalar.isNull()) {
            throw MalformedInput.isNot(node.place(), key + " " + node.describe(), kind.expected());
        }
        try {
            Optional<?> value = kind.reader().apply(scalar.text());
            if (value.isPresent()) {
                return value.get();
            }
        } catch (IllegalArgumentException e) {
            throw new MalformedInput(node.place(), key + ": " + e.getMessage());
        }
        throw MalformedInput.isNot(
                node.place(),
                key + " " + node.describe(),
                kind.expected() + hint(type, scalar.text()));
    }

    private static Kind kind(Class<?> type) {
        return KINDS.stream()
                .filter(kind -> kind.types().contains(type))
                .findFirst()
                .orElseGet(() -> type.isEnum() ? constants(type) : parsed(type));
    }

    private static Kind constants(Class<?> type) {
        return new Kind(
                List.of(type),
                "one of " + String.join(", ", names(type)),
                text -> constant(type, text));
    }

    private static Kind parsed(Class<?> type) {
        return new Kind(
                List.of(type),
                "a " + Shape.kebab(type.getSimpleName()),
                text -> Shape.parse(type).map(parse -> Shape.call(parse, text)));
    }

    private static Optional<Integer> small(String text) {
        return whole(text).filter(value -> value == value.intValue()).map(Long::intValue);
    }

    private static Optional<Long> whole(String text) {
        try {
            return Optional.of(Long.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Double> decimal(String text) {
        return Optional.of(text)
                .filter(t -> DECIMAL.matcher(t).matches())
                .map(Double::valueOf)
                .filter(value -> !value.isInfinite());
    }

    private static Optional<Boolean> truth(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<?> constant(Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> Shape.kebab((Enum<?>) constant).equals(text))
                .findFirst();
    }

    private static List<String> names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> Shape.kebab((Enum<?>) constant))
                .toList();
    }

    private static String hint(Class<?> type, String text) {
        return type.isEnum()
                ? Nearest.to(text, names(type))
                        .map(near -> ", did you mean '" + near + "'?")
                        .orElse("")
                : "";
    }
}
