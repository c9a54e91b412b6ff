package io.teleon.policies.engine;

import io.teleon.policies.host.Explanation;
import io.teleon.policies.host.InstanceId;
import io.teleon.policies.host.Output.Transition.Manner;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An action with its key, wanted or in force (SEMANTICS 7).
final class Instance {

    record Id(Name action, List<Value> key) {
        Id {
            key = List.copyOf(key);
        }
    }

    enum State {
        WAITING,
        STARTING,
        RUNNING,
        DONE,
        STOPPING
    }

    /// A question to a person.
    static final class Approval {
        final long number;
        final long until;
        Optional<Boolean> granted = Optional.empty();
        String by = "";

        Approval(long number, long until) {
            this.number = number;
            this.until = until;
        }
    }

    /// When it is to be looked at next, whatever happens.
    static final class Clock extends Source {
        private final Instance instance;
        private final Consumer<Id> agenda;
        long due = Micros.NEVER;

        Clock(Instance instance, Consumer<Id> agenda) {
            this.instance = instance;
            this.agenda = agenda;
        }

        @Override
        long due() {
            return due;
        }

        @Override
        void elapsed(long now) {
            due = Micros.NEVER;
            agenda.accept(instance.id);
        }
    }

    /// What those hear of who want it.
    record Look(
            State state,
            boolean effectSeen,
            long number,
            List<Value> arguments,
            Wanted.Wish wish) {}

    final Id id;

    /// Its place in the order in which instances came.
    long sequence;

    /// Its effect, while that is looked for, and its gates, while it waits at them.
    @Nullable Reader effect;

    @Nullable Reader gates;
    @Nullable Clock clock;
    @Nullable Look told;

    long number;
    List<Value> arguments;
    TaskId owner;
    Wanted.Wish wish;
    State state = State.WAITING;
    Manner manner = Manner.REAL;
    String reason = "";
    long waitingSince;

    /// Since when it waits for resources.
    Optional<Long> queuedSince = Optional.empty();

    long startedAt;
    boolean answered;
    boolean effectSeen;
    boolean failed;
    boolean suggested;

    /// Carried out and no longer wanted: only known so that it is not given again.
    boolean remembered;

    /// Since when its stop waits for the one that replaces it.
    Optional<Long> handoverSince = Optional.empty();

    List<Wanted.Claim> needs = List.of();
    Map<String, Approval> approvals = new LinkedHashMap<>();
    Explanation explanation;

    Instance(Id id, long number, List<Value> arguments, TaskId owner, Wanted.Wish wish) {
        this.id = id;
        this.number = number;
        this.arguments = arguments;
        this.owner = owner;
        this.wish = wish;
        this.explanation = new Explanation(owner, List.of(), List.of());
    }

    Instance(Id id, Wanted wanted, long now) {
        this.id = id;
        this.arguments = wanted.values();
        this.owner = wanted.task();
        this.wish = wanted.wish();
        this.waitingSince = now;
        this.explanation = new Explanation(owner, List.of(), List.of());
    }

    /// A copy, without its approvals.
    Instance(Instance from) {
        this.id = from.id;
        this.number = from.number;
        this.arguments = from.arguments;
        this.owner = from.owner;
        this.wish = from.wish;
        this.state = from.state;
        this.manner = from.manner;
        this.reason = from.reason;
        this.waitingSince = from.waitingSince;
        this.queuedSince = from.queuedSince;
        this.startedAt = from.startedAt;
        this.answered = from.answered;
        this.effectSeen = from.effectSeen;
        this.failed = from.failed;
        this.suggested = from.suggested;
        this.remembered = from.remembered;
        this.handoverSince = from.handoverSince;
        this.needs = from.needs;
        this.explanation = from.explanation;
    }

    InstanceId instanceId() {
        return new InstanceId(id.action(), id.key(), number);
    }

    boolean isInForce() {
        return state == State.STARTING || state == State.RUNNING || state == State.STOPPING;
    }

    Look look() {
        return new Look(state, effectSeen, number, arguments, wish);
    }

    /// Whether there is something that stays when nothing is decided about it.
    boolean isKept() {
        boolean there = state != State.WAITING && state != State.STOPPING;
        return there && !failed && handoverSince.isEmpty();
    }

    boolean isReal() {
        return manner == Manner.REAL;
    }
}
