package io.teleon.controller.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/// Draws values of a JSON Schema, most of them right, some of them wrong somewhere.
///
/// @param wrong the share of places at which something else stands
record SchemaDraw(JsonNode document, Random random, double wrong) {

    private static final int MAX_DEPTH = 8;

    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "a",
                    "0",
                    "-1",
                    "null",
                    "ATLAM5-LOSAng",
                    "12",
                    "02:00:00:00:00:01",
                    "02:00:00:00:00:02",
                    "a1/1",
                    "0000000000000004/1",
                    "0000000000000004",
                    "0000000000000004/1>0000000000000007/1",
                    "10.0.0.0/8",
                    "999.0.0.1/99",
                    "2026-03-01T22:00:00Z",
                    "+1000000000-12-31T23:59:59Z",
                    "-1000000000-01-01T00:00:00Z",
                    "host-to-host",
                    "point-to-point",
                    "human",
                    "gold",
                    "approve",
                    "steer",
                    "congestion",
                    "9223372036854775807",
                    "99999999999999999999999",
                    "../../etc/passwd",
                    "%00%0a%0d",
                    "\u0000\n\r",
                    "\ud83d\ude80 \u202e",
                    "<script>alert(1)</script>",
                    "${jndi:ldap://x}",
                    "' OR 1=1 --",
                    "{{7*7}}",
                    "x".repeat(5_000));

    String text() {
        if (random.nextInt(4) > 0) {
            return TEXTS.get(random.nextInt(TEXTS.size()));
        }
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.appendCodePoint(random.nextInt(0x20, 0xd800));
        }
        return text.toString();
    }

    JsonNode draw(JsonNode schema) {
        return draw(schema, 0);
    }

    private JsonNode draw(JsonNode schema, int depth) {
        if (depth > MAX_DEPTH || random.nextDouble() < wrong) {
            return anything(depth);
        }
        if (schema.has("$ref")) {
            return draw(document.at(schema.path("$ref").asText().substring(1)), depth);
        }
        for (String choice : List.of("oneOf", "anyOf")) {
            if (schema.has(choice)) {
                JsonNode among = schema.path(choice);
                return draw(among.get(random.nextInt(among.size())), depth + 1);
            }
        }
        if (schema.has("const")) {
            return schema.path("const");
        }
        if (schema.has("enum")) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (schema.path("type").asText()) {
            case "object" -> object(schema, depth);
            case "array" -> {
                ArrayNode array = nodes.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(draw(schema.path("items"), depth + 1));
                }
                yield array;
            }
            case "integer" -> nodes.numberNode(random.nextInt(-2, 3_000));
            case "number" -> nodes.numberNode(random.nextGaussian() * 1e5);
            case "boolean" -> nodes.booleanNode(random.nextBoolean());
            default -> nodes.textNode(text());
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = Json.object();
        List<String> required =
                schema.path("required").valueStream().map(JsonNode::asText).toList();
        schema.path("properties")
                .properties()
                .forEach(field -> {
                    boolean there =
                            required.contains(field.getKey())
                                    ? random.nextDouble() >= wrong
                                    : random.nextInt(3) == 0;
                    if (there) {
                        object.set(field.getKey(), draw(field.getValue(), depth + 1));
                    }
                });
        if (random.nextDouble() < wrong) {
            object.set(text(), anything(depth + 1));
        }
        return object;
    }

    private JsonNode anything(int depth) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (random.nextInt(depth > MAX_DEPTH ? 5 : 7)) {
            case 0 -> nodes.nullNode();
            case 1 -> nodes.booleanNode(random.nextBoolean());
            case 2 -> nodes.numberNode(random.nextLong());
            case 3 -> nodes.numberNode(random.nextGaussian() * 1e300);
            case 4 -> nodes.textNode(text());
            case 5 -> nodes.arrayNode().add(anything(depth + 1));
            default -> Json.object().set(text(), anything(depth + 1));
        };
    }
}
