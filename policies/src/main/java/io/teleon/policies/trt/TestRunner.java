package io.teleon.policies.trt;

import io.teleon.policies.link.Linked;
import io.teleon.policies.link.Phrases;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Program;
import io.teleon.policies.syntax.Diagnostic;
import io.teleon.policies.syntax.Findings;
import io.teleon.policies.syntax.Source;
import io.teleon.policies.syntax.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Runs the tests of some files.
public final class TestRunner {

    private final Function<String, Optional<Linked>> policies;
    private final Map<String, Optional<Linked>> linked = new LinkedHashMap<>();
    private final Findings findings = new Findings();
    private final Coverage coverage = new Coverage();
    private final Map<String, TestFile.Fixture> fixtures = new LinkedHashMap<>();

    /// @param policies finds a policy by its name, linked with all that it imports
    public TestRunner(Function<String, Optional<Linked>> policies) {
        this.policies = policies;
    }

    /// Runs all tests of all files; fixtures of one file may be used in the others, where those
    /// have none of that name.
    public TestReport run(List<Source> files) {
        List<TestFile> parsed =
                files.stream().map(file -> TestParser.parse(file, findings)).toList();
        parsed.forEach(file -> file.fixtures().forEach(f -> fixtures.put(f.name(), f)));
        List<TestReport.Result> results = new ArrayList<>();
        List<String> unrun = new ArrayList<>();
        if (!findings.hasErrors()) {
            for (TestFile file : parsed) {
                file.unrun().forEach(block -> unrun.add(block.name()));
                for (TestFile.Test test : file.tests()) {
                    run(file, test).ifPresent(results::add);
                }
            }
        }
        List<Source> sources = new ArrayList<>(files);
        linked.values().forEach(l -> l.ifPresent(program -> sources.addAll(program.sources())));
        return new TestReport(results, coverage.reports(), unrun, findings.all(), sources);
    }

    private Optional<TestReport.Result> run(TestFile file, TestFile.Test test) {
        Optional<Linked> policy = linked.computeIfAbsent(test.policy(), policies);
        if (policy.isEmpty()) {
            findings.add(
                    Diagnostic.error(
                                    "TR008",
                                    test.span(),
                                    "there is no policy `" + test.policy() + "`")
                            .help("it lies beside the file, as " + test.policy() + ".tr"));
            return Optional.empty();
        }
        Optional<Program> program = policy.get().program();
        if (program.isEmpty()) {
            policy.get().diagnostics().forEach(findings::add);
            return Optional.empty();
        }
        coverage.expect(program.get());
        Phrases phrases = policy.get().phrases().apply(test.policy());
        List<TestFile.Words> given = new ArrayList<>();
        for (TestFile.Words name : test.fixtures()) {
            Optional<TestFile.Fixture> fixture =
                    file.fixture(name.text())
                            .or(() -> Optional.ofNullable(fixtures.get(name.text())));
            if (fixture.isPresent()) {
                given.addAll(fixture.get().facts());
            } else {
                findings.add(
                        Diagnostic.error(
                                "TR002", name.span(), "there is no fixture `" + name.text() + "`"));
            }
        }
        given.addAll(test.given());
        Map<Span, Expression> conditions = conditions(test, phrases);
        Timeline timeline =
                new Rehearsal(program.get(), phrases, test, findings)
                        .play(given, conditions, coverage);
        timeline.between(java.time.Duration.ZERO, java.time.Duration.ofDays(1000)).stream()
                .flatMap(moment -> moment.firing().stream())
                .forEach(coverage::fired);
        List<TestReport.Failure> failures =
                new Judge(phrases, timeline, findings).failures(test.expectations());
        return Optional.of(
                new TestReport.Result(test.name(), test.span(), timeline.epochs(), failures));
    }

    private Map<Span, Expression> conditions(TestFile.Test test, Phrases phrases) {
        Map<Span, Expression> conditions = new LinkedHashMap<>();
        for (TestFile.Expectation expectation : test.expectations()) {
            for (TestFile.Claim claim : expectation.claims()) {
                if (claim.kind().equals("holds") && claim.words().isPresent()) {
                    Phrases.Phrase<Expression> phrase =
                            phrases.condition(claim.words().get().text());
                    phrase.meaning()
                            .ifPresent(condition -> conditions.put(claim.span(), condition));
                    phrase.diagnostics()
                            .forEach(problem ->
                                    findings.add(
                                            Diagnostic.error(
                                                    problem.code(),
                                                    claim.span(),
                                                    problem.message())));
                }
            }
        }
        return conditions;
    }
}
