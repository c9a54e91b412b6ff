package io.teleon.policies.host;

import io.teleon.policies.program.Name;
import io.teleon.policies.program.Policy;
import io.teleon.policies.program.Value;
import java.time.Instant;
import java.util.List;

/// What a host tells an engine.
public sealed interface Input {

    /// A percept with a value was measured.
    ///
    /// @param source what says so, for explanations: `port counters`; empty where that is not told
    record Measured(Fact fact, Value value, Instant at, String source) implements Input {

        public Measured(Fact fact, Value value, Instant at) {
            this(fact, value, at, "");
        }
    }

    /// A relation holds, or does not.
    ///
    /// @param source as of [Measured]
    record Stated(Fact fact, boolean holds, Instant at, String source) implements Input {

        public Stated(Fact fact, boolean holds, Instant at) {
            this(fact, holds, at, "");
        }
    }

    /// Everything stored about a relation is right as of this time, and what is not stored is
    /// false.
    record Complete(Name relation, Instant at) implements Input {}

    /// A fact is no longer observed: it becomes missing.
    record Withdrawn(Fact fact) implements Input {}

    /// An event happened.
    record Happened(Name event, List<Value> arguments, Instant at) implements Input {
        public Happened {
            arguments = List.copyOf(arguments);
        }
    }

    /// A model expects something of a fact; the last one about a fact counts.
    record Forecasted(Fact fact, Forecast forecast) implements Input {}

    /// How it goes with an action.
    record Reported(InstanceId instance, Progress progress) implements Input {}

    /// A person, or somebody's absence, has decided.
    record Decided(long approval, boolean granted, String by) implements Input {}

    /// How far actions of a kind may go from now on.
    record AutonomySet(Name action, Policy.Mode level) implements Input {}

    /// The global stop: starts and modifications wait, withdrawals are carried out.
    record Halted(boolean halted, String by) implements Input {}

    /// A person ends a task.
    record Cancelled(TaskId task, String by) implements Input {}

    /// How it goes with an action.
    sealed interface Progress {

        /// It is in force.
        record Running() implements Progress {}

        /// A command or commitment is carried out.
        record Done() implements Progress {}

        /// It is no longer in force: the answer to a stop.
        record Ended() implements Progress {}

        record Failed(String reason) implements Progress {}
    }
}
