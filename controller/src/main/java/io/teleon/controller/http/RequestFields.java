package io.teleon.controller.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import io.teleon.models.format.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The JSON object in a request. Every problem names the field: one that is missing, of another
/// type, not understood, or not known at all.
record RequestFields(JsonNode node) {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    static RequestFields of(AggregatedHttpRequest request) {
        MediaType type = request.contentType();
        // Also what keeps other sites' forms out: a browser asks before it sends JSON elsewhere.
        if (type == null || !type.is(MediaType.JSON)) {
            throw new Problem(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE, "send the body as application/json");
        }
        JsonNode node;
        try {
            node = MAPPER.readTree(request.contentUtf8());
        } catch (JsonProcessingException e) {
            throw Problem.invalid(
                    "the body is not JSON: "
                            + e.getOriginalMessage()
                            + " at line "
                            + e.getLocation().getLineNr()
                            + ", column "
                            + e.getLocation().getColumnNr());
        }
        if (!node.isObject()) {
            throw Problem.invalid("the body is not a JSON object");
        }
        return new RequestFields(node);
    }

    /// The same where a request may come without a body: no fields then.
    static RequestFields ofOptional(AggregatedHttpRequest request) {
        return request.content().isEmpty() ? new RequestFields(Json.object()) : of(request);
    }

    void requireOnly(String... known) {
        List<String> names = List.of(known);
        node.fieldNames()
                .forEachRemaining(name -> {
                    if (!names.contains(name)) {
                        throw Problem.invalid(
                                "unknown field '" + name + "'" + Nearest.hint(name, names));
                    }
                });
    }

    String text(String field) {
        return optionalText(field).orElseThrow(() -> missing(field));
    }

    Optional<String> optionalText(String field) {
        return there(field).map(value -> text(field, value));
    }

    <T> T value(String field, Function<String, T> parse) {
        return parsed(field, text(field), parse);
    }

    <T> Optional<T> optionalValue(String field, Function<String, T> parse) {
        return optionalText(field).map(text -> parsed(field, text, parse));
    }

    /// Empty where the field is not there.
    <T> List<T> values(String field, Function<String, T> parse) {
        List<T> values = new ArrayList<>();
        there(field)
                .ifPresent(array -> {
                    if (!array.isArray()) {
                        throw Problem.invalid("field '" + field + "' is not a list");
                    }
                    array.forEach(v -> values.add(parsed(field, text(field, v), parse)));
                });
        return values;
    }

    private Optional<JsonNode> there(String field) {
        return Optional.ofNullable(node.get(field)).filter(value -> !value.isNull());
    }

    private static String text(String field, JsonNode value) {
        if (!value.isTextual()) {
            throw Problem.invalid("field '" + field + "' is " + value + ", expected a text");
        }
        return value.textValue();
    }

    private static <T> T parsed(String field, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("field '" + field + "': " + e.getMessage());
        }
    }

    private static Problem missing(String field) {
        return Problem.invalid("field '" + field + "' is missing");
    }
}
