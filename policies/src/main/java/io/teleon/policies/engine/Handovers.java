package io.teleon.policies.engine;

import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What takes the place of what, and in which order the one stops and the other starts (SEMANTICS
/// 7.3).
final class Handovers {

    private static final long DEFAULT_TIMEOUT = 60_000_000;

    private final Map<Name, Declaration.Action> actions;
    private final EngineState state;
    private final InstanceTable instances;
    private final Wishes wishes;

    /// In force and wanted by a task that may not have what they hold.
    private final Set<Instance.Id> refused = new LinkedHashSet<>();

    Handovers(Program program, EngineState state, InstanceTable instances, Wishes wishes) {
        this.actions = program.actionsByName();
        this.state = state;
        this.instances = instances;
        this.wishes = wishes;
    }

    /// Begins an epoch.
    void begin() {
        refused.clear();
    }

    void refuse(Instance instance) {
        refused.add(instance.id);
    }

    boolean isRefused(Instance instance) {
        return refused.contains(instance.id);
    }

    List<Instance> refused() {
        return refused.stream().flatMap(id -> instances.find(id).stream()).toList();
    }

    private Declaration.Action action(Instance instance) {
        return Optional.ofNullable(actions.get(instance.id.action())).orElseThrow();
    }

    /// Whether nothing that is to be made first still waits to take the place of one that is no
    /// longer wanted; notes since when it waits for that.
    boolean isFreed(Instance instance, long now) {
        if (instance.failed) {
            return true;
        }
        List<Instance> successors = successors(instance);
        if (successors.isEmpty()) {
            return true;
        }
        long since = instance.handoverSince.orElse(now);
        instance.handoverSince = Optional.of(since);
        return successors.stream().allMatch(other -> now - since >= patience(other));
    }

    /// The least time after now at which its waiting could be over.
    long next(Instance instance, long now) {
        long next = Micros.NEVER;
        if (instance.handoverSince.isPresent()) {
            for (Instance other : successors(instance)) {
                long at = instance.handoverSince.get() + patience(other);
                next = at > now ? Math.min(next, at) : next;
            }
        }
        return next;
    }

    private List<Instance> successors(Instance instance) {
        List<Instance> successors = new ArrayList<>();
        for (Instance.Id id : wantedBy(instance.owner)) {
            Optional<Instance> other = instances.find(id);
            boolean isSuccessor =
                    other.isPresent()
                            && !other.get().equals(instance)
                            && action(other.get()).handover() == Declaration.Handover.MAKE_FIRST
                            && replaces(other.get(), instance)
                            && !isEffective(other.get());
            if (isSuccessor) {
                successors.add(other.get());
            }
        }
        return successors;
    }

    private Set<Instance.Id> wantedBy(TaskId owner) {
        Set<Instance.Id> ids = new LinkedHashSet<>();
        TaskState task = state.tasks.get(owner);
        if (task != null) {
            task.wanted.forEach(wish -> ids.add(wish.id()));
        }
        for (Wanted undo : wishes.undos()) {
            if (undo.task().equals(owner)) {
                ids.add(undo.id());
            }
        }
        return ids;
    }

    private long patience(Instance instance) {
        return action(instance).timeout().map(Micros::of).orElse(DEFAULT_TIMEOUT);
    }

    private boolean isEffective(Instance instance) {
        return switch (instance.state) {
            case WAITING, STOPPING -> false;
            case STARTING -> instance.effectSeen;
            case RUNNING, DONE -> instance.effectSeen || action(instance).effect().isEmpty();
        };
    }

    /// Whether one is wanted by the task that has the other, for the same thing or in its place.
    private boolean replaces(Instance next, Instance old) {
        Optional<Wanted> wish = wishes.deciding(next.id);
        if (wish.isEmpty()
                || next.failed
                || refused.contains(next.id)
                || !wish.get().task().equals(old.owner)) {
            return false;
        }
        return next.id.action().equals(old.id.action())
                || wish.get().needs().orElse(List.of()).stream().anyMatch(old.needs::contains);
    }

    /// Whether one that is to break first still waits until what it replaces has ended.
    boolean mustWait(Wanted wish, Instance instance) {
        if (wish.action().handover() == Declaration.Handover.MAKE_FIRST) {
            return false;
        }
        for (Instance old : instances.of(wish.task())) {
            boolean goes =
                    !old.equals(instance)
                            && old.isInForce()
                            && action(old).kind() == Declaration.Kind.DURATIVE
                            && (wishes.deciding(old.id).isEmpty()
                                    || old.failed
                                    || refused.contains(old.id));
            if (goes && replaces(instance, old)) {
                return true;
            }
        }
        return false;
    }
}
