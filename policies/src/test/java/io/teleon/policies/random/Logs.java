package io.teleon.policies.random;

import io.teleon.policies.host.Circumstances;
import io.teleon.policies.host.Fact;
import io.teleon.policies.host.Forecast;
import io.teleon.policies.host.Input;
import io.teleon.policies.host.InstanceId;
import io.teleon.policies.host.Output;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Policy;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Type;
import io.teleon.policies.program.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A random world and host: what it tells, and how it answers what it is told.
public final class Logs {

    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    /// One step of a log.
    public record Step(Instant now, List<Input> inputs) {
        public Step {
            inputs = List.copyOf(inputs);
        }
    }

    private record Answer(int delay, Input input) {}

    private final Program program;
    private final Dice dice;
    private final List<Answer> answers = new ArrayList<>();
    private final List<TaskId> tasks = new ArrayList<>();
    private Instant now = BEGIN;

    /// How many of a hundred inputs are forecasts, where there can be any.
    private final int forecasts;

    public Logs(Program program, long seed) {
        this(program, seed, 6);
    }

    Logs(Program program, long seed, int forecasts) {
        this.program = program;
        this.forecasts = forecasts;
        dice = new Dice(seed);
    }

    /// Circumstances that depend on nothing but what is asked.
    static final Circumstances HOST =
            (function, arguments, instance) -> {
                int hash = Math.floorMod((function + arguments + instance.key()).hashCode(), 5);
                return hash == 4 ? Optional.empty() : Optional.of(Value.of(hash));
            };

    /// @param wanted when the interpreter wants to be asked again
    public Step next(Optional<Instant> wanted) {
        List<Input> inputs = new ArrayList<>();
        if (wanted.isPresent() && dice.percent(50)) {
            now = wanted.get().isBefore(now) ? now : wanted.get();
            if (dice.percent(50)) {
                due(inputs);
                return new Step(now, inputs);
            }
        } else {
            now = now.plusMillis(dice.of(0, 500, 1000, 1000, 2000, 3000, 5000, 12_000));
        }
        due(inputs);
        int count = dice.percent(25) ? 0 : dice.below(6);
        if (now.equals(BEGIN)) {
            count = 20;
        }
        for (int i = 0; i < count; i++) {
            inputs.add(input());
        }
        return new Step(now, inputs);
    }

    private void due(List<Input> inputs) {
        for (Answer answer : List.copyOf(answers)) {
            answers.remove(answer);
            if (answer.delay() <= 0) {
                inputs.add(answer.input());
            } else {
                answers.add(new Answer(answer.delay() - 1, answer.input()));
            }
        }
    }

    private Instant time() {
        int chance = dice.below(100);
        return chance < 75
                ? now
                : chance < 92
                        ? now.minusMillis(dice.of(500, 1000, 3000, 8000))
                        : now.plusMillis(dice.of(500, 2000, 2500));
    }

    private Value value(Type type) {
        return switch (type) {
            case Type.Entity(String name) ->
                    new Value.Entity(name, name.charAt(0) + "" + dice.below(3));
            case Type.Enumeration words -> new Value.Word(dice.of(words.words()));
            case Type.Bool _ -> new Value.Bool(dice.percent(50));
            case Type.Quantity _ -> Value.of(dice.below(6));
            case Type.Text _ -> new Value.Text(dice.of("a", "b"));
        };
    }

    private List<Value> values(List<Type> types) {
        return types.stream().map(this::value).toList();
    }

    private Input input() {
        Declaration.Percept percept = dice.of(program.percepts());
        Fact fact = new Fact(percept.name(), values(percept.key()));
        int chance = dice.below(100);
        if (chance < 4) {
            return new Input.Withdrawn(fact);
        }
        if (chance < 10 && !program.events().isEmpty()) {
            Declaration.Event event = dice.of(program.events());
            return new Input.Happened(event.name(), values(event.arguments()), time());
        }
        if (chance < 10 + forecasts && percept.forecast().isPresent()) {
            return new Input.Forecasted(fact, forecast());
        }
        if (chance < 18) {
            return rare();
        }
        if (percept.value().isPresent()) {
            return new Input.Measured(fact, value(percept.value().get()), time());
        }
        return dice.percent(35)
                ? new Input.Complete(percept.name(), time())
                : new Input.Stated(fact, dice.percent(60), time());
    }

