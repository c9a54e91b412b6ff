package io.teleon.policies.engine;

import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Value;
import io.teleon.policies.syntax.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who wants which instance, and whose wish decides about it: that of the task that has it, else
/// the first (SEMANTICS 7.1).
final class Wishes {

    private final Map<Name, Declaration.Action> actions;
    private final EngineState state;
    private final ActionCalls calls;
    private final InstanceTable instances;
    private final Map<Instance.Id, List<Wanted>> wishes = new HashMap<>();

    /// Of commitments that failed, in this epoch; after all others.
    private List<Wanted> undos = new ArrayList<>();

    /// What has been decided in this epoch.
    private final Map<Instance.Id, Optional<Wanted>> decided = new HashMap<>();

    private static final Comparator<Wanted> ORDER =
            (a, b) -> {
                if (a.by().isPresent() && b.by().isPresent()) {
                    int byTask = TaskState.ORDER.compare(a.by().get(), b.by().get());
                    return byTask != 0 ? byTask : Integer.compare(a.place(), b.place());
                }
                return Integer.compare(a.place(), b.place());
            };

    Wishes(Program program, EngineState state, ActionCalls calls, InstanceTable instances) {
        this.actions = program.actionsByName();
        this.state = state;
        this.calls = calls;
        this.instances = instances;
    }

    void add(Wanted wish) {
        List<Wanted> there = wishes.get(wish.id());
        if (there == null) {
            wishes.put(wish.id(), List.of(wish));
        } else {
            List<Wanted> more = new ArrayList<>(there);
            more.add(wish);
            wishes.put(wish.id(), List.copyOf(more));
        }
    }

    void remove(Wanted wish) {
        List<Wanted> there = wishes.getOrDefault(wish.id(), List.of());
        if (there.size() == 1 && there.contains(wish)) {
            wishes.remove(wish.id());
        } else {
            List<Wanted> fewer = new ArrayList<>(there);
            fewer.remove(wish);
            wishes.put(wish.id(), List.copyOf(fewer));
        }
    }

    /// Everything that is wanted, in no order.
    List<Instance.Id> ids() {
        List<Instance.Id> ids = new ArrayList<>(wishes.keySet());
        undos.forEach(undo -> ids.add(undo.id()));
        return ids;
    }

    /// Begins an epoch.
    void begin() {
        decided.clear();
        undos = new ArrayList<>();
        for (EngineState.Undo undo : state.undos) {
            undos.add(undo(undo, undos.size()));
        }
    }

    /// What undoes commitments in this epoch.
    List<Wanted> undos() {
        return undos;
    }

    private Wanted undo(EngineState.Undo undo, int place) {
        Declaration.Action action = Optional.ofNullable(actions.get(undo.action())).orElseThrow();
        List<Value> key = action.key().stream().map(undo.arguments()::get).toList();
        Frame.Id none = new Frame.Id(action.name(), undo.arguments());
        Rule.Invocation call =
                new Rule.Invocation(
                        Span.NONE,
                        Rule.Target.ACTION,
                        action.name(),
                        List.of(),
                        Optional.empty(),
                        false);
        return new Wanted(
                action,
                key,
                undo.arguments().stream().map(Optional::of).toList(),
                call,
                undo.task(),
                Optional.ofNullable(state.tasks.get(undo.task())),
                place,
                Optional.empty(),
                new Wanted.Wish(undo.task(), none, "undo", undo.number(), 1),
                calls.needsOrUnknown(action, undo.arguments()));
    }

    /// The first wish and the one that decides.
    private record Choice(Wanted first, Wanted decides) {}

    private Optional<Choice> choice(Instance.Id id) {
        List<Wanted> some = wishes.getOrDefault(id, List.of());
        if (some.size() == 1 && undos.isEmpty()) {
            return Optional.of(new Choice(some.getFirst(), some.getFirst()));
        }
        List<Wanted> all = new ArrayList<>(some);
        all.sort(ORDER);
        for (Wanted undo : undos) {
            if (undo.id().equals(id)) {
                all.add(undo);
            }
        }
        if (all.isEmpty()) {
            return Optional.empty();
        }
        // What is only remembered nobody has.
        Optional<TaskId> owner =
                instances
                        .find(id)
                        .filter(instance -> !instance.remembered)
                        .map(instance -> instance.owner);
        Wanted decides =
                all.stream()
                        .filter(wish -> owner.filter(wish.task()::equals).isPresent())
                        .findFirst()
                        .orElse(all.getFirst());
        return Optional.of(new Choice(all.getFirst(), decides));
    }

    /// The wish that decides about an instance, the same for the whole epoch.
    Optional<Wanted> deciding(Instance.Id id) {
        Optional<Wanted> known = decided.get(id);
        if (known == null) {
            known = choice(id).map(Choice::decides);
            decided.put(id, known);
        }
        return known;
    }

    /// Those that decide about these instances, in the order of the first wish for each.
    Map<Instance.Id, Wanted> deciding(Iterable<Instance.Id> ids) {
        List<Choice> choices = new ArrayList<>();
        for (Instance.Id id : ids) {
            Optional<Choice> choice = choice(id);
            choice.ifPresent(choices::add);
            decided.put(id, choice.map(Choice::decides));
        }
        choices.sort((a, b) -> {
            int byKind = Boolean.compare(a.first().frame().isEmpty(), b.first().frame().isEmpty());
            return byKind != 0 ? byKind : ORDER.compare(a.first(), b.first());
        });
        Map<Instance.Id, Wanted> map = new LinkedHashMap<>();
        choices.forEach(choice -> map.put(choice.first().id(), choice.decides()));
        return map;
    }
}
