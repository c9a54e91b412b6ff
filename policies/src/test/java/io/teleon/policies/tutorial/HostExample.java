package io.teleon.policies.tutorial;

import io.teleon.policies.engine.PolicyEngine;
import io.teleon.policies.host.Circumstances;
import io.teleon.policies.host.Epoch;
import io.teleon.policies.host.Input;
import io.teleon.policies.host.Output;
import io.teleon.policies.program.Program;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The host of the tutorial, word for word.
final class HostExample {

    private final PolicyEngine engine;
    private final Consumer<String> network;

    HostExample(Program program, Consumer<String> network) {
        this.engine = PolicyEngine.start(program);
        this.network = network;
    }

    /// Tells the engine, carries out what it wants, and tells it how that went, until it is quiet.
    void tell(List<Input> inputs, Instant now) {
        List<Input> news = inputs;
        while (!news.isEmpty()) {
            Epoch epoch = engine.step(news, now, Circumstances.NONE);
            news = new ArrayList<>();
            for (Output output : epoch.outputs()) {
                if (output instanceof Output.Transition transition) {
                    news.add(new Input.Reported(transition.instance(), carryOut(transition)));
                }
            }
        }
    }

    private Input.Progress carryOut(Output.Transition transition) {
        network.accept(transition.kind() + " " + transition.instance());
        return switch (transition.kind()) {
            case START, MODIFY -> new Input.Progress.Running();
            case STOP -> new Input.Progress.Ended();
        };
    }
}
