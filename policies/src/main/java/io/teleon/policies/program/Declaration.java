package io.teleon.policies.program;

import io.teleon.policies.syntax.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Something that a program declares. Procedures and tasks have files of their own.
public sealed interface Declaration {

    Span span();

    Name name();

    /// What the host observes. With a value it is a function of its key, without one a relation.
    ///
    /// @param fresh how long after its time a fact may be believed
    /// @param forecast class of the model that forecasts it, where it can be forecast
    record Percept(
            Span span,
            Name name,
            List<Type> key,
            Optional<Type> value,
            Duration fresh,
            Optional<String> forecast)
            implements Declaration {
        public Percept {
            key = List.copyOf(key);
        }
    }

    /// What happens at an instant.
    ///
    /// @param keep how long it is remembered
    record Event(Span span, Name name, List<Type> arguments, Duration keep) implements Declaration {
        public Event {
            arguments = List.copyOf(arguments);
        }
    }

    /// What the program itself remembers, across restarts.
    record Belief(
            Span span, Name name, List<Type> key, Optional<Type> value, Optional<Duration> ttl)
            implements Declaration {
        public Belief {
            key = List.copyOf(key);
        }
    }

    /// A derived predicate: true where one of its bodies is.
    ///
    /// @param clauses each with variables of its own: the parameters first
    record Predicate(Span span, Name name, List<Parameter> parameters, List<Clause> clauses)
            implements Declaration {
        public Predicate {
            parameters = List.copyOf(parameters);
            clauses = List.copyOf(clauses);
        }
    }

    /// @param free variables that are no parameters: the body holds if it does for some assignment
    record Clause(Span span, List<Expression.Variable> free, Expression body) {
        public Clause {
            free = List.copyOf(free);
        }
    }

    record Function(Span span, Name name, List<Parameter> parameters, Type value, Expression body)
            implements Declaration {
        public Function {
            parameters = List.copyOf(parameters);
        }
    }

    /// What only so many tasks may hold at a time.
    record Resource(Span span, Name name, List<Type> key, int capacity) implements Declaration {
        public Resource {
            key = List.copyOf(key);
            if (capacity < 1) {
                throw new IllegalArgumentException("capacity " + capacity + " of " + name);
            }
        }
    }

    /// What can be done to the network.
    ///
    /// @param key places of the parameters that tell one instance from another; the others can be
    ///   modified while it runs
    /// @param within how long the effect may take to show; present exactly with an effect
    /// @param blast how much is touched, in whatever the guardrails count
    record Action(
            Span span,
            Name name,
            List<Parameter> parameters,
            Kind kind,
            List<Integer> key,
            Optional<Expression> requires,
            Optional<Expression> effect,
            Optional<Duration> within,
            List<Use> uses,
            Optional<Expression> blast,
            Optional<Undo> undo,
            Handover handover,
            Optional<Duration> timeout,
            Risk risk)
            implements Declaration {
        public Action {
            parameters = List.copyOf(parameters);
            key = List.copyOf(key);
            uses = List.copyOf(uses);
            if (effect.isPresent() != within.isPresent()) {
                throw new IllegalArgumentException(name + ": effect and within go together");
            }
        }

        /// Whether it may be done while the network cannot be seen: low risk, and neither a
        /// resource of the network nor anything behind it is touched.
        public boolean harmless() {
            return risk == Risk.LOW && uses.isEmpty() && blast.isEmpty();
        }
    }

    /// A resource that an action or procedure needs, by the variables of its declaration.
    record Use(Span span, Name resource, List<Expression> arguments) {
        public Use {
            arguments = List.copyOf(arguments);
        }
    }

    record Undo(Span span, Name action, List<Expression> arguments) {
        public Undo {
            arguments = List.copyOf(arguments);
        }
    }

    enum Kind {
        /// Lasts exactly as long as its rule is the firing one.
        DURATIVE,
        /// Committed to desired state: stays when the rule stops.
        RATIFY,
        /// A command, given once for each firing.
        ONCE
    }

    enum Handover {
        MAKE_FIRST,
        BREAK_FIRST
    }

    enum Risk {
        LOW,
        MEDIUM,
        HIGH
    }

    /// What every transition of these actions must pass, whichever program asks for it.
    ///
    /// @param actions those it looks at, all of them where the list is empty
    record Guardrail(
            Span span, Name name, List<Name> actions, Expression require, Otherwise otherwise)
            implements Declaration {
        public Guardrail {
            actions = List.copyOf(actions);
        }
    }

    /// What happens to a transition that a guardrail does not let pass.
    sealed interface Otherwise {

        /// The rule is blocked.
        record Deny() implements Otherwise {}

        /// The transition waits.
        record Defer() implements Otherwise {}

        /// A person decides.
        record Ask(String role, Duration timeout) implements Otherwise {}
    }
}
