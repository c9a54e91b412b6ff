package io.teleon.policies.engine;

import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Value;
import io.teleon.policies.syntax.Span;
import java.util.List;
import java.util.Optional;

/// An action that a firing wants now.
///
/// @param arguments unknown ones are empty; those of the key are known
/// @param by the task itself; none where it is gone and one of its commitments is undone
/// @param place among all that its task wants, from 0
/// @param frame that wants it; none for the undoing of a commitment that failed
/// @param needs resources, empty where one cannot be told
record Wanted(
        Declaration.Action action,
        List<Value> key,
        List<Optional<Value>> arguments,
        Rule.Invocation call,
        TaskId task,
        Optional<TaskState> by,
        int place,
        Optional<Frame> frame,
        Wish wish,
        Optional<List<Claim>> needs) {

    /// Which firing wants it; a command is given once for each.
    ///
    /// @param entry which step of a sequence, counted from 1 over its repetitions
    record Wish(TaskId task, Frame.Id frame, String label, long firing, long entry) {

        /// Where its firings are counted.
        Ledger.Id ledger() {
            return new Ledger.Id(task, frame.procedure(), frame.arguments(), label);
        }
    }

    /// A resource with its key.
    record Claim(Name resource, List<Value> key) {
        Claim {
            key = List.copyOf(key);
        }
    }

    /// What is there, wanted just as it is.
    static Wanted asItIs(
            Declaration.Action action, Instance instance, TaskState task, int place, Frame frame) {
        return new Wanted(
                action,
                instance.id.key(),
                instance.arguments.stream().map(Optional::of).toList(),
                new Rule.Invocation(
                        Span.NONE,
                        Rule.Target.ACTION,
                        action.name(),
                        List.of(),
                        Optional.empty(),
                        false),
                task.id,
                Optional.of(task),
                place,
                Optional.of(frame),
                instance.wish,
                Optional.of(instance.needs));
    }

    Wanted {
        key = List.copyOf(key);
        arguments = List.copyOf(arguments);
    }

    Instance.Id id() {
        return new Instance.Id(action.name(), key);
    }

    /// Whether the firing that wants it has failed in this very epoch: it starts nothing any more.
    boolean hasFailed() {
        return frame.map(f -> f.firing.map(firing -> firing.failed).orElse(true)).orElse(false);
    }

    double priority() {
        return by.map(TaskState::effective).orElse(0.0);
    }

    /// From the root of the task to the frame that wants it.
    List<Frame> path() {
        return frame.map(Frame::path).orElse(List.of());
    }

    /// Whether nothing is different, not even who wants it and for which firing.
    boolean isSame(Wanted other) {
        return call.equals(other.call)
                && place == other.place
                && frame.equals(other.frame)
                && wish.equals(other.wish)
                && arguments.equals(other.arguments)
                && needs.equals(other.needs);
    }

    /// Whether a firing that wants it, or one above, only stays because something is unknown.
    boolean isHeld() {
        for (Frame at = frame.orElse(null); at != null; at = at.parent) {
            if (at.held) {
                return true;
            }
        }
        return false;
    }

    List<Value> values() {
        return arguments.stream().flatMap(Optional::stream).toList();
    }
}
