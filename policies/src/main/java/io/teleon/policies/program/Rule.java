package io.teleon.policies.program;

import io.teleon.policies.syntax.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A labelled rule of a procedure.
///
/// @param free variables of the guard that are no parameters, in the order of slots: the rule fires
///   with one assignment of them
/// @param guard [Expression.Always] for `otherwise`
public record Rule(
        Span span,
        String label,
        List<Expression.Variable> free,
        Expression guard,
        Optional<Choose> choose,
        Modifiers modifiers,
        Body body,
        List<Update> updates) {

    public Rule {
        free = List.copyOf(free);
        updates = List.copyOf(updates);
    }

    /// Which of several assignments.
    public record Choose(Direction direction, Expression by) {}

    public enum Direction {
        MIN,
        MAX
    }

    /// What lengthens, commits or limits a firing.
    public record Modifiers(
            Optional<Expression> whileHolds,
            Optional<Expression> untilHolds,
            Optional<Duration> min,
            Optional<Duration> max,
            Optional<Duration> cooldown,
            Optional<AtMost> atMost,
            boolean sustainsGoal) {

        public static final Modifiers NONE =
                new Modifiers(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false);
    }

    public record AtMost(int times, Duration per) {}

    /// What a firing does.
    public sealed interface Body {

        record Nothing() implements Body {}

        /// All at the same time.
        record Parallel(List<Invocation> calls) implements Body {
            public Parallel {
                calls = List.copyOf(calls);
            }
        }

        /// One after another.
        record Sequence(boolean repeat, List<Step> steps) implements Body {
            public Sequence {
                steps = List.copyOf(steps);
            }
        }
    }

    /// @param duration how long this step takes; without one it takes until its call is done
    public record Step(Invocation call, Optional<Duration> duration) {}

    /// A call of an action or of a procedure.
    public record Invocation(
            Span span,
            Target target,
            Name name,
            List<Expression> arguments,
            Optional<Approval> approval,
            boolean dryRun) {
        public Invocation {
            arguments = List.copyOf(arguments);
        }
    }

    public enum Target {
        ACTION,
        PROCEDURE
    }

    public record Approval(String role, Optional<Duration> timeout) {}

    /// What a firing remembers, forgets or tells when it begins.
    public sealed interface Update {

        record Remember(
                Span span,
                Name belief,
                List<Expression> arguments,
                Optional<Expression> value,
                Optional<Duration> ttl)
                implements Update {
            public Remember {
                arguments = List.copyOf(arguments);
            }
        }

        record Forget(Span span, Name belief, List<Expression> arguments) implements Update {
            public Forget {
                arguments = List.copyOf(arguments);
            }
        }

        /// @param message its parts in order: constant text, and variables to be filled in
        record Notify(Span span, String topic, List<Expression> message) implements Update {
            public Notify {
                message = List.copyOf(message);
            }
        }
    }
}
