package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.policies.engine.LiveTree;
import io.teleon.policies.host.Explanation;
import io.teleon.policies.program.Value;
import java.util.List;

/// The live tree of an engine as JSON, for dashboards: tasks, frames, rules with their verdicts,
/// and actions.
public final class PolicyTreeJson {

    private PolicyTreeJson() {}

    public static ObjectNode of(LiveTree tree) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ArrayNode tasks = root.putArray("tasks");
        for (LiveTree.Task task : tree.tasks()) {
            ObjectNode node = tasks.addObject();
            node.put("task", task.id().task().toString());
            texts(node.putArray("binding"), task.id().binding());
            node.put("priority", task.priority());
            node.set("frame", frame(task.root()));
        }
        ArrayNode actions = root.putArray("actions");
        for (LiveTree.Action action : tree.actions()) {
            ObjectNode node = actions.addObject();
            node.put("action", action.instance().action().toString());
            texts(node.putArray("key"), action.instance().key());
            node.put("number", action.instance().number());
            texts(node.putArray("arguments"), action.arguments());
            node.put("task", action.task().toString());
            node.put("state", action.state());
            node.put("reason", action.reason());
            ArrayNode path = node.putArray("path");
            action.explanation().path().forEach(firing -> path.add(firing(firing)));
            ArrayNode passed = node.putArray("passed");
            action.explanation().passed().forEach(passed::add);
        }
        return root;
    }

    private static ObjectNode frame(LiveTree.Frame frame) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("procedure", frame.procedure().toString());
        texts(node.putArray("arguments"), frame.arguments());
        frame.since().ifPresent(since -> node.put("since", since.toString()));
        frame.firing().ifPresent(firing -> node.set("firing", firing(firing)));
        ArrayNode rules = node.putArray("rules");
        for (LiveTree.Rule rule : frame.rules()) {
            ObjectNode entry = rules.addObject();
            entry.put("label", rule.label());
            // `F blocked: max` is a value and a reason; `passed over` is only a reason.
            boolean passed = rule.verdict().equals("passed over");
            entry.put(
                    "value",
                    passed || rule.verdict().isEmpty() ? "" : rule.verdict().substring(0, 1));
            entry.put(
                    "reason",
                    passed
                            ? "passed over"
                            : rule.verdict().length() > 2 ? rule.verdict().substring(2) : "");
            entry.put("fires", rule.fires());
        }
        ArrayNode kids = node.putArray("kids");
        frame.kids().forEach(kid -> kids.add(frame(kid)));
        return node;
    }

    private static ObjectNode firing(Explanation.Firing firing) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("procedure", firing.procedure().toString());
        texts(node.putArray("arguments"), firing.arguments());
        node.put("label", firing.label());
        node.put("number", firing.number());
        ObjectNode binding = node.putObject("binding");
        firing.binding().forEach((name, value) -> binding.put(name, value.shown()));
        ArrayNode because = node.putArray("because");
        for (Explanation.Literal literal : firing.because()) {
            ObjectNode entry = because.addObject();
            entry.put("literal", literal.text());
            entry.put("value", String.valueOf(literal.truth()));
            ArrayNode facts = entry.putArray("facts");
            for (Explanation.Reading reading : literal.facts()) {
                facts.addObject()
                        .put("fact", reading.fact())
                        .put("value", reading.value())
                        .put("ageMillis", reading.ageMillis())
                        .put("source", reading.source().isEmpty() ? null : reading.source());
            }
        }
        return node;
    }

    private static void texts(ArrayNode node, List<Value> values) {
        values.forEach(value -> node.add(value.shown()));
    }
}
