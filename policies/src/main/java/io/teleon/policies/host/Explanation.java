package io.teleon.policies.host;

import io.teleon.policies.program.Name;
import io.teleon.policies.program.Value;
import java.util.List;
import java.util.SequencedMap;

/// Why: the path of rules from the task to the action, what made each of them fire, and what let
/// the action pass.
///
/// @param path from the root of the task down
/// @param passed guardrails, approvals and settings that were asked, with their answers
public record Explanation(TaskId task, List<Firing> path, List<String> passed) {

    public Explanation {
        path = List.copyOf(path);
        passed = List.copyOf(passed);
    }

    /// A rule that fires.
    ///
    /// @param arguments of the procedure
    /// @param binding of the free variables of the rule, by name
    /// @param because the literals of the guard under this binding, in the order of the text, or
    ///   what held the rule instead: `while`, `until`, `min`, `hold`
    /// @param number counts the firings of this rule in this place, from 1
    public record Firing(
            Name procedure,
            List<Value> arguments,
            String label,
            SequencedMap<String, Value> binding,
            List<Literal> because,
            long number) {
        public Firing {
            arguments = List.copyOf(arguments);
            because = List.copyOf(because);
        }
    }

    /// A part of a guard, and what it stood on.
    ///
    /// @param text as in the program, with values for variables; where more facts were read than
    ///   are told, how many
    /// @param truth `T`, `U` or `F`
    /// @param facts what was read, with value, age and source
    public record Literal(String text, char truth, List<Reading> facts) {
        public Literal {
            facts = List.copyOf(facts);
        }
    }

    /// @param value as people write it, `unknown` where there is none
    /// @param ageMillis of the fact, -1 where there is none
    /// @param source what said so, as the host told it: `port counters`; `belief` of what a program
    ///   remembers, empty where it is not known
    public record Reading(String fact, String value, long ageMillis, String source) {

        public Reading(String fact, String value, long ageMillis) {
            this(fact, value, ageMillis, "");
        }
    }
}
