package io.teleon.policies.trace;

import io.teleon.policies.host.Input;
import io.teleon.policies.host.Output;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A host that is not there: it does at once what it is told, and never fails.
public final class WillingHost {

    private final Map<Name, Declaration.Action> actions;

    public WillingHost(Program program) {
        this.actions = program.actionsByName();
    }

    /// What it answers to what came out of an epoch.
    public List<Input> answers(List<Output> outputs) {
        return outputs.stream().flatMap(output -> answer(output).stream()).toList();
    }

    private Optional<Input> answer(Output output) {
        if (!(output instanceof Output.Transition transition)
                || transition.manner() != Output.Transition.Manner.REAL) {
            return Optional.empty();
        }
        Declaration.Action action =
                Optional.ofNullable(actions.get(transition.instance().action())).orElseThrow();
        return switch (transition.kind()) {
            case START ->
                    Optional.of(
                            new Input.Reported(
                                    transition.instance(),
                                    action.kind() == Declaration.Kind.DURATIVE
                                            ? new Input.Progress.Running()
                                            : new Input.Progress.Done()));
            case MODIFY -> Optional.empty();
            case STOP ->
                    Optional.of(
                            new Input.Reported(transition.instance(), new Input.Progress.Ended()));
        };
    }
}
