package io.teleon.controller.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// JSON Schemas of the short types of `api.yaml`.
final class Shapes {

    private Shapes() {}

    /// The schema of a type in short: a name, or the fields of an object.
    static ObjectNode schema(JsonNode type) {
        return type.isObject() ? object(type) : named(type.asText());
    }

    /// All fields are there, and no others.
    private static ObjectNode object(JsonNode fields) {
        ObjectNode schema = Json.object();
        schema.put("type", "object");
        ArrayNode required = schema.putArray("required");
        schema.put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        fields.properties()
                .forEach(field -> {
                    required.add(field.getKey());
                    properties.set(field.getKey(), schema(field.getValue()));
                });
        return schema;
    }

    static ObjectNode named(String type) {
        ObjectNode schema = Json.object();
        if (type.endsWith("?")) {
            ArrayNode any = schema.putArray("anyOf");
            any.add(named(type.substring(0, type.length() - 1)));
            any.addObject().put("type", "null");
            return schema;
        }
        if (type.startsWith("[")) {
            schema.put("type", "array");
            schema.set("items", named(type.substring(1, type.length() - 1)));
            return schema;
        }
        if (type.startsWith("map ")) {
            schema.put("type", "object");
            schema.set("additionalProperties", named(type.substring("map ".length())));
            return schema;
        }
        if (type.contains("..")) {
            String[] bounds = type.split("\\.\\.", -1);
            schema.put("type", "integer");
            schema.put("minimum", Long.parseLong(bounds[0]));
            return schema.put("maximum", Long.parseLong(bounds[1]));
        }
        return switch (type) {
            case "text" -> schema.put("type", "string");
            case "time" -> schema.put("type", "string").put("format", "date-time");
            case "flag" -> schema.put("type", "boolean");
            case "count" -> schema.put("type", "integer").put("minimum", 0);
            case "number" -> schema.put("type", "number");
            case "any" -> schema;
            default -> schema.put("$ref", OpenApi.SCHEMAS + type);
        };
    }

    static ObjectNode words(JsonNode words) {
        ObjectNode schema = Json.object();
        schema.put("type", "string");
        schema.set("enum", words);
        return schema;
    }
}
