package io.teleon.policies.engine;

import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes the tree that people look at.
final class LiveTrees {

    private final Program program;
    private final EngineState state;
    private final Explanations explanations;
    private final Tasks tasks;

    LiveTrees(Program program, EngineState state, Explanations explanations, Tasks tasks) {
        this.program = program;
        this.state = state;
        this.explanations = explanations;
        this.tasks = tasks;
    }

    LiveTree tree() {
        List<LiveTree.Task> shown = new ArrayList<>();
        for (TaskState task : tasks.ordered()) {
            shown.add(new LiveTree.Task(task.id, task.effective(), frame(task.root)));
        }
        List<LiveTree.Action> actions =
                state.instances.values().stream()
                        .map(instance ->
                                new LiveTree.Action(
                                        instance.instanceId(),
                                        instance.arguments,
                                        instance.owner,
                                        instance.state.name(),
                                        instance.reason,
                                        instance.explanation))
                        .toList();
        return new LiveTree(shown, actions);
    }

    private LiveTree.Frame frame(Frame frame) {
        Procedure procedure =
                Optional.ofNullable(program.proceduresByName().get(frame.id.procedure()))
                        .orElseThrow();
        List<LiveTree.Rule> rules = new ArrayList<>();
        for (int k = 0; k < procedure.rules().size(); k++) {
            String label = procedure.rules().get(k).label();
            String verdict = k < frame.verdicts.size() ? frame.verdicts.get(k) : "";
            boolean fires = frame.firing.map(firing -> firing.label.equals(label)).orElse(false);
            rules.add(new LiveTree.Rule(label, verdict, fires));
        }
        return new LiveTree.Frame(
                frame.id.procedure(),
                frame.id.arguments(),
                frame.firing.map(firing -> explanations.firing(frame, firing)),
                frame.firing.map(firing -> Micros.instant(firing.since)),
                rules,
                frame.kids.values().stream().map(this::frame).toList());
    }
}
