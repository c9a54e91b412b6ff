package io.teleon.policies.random;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.teleon.policies.engine.PolicyEngine;
import io.teleon.policies.engine.Snapshot;
import io.teleon.policies.host.Epoch;
import io.teleon.policies.host.Fact;
import io.teleon.policies.host.Input;
import io.teleon.policies.host.Output;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Type;
import io.teleon.policies.program.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// SEMANTICS 11: what is unknown never starts what neither answer to it would start.
///
/// One epoch is tried from one snapshot: with a row of a relation, or a word, that has become
/// stale, and with every answer that there could be. What is not harmless and starts without the
/// answer must start with one of them. Where Kleene's connectives lose something (`r or not r` is
/// unknown with r, though both answers agree) the epoch is no witness.
class UnknownStartsNothingTest {

    private static final int EPOCHS_EACH = 60;
    private static final long FIRST = Long.getLong("teleon.seed", 1_000_000);

    private int witnesses;

    @Test
    void unknownStartsNothingThatNeitherAnswerWouldStart() {
        long seeds = Long.getLong("teleon.epochs", 180_000) * 20 / 100 / EPOCHS_EACH;
        for (long seed = FIRST; seed < FIRST + Math.max(1, seeds); seed++) {
            long number = seed;
            Plain.of(Programs.random(seed, seed % 3 == 0 ? 3 : 1))
                    .ifPresent(program -> play(number, program));
        }
        assertTrue(
                seeds < 100 || witnesses > seeds / 10,
                "only " + witnesses + " epochs were compared");
    }

    private void play(long seed, Program program) {
        PolicyEngine engine = PolicyEngine.start(program);
        Logs logs = new Logs(program, seed ^ 0x5eed);
        Set<Fact> stored = new LinkedHashSet<>();
        Optional<Instant> wanted = Optional.empty();
        for (int i = 0; i < EPOCHS_EACH; i++) {
            Logs.Step step = logs.next(wanted);
            step = new Logs.Step(step.now(), withoutAutonomy(step.inputs()));
            Snapshot before = engine.snapshot();
            Epoch epoch = engine.step(step.inputs(), step.now(), Logs.HOST);
            wanted = epoch.next();
            logs.hear(epoch.outputs());
            note(program, stored, step.inputs(), epoch.outputs());
            Set<String> started = harmful(program, epoch);
            for (Fact fact : started.isEmpty() ? Set.<Fact>of() : stored) {
                if (isUnknown(program, engine, fact)) {
                    compare(seed, program, before, engine, step, fact, started);
                }
            }
        }
    }

    private void compare(
            long seed,
            Program program,
            Snapshot before,
            PolicyEngine without,
            Logs.Step step,
            Fact fact,
            Set<String> started) {
        List<PolicyEngine> answered = new ArrayList<>();
        Set<String> surplus = new LinkedHashSet<>(started);
        for (Input answer : answers(program, fact, step.now())) {
            PolicyEngine engine = PolicyEngine.restore(program, before);
            List<Input> inputs = new ArrayList<>(step.inputs());
            inputs.add(answer);
            surplus.removeAll(harmful(program, engine.step(inputs, step.now(), Logs.HOST)));
            answered.add(engine);
        }
        witnesses++;
        if (!surplus.isEmpty() && !losesSomething(program, without, answered)) {
            fail(
                    "seed %d: without %s %s starts, at %s\n%s%s"
                            .formatted(
                                    seed,
                                    fact,
                                    surplus,
                                    step.now(),
                                    Dump.of(program),
                                    step.inputs().stream().map(Dump::of).toList()));
        }
    }

    /// All there could be to say about a fact.
    private static List<Input> answers(Program program, Fact fact, Instant now) {
        Optional<Type> type = type(program, fact);
        return type.isEmpty()
                ? List.of(new Input.Stated(fact, true, now), new Input.Stated(fact, false, now))
                : Plain.values(type.get()).stream()
                        .map(value -> (Input) new Input.Measured(fact, value, now))
                        .toList();
    }

    private static Optional<Type> type(Program program, Fact fact) {
        return Optional.ofNullable(program.perceptsByName().get(fact.name())).orElseThrow().value();
    }

    private static List<Input> withoutAutonomy(List<Input> inputs) {
        return inputs.stream().filter(input -> !(input instanceof Input.AutonomySet)).toList();
    }

    /// Facts that are stored, whether they are fresh or not: nothing that is said of them changes
    /// the domains.
    private static void note(
            Program program, Set<Fact> stored, List<Input> inputs, List<Output> outputs) {
        List<Input> taken = new ArrayList<>(inputs);
        outputs.forEach(output -> {
            if (output instanceof Output.Rejected rejected) {
                taken.remove(rejected.input());
            }
        });
        for (Input input : taken) {
            switch (input) {
                case Input.Stated stated -> stored.add(stated.fact());
                case Input.Measured measured
                        when type(program, measured.fact())
                                .filter(type -> type instanceof Type.Enumeration)
                                .isPresent() ->
                        stored.add(measured.fact());
                case Input.Withdrawn withdrawn -> stored.remove(withdrawn.fact());
                default -> {}
            }
        }
    }

    private static boolean isUnknown(Program program, PolicyEngine engine, Fact fact) {
        List<Expression> key = new ArrayList<>();
        fact.key()
                .forEach(value ->
                        key.add(
                                new Expression.Constant(
                                        Expressions.SPAN, Expressions.STATE, value)));
        return type(program, fact)
                .map(type ->
                        engine.value(
                                        new Expression.Read(
                                                Expressions.SPAN, type, fact.name(), key),
                                        List.of())
                                .isEmpty())
                .orElseGet(() ->
                        engine.ask(
                                        new Expression.Holds(
                                                Expressions.SPAN,
                                                Expressions.BOOL,
                                                fact.name(),
                                                key))
                                == 'U');
    }

    private static Set<String> harmful(Program program, Epoch epoch) {
        Set<String> started = new LinkedHashSet<>();
        for (Output output : epoch.outputs()) {
            if (output instanceof Output.Transition t
                    && t.kind() == Output.Transition.Kind.START
                    && !Optional.ofNullable(program.actionsByName().get(t.instance().action()))
                            .map(Declaration.Action::harmless)
                            .orElseThrow()) {
                started.add(t.instance().action() + " " + t.instance().key());
            }
        }
        return started;
    }

    /// Whether some condition is unknown although all answers agree about it.
    private static boolean losesSomething(
            Program program, PolicyEngine without, List<PolicyEngine> answered) {
        for (Plain.Condition condition : Plain.conditions(program)) {
            for (List<Value> values : assignments(condition.parameters())) {
                List<Optional<Value>> said =
                        answered.stream()
                                .map(engine -> engine.value(condition.condition(), values))
                                .distinct()
                                .toList();
                if (said.size() == 1
                        && said.getFirst().isPresent()
                        && without.value(condition.condition(), values).isEmpty()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<List<Value>> assignments(List<io.teleon.policies.program.Type> parameters) {
        List<List<Value>> all = List.of(List.of());
        for (var type : parameters) {
            List<List<Value>> longer = new ArrayList<>();
            for (List<Value> shorter : all) {
                for (Value value : Plain.values(type)) {
                    List<Value> next = new ArrayList<>(shorter);
                    next.add(value);
                    longer.add(next);
                }
            }
            all = longer;
        }
        return all;
    }
}
