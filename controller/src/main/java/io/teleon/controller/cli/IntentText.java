package io.teleon.controller.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.teleon.controller.http.YamlJson;
import io.teleon.controller.report.NetworkNames;
import io.teleon.models.format.SourceText;
import io.teleon.models.format.YamlNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Intents as people write them, and what there is to say about one.
final class IntentText {

    private IntentText() {}

    /// An intent in YAML, of which JSON is a part.
    ///
    /// @param file `-` for standard input
    static JsonNode read(String file) throws IOException {
        SourceText text =
                file.equals("-")
                        ? SourceText.decode("standard input", System.in.readAllBytes())
                        : SourceText.open(Path.of(file));
        return YamlJson.of(YamlNode.parse(text));
    }

    /// The actions that touch an intent now.
    static ArrayNode actionsOn(JsonNode actions, ApiClient client, String id) throws IOException {
        ArrayNode touching = JsonNodeFactory.instance.arrayNode();
        for (JsonNode line : actions.path("actions")) {
            if (line.path("outcome").asText().matches("open|confirmed")) {
                JsonNode whole = client.get("/api/v1/actions/" + line.path("id").asLong());
                if (StreamSupport.stream(whole.path("intents").spliterator(), false)
                        .anyMatch(i -> i.asText().equals(id))) {
                    touching.add(whole);
                }
            }
        }
        return touching;
    }

    /// @param all `intent`, `reports`, `actions` and `topology` as the API has them
    static List<String> explain(JsonNode all) {
        JsonNode intent = all.path("intent");
        NetworkNames names = ActionAnswer.names(all.path("topology"));
        List<String> lines = new ArrayList<>();
        lines.add(intent.path("id").asText() + ": " + intent.path("summary").asText());
        lines.add(
                "asked by precedence "
                        + intent.path("precedence").asText()
                        + ", tier "
                        + intent.path("tier").asText());
        lines.add(
                "installed: "
                        + intent.path("state").asText()
                        + " since "
                        + intent.path("since").asText()
                        + because(intent.path("reason")));
        JsonNode fulfilment = intent.path("fulfilment");
        lines.add(
                "measured:  "
                        + fulfilment.path("state").asText()
                        + " since "
                        + fulfilment.path("since").asText()
                        + because(fulfilment.path("reason")));
        lines.add("path:      " + path(intent.path("path"), names));
        JsonNode second = intent.path("protection");
        if (second.isObject()) {
            lines.add(
                    second.path("path").isEmpty()
                            ? "NOT PROTECTED" + because(second.path("reason"))
                            : "protected: "
                                    + path(second.path("path"), names)
                                    + (second.path("ready").asBoolean() ? "" : " (on its way)"));
        }
        intent.path("goals")
                .forEach(goal -> lines.add("goal:      " + goal.path("summary").asText()));
        if (intent.path("heldByPerson").asBoolean()) {
            lines.add("a person moved it, so programs leave it alone");
        }
        for (JsonNode action : all.path("actions")) {
            lines.add(
                    "action "
                            + action.path("id").asLong()
                            + " has it: "
                            + action.path("rule").asText()
                            + ", "
                            + action.path("reason").asText()
                            + " (teleon action why "
                            + action.path("id").asLong()
                            + ")");
        }
        for (JsonNode report : all.path("reports").path("reports")) {
            lines.add(
                    "  "
                            + report.path("at").asText()
                            + "  "
                            + report.path("from").asText()
                            + " -> "
                            + report.path("to").asText()
                            + because(report.path("reason")));
        }
        return lines;
    }

    /// In a line, for tables.
    static String protection(JsonNode second) {
        if (!second.isObject()) {
            return "-";
        }
        if (second.path("path").isEmpty()) {
            return "none now" + because(second.path("reason"));
        }
        return (second.path("ready").asBoolean() ? "ready: " : "on its way: ")
                + StreamSupport.stream(second.path("path").spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(","));
    }

    private static String because(JsonNode reason) {
        return reason.asText().isEmpty() ? "" : ": " + reason.asText();
    }

    private static String path(JsonNode links, NetworkNames names) {
        return links.isEmpty()
                ? "none, or within one switch"
                : names.named(
                        StreamSupport.stream(links.spliterator(), false)
                                .map(JsonNode::asText)
                                .collect(Collectors.joining(",")));
    }
}
