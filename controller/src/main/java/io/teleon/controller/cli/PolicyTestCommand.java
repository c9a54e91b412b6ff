package io.teleon.controller.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.policies.syntax.Printer;
import io.teleon.policies.syntax.Source;
import io.teleon.policies.trt.Coverage;
import io.teleon.policies.trt.TestReport;
import io.teleon.policies.trt.TestRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `teleon policy test`.
@Command(
        name = "test",
        description = {
            "Run the tests of policies (.trt), on a virtual clock.",
            "A policy that a test uses lies beside it or comes with Teleon. The exit code is 1 if a test fails."
        },
        mixinStandardHelpOptions = true)
public final class PolicyTestCommand implements Callable<Integer> {

    private static final String STANDARD_OUTPUT = "-";

    private final ObjectMapper json = new ObjectMapper();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "tests (.trt)")
    private List<Path> files = List.of();

    @Option(
            names = "--coverage",
            description = "also list literals of guards that were never true, or never false")
    private boolean literals;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "write the report as JSON; - for standard output, then nothing else")
    private Optional<String> jsonFile = Optional.empty();

    @Override
    public Integer call() throws IOException {
        List<Source> sources = new ArrayList<>();
        for (Path file : files) {
            sources.add(PolicyFiles.read(file));
        }
        PolicyFiles beside = new PolicyFiles(files);
        TestReport report = new TestRunner(beside::policy).run(sources);
        if (report.problems().isEmpty() && report.results().isEmpty() && report.unrun().isEmpty()) {
            throw new IOException(
                    files.stream().map(Path::toString).collect(Collectors.joining(", "))
                            + ": there is no test; expected  test \"name\" using policy { ... }");
        }
        PrintWriter out = spec.commandLine().getOut();
        boolean silent = jsonFile.filter(STANDARD_OUTPUT::equals).isPresent();
        Printer printer = new Printer(report.sources());
        report.problems()
                .forEach(problem -> spec.commandLine().getErr().println(printer.print(problem)));
        spec.commandLine().getErr().flush();
        if (!silent) {
            report.lines().forEach(out::println);
            if (literals) {
                report.coverage()
                        .forEach(policy ->
                                policy.oneSided()
                                        .forEach(text -> out.println("      one-sided  " + text)));
            }
        }
        if (jsonFile.isPresent()) {
            String text = of(report).toPrettyString() + "\n";
            if (silent) {
                out.print(text);
            } else {
                PolicyFiles.write(Path.of(jsonFile.get()), text);
            }
        }
        out.flush();
        return report.passed() ? 0 : 1;
    }

    private ObjectNode of(TestReport report) {
        ObjectNode root = json.createObjectNode();
        root.put("passed", report.passed());
        ArrayNode tests = root.putArray("tests");
        for (TestReport.Result result : report.results()) {
            ObjectNode node = tests.addObject();
            node.put("name", result.name());
            node.put("file", result.span().file());
            node.put("line", result.span().line());
            node.put("passed", result.passed());
            node.put("epochs", result.epochs());
            ArrayNode failures = node.putArray("failures");
            for (TestReport.Failure failure : result.failures()) {
                ObjectNode entry = failures.addObject();
                entry.put("line", failure.span().line());
                entry.put("expected", failure.expected());
                failure.found().forEach(entry.putArray("found")::add);
            }
        }
        ArrayNode coverage = root.putArray("coverage");
        for (Coverage.Report policy : report.coverage()) {
            ObjectNode node = coverage.addObject();
            node.put("policy", policy.policy());
            node.put("rules", policy.rules());
            policy.notFired().forEach(node.putArray("notFired")::add);
            node.put("literals", policy.literals());
            policy.oneSided().forEach(node.putArray("oneSided")::add);
        }
        report.unrun().forEach(root.putArray("notRun")::add);
        ArrayNode problems = root.putArray("problems");
        report.problems()
                .forEach(problem -> problems.add(problem.span() + ": " + problem.message()));
        return root;
    }
}