    private Input rare() {
        return switch (dice.below(5)) {
            case 0 -> new Input.Halted(dice.percent(30), "test");
            case 1, 2 ->
                    new Input.AutonomySet(
                            dice.of(program.actions()).name(),
                            dice.of(
                                    Policy.Mode.OFF,
                                    Policy.Mode.SUGGEST,
                                    Policy.Mode.APPROVE,
                                    Policy.Mode.AUTO,
                                    Policy.Mode.AUTO,
                                    Policy.Mode.AUTO));
            case 3 ->
                    tasks.isEmpty()
                            ? new Input.Decided(dice.below(5), true, "test")
                            : new Input.Cancelled(dice.of(tasks), "test");
            default ->
                    new Input.Reported(
                            new InstanceId(dice.of(program.actions()).name(), List.of(), 1),
                            new Input.Progress.Running());
        };
    }

    private Forecast.Standing standing() {
        int chance = dice.below(100);
        return chance < 50
                ? Forecast.Standing.ACT
                : chance < 88 ? Forecast.Standing.SUGGEST : Forecast.Standing.NONE;
    }

    private Forecast forecast() {
        List<Forecast.Point> points = new ArrayList<>();
        for (int horizon : new int[] {10, 20, 40}) {
            double low = dice.below(6);
            double middle = low + dice.below(3);
            double high = middle + dice.below(3);
            points.add(new Forecast.Point(Duration.ofSeconds(horizon), middle, low, middle, high));
        }
        return new Forecast("m", standing(), time(), dice.of(0.25, 0.5, 0.75), points);
    }

    /// How the host answers.
    public void hear(List<Output> outputs) {
        for (Output output : outputs) {
            switch (output) {
                case Output.Transition t -> hear(t);
                case Output.ApprovalAsked a -> {
                    if (dice.percent(70)) {
                        answers.add(
                                new Answer(
                                        dice.below(4),
                                        new Input.Decided(a.approval(), dice.percent(65), "test")));
                    }
                }
                case Output.TaskChanged c -> {
                    tasks.remove(c.task());
                    if (c.change() == Output.TaskChanged.Change.CREATED) {
                        tasks.add(c.task());
                    }
                }
                case Output.Suggested _,
                        Output.ApprovalVoid _,
                        Output.EffectSeen _,
                        Output.ActionFailed _,
                        Output.Notified _,
                        Output.Alert _,
                        Output.Rejected _ -> {}
            }
        }
    }

    private void hear(Output.Transition t) {
        if (t.manner() != Output.Transition.Manner.REAL || dice.percent(5)) {
            return;
        }
        boolean durative =
                Optional.ofNullable(program.actionsByName().get(t.instance().action()))
                                .orElseThrow()
                                .kind()
                        == Declaration.Kind.DURATIVE;
        int delay = dice.below(4);
        switch (t.kind()) {
            case START -> {
                if (dice.percent(12)) {
                    answer(delay, t.instance(), new Input.Progress.Failed("broken"));
                } else if (durative) {
                    answer(delay, t.instance(), new Input.Progress.Running());
                } else {
                    if (dice.percent(40)) {
                        answer(delay, t.instance(), new Input.Progress.Running());
                        delay += 1 + dice.below(2);
                    }
                    answer(delay, t.instance(), new Input.Progress.Done());
                }
            }
            case STOP -> answer(delay, t.instance(), new Input.Progress.Ended());
            case MODIFY -> {}
        }
    }

    private void answer(int delay, InstanceId instance, Input.Progress progress) {
        answers.add(new Answer(delay, new Input.Reported(instance, progress)));
    }
}
