package io.teleon.policies.reload;

import io.teleon.policies.host.Output;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where two programs that were told the same did not do the same.
///
/// @param epochs that both were taken through
/// @param differing epochs with a change
/// @param first time of the first change; empty where nothing differs
/// @param changes in the order of time, the first ones only: see `counts` for how many there are
public record FiringDifference(
        long epochs, long differing, Optional<Instant> first, Counts counts, List<Change> changes) {

    public FiringDifference {
        changes = List.copyOf(changes);
        if (differing > epochs || (differing == 0) != first.isEmpty()) {
            throw new IllegalArgumentException(
                    "%d of %d epochs differ, from %s".formatted(differing, epochs, first));
        }
    }

    public boolean isEmpty() {
        return differing == 0;
    }

    /// How many changes there are, beyond those that are listed too. Others are outputs that are no
    /// transitions: questions, suggestions, alerts ...
    ///
    /// @param firings of frames that began to fire otherwise
    public record Counts(
            long firings,
            long transitionsOnlyOld,
            long transitionsOnlyNew,
            long othersOnlyOld,
            long othersOnlyNew) {}

    /// One thing that differs.
    public sealed interface Change {

        Instant at();

        /// A frame fires otherwise from here on, until the next word about it or until it is gone.
        ///
        /// @param before what fires in the old program: a label with its binding, `nothing`, or
        ///   `not there` where there is no such frame
        /// @param after what fires in the new program
        record Fires(
                Instant at,
                TaskId task,
                Name procedure,
                List<Value> arguments,
                String before,
                String after)
                implements Change {
            public Fires {
                arguments = List.copyOf(arguments);
            }
        }

        /// A frame that fired otherwise fires alike again. This is no difference, and not counted.
        record FiresAlike(
                Instant at, TaskId task, Name procedure, List<Value> arguments, String fires)
                implements Change {
            public FiresAlike {
                arguments = List.copyOf(arguments);
            }
        }

        /// Only the old program says so in this epoch.
        record OnlyOld(Instant at, Output output) implements Change {}

        /// Only the new program says so in this epoch.
        record OnlyNew(Instant at, Output output) implements Change {}
    }
}
