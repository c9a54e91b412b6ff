package io.teleon.policies.reload;

import io.teleon.policies.engine.LiveFiring;
import io.teleon.policies.host.Epoch;
import io.teleon.policies.host.Output;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Value;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Compares two engines epoch by epoch, and remembers where they did not do the same.
///
/// Numbers of actions and questions are left out: one start more would make all later ones differ.
final class Comparison {

    private static final int MOST_CHANGES = 1000;

    private static final String NOT_THERE = "not there";

    private record Place(TaskId task, Name procedure, List<Value> arguments) {}

    private record Pair(String before, String after) {}

    private final List<FiringDifference.Change> changes = new ArrayList<>();
    private Map<Place, Pair> apart = new LinkedHashMap<>();
    private Optional<Instant> first = Optional.empty();
    private long epochs;
    private long differing;
    private long firings;
    private final long[] transitions = new long[2];
    private final long[] others = new long[2];

    /// One epoch of each, at the same time.
    void epoch(Epoch old, List<LiveFiring> before, Epoch next, List<LiveFiring> after) {
        epochs++;
        long known = firings + transitions[0] + transitions[1] + others[0] + others[1];
        firings(old.now(), before, after);
        Map<List<Object>, Deque<Output>> onlyNew = new LinkedHashMap<>();
        for (Output output : next.outputs()) {
            onlyNew.computeIfAbsent(alike(output), _ -> new ArrayDeque<>()).add(output);
        }
        for (Output output : old.outputs()) {
            Deque<Output> same = onlyNew.get(alike(output));
            if (same == null || same.poll() == null) {
                only(output, 0, new FiringDifference.Change.OnlyOld(old.now(), output));
            }
        }
        for (Deque<Output> outputs : onlyNew.values()) {
            for (Output output : outputs) {
                only(output, 1, new FiringDifference.Change.OnlyNew(old.now(), output));
            }
        }
        if (firings + transitions[0] + transitions[1] + others[0] + others[1] > known) {
            differing++;
            first = first.or(() -> Optional.of(old.now()));
        }
    }

    private void only(Output output, int side, FiringDifference.Change change) {
        switch (output) {
            // What the log says of the actions of one program makes no sense to the other.
            case Output.Rejected _ -> {}
            case Output.Transition _ -> {
                transitions[side]++;
                change(change);
            }
            case Output.Suggested _,
                    Output.ApprovalAsked _,
                    Output.ApprovalVoid _,
                    Output.EffectSeen _,
                    Output.ActionFailed _,
                    Output.Notified _,
                    Output.Alert _,
                    Output.TaskChanged _ -> {
                others[side]++;
                change(change);
            }
        }
    }

    private void change(FiringDifference.Change change) {
        if (changes.size() < MOST_CHANGES) {
            changes.add(change);
        }
    }

    // --- firings

    private void firings(Instant now, List<LiveFiring> before, List<LiveFiring> after) {
        Map<Place, String> were = fired(before);
        Map<Place, String> are = fired(after);
        Map<Place, Pair> nowApart = new LinkedHashMap<>();
        were.forEach((place, text) -> {
            String other = are.getOrDefault(place, NOT_THERE);
            if (!other.equals(text)) {
                nowApart.put(place, new Pair(text, other));
            }
        });
        are.forEach((place, text) -> {
            if (!were.containsKey(place)) {
                nowApart.put(place, new Pair(NOT_THERE, text));
            }
        });
        nowApart.forEach((place, pair) -> {
            if (!pair.equals(apart.get(place))) {
                firings++;
                change(
                        new FiringDifference.Change.Fires(
                                now,
                                place.task(),
                                place.procedure(),
                                place.arguments(),
                                pair.before(),
                                pair.after()));
            }
        });
        apart.keySet().stream()
                .filter(place -> are.containsKey(place) && !nowApart.containsKey(place))
                .forEach(place ->
                        change(
                                new FiringDifference.Change.FiresAlike(
                                        now,
                                        place.task(),
                                        place.procedure(),
                                        place.arguments(),
                                        are.getOrDefault(place, NOT_THERE))));
        apart = nowApart;
    }

    private static Map<Place, String> fired(List<LiveFiring> firings) {
        Map<Place, String> fired = new LinkedHashMap<>();
        for (LiveFiring firing : firings) {
            fired.put(
                    new Place(firing.task(), firing.procedure(), firing.arguments()), text(firing));
        }
        return fired;
    }

    private static String text(LiveFiring firing) {
        if (firing.label().isEmpty()) {
            return "nothing";
        }
        return firing.binding().isEmpty()
                ? firing.label()
                : firing.binding().stream()
                        .map(Value::shown)
                        .collect(Collectors.joining(", ", firing.label() + "(", ")"));
    }

    // --- outputs

    /// What must be equal.
    private static List<Object> alike(Output output) {
        return switch (output) {
            case Output.Transition t ->
                    List.of(
                            t.kind(),
                            t.instance().action(),
                            t.instance().key(),
                            t.arguments(),
                            t.manner());
            case Output.Suggested s -> List.of("suggested", s.instance().action(), s.arguments());
            case Output.ApprovalAsked a ->
                    List.of(
                            "asked",
                            a.role(),
                            a.until(),
                            a.instance().action(),
                            a.arguments(),
                            a.reason());
            case Output.ApprovalVoid v -> List.of("void", v.reason());
            case Output.EffectSeen e ->
                    List.of("effect", e.instance().action(), e.instance().key());
            case Output.ActionFailed f ->
                    List.of("failed", f.instance().action(), f.instance().key(), f.reason());
            case Output.Notified _, Output.Alert _, Output.TaskChanged _, Output.Rejected _ ->
                    List.of(output);
        };
    }

    FiringDifference difference() {
        return new FiringDifference(
                epochs,
                differing,
                first,
                new FiringDifference.Counts(
                        firings, transitions[0], transitions[1], others[0], others[1]),
                changes);
    }
}
