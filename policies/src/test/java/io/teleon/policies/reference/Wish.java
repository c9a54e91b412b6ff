package io.teleon.policies.reference;

import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A call of an action that a task makes now.
///
/// @param needs resources of the atomic procedures above it
/// @param undo whether it takes back what was done
record Wish(
        TaskId task,
        Declaration.Action action,
        Instance.Key key,
        List<Value> arguments,
        List<Place> path,
        Optional<Rule.Approval> approval,
        boolean dryRun,
        Set<String> needs,
        Frame.Turn turn,
        boolean undo) {

    /// A frame with its firing.
    record Place(Frame frame, Frame.Firing firing) {}

    /// The innermost one.
    Optional<Frame> frame() {
        return path.isEmpty() ? Optional.empty() : Optional.of(path.getLast().frame());
    }

    /// SEMANTICS 9.6.
    boolean held() {
        return !action.harmless() && path.stream().anyMatch(place -> place.frame().held);
    }

    Frame.Firing firing() {
        return turn.firing();
    }
}
