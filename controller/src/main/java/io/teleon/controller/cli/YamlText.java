package io.teleon.controller.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.teleon.models.format.Place;
import io.teleon.models.format.YamlNode;
import io.teleon.models.format.YamlWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A JSON answer as YAML.
final class YamlText {

    private static final Place NOWHERE = new Place("answer", 1);

    private YamlText() {}

    static String of(JsonNode answer) {
        return YamlWriter.write(node(answer));
    }

    private static YamlNode node(JsonNode value) {
        if (value.isObject()) {
            SequencedMap<String, YamlNode.Entry> entries = new LinkedHashMap<>();
            value.properties()
                    .forEach(field ->
                            entries.put(
                                    field.getKey(),
                                    new YamlNode.Entry(
                                            NOWHERE, field.getKey(), node(field.getValue()))));
            return new YamlNode.Mapping(NOWHERE, entries);
        }
        if (value.isArray()) {
            List<YamlNode> items = new ArrayList<>();
            value.forEach(item -> items.add(node(item)));
            return new YamlNode.Sequence(NOWHERE, items);
        }
        return new YamlNode.Scalar(NOWHERE, value.asText(), value.isTextual());
    }
}
