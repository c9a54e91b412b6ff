package io.teleon.policies.reference;

import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A procedure with arguments, and the rule that fires in it: SEMANTICS 5.
final class Frame {

    /// One frame among those of a parent.
    record Key(Name procedure, List<Value> arguments) {}

    /// A call in the text.
    record Site(int rule, int call) {}

    final Procedure procedure;
    final List<Value> arguments;
    final long began;
    Optional<Firing> firing = Optional.empty();
    Optional<Long> unknownSince = Optional.empty();
    boolean parked;
    boolean none;

    /// Whether its firing stayed in this epoch because something is unknown: SEMANTICS 9.6.
    boolean held;

    Map<Key, Frame> kids = new LinkedHashMap<>();
    Map<Site, Key> made = new LinkedHashMap<>();
    List<Declaration.Action> wanted = new ArrayList<>();

    Frame(Procedure procedure, List<Value> arguments, long began) {
        this.procedure = procedure;
        this.arguments = arguments;
        this.began = began;
    }

    /// A rule that fires with an assignment. Two of them are the same only if they are one.
    static final class Firing {
        final int index;
        final Rule rule;
        final List<Value> assignment;
        final Bindings bindings;
        long start;
        final long number;
        boolean failed;
        boolean advised;

        /// As its frame was decided.
        boolean committed;

        int step;
        int entries = 1;
        long stepBegan;
        boolean over;

        Firing(
                int index,
                Rule rule,
                List<Value> assignment,
                Bindings bindings,
                long start,
                long number) {
            this.index = index;
            this.rule = rule;
            this.assignment = assignment;
            this.bindings = bindings;
            this.start = start;
            this.number = number;
            this.stepBegan = start;
        }

        /// What a command is given for: this firing, and this entry of its step.
        Turn turn() {
            return new Turn(this, entries);
        }

        /// The calls it makes now.
        List<Rule.Invocation> now() {
            return switch (rule.body()) {
                case Rule.Body.Nothing _ -> List.of();
                case Rule.Body.Parallel parallel -> parallel.calls();
                case Rule.Body.Sequence sequence ->
                        over ? List.of() : List.of(sequence.steps().get(step).call());
            };
        }
    }

    /// Two of them are the same only for the same firing, and the same entry of a step.
    record Turn(Firing firing, int entries) {}

    /// All calls of a body.
    static List<Rule.Invocation> calls(Rule.Body body) {
        return switch (body) {
            case Rule.Body.Nothing _ -> List.of();
            case Rule.Body.Parallel parallel -> parallel.calls();
            case Rule.Body.Sequence sequence ->
                    sequence.steps().stream().map(Rule.Step::call).toList();
        };
    }
}
