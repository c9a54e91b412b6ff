package io.teleon.tests.bench.policy;

import io.teleon.policies.host.Fact;
import io.teleon.policies.host.Input;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Value;
import io.teleon.tests.bench.policy.Links.Delta;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Deltas as inputs of an engine. A fact is the same object each time, as at a host that knows its
/// links.
final class Feed {

    private static final Value UP = new Value.Word("up");
    private static final Value DOWN = new Value.Word("down");

    private final String unit;
    private final List<Map<Quality, Fact>> facts = new ArrayList<>();

    Feed(Program program, int links) {
        unit = program.policies().getFirst().name();
        for (int link = 0; link < links; link++) {
            List<Value> key = List.of(entity(link));
            Map<Quality, Fact> its = new EnumMap<>(Quality.class);
            for (Quality quality : Quality.values()) {
                its.put(quality, new Fact(new Name(unit, quality.percept()), key));
            }
            facts.add(its);
        }
    }

    static Value entity(int link) {
        return new Value.Entity("link", Links.name(link));
    }

    List<Input> inputs(List<Delta> deltas, Instant at) {
        return deltas.stream().map(delta -> input(delta, at)).toList();
    }

    Input input(Delta delta, Instant at) {
        Fact fact = Objects.requireNonNull(facts.get(delta.link()).get(delta.quality()));
        Value value =
                delta.quality().isState()
                        ? delta.value() == 0 ? UP : DOWN
                        : Value.of(delta.value());
        return new Input.Measured(fact, value, at);
    }

    /// Of the program of 1000 rules: which of its tasks a link belongs to.
    Input kind(int link, int kind, Instant at) {
        return new Input.Measured(kind(link), Value.of(kind), at);
    }

    private Fact kind(int link) {
        return new Fact(new Name(unit, "kind"), List.of(entity(link)));
    }
}
