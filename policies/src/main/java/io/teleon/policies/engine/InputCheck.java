package io.teleon.policies.engine;

import io.teleon.policies.host.Fact;
import io.teleon.policies.host.Input;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Policy;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Type;
import io.teleon.policies.program.Value;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whether an input fits a program.
final class InputCheck {

    /// A clock that is ahead by no more is taken for ours.
    private static final long TOLERANCE = 2_000_000;

    private final Map<Name, Declaration.Percept> percepts;
    private final Map<Name, Declaration.Event> events;
    private final Map<Name, Declaration.Action> actions;

    InputCheck(Program program) {
        this.percepts = new HashMap<>(program.perceptsByName());
        this.events = program.eventsByName();
        this.actions = program.actionsByName();
    }

    /// Empty, or why it makes no sense. Reports, decisions and cancellations are checked where they
    /// are carried out.
    Optional<String> check(Input input, long now) {
        // Percepts come by the million: what is right is found to be so without a word.
        return switch (input) {
            case Input.Measured m -> {
                Declaration.Percept percept = percepts.get(m.fact().name());
                yield percept != null
                                && isRight(percept, m.fact())
                                && percept.value().isPresent()
                                && fits(m.value(), percept.value().get())
                                && isInTime(m.at(), now)
                        ? Optional.empty()
                        : percept(m.fact(), true)
                                .or(() -> value(m.value(), m.fact().name()))
                                .or(() -> time(m.at(), now));
            }
            case Input.Stated s -> {
                Declaration.Percept percept = percepts.get(s.fact().name());
                yield percept != null
                                && isRight(percept, s.fact())
                                && percept.value().isEmpty()
                                && isInTime(s.at(), now)
                        ? Optional.empty()
                        : percept(s.fact(), false).or(() -> time(s.at(), now));
            }
            case Input.Complete c -> relation(c.relation()).or(() -> time(c.at(), now));
            case Input.Withdrawn w -> withdrawn(w.fact());
            case Input.Happened h -> happened(h).or(() -> time(h.at(), now));
            case Input.Forecasted f ->
                    percept(f.fact(), true)
                            .or(() ->
                                    Optional.ofNullable(percepts.get(f.fact().name()))
                                                    .flatMap(Declaration.Percept::forecast)
                                                    .isPresent()
                                            ? Optional.empty()
                                            : Optional.of(f.fact().name() + " is not forecast"))
                            .or(() -> time(f.forecast().at(), now));
            case Input.AutonomySet a ->
                    actions.containsKey(a.action())
                            ? a.level() != Policy.Mode.SHADOW && a.level() != Policy.Mode.DRY_RUN
                                    ? Optional.empty()
                                    : Optional.of(a.level() + " is no level of autonomy")
                            : Optional.of("there is no action " + a.action());
            case Input.Reported _, Input.Decided _, Input.Halted _, Input.Cancelled _ ->
                    Optional.empty();
        };
    }

    private static boolean isRight(Declaration.Percept percept, Fact fact) {
        if (percept.key().size() != fact.key().size()) {
            return false;
        }
        for (int i = 0; i < percept.key().size(); i++) {
            if (!fits(fact.key().get(i), percept.key().get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isInTime(Instant at, long now) {
        return Micros.of(at) - now <= TOLERANCE;
    }

    private static Optional<String> time(Instant at, long now) {
        return isInTime(at, now) ? Optional.empty() : Optional.of("its source's clock is ahead");
    }

    private Optional<String> relation(Name name) {
        Declaration.Percept percept = percepts.get(name);
        if (percept == null) {
            return Optional.of("there is no percept " + name);
        }
        return percept.value().isPresent()
                ? Optional.of(name + " has a value, only a relation can be complete")
                : Optional.empty();
    }

    private Optional<String> percept(Fact fact, boolean withValue) {
        Declaration.Percept percept = percepts.get(fact.name());
        if (percept == null) {
            return Optional.of("there is no percept " + fact.name());
        }
        if (percept.value().isPresent() != withValue) {
            return Optional.of(
                    fact.name() + (withValue ? " has no value, it holds or not" : " has a value"));
        }
        return arguments(fact.name(), fact.key(), percept.key());
    }

    private Optional<String> withdrawn(Fact fact) {
        Declaration.Percept percept = percepts.get(fact.name());
        return percept == null
                ? Optional.of("there is no percept " + fact.name())
                : arguments(fact.name(), fact.key(), percept.key());
    }

    private Optional<String> happened(Input.Happened happened) {
        Declaration.Event event = events.get(happened.event());
        return event == null
                ? Optional.of("there is no event " + happened.event())
                : arguments(happened.event(), happened.arguments(), event.arguments());
    }

    private static Optional<String> arguments(Name name, List<Value> values, List<Type> types) {
        if (values.size() != types.size()) {
            return Optional.of(
                    "%s takes %d arguments, here are %d"
                            .formatted(name, types.size(), values.size()));
        }
        for (int i = 0; i < types.size(); i++) {
            if (!fits(values.get(i), types.get(i))) {
                return Optional.of(
                        "argument %d of %s is no %s: %s"
                                .formatted(
                                        i + 1, name, types.get(i).name(), values.get(i).shown()));
            }
        }
        return Optional.empty();
    }

    private Optional<String> value(Value value, Name name) {
        Declaration.Percept percept = Optional.ofNullable(percepts.get(name)).orElseThrow();
        Type type = percept.value().orElseThrow();
        return fits(value, type)
                ? Optional.empty()
                : Optional.of(
                        "the value of %s is no %s: %s"
                                .formatted(percept.name(), type.name(), value.shown()));
    }

    static boolean fits(Value value, Type type) {
        return switch (type) {
            case Type.Bool _ -> value instanceof Value.Bool;
            case Type.Text _ -> value instanceof Value.Text;
            case Type.Quantity _ -> value instanceof Value.Quantity;
            case Type.Entity(String name) ->
                    value instanceof Value.Entity(String kind, _) && kind.equals(name);
            case Type.Enumeration(_, List<String> words) ->
                    value instanceof Value.Word(String word) && words.contains(word);
        };
    }
}
