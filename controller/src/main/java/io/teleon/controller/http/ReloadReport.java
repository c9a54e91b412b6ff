package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.policies.engine.Dropped;
import io.teleon.policies.host.Output;
import io.teleon.policies.program.Value;
import io.teleon.policies.reload.FiringDifference;
import io.teleon.policies.reload.Reload;
import io.teleon.policies.trace.LogWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a reload would change, for people and for programs.
public final class ReloadReport {

    /// More changes than these are for the JSON.
    private static final int MOST_SHOWN = 40;

    private final Reload.Ready ready;

    public ReloadReport(Reload.Ready ready) {
        this.ready = ready;
    }

    // --- for people

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        FiringDifference log = ready.overLog();
        if (!log.isEmpty() || !ready.atSwap().isEmpty()) {
            lines.add("~ another rule fires   - only the old program   + only the new program");
        }
        String over = "over the log (" + plural(log.epochs(), "epoch") + ")";
        lines.addAll(difference(over, log));
        lines.addAll(difference("at the swap, after the log", ready.atSwap()));
        lines.addAll(
                list(
                        "does not come over",
                        ready.carried().dropped().stream().map(Dropped::toString).toList()));
        lines.addAll(
                list(
                        "unknown until the host tells it",
                        ready.carried().unknown().stream().map(Object::toString).toList()));
        lines.add(ready.changesNothing() ? "nothing would change" : "it would change something");
        return lines;
    }

    private static List<String> list(String title, List<String> entries) {
        List<String> lines = new ArrayList<>();
        if (!entries.isEmpty()) {
            lines.add(title + ":");
            entries.forEach(entry -> lines.add("  " + entry));
        }
        return lines;
    }

    private static List<String> difference(String title, FiringDifference difference) {
        if (difference.isEmpty()) {
            return List.of(title + ": nothing differs");
        }
        List<String> lines = new ArrayList<>();
        lines.add(title + ":");
        difference.changes().stream()
                .limit(MOST_SHOWN)
                .forEach(change -> lines.add("  " + change.at() + "  " + text(change)));
        FiringDifference.Counts counts = difference.counts();
        if (difference.changes().size() > MOST_SHOWN) {
            lines.add("  and more; --json lists the first 1000");
        }
        lines.add(
                "  %s; transitions: %d only old, %d only new; messages: %d only old, %d only new"
                        .formatted(
                                plural(counts.firings(), "other firing"),
                                counts.transitionsOnlyOld(),
                                counts.transitionsOnlyNew(),
                                counts.othersOnlyOld(),
                                counts.othersOnlyNew()));
        return lines;
    }

    private static String text(FiringDifference.Change change) {
        return switch (change) {
            case FiringDifference.Change.Fires f ->
                    "~ %s in %s: %s -> %s"
                            .formatted(
                                    call(f.procedure().local(), f.arguments()),
                                    call(f.task().task().local(), f.task().binding()),
                                    f.before(),
                                    f.after());
            case FiringDifference.Change.FiresAlike f ->
                    "  %s in %s: %s in both again"
                            .formatted(
                                    call(f.procedure().local(), f.arguments()),
                                    call(f.task().task().local(), f.task().binding()),
                                    f.fires());
            case FiringDifference.Change.OnlyOld(_, Output output) ->
                    "- " + LogWriter.output(output);
            case FiringDifference.Change.OnlyNew(_, Output output) ->
                    "+ " + LogWriter.output(output);
        };
    }

    private static String call(String name, List<Value> arguments) {
        return arguments.stream()
                .map(Value::shown)
                .collect(Collectors.joining(", ", name + "(", ")"));
    }

    private static String plural(long count, String word) {
        return count + " " + word + (count == 1 ? "" : "s");
    }

    // --- for programs

    public ObjectNode json() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("changes", !ready.changesNothing());
        root.set("overLog", json(ready.overLog()));
        root.set("atSwap", json(ready.atSwap()));
        ArrayNode dropped = root.putArray("dropped");
        for (Dropped one : ready.carried().dropped()) {
            ObjectNode node = dropped.addObject();
            node.put("kind", one.kind().name().toLowerCase(Locale.ROOT));
            node.put("what", one.what());
            node.put("why", one.why());
            node.put("count", one.count());
            one.which().forEach(node.putArray("which")::add);
        }
        ArrayNode unknown = root.putArray("unknown");
        ready.carried().unknown().forEach(name -> unknown.add(name.toString()));
        return root;
    }

    private static ObjectNode json(FiringDifference difference) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("epochs", difference.epochs());
        node.put("differing", difference.differing());
        difference
                .first()
                .ifPresentOrElse(
                        first -> node.put("first", first.toString()), () -> node.putNull("first"));
        FiringDifference.Counts counts = difference.counts();
        node.put("firings", counts.firings());
        node.put("transitionsOnlyOld", counts.transitionsOnlyOld());
        node.put("transitionsOnlyNew", counts.transitionsOnlyNew());
        node.put("othersOnlyOld", counts.othersOnlyOld());
        node.put("othersOnlyNew", counts.othersOnlyNew());
        ArrayNode changes = node.putArray("changes");
        difference.changes().forEach(change -> json(changes.addObject(), change));
        return node;
    }

    private static void json(ObjectNode node, FiringDifference.Change change) {
        node.put("at", change.at().toString());
        switch (change) {
            case FiringDifference.Change.Fires f ->
                    node.put("kind", "fires")
                            .put("task", f.task().toString())
                            .put("frame", call(f.procedure().toString(), f.arguments()))
                            .put("before", f.before())
                            .put("after", f.after());
            case FiringDifference.Change.FiresAlike f ->
                    node.put("kind", "firesAlike")
                            .put("task", f.task().toString())
                            .put("frame", call(f.procedure().toString(), f.arguments()))
                            .put("fires", f.fires());
            case FiringDifference.Change.OnlyOld(_, Output output) ->
                    node.put("kind", "onlyOld").put("output", LogWriter.output(output));
            case FiringDifference.Change.OnlyNew(_, Output output) ->
                    node.put("kind", "onlyNew").put("output", LogWriter.output(output));
        }
    }
}
