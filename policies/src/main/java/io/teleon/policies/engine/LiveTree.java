package io.teleon.policies.engine;

import io.teleon.policies.host.Explanation;
import io.teleon.policies.host.InstanceId;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What an engine is doing, for people: tasks in the order in which they are decided, and actions.
public record LiveTree(List<Task> tasks, List<Action> actions) {

    public LiveTree {
        tasks = List.copyOf(tasks);
        actions = List.copyOf(actions);
    }

    /// @param priority with what waiting has added
    public record Task(TaskId id, double priority, Frame root) {}

    /// A procedure that runs.
    public record Frame(
            Name procedure,
            List<Value> arguments,
            Optional<Explanation.Firing> firing,
            Optional<Instant> since,
            List<Rule> rules,
            List<Frame> kids) {
        public Frame {
            arguments = List.copyOf(arguments);
            rules = List.copyOf(rules);
            kids = List.copyOf(kids);
        }
    }

    /// @param verdict `T`, `U` or `F`, with the reason where it was blocked; empty where the scan
    ///   did not get to it
    public record Rule(String label, String verdict, boolean fires) {}

    /// @param state `WAITING`, `STARTING`, `RUNNING`, `DONE`, `STOPPING`
    /// @param reason why it waits, may be empty
    public record Action(
            InstanceId instance,
            List<Value> arguments,
            TaskId task,
            String state,
            String reason,
            Explanation explanation) {
        public Action {
            arguments = List.copyOf(arguments);
        }
    }
}
