package io.teleon.policies.reference;

import io.teleon.policies.host.InstanceId;
import io.teleon.policies.host.Output.Transition.Manner;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A wanted or running action: SEMANTICS 7.
final class Instance {

    enum State {
        WAITING,
        STARTING,
        RUNNING,
        DONE,
        STOPPING
    }

    record Key(Name action, List<Value> key) {}

    /// @param until when nobody has answered
    record Question(long number, String role, long until, Optional<Boolean> granted) {
        Question refused() {
            return new Question(number, role, until, Optional.of(false));
        }
    }

    final Declaration.Action action;
    final Key key;
    final long number;
    State state = State.WAITING;
    List<Value> arguments;
    TaskId task;
    Frame.Turn turn;
    Optional<Frame> frame;
    List<Wish.Place> path;
    long waitingSince;
    Optional<Long> queuedSince = Optional.empty();
    Optional<Long> handoverSince = Optional.empty();
    boolean suggested;
    boolean answered;
    long start;
    boolean effectSeen;
    boolean failed;
    Manner manner = Manner.REAL;
    Set<String> needs = new TreeSet<>();
    final Map<String, Question> questions = new LinkedHashMap<>();

    Instance(Wish wish, long number, long now) {
        action = wish.action();
        key = wish.key();
        task = wish.task();
        turn = wish.turn();
        frame = wish.frame();
        path = wish.path();
        arguments = wish.arguments();
        this.number = number;
        waitingSince = now;
    }

    InstanceId id() {
        return new InstanceId(action.name(), key.key(), number);
    }

    boolean durative() {
        return action.kind() == Declaration.Kind.DURATIVE;
    }

    boolean real() {
        return manner == Manner.REAL;
    }

    /// Whether it is in force, as far as can be known.
    boolean established() {
        return switch (state) {
            case WAITING, STOPPING -> false;
            case STARTING -> action.effect().isPresent() && effectSeen;
            case RUNNING, DONE -> !real() || action.effect().isEmpty() || effectSeen;
        };
    }

    boolean holds() {
        return switch (state) {
            case STARTING, RUNNING, STOPPING -> true;
            case WAITING, DONE -> false;
        };
    }
}
