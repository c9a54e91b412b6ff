package io.teleon.policies.check;

import io.teleon.policies.program.Program;
import io.teleon.policies.syntax.Diagnostic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// All checks of a program.
public final class Checker {

    private static final List<Check> CHECKS =
            List.of(
                    new Completeness(),
                    new Reachability(),
                    new RiskyFallback(),
                    new OpenChoice(),
                    new Regression(),
                    new SelfUndoing(),
                    new Flutter(),
                    new Recursion(),
                    new ResourceUse(),
                    new Undoing(),
                    new TaskEnd(),
                    new Commitment(),
                    new ForecastUse(),
                    new GuardrailCover(),
                    new GoalFirst());

    private Checker() {}

    /// All that is to be said about a program, in the order of its text.
    public static List<Diagnostic> check(Program program) {
        Subject subject = new Subject(program);
        List<Diagnostic> found = new ArrayList<>();
        CHECKS.forEach(check -> found.addAll(check.check(subject)));
        return found.stream()
                .distinct()
                .sorted(Comparator.comparing(Diagnostic::span).thenComparing(Diagnostic::code))
                .toList();
    }
}
