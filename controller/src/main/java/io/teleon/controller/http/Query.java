package io.teleon.controller.http;

import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.teleon.models.format.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The parameters of a request's query: only known ones, and each understood.
record Query(QueryParams parameters) {

    static Query of(ServiceRequestContext context, String... known) {
        List<String> names = List.of(known);
        for (var name : context.queryParams().names()) {
            if (!names.contains(name)) {
                throw Problem.invalid(
                        "unknown parameter '" + name + "'" + Nearest.hint(name, names));
            }
        }
        return new Query(context.queryParams());
    }

    /// How much may be answered at once.
    int limit(int standard, int max) {
        return (int) number("limit", 1, max).orElse((long) standard).longValue();
    }

    Optional<Long> number(String name, long min, long max) {
        return text(name)
                .map(text -> {
                    try {
                        long number = Long.parseLong(text);
                        if (number >= min && number <= max) {
                            return number;
                        }
                    } catch (NumberFormatException e) {
                        // Told below, as one that is out of bounds.
                    }
                    throw Problem.invalid(
                            "parameter '"
                                    + name
                                    + "' is '"
                                    + text
                                    + "', expected a whole number from "
                                    + min
                                    + " to "
                                    + max);
                });
    }

    /// Whether it is `true`; `false` where it is not given.
    boolean flag(String name) {
        return text(name)
                .map(text ->
                        switch (text) {
                            case "true" -> true;
                            case "false" -> false;
                            default ->
                                    throw Problem.invalid(
                                            "parameter '"
                                                    + name
                                                    + "' is '"
                                                    + text
                                                    + "', expected true or false");
                        })
                .orElse(false);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /// One of these constants, in whatever case it is written.
    <E extends Enum<E>> Optional<E> word(String name, Class<E> type) {
        return value(name, text -> constant(text, type));
    }

    /// Some of these constants.
    <E extends Enum<E>> List<E> words(String name, Class<E> type) {
        return values(name, text -> constant(text, type));
    }

    private static <E extends Enum<E>> E constant(String text, Class<E> type) {
        E[] constants = type.getEnumConstants();
        return Arrays.stream(constants)
                .filter(constant -> constant.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "'"
                                        + text
                                        + "' is none of "
                                        + Arrays.stream(constants)
                                                .map(Enum::name)
                                                .collect(Collectors.joining(", "))));
    }

    <T> List<T> values(String name, Function<String, T> parse) {
        return parameters.getAll(name).stream().map(text -> parsed(name, text, parse)).toList();
    }

    <T> Optional<T> value(String name, Function<String, T> parse) {
        return text(name).map(text -> parsed(name, text, parse));
    }

    private static <T> T parsed(String name, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("parameter '" + name + "': " + e.getMessage());
        }
    }
}
