package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.controller.report.ActionView;
import io.teleon.controller.report.ActionView.Foreseen;
import io.teleon.controller.report.ActionView.Step;
import io.teleon.policies.host.Explanation;

/// The JSON form of actions: a line of a list, or everything there is to say about one.
final class ActionJson {

    private ActionJson() {}

    /// What a list shows.
    static ObjectNode line(ActionView action) {
        ObjectNode node = Json.object();
        node.put("id", action.id());
        node.put("action", action.action());
        texts(node.putArray("arguments"), action.arguments());
        node.put("target", action.target());
        node.put("rule", action.rule());
        node.put("state", action.state().name());
        node.put("outcome", action.outcome());
        node.put("proposedAt", action.proposedAt().toString());
        node.put("since", since(action).at().toString());
        node.put("reason", since(action).text());
        node.put("twin", action.twin().map(ActionView.TwinView::verdict).orElse(null));
        return node;
    }

    private static Step since(ActionView action) {
        return action.steps().isEmpty()
                ? new Step(action.proposedAt(), action.state(), "")
                : action.steps().getLast();
    }

    /// All that is known.
    static ObjectNode whole(ActionView action) {
        ObjectNode node = line(action);
        ArrayNode steps = node.putArray("steps");
        action.steps()
                .forEach(step ->
                        steps.addObject()
                                .put("at", step.at().toString())
                                .put("state", step.state().name())
                                .put("text", step.text()));
        action.forecast()
                .ifPresentOrElse(
                        f -> forecast(node.putObject("forecast"), f),
                        () -> node.putNull("forecast"));
        action.twin()
                .ifPresentOrElse(
                        t -> {
                            ObjectNode said = node.putObject("rehearsal");
                            said.put("verdict", t.verdict());
                            said.put("summary", t.summary());
                            texts(said.putArray("ranked"), t.ranked());
                        },
                        () -> node.putNull("rehearsal"));
        action.explanation()
                .ifPresentOrElse(
                        e -> explanation(node.putObject("explanation"), e),
                        () -> node.putNull("explanation"));
        texts(node.putArray("diff"), action.diff());
        ArrayNode intents = node.putArray("intents");
        action.intents().forEach(id -> intents.add(id.toString()));
        return node;
    }

    private static void forecast(ObjectNode node, Foreseen forecast) {
        node.put("model", forecast.model());
        node.put("fact", forecast.fact());
        node.put("at", forecast.at().toString());
        node.put("horizonSeconds", forecast.horizon().toMillis() / 1e3);
        number(node, "p10", forecast.p10());
        number(node, "p50", forecast.p50());
        number(node, "p90", forecast.p90());
        number(node, "skill", forecast.skill());
        number(node, "capacity", forecast.capacity());
    }

    static void explanation(ObjectNode node, Explanation explanation) {
        node.put("task", explanation.task().toString());
        ArrayNode path = node.putArray("path");
        for (Explanation.Firing firing : explanation.path()) {
            ObjectNode rule = path.addObject();
            rule.put("procedure", firing.procedure().toString());
            ArrayNode arguments = rule.putArray("arguments");
            firing.arguments().forEach(value -> arguments.add(value.shown()));
            rule.put("label", firing.label());
            rule.put("number", firing.number());
            ObjectNode binding = rule.putObject("binding");
            firing.binding().forEach((name, value) -> binding.put(name, value.shown()));
            ArrayNode because = rule.putArray("because");
            for (Explanation.Literal literal : firing.because()) {
                ObjectNode part = because.addObject();
                part.put("text", literal.text());
                part.put("truth", String.valueOf(literal.truth()));
                ArrayNode facts = part.putArray("facts");
                for (Explanation.Reading reading : literal.facts()) {
                    ObjectNode fact = facts.addObject();
                    fact.put("fact", reading.fact());
                    fact.put("value", reading.value());
                    if (reading.ageMillis() < 0) {
                        fact.putNull("ageMillis");
                    } else {
                        fact.put("ageMillis", reading.ageMillis());
                    }
                    fact.put("source", reading.source().isEmpty() ? null : reading.source());
                }
            }
        }
        texts(node.putArray("passed"), explanation.passed());
    }

    /// JSON has no number for what is not known.
    static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }

    private static void texts(ArrayNode array, Iterable<String> texts) {
        texts.forEach(array::add);
    }
}
