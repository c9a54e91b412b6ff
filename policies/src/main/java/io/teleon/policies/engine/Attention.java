package io.teleon.policies.engine;

import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Truth;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Which instances are to be looked at in the next step: those about which something has changed,
/// whose time has come, or that wait for what nobody tells of.
final class Attention {

    private final Map<Name, Declaration.Action> actions;
    private final Evaluator evaluator;
    private final Watching watching;
    private final Timers timers;
    private final InstanceTable instances;
    private final Handovers handovers;
    private final Glances glances;

    private Set<Instance.Id> ids = new LinkedHashSet<>();

    /// Whether the next step finds something to do, whatever happens: an effect that nobody has
    /// looked at yet, or the place of what has gone.
    private boolean unfinished;

    /// Whether an instance has changed since the last step: those that wait may wait for that.
    private boolean someHaveChanged;

    Attention(
            Map<Name, Declaration.Action> actions,
            Evaluator evaluator,
            Timers timers,
            InstanceTable instances,
            Handovers handovers,
            Glances glances) {
        this.actions = actions;
        this.evaluator = evaluator;
        this.watching = evaluator.watching();
        this.timers = timers;
        this.instances = instances;
        this.handovers = handovers;
        this.glances = glances;
    }

    private Declaration.Action action(Instance instance) {
        return Optional.ofNullable(actions.get(instance.id.action())).orElseThrow();
    }

    void add(Instance.Id id) {
        ids.add(id);
    }

    Set<Instance.Id> ids() {
        return ids;
    }

    /// A step begins: those it has to look at. What is added from here on is for the next.
    Set<Instance.Id> begin() {
        unfinished = false;
        if (ids.isEmpty()) {
            return new LinkedHashSet<>(0);
        }
        Set<Instance.Id> last = ids;
        ids = new LinkedHashSet<>();
        return last;
    }

    /// This step has left something for the next.
    void leavesMore() {
        unfinished = true;
    }

    /// A step has ended.
    void end() {
        unfinished |= someHaveChanged && !ids.isEmpty();
        someHaveChanged = false;
    }

    boolean isUnfinished() {
        return unfinished;
    }

    // --- what is read about an instance

    /// Whether its effect is seen; it is looked at again when that changes.
    Truth effect(Instance instance, Declaration.Action action) {
        Reader reader = instance.effect;
        if (reader == null) {
            reader = new Reader(_ -> add(instance.id));
            instance.effect = reader;
        }
        reader.woken = false;
        int base = watching.begin();
        Truth effect =
                evaluator.truthOrUnknown(
                        action.effect().orElseThrow(), Environment.of(instance.arguments));
        watching.end(reader, base);
        return effect;
    }

    /// Its effect is another one.
    void lookAnew(Instance instance) {
        leave(instance.effect);
        instance.effect = null;
    }

    /// What the gates say of it; it is looked at again when that changes.
    Gates.Answer gates(Instance instance, Supplier<Gates.Answer> ask) {
        Reader reader = instance.gates;
        if (reader == null) {
            reader = new Reader(_ -> add(instance.id));
            instance.gates = reader;
        }
        reader.woken = false;
        int base = watching.begin();
        try {
            return ask.get();
        } finally {
            watching.end(reader, base);
        }
    }

    // --- until the next step

    /// Sees to it that an instance is looked at again when it has to be.
    void settle(Instance.Id id, Optional<Wanted> wish) {
        Optional<Instance> found = instances.find(id);
        if (found.isEmpty()) {
            if (wish.isPresent()) {
                ids.add(id);
                unfinished = true;
            }
            return;
        }
        Instance instance = found.get();
        tell(instance);
        unfinished |=
                instance.isInForce()
                        && instance.state != Instance.State.STOPPING
                        && !instance.failed
                        && hasJustStarted(instance);
        if (isBusy(instance, wish)) {
            ids.add(id);
        } else {
            leave(instance.gates);
            instance.gates = null;
        }
        if (instance.effectSeen || instance.failed || instance.state == Instance.State.STOPPING) {
            leave(instance.effect);
            instance.effect = null;
        }
        long due = due(instance);
        Instance.Clock clock = instance.clock;
        if (clock == null && due != Micros.NEVER) {
            clock = new Instance.Clock(instance, this::add);
            instance.clock = clock;
        }
        if (clock != null) {
            clock.due = due;
            timers.arm(clock);
        }
    }

    /// Whether it waits for something that nobody tells of.
    private boolean isBusy(Instance instance, Optional<Wanted> wish) {
        return switch (instance.state) {
            case WAITING -> true;
            case STOPPING -> false;
            case STARTING, RUNNING ->
                    instance.failed
                            || hasJustStarted(instance)
                            || instance.handoverSince.isPresent()
                            || handovers.isRefused(instance)
                            || (instance.state == Instance.State.RUNNING
                                    && wish.isPresent()
                                    && !instance.arguments.equals(wish.get().values()));
            case DONE ->
                    hasJustStarted(instance)
                            || (wish.isPresent() && !instance.wish.equals(wish.get().wish()));
        };
    }

    /// Its effect is looked for from the next step on.
    private boolean hasJustStarted(Instance instance) {
        return !instance.effectSeen
                && instance.effect == null
                && action(instance).effect().isPresent();
    }

    private void leave(@Nullable Reader reader) {
        if (reader != null) {
            watching.leave(reader);
        }
    }

    /// It is there no longer: what it read is of no interest.
    void removed(Instance instance) {
        someHaveChanged = true;
        leave(instance.effect);
        leave(instance.gates);
        if (instance.clock != null) {
            instance.clock.due = Micros.NEVER;
        }
        glances.changed(instance.id);
    }

    /// Those who want it and look at how it goes hear of it.
    void tell(Instance instance) {
        Instance.Look look = instance.look();
        if (!look.equals(instance.told)) {
            someHaveChanged = true;
            instance.told = look;
            glances.changed(instance.id);
        }
    }

    private long due(Instance instance) {
        long now = evaluator.now();
        Declaration.Action action = action(instance);
        long next = handovers.next(instance, now);
        for (Instance.Approval approval : instance.approvals.values()) {
            next = approval.granted.isEmpty() ? later(next, approval.until, now) : next;
        }
        if (instance.queuedSince.isPresent()) {
            long waited = (now - instance.queuedSince.get()) / 10_000_000;
            next = later(next, instance.queuedSince.get() + (waited + 1) * 10_000_000, now);
        }
        boolean inForce =
                instance.state == Instance.State.STARTING
                        || instance.state == Instance.State.RUNNING
                        || instance.state == Instance.State.DONE;
        if (inForce && !instance.effectSeen && action.within().isPresent()) {
            next = later(next, instance.startedAt + Micros.of(action.within().get()), now);
        }
        if (instance.state == Instance.State.STARTING && action.timeout().isPresent()) {
            next = later(next, instance.startedAt + Micros.of(action.timeout().get()), now);
        }
        return next;
    }

    private static long later(long next, long at, long now) {
        return at > now ? Math.min(next, at) : next;
    }
}
