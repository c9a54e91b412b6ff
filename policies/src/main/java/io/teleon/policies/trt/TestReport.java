package io.teleon.policies.trt;

import io.teleon.policies.syntax.Diagnostic;
import io.teleon.policies.syntax.Source;
import io.teleon.policies.syntax.Span;
import java.util.ArrayList;
import java.util.List;

/// What came of tests.
///
/// @param problems with the files themselves; with one of them nothing was run
/// @param sources all that were read, for printing problems
/// @param unrun checks that wait for a model checker
public record TestReport(
        List<Result> results,
        List<Coverage.Report> coverage,
        List<String> unrun,
        List<Diagnostic> problems,
        List<Source> sources) {

    public TestReport {
        results = List.copyOf(results);
        coverage = List.copyOf(coverage);
        unrun = List.copyOf(unrun);
        problems = List.copyOf(problems);
        sources = List.copyOf(sources);
    }

    /// Of one test.
    ///
    /// @param epochs how many were played
    public record Result(String name, Span span, int epochs, List<Failure> failures) {
        public Result {
            failures = List.copyOf(failures);
        }

        public boolean passed() {
            return failures.isEmpty();
        }
    }

    /// @param expected as the test says it
    /// @param found what there was instead
    public record Failure(Span span, String expected, List<String> found) {
        public Failure {
            found = List.copyOf(found);
        }
    }

    public boolean passed() {
        return problems.isEmpty() && results.stream().allMatch(Result::passed);
    }

    /// The report as people read it, problems left out.
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Result result : results) {
            lines.add(
                    "%s  %s  (%d epochs)"
                            .formatted(
                                    result.passed() ? "pass" : "FAIL",
                                    result.name(),
                                    result.epochs()));
            for (Failure failure : result.failures()) {
                lines.add("      " + failure.span() + "  expected " + failure.expected());
                failure.found().forEach(found -> lines.add("          " + found));
            }
        }
        unrun.forEach(name -> lines.add("not run  " + name + "  (there is no model checker yet)"));
        for (Coverage.Report report : coverage) {
            lines.add("%s: %s".formatted(report.policy(), report.summary()));
            report.notFired().forEach(rule -> lines.add("      never fired  " + rule));
        }
        long failed = results.stream().filter(result -> !result.passed()).count();
        lines.add(
                "%d test%s, %d failed"
                        .formatted(results.size(), results.size() == 1 ? "" : "s", failed));
        return lines;
    }
}
