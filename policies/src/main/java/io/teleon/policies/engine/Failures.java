package io.teleon.policies.engine;

import io.teleon.policies.host.Output;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Value;
import java.util.List;
import java.util.Optional;

/// What follows when an action fails (SEMANTICS 7.5).
final class Failures {

    private final EngineState state;
    private final Evaluator evaluator;
    private final FrameTree frames;
    private final InstanceTable instances;

    Failures(EngineState state, Evaluator evaluator, FrameTree frames, InstanceTable instances) {
        this.state = state;
        this.evaluator = evaluator;
        this.frames = frames;
        this.instances = instances;
    }

    void failed(Instance instance, Declaration.Action action, String reason, List<Output> results) {
        results.add(new Output.ActionFailed(instance.instanceId(), reason));
        instance.failed = true;
        state.undos.removeIf(undo -> isOf(undo, instance));
        Optional.ofNullable(state.tasks.get(instance.owner))
                .ifPresent(task -> frames.fail(task, instance.wish, reason));
        if (action.kind() == Declaration.Kind.DURATIVE) {
            return;
        }
        instances.remove(instance);
        if (action.kind() == Declaration.Kind.RATIFY && action.undo().isPresent()) {
            Declaration.Undo undo = action.undo().get();
            evaluator
                    .valuesOrUnknown(undo.arguments(), Environment.of(instance.arguments))
                    .filter(arguments -> !isBeingUndone(instance.owner, undo, arguments))
                    .ifPresent(arguments ->
                            state.undos.add(
                                    new EngineState.Undo(
                                            instance.owner,
                                            undo.action(),
                                            arguments,
                                            instance.number)));
        }
    }

    /// Two commitments may have the same undoing: once is enough.
    private boolean isBeingUndone(TaskId task, Declaration.Undo undo, List<Value> arguments) {
        return state.undos.stream()
                .anyMatch(other ->
                        other.task().equals(task)
                                && other.action().equals(undo.action())
                                && other.arguments().equals(arguments));
    }

    static boolean isOf(EngineState.Undo undo, Instance instance) {
        return instance.wish.label().equals("undo")
                && instance.wish.task().equals(undo.task())
                && instance.wish.firing() == undo.number()
                && instance.id.action().equals(undo.action());
    }
}
