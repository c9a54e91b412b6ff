package io.teleon.controller.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.models.format.YamlNode;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/// YAML as the JSON it stands for, by the core schema of YAML 1.2 (chapter 10.3): plain `true`,
/// `null` and decimal numbers are what they look like, all else is text.
public final class YamlJson {

    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,18}");
    private static final Pattern NUMBER =
            Pattern.compile(
                    "[-+]?(\\.[0-9]{1,30}|[0-9]{1,30}(\\.[0-9]{0,30})?)([eE][-+]?[0-9]{1,3})?");

    private YamlJson() {}

    public static JsonNode of(YamlNode node) {
        return switch (node) {
            case YamlNode.Mapping mapping -> {
                ObjectNode object = Json.object();
                mapping.entries()
                        .values()
                        .forEach(entry -> object.set(entry.key(), of(entry.value())));
                yield object;
            }
            case YamlNode.Sequence sequence -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                sequence.items().forEach(item -> array.add(of(item)));
                yield array;
            }
            case YamlNode.Scalar scalar -> scalar(scalar);
        };
    }

    private static JsonNode scalar(YamlNode.Scalar scalar) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        String text = scalar.text();
        if (scalar.isNull()) {
            return nodes.nullNode();
        }
        if (scalar.quoted()) {
            return nodes.textNode(text);
        }
        if (text.equals("true") || text.equals("false")) {
            return nodes.booleanNode(text.equals("true"));
        }
        if (WHOLE.matcher(text).matches()) {
            return nodes.numberNode(Long.parseLong(text));
        }
        return NUMBER.matcher(text).matches()
                ? nodes.numberNode(new BigDecimal(text))
                : nodes.textNode(text);
    }
}
