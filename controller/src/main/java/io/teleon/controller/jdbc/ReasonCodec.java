package io.teleon.controller.jdbc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.controller.act.ActionReasons;
import io.teleon.controller.journal.JournalEntry.ActionReasoned;
import io.teleon.controller.report.ActionView.Foreseen;
import io.teleon.controller.report.ActionView.TwinView;
import io.teleon.policies.host.Explanation;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// What the journal keeps of the reasons of actions, as JSON. See [JournalCodec]. Lists of objects
/// are objects whose fields are their numbers.
final class ReasonCodec {

    static final String REASONED = "action-reasoned";

    private ReasonCodec() {}

    static String write(ObjectNode body, ActionReasoned entry) {
        body.put("id", entry.action());
        ActionReasons reasons = entry.reasons();
        reasons.explanation().ifPresent(e -> write(body.putObject("explanation"), e));
        reasons.foreseen().ifPresent(f -> write(body.putObject("foreseen"), f));
        reasons.twin()
                .ifPresent(t -> {
                    ObjectNode twin = body.putObject("twin");
                    twin.put("verdict", t.verdict()).put("summary", t.summary());
                    texts(twin.putArray("ranked"), t.ranked());
                });
        texts(body.putArray("diff"), reasons.diff());
        return REASONED;
    }

    static ActionReasoned read(Instant at, StoredObject body) {
        return new ActionReasoned(
                at,
                body.whole("id"),
                new ActionReasons(
                        body.optionalObject("explanation").map(ReasonCodec::explanation),
                        body.optionalObject("foreseen").map(ReasonCodec::foreseen),
                        body.optionalObject("twin")
                                .map(t ->
                                        new TwinView(
                                                t.text("verdict"),
                                                t.text("summary"),
                                                t.texts("ranked"))),
                        body.texts("diff")));
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private static void write(ObjectNode node, Foreseen f) {
        node.put("model", f.model());
        node.put("fact", f.fact());
        node.put("at", f.at().toString());
        node.put("horizon", f.horizon().toString());
        // As texts: JSON has no number for what is not known.
        node.put("p10", Double.toString(f.p10()));
        node.put("p50", Double.toString(f.p50()));
        node.put("p90", Double.toString(f.p90()));
        node.put("skill", Double.toString(f.skill()));
        node.put("capacity", Double.toString(f.capacity()));
    }

    private static Foreseen foreseen(StoredObject node) {
        return new Foreseen(
                node.text("model"),
                node.text("fact"),
                Instant.parse(node.text("at")),
                Duration.parse(node.text("horizon")),
                Double.parseDouble(node.text("p10")),
                Double.parseDouble(node.text("p50")),
                Double.parseDouble(node.text("p90")),
                Double.parseDouble(node.text("skill")),
                Double.parseDouble(node.text("capacity")));
    }

    private static void write(ObjectNode node, Explanation explanation) {
        name(node.putObject("task"), explanation.task().task());
        AutonomyCodec.write(node.putArray("binding"), explanation.task().binding());
        list(node.putObject("path"), explanation.path(), ReasonCodec::write);
        texts(node.putArray("passed"), explanation.passed());
    }

    private static Explanation explanation(StoredObject node) {
        return new Explanation(
                new TaskId(name(node.object("task")), AutonomyCodec.values(node, "binding")),
                list(node.object("path"), ReasonCodec::firing),
                node.texts("passed"));
    }

    private static void write(ObjectNode node, Explanation.Firing firing) {
        name(node.putObject("procedure"), firing.procedure());
        AutonomyCodec.write(node.putArray("arguments"), firing.arguments());
        node.put("label", firing.label());
        node.put("number", firing.number());
        texts(node.putArray("variables"), List.copyOf(firing.binding().sequencedKeySet()));
        AutonomyCodec.write(
                node.putArray("values"), List.copyOf(firing.binding().sequencedValues()));
        list(node.putObject("because"), firing.because(), ReasonCodec::write);
    }

    private static Explanation.Firing firing(StoredObject node) {
        List<String> variables = node.texts("variables");
        List<Value> values = AutonomyCodec.values(node, "values");
        if (variables.size() != values.size()) {
            throw new IllegalArgumentException(
                    "there are "
                            + variables.size()
                            + " variables and "
                            + values.size()
                            + " values");
        }
        SequencedMap<String, Value> binding = new LinkedHashMap<>();
        for (int i = 0; i < variables.size(); i++) {
            binding.put(variables.get(i), values.get(i));
        }
        return new Explanation.Firing(
                name(node.object("procedure")),
                AutonomyCodec.values(node, "arguments"),
                node.text("label"),
                binding,
                list(node.object("because"), ReasonCodec::literal),
                node.whole("number"));
    }

    private static void write(ObjectNode node, Explanation.Literal literal) {
        node.put("text", literal.text());
        node.put("truth", String.valueOf(literal.truth()));
        list(
                node.putObject("facts"),
                literal.facts(),
                (fact, reading) ->
                        fact.put("fact", reading.fact())
                                .put("value", reading.value())
                                .put("ageMillis", reading.ageMillis())
                                .put("source", reading.source()));
    }

    private static Explanation.Literal literal(StoredObject node) {
        String truth = node.text("truth");
        if (truth.length() != 1) {
            throw new IllegalArgumentException("truth '" + truth + "' is none of T, F, U");
        }
        return new Explanation.Literal(
                node.text("text"),
                truth.charAt(0),
                list(
                        node.object("facts"),
                        fact ->
                                new Explanation.Reading(
                                        fact.text("fact"),
                                        fact.text("value"),
                                        fact.whole("ageMillis"),
                                        // Not told by earlier versions.
                                        fact.optionalText("source").orElse(""))));
    }

    private static void name(ObjectNode node, Name name) {
        node.put("unit", name.unit()).put("local", name.local());
    }

    private static Name name(StoredObject node) {
        return new Name(node.text("unit"), node.text("local"));
    }

    private static <T> void list(ObjectNode node, List<T> items, BiConsumer<ObjectNode, T> write) {
        for (int i = 0; i < items.size(); i++) {
            write.accept(node.putObject(Integer.toString(i)), items.get(i));
        }
    }

    private static <T> List<T> list(StoredObject node, Function<StoredObject, T> read) {
        List<T> items = new ArrayList<>();
        for (String field : node.fields()) {
            items.add(read.apply(node.object(field)));
        }
        return items;
    }
}
