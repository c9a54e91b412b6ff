package io.teleon.controller.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.teleon.policies.check.Checker;
import io.teleon.policies.link.Linked;
import io.teleon.policies.syntax.Diagnostic;
import io.teleon.policies.syntax.Printer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `teleon policy check`.
@Command(
        name = "check",
        description = {
            "Say what is wrong with programs, without running them.",
            "All files together are one program. A library that they import lies beside one of them or comes with Teleon."
                    + " What each code means is on the page policies/CHECKS.md. The exit code is 1 if there is an error."
        },
        mixinStandardHelpOptions = true)
public final class PolicyCheckCommand implements Callable<Integer> {

    private static final String STANDARD_OUTPUT = "-";
    private static final int SOUND = 0;
    private static final int FAULTY = 1;

    private final ObjectMapper json = new ObjectMapper();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "programs and libraries (.tr)")
    private List<Path> files = List.of();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "write the findings as JSON; - for standard output, then nothing else")
    private Optional<String> jsonFile = Optional.empty();

    @Option(
            names = "--sarif",
            paramLabel = "FILE",
            description = "write the findings as SARIF 2.1.0; - for standard output")
    private Optional<String> sarifFile = Optional.empty();

    @Override
    public Integer call() throws IOException {
        boolean silent = jsonFile.filter(STANDARD_OUTPUT::equals).isPresent();
        boolean alsoSilent = sarifFile.filter(STANDARD_OUTPUT::equals).isPresent();
        if (silent && alsoSilent) {
            throw new ParameterException(
                    spec.commandLine(), "only one of --json and --sarif can be standard output");
        }
        Linked linked = new PolicyFiles(files).link();
        List<Diagnostic> found = new ArrayList<>(linked.diagnostics());
        linked.program().ifPresent(program -> found.addAll(Checker.check(program)));
        if (!silent && !alsoSilent) {
            print(linked, found);
        }
        if (jsonFile.isPresent()) {
            write(jsonFile.get(), PolicyFindings.json(found));
        }
        if (sarifFile.isPresent()) {
            write(sarifFile.get(), PolicyFindings.sarif(found));
        }
        return count(found, Diagnostic.Level.ERROR) > 0 ? FAULTY : SOUND;
    }

    private void print(Linked linked, List<Diagnostic> found) {
        PrintWriter out = spec.commandLine().getOut();
        Printer printer = new Printer(linked.sources());
        found.forEach(diagnostic -> out.println(printer.print(diagnostic)));
        out.printf(
                "%s: %s, %s, %s%n",
                plural(files.size(), "file"),
                plural(count(found, Diagnostic.Level.ERROR), "error"),
                plural(count(found, Diagnostic.Level.WARNING), "warning"),
                plural(count(found, Diagnostic.Level.NOTE), "note"));
        out.flush();
    }

    private void write(String target, JsonNode node) throws IOException {
        if (target.equals(STANDARD_OUTPUT)) {
            spec.commandLine().getOut().println(json.writeValueAsString(node));
            spec.commandLine().getOut().flush();
        } else {
            PolicyFiles.write(Path.of(target), json.writeValueAsString(node) + "\n");
        }
    }

    private static long count(List<Diagnostic> found, Diagnostic.Level level) {
        return found.stream().filter(diagnostic -> diagnostic.level() == level).count();
    }

    private static String plural(long count, String word) {
        return count + " " + word + (count == 1 ? "" : "s");
    }
}
