package io.teleon.controller.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.teleon.controller.report.ActionState;
import io.teleon.controller.report.ActionView;
import io.teleon.controller.report.ActionView.Foreseen;
import io.teleon.controller.report.ActionView.Step;
import io.teleon.controller.report.ActionView.TwinView;
import io.teleon.controller.report.NetworkNames;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.LinkId;
import io.teleon.policies.host.Explanation;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Reads back what the API says about an action. Values of bindings come back as the texts people
/// read; all else as it was.
final class ActionAnswer {

    private ActionAnswer() {}

    static ActionView action(JsonNode node) {
        return new ActionView(
                node.path("id").asLong(),
                node.path("action").asText(),
                texts(node.path("arguments")),
                node.path("target").asText(),
                node.path("rule").asText(),
                ActionState.valueOf(node.path("state").asText()),
                instant(node.path("proposedAt")),
                list(
                        node.path("steps"),
                        step ->
                                new Step(
                                        instant(step.path("at")),
                                        ActionState.valueOf(step.path("state").asText()),
                                        step.path("text").asText())),
                there(node.path("forecast")).map(ActionAnswer::forecast),
                there(node.path("rehearsal"))
                        .map(twin ->
                                new TwinView(
                                        twin.path("verdict").asText(),
                                        twin.path("summary").asText(),
                                        texts(twin.path("ranked")))),
                there(node.path("explanation")).map(ActionAnswer::explanation),
                texts(node.path("diff")),
                list(node.path("intents"), id -> IntentId.parse(id.asText())));
    }

    private static Foreseen forecast(JsonNode node) {
        return new Foreseen(
                node.path("model").asText(),
                node.path("fact").asText(),
                instant(node.path("at")),
                Duration.ofMillis(Math.round(node.path("horizonSeconds").asDouble() * 1e3)),
                number(node.path("p10")),
                number(node.path("p50")),
                number(node.path("p90")),
                number(node.path("skill")),
                number(node.path("capacity")));
    }

    private static Explanation explanation(JsonNode node) {
        String task = node.path("task").asText();
        int open = task.indexOf('(');
        List<Value> binding =
                open < 0 || open + 2 >= task.length()
                        ? List.of()
                        : List.of(new Value.Text(task.substring(open + 1, task.length() - 1)));
        return new Explanation(
                new TaskId(name(open < 0 ? task : task.substring(0, open)), binding),
                list(node.path("path"), ActionAnswer::firing),
                texts(node.path("passed")));
    }

    private static Explanation.Firing firing(JsonNode node) {
        SequencedMap<String, Value> binding = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : node.path("binding").properties()) {
            binding.put(field.getKey(), new Value.Text(field.getValue().asText()));
        }
        return new Explanation.Firing(
                name(node.path("procedure").asText()),
                list(node.path("arguments"), value -> new Value.Text(value.asText())),
                node.path("label").asText(),
                binding,
                list(node.path("because"), ActionAnswer::literal),
                node.path("number").asLong());
    }

    private static Explanation.Literal literal(JsonNode node) {
        return new Explanation.Literal(
                node.path("text").asText(),
                node.path("truth").asText("U").charAt(0),
                list(
                        node.path("facts"),
                        fact ->
                                new Explanation.Reading(
                                        fact.path("fact").asText(),
                                        fact.path("value").asText(),
                                        fact.path("ageMillis").asLong(-1),
                                        fact.path("source").asText(""))));
    }

    /// The names of a topology's nodes.
    static NetworkNames names(JsonNode topology) {
        Map<String, String> nodes = new TreeMap<>();
        topology.path("nodes")
                .forEach(node -> nodes.put(node.path("id").asText(), node.path("name").asText()));
        return NetworkNames.of(
                nodes,
                list(topology.path("links"), link -> LinkId.parse(link.path("id").asText())));
    }

    private static Name name(String text) {
        int dot = text.lastIndexOf('.');
        return dot < 0
                ? new Name("", text)
                : new Name(text.substring(0, dot), text.substring(dot + 1));
    }

    private static Instant instant(JsonNode node) {
        return Instant.parse(node.asText());
    }

    private static double number(JsonNode node) {
        return node.isNumber() ? node.asDouble() : Double.NaN;
    }

    private static Optional<JsonNode> there(JsonNode node) {
        return node.isObject() ? Optional.of(node) : Optional.empty();
    }

    private static List<String> texts(JsonNode array) {
        return list(array, JsonNode::asText);
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, ? extends T> item) {
        List<T> items = new ArrayList<>();
        array.forEach(node -> items.add(item.apply(node)));
        return items;
    }
}
