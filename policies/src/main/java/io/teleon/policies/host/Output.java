package io.teleon.policies.host;

import io.teleon.policies.program.Value;
import java.time.Instant;
import java.util.List;

/// What an engine tells its host, in the order in which it is to be carried out.
public sealed interface Output {

    /// Something is to be done to the network.
    ///
    /// @param arguments of the action, all of them in the order of its parameters
    record Transition(
            Kind kind,
            InstanceId instance,
            List<Value> arguments,
            Manner manner,
            Explanation explanation)
            implements Output {

        public Transition {
            arguments = List.copyOf(arguments);
        }

        public enum Kind {
            START,
            MODIFY,
            STOP
        }

        public enum Manner {
            /// It is to be done.
            REAL,
            /// It is to be validated and not committed.
            DRY_RUN,
            /// It is only to be noted.
            SHADOW
        }
    }

    /// What would be done if autonomy allowed; said once for each firing.
    record Suggested(InstanceId instance, List<Value> arguments, Explanation explanation)
            implements Output {
        public Suggested {
            arguments = List.copyOf(arguments);
        }
    }

    /// A person of this role is asked; an answer after `until` comes too late.
    ///
    /// @param approval its number, for [Input.Decided]
    record ApprovalAsked(
            long approval,
            String role,
            Instant until,
            InstanceId instance,
            List<Value> arguments,
            String reason,
            Explanation explanation)
            implements Output {
        public ApprovalAsked {
            arguments = List.copyOf(arguments);
        }
    }

    /// The question is no longer of interest.
    record ApprovalVoid(long approval, String reason) implements Output {}

    /// The promised effect of an action was seen.
    record EffectSeen(InstanceId instance, Instant startedAt) implements Output {}

    /// An action failed: its effect was not seen in time, the host reported so, or it never came
    /// into force.
    record ActionFailed(InstanceId instance, String reason) implements Output {}

    /// A program wants people to know.
    record Notified(TaskId task, String topic, String text) implements Output {}

    /// A task cannot go on as it is; said once until that changes.
    record Alert(TaskId task, String reason) implements Output {}

    /// A task began or ended.
    record TaskChanged(TaskId task, Change change, String reason) implements Output {
        public enum Change {
            CREATED,
            RETIRED,
            ACHIEVED,
            FAILED,
            /// An error in the program ended it; its actions are withdrawn, and it does not come
            /// back until its condition was false.
            FAULTED
        }
    }

    /// An input made no sense and changed nothing.
    record Rejected(Input input, String reason) implements Output {}
}
