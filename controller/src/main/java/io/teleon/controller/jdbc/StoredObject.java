package io.teleon.controller.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// A JSON object being read: a field that is asked for is there and of the asked type, or an
/// [IllegalArgumentException] names it.
record StoredObject(JsonNode node) {

    StoredObject {
        if (!node.isObject()) {
            throw new IllegalArgumentException("expected a JSON object, not " + node);
        }
    }

    String text(String field) {
        return optionalText(field).orElseThrow(() -> missing(field));
    }

    Optional<String> optionalText(String field) {
        return there(field).map(value -> asText(field, value));
    }

    int integer(String field) {
        return optionalInteger(field).orElseThrow(() -> missing(field));
    }

    OptionalInt optionalInteger(String field) {
        return there(field).stream().mapToInt(value -> asInteger(field, value)).findFirst();
    }

    long whole(String field) {
        JsonNode value = there(field).orElseThrow(() -> missing(field));
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(field, "a whole number", value);
        }
        return value.longValue();
    }

    boolean flag(String field) {
        JsonNode value = there(field).orElseThrow(() -> missing(field));
        if (!value.isBoolean()) {
            throw wrong(field, "true or false", value);
        }
        return value.booleanValue();
    }

    double number(String field) {
        OptionalDouble value = optionalNumber(field);
        if (value.isEmpty()) {
            throw missing(field);
        }
        return value.getAsDouble();
    }

    OptionalDouble optionalNumber(String field) {
        Optional<JsonNode> value = there(field);
        if (value.isPresent() && !value.get().isNumber()) {
            throw wrong(field, "a number", value.get());
        }
        return value.isPresent()
                ? OptionalDouble.of(value.get().doubleValue())
                : OptionalDouble.empty();
    }

    /// The names of all its fields, in their order.
    List<String> fields() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    StoredObject object(String field) {
        return optionalObject(field).orElseThrow(() -> missing(field));
    }

    Optional<StoredObject> optionalObject(String field) {
        return there(field).map(StoredObject::new);
    }

    Optional<List<StoredObject>> optionalObjects(String field) {
        return there(field)
                .map(array -> {
                    if (!array.isArray()) {
                        throw wrong(field, "a list of objects", array);
                    }
                    List<StoredObject> objects = new ArrayList<>(array.size());
                    array.forEach(value -> objects.add(new StoredObject(value)));
                    return objects;
                });
    }

    List<String> texts(String field) {
        return optionalTexts(field).orElseThrow(() -> missing(field));
    }

    Optional<List<String>> optionalTexts(String field) {
        return there(field).map(array -> asTexts(field, array));
    }

    private static List<String> asTexts(String field, JsonNode array) {
        if (!array.isArray()) {
            throw wrong(field, "a list of texts", array);
        }
        List<String> texts = new ArrayList<>(array.size());
        array.forEach(value -> texts.add(asText(field, value)));
        return texts;
    }

    private Optional<JsonNode> there(String field) {
        return Optional.ofNullable(node.get(field));
    }

    private static String asText(String field, JsonNode value) {
        if (!value.isTextual()) {
            throw wrong(field, "a text", value);
        }
        return value.textValue();
    }

    private static int asInteger(String field, JsonNode value) {
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw wrong(field, "a whole number of 32 bits", value);
        }
        return value.intValue();
    }

    private static IllegalArgumentException missing(String field) {
        return new IllegalArgumentException("field '" + field + "' is missing");
    }

    private static IllegalArgumentException wrong(String field, String expected, JsonNode value) {
        return new IllegalArgumentException(
                "field '" + field + "' is " + value + ", expected " + expected);
    }
}
