package io.teleon.tests.bench.policy;

import io.teleon.policies.engine.Evaluation;
import io.teleon.policies.engine.PolicyEngine;
import io.teleon.policies.host.Circumstances;
import io.teleon.policies.host.Epoch;
import io.teleon.policies.host.Input;
import io.teleon.policies.host.Output;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Value;
import io.teleon.policies.reference.Interpreter;
import io.teleon.policies.reference.ReferenceInterpreter;
import io.teleon.tests.bench.policy.Links.Delta;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// A program run by the engine or the reference, together with a host that does all it is told and
/// reports so at the next step.
final class Interpreted implements Contender {

    private final Interpreter interpreter;
    private final LongSupplier evaluations;
    private final Feed feed;
    private final List<Input> reports = new ArrayList<>();
    private List<Output> others = List.of();
    private Optional<Instant> next = Optional.empty();
    private long nanos;

    private Interpreted(Interpreter interpreter, LongSupplier evaluations, Feed feed) {
        this.interpreter = interpreter;
        this.evaluations = evaluations;
        this.feed = feed;
    }

    static Interpreted engine(Program program, Evaluation evaluation, Feed feed) {
        PolicyEngine engine = PolicyEngine.start(program, evaluation);
        return new Interpreted(engine::step, () -> engine.work().guardEvaluations(), feed);
    }

    static Interpreted reference(Program program, Feed feed) {
        ReferenceInterpreter reference = new ReferenceInterpreter(program);
        return new Interpreted(reference, reference::guardEvaluations, feed);
    }

    @Override
    public List<String> step(List<Delta> deltas, Instant now) {
        return take(feed.inputs(deltas, now), now);
    }

    /// The same in the engine's own words.
    List<String> take(List<Input> news, Instant now) {
        List<Input> inputs = new ArrayList<>(reports);
        inputs.addAll(news);
        inputs = List.copyOf(inputs);
        reports.clear();
        long begin = System.nanoTime();
        Epoch epoch = interpreter.step(inputs, now, Circumstances.NONE);
        nanos = System.nanoTime() - begin;
        next = epoch.next();
        List<String> transitions = new ArrayList<>();
        List<Output> rest = new ArrayList<>();
        for (Output output : epoch.outputs()) {
            if (output instanceof Output.Transition transition) {
                transitions.add(line(transition));
                reports.add(new Input.Reported(transition.instance(), done(transition.kind())));
            } else {
                rest.add(output);
            }
        }
        others = rest;
        return transitions;
    }

    /// What the last step said beside transitions.
    List<Output> others() {
        return others;
    }

    /// When the last step asked for another one.
    Optional<Instant> next() {
        return next;
    }

    private static Input.Progress done(Output.Transition.Kind kind) {
        return switch (kind) {
            case START, MODIFY -> new Input.Progress.Running();
            case STOP -> new Input.Progress.Ended();
        };
    }

    private static String line(Output.Transition transition) {
        String what =
                "%s %s(%s)"
                        .formatted(
                                transition.kind(),
                                transition.instance().action().local(),
                                transition.instance().key().getFirst().shown());
        Value why = transition.arguments().getLast();
        return transition.kind() == Output.Transition.Kind.STOP ? what : what + " " + why.shown();
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public long guardEvaluations() {
        return evaluations.getAsLong();
    }

    @Override
    public void close() {}
}
