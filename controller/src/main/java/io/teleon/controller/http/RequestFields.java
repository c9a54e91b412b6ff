package io.teleon.controller.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import io.teleon.models.format.MalformedInput;
import io.teleon.models.format.Nearest;
import io.teleon.models.format.SourceText;
import io.teleon.models.format.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The JSON object in a request. Every problem names the field: one that is missing, of another
/// type, not understood, or not known at all.
///
/// @param within the name of the field that this object is, and a dot; empty for the whole body
record RequestFields(JsonNode node, String within) {

    /// RFC 9512, and what was common before.
    private static final List<MediaType> YAML =
            List.of(
                    MediaType.create("application", "yaml"),
                    MediaType.create("application", "x-yaml"));

    private static final int MAX_DEPTH = 64;

    private static final ObjectMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private static final int MAX_VALUES = 1_000;
    private static final int LONGEST_SHOWN = 80;

    static RequestFields of(AggregatedHttpRequest request) {
        MediaType type = request.contentType();
        // Also what keeps other sites' forms out: a browser asks before it sends JSON elsewhere.
        if (type != null && YAML.stream().anyMatch(type::is)) {
            return of(yaml(request), "YAML mapping");
        }
        if (type == null || !type.is(MediaType.JSON)) {
            throw new Problem(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE, "send the body as application/json");
        }
        try {
            return of(MAPPER.readTree(request.contentUtf8()), "JSON object");
        } catch (JsonProcessingException e) {
            // What is too long or nested too deep has no place.
            String place =
                    Optional.ofNullable(e.getLocation())
                            .map(at ->
                                    " at line " + at.getLineNr() + ", column " + at.getColumnNr())
                            .orElse("");
            throw Problem.invalid("the body is not JSON: " + e.getOriginalMessage() + place);
        }
    }

    private static RequestFields of(JsonNode node, String what) {
        if (!node.isObject()) {
            throw Problem.invalid("the body is not a " + what);
        }
        return new RequestFields(node, "");
    }

    private static JsonNode yaml(AggregatedHttpRequest request) {
        try {
            return YamlJson.of(
                    YamlNode.parse(SourceText.decode("body", request.content().array())));
        } catch (MalformedInput e) {
            throw Problem.invalid("the body is not understood: " + e.getMessage());
        }
    }

    /// The same where a request may come without a body: no fields then.
    static RequestFields ofOptional(AggregatedHttpRequest request) {
        return request.content().isEmpty() ? new RequestFields(Json.object(), "") : of(request);
    }

    void requireOnly(String... known) {
        List<String> names = List.of(known);
        node.fieldNames()
                .forEachRemaining(name -> {
                    if (!names.contains(name)) {
                        throw Problem.invalid(
                                "unknown field '"
                                        + within
                                        + name
                                        + "'"
                                        + Nearest.hint(name, names));
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

    /// An object in a field.
    Optional<RequestFields> object(String field) {
        return there(field)
                .map(value -> {
                    if (!value.isObject()) {
                        throw Problem.invalid(
                                "field '"
                                        + within
                                        + field
                                        + "' is "
                                        + shown(value)
                                        + ", expected an object");
                    }
                    return new RequestFields(value, within + field + ".");
                });
    }

    /// The objects in a field.
    List<RequestFields> objects(String field) {
        JsonNode array = there(field).orElseThrow(() -> missing(field));
        if (!array.isArray()) {
            throw Problem.invalid("field '" + within + field + "' is not a list");
        }
        List<RequestFields> objects = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            String name = within + field + "[" + i + "]";
            if (!array.get(i).isObject()) {
                throw Problem.invalid("field '" + name + "' is not an object");
            }
            objects.add(new RequestFields(array.get(i), name + "."));
        }
        return objects;
    }

    /// A number in these bounds.
    Optional<Double> number(String field, double min, double max) {
        return there(field)
                .map(value -> {
                    double number = value.isNumber() ? value.asDouble() : Double.NaN;
                    if (!(number >= min && number <= max)) {
                        throw Problem.invalid(
                                "field '"
                                        + within
                                        + field
                                        + "' is "
                                        + shown(value)
                                        + ", expected a number from "
                                        + min
                                        + " to "
                                        + max);
                    }
                    return number;
                });
    }

    boolean has(String field) {
        return there(field).isPresent();
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
    }

    /// Empty where the field is not there.
    <T> List<T> values(String field, Function<String, T> parse) {
        List<T> values = new ArrayList<>();
        there(field)
                .ifPresent(array -> {
                    if (!array.isArray()) {
                        throw Problem.invalid("field '" + within + field + "' is not a list");
                    }
                    if (array.size() > MAX_VALUES) {
                        throw Problem.invalid(
                                "field '"
                                        + within
                                        + field
                                        + "' has "
                                        + array.size()
                                        + " values, at most "
                                        + MAX_VALUES);
                    }
                    array.forEach(v -> values.add(parsed(field, text(field, v), parse)));
                });
        return values;
    }

    private Optional<JsonNode> there(String field) {
        return Optional.ofNullable(node.get(field)).filter(value -> !value.isNull());
    }

    private String text(String field, JsonNode value) {
        if (!value.isTextual()) {
            throw Problem.invalid(
                    "field '" + within + field + "' is " + shown(value) + ", expected a text");
        }
        return value.textValue();
    }

    private <T> T parsed(String field, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("field '" + within + field + "': " + e.getMessage());
        }
    }

    private Problem missing(String field) {
        return Problem.invalid("field '" + within + field + "' is missing");
    }
}
