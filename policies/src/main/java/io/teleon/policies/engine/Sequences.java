package io.teleon.policies.engine;

import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Truth;
import java.util.Map;
import java.util.Optional;

/// Takes a firing from one step of its sequence to the next (SEMANTICS 5.7).
final class Sequences {

    private static final int MOST_STEPS = 1000;

    private final Map<Name, Procedure> procedures;
    private final ActionCalls actionCalls;
    private final Evaluator evaluator;
    private final InstanceTable instances;
    private final Glances glances;

    Sequences(
            Map<Name, Procedure> procedures,
            ActionCalls actionCalls,
            Evaluator evaluator,
            InstanceTable instances,
            Glances glances) {
        this.procedures = procedures;
        this.actionCalls = actionCalls;
        this.evaluator = evaluator;
        this.instances = instances;
        this.glances = glances;
    }

    /// Goes on as far as it can.
    void advance(
            TaskState task,
            Frame frame,
            Frame.Firing firing,
            Rule.Body.Sequence sequence,
            Environment environment) {
        long now = evaluator.now();
        for (int steps = 0; steps < MOST_STEPS && firing.step < sequence.steps().size(); steps++) {
            Rule.Step step = sequence.steps().get(firing.step);
            if (step.duration().isPresent()) {
                long ends = firing.stepSince + Micros.of(step.duration().get());
                if (now < ends) {
                    return;
                }
                next(firing, sequence, ends);
            } else if (isDone(task, frame, step.call(), environment)) {
                next(firing, sequence, now);
                if (firing.stepSince == now && sequence.repeat() && firing.step == 0) {
                    // What is done at once is not done again at once, but with the next second.
                    evaluator.watching().until(now + Micros.SECOND);
                    return;
                }
            } else {
                return;
            }
        }
    }

    private static void next(Frame.Firing firing, Rule.Body.Sequence sequence, long at) {
        firing.step++;
        firing.entries++;
        firing.stepSince = at;
        if (firing.step == sequence.steps().size() && sequence.repeat()) {
            firing.step = 0;
        }
    }

    private boolean isDone(
            TaskState task, Frame frame, Rule.Invocation call, Environment environment) {
        if (call.target() == Rule.Target.PROCEDURE) {
            Procedure procedure = Optional.ofNullable(procedures.get(call.name())).orElseThrow();
            boolean achieve =
                    procedure.goal().isPresent()
                            && procedure.goal().get().kind() == Procedure.GoalKind.ACHIEVE;
            return achieve
                    && evaluator
                            .values(call.arguments(), environment)
                            .map(arguments ->
                                    evaluator.truth(
                                                    procedure.goal().get().condition(),
                                                    Environment.of(arguments))
                                            == Truth.TRUE)
                            .orElse(false);
        }
        Optional<Wanted> wanted = actionCalls.wanted(task, frame, call, environment, 0);
        wanted.ifPresent(w -> glances.read(w.id()));
        Instance instance = wanted.flatMap(w -> instances.find(w.id())).orElse(null);
        if (instance == null || wanted.isEmpty()) {
            return false;
        }
        Declaration.Action action = wanted.get().action();
        return switch (action.kind()) {
            case DURATIVE ->
                    (instance.state == Instance.State.RUNNING && action.effect().isEmpty())
                            || (instance.isInForce()
                                    && instance.state != Instance.State.STOPPING
                                    && instance.effectSeen);
            case ONCE ->
                    instance.state == Instance.State.DONE
                            && instance.wish.equals(wanted.get().wish());
            case RATIFY -> instance.state == Instance.State.DONE;
        };
    }
}
