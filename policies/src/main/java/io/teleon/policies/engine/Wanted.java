package io.teleon.policies.engine;

import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Value;
import java.util.List;
import java.util.Optional;

/// An action that a firing wants now.
///
/// @param arguments unknown ones are empty; those of the key are known
/// @param path frames from the root of the task to the one that wants it
/// @param needs resources, empty where one cannot be told
record Wanted(
        Declaration.Action action,
        List<Value> key,
        List<Optional<Value>> arguments,
        Rule.Invocation call,
        TaskId task,
        double priority,
        List<Frame> path,
        Wish wish,
        Optional<List<Claim>> needs) {

    /// Which firing wants it; a command is given once for each.
    ///
    /// @param entry which step of a sequence, counted from 1 over its repetitions
    record Wish(TaskId task, Frame.Id frame, String label, long firing, long entry) {}

    /// A resource with its key.
    record Claim(Name resource, List<Value> key) {
        Claim {
            key = List.copyOf(key);
        }
    }

    Wanted {
        key = List.copyOf(key);
        arguments = List.copyOf(arguments);
        path = List.copyOf(path);
    }

    Instance.Id id() {
        return new Instance.Id(action.name(), key);
    }

    /// Whether the firing that wants it has failed in this very epoch: it starts nothing any more.
    boolean hasFailed() {
        return !path.isEmpty() && path.getLast().firing.map(firing -> firing.failed).orElse(true);
    }

    /// Whether a firing that wants it, or one above, only stays because something is unknown.
    boolean isHeld() {
        return path.stream().anyMatch(frame -> frame.held);
    }

    boolean isKnown() {
        return arguments.stream().allMatch(Optional::isPresent);
    }

    List<Value> values() {
        return arguments.stream().flatMap(Optional::stream).toList();
    }
}
