package io.teleon.controller.cli;

import io.teleon.policies.host.Circumstances;
import io.teleon.policies.link.Linked;
import io.teleon.policies.link.Linker;
import io.teleon.policies.link.Phrases;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Value;
import io.teleon.policies.syntax.Diagnostic;
import io.teleon.policies.syntax.Findings;
import io.teleon.policies.syntax.Printer;
import io.teleon.policies.syntax.Source;
import io.teleon.policies.trace.LogReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What the commands that run a program against a log have in common.
final class PolicyPlay {

    /// A program and a log that were read, and the policy whose words questions are in.
    record Read(Program program, Phrases phrases, List<LogReader.Batch> log) {}

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--log",
            paramLabel = "FILE",
            required = true,
            description =
                    "what was observed: lines such as 2026-01-01T00:00:02Z  oper_state(l1) = down")
    private Path log = Path.of("");

    @Option(
            names = "--knows",
            paramLabel = "NAME=VALUE",
            description =
                    "what guardrails are answered, such as severity=2 or in_window=false; anything else is unknown")
    private Map<String, String> knows = new LinkedHashMap<>();

    Path logFile() {
        return log;
    }

    /// Empty where something was wrong, which has been told.
    Optional<Read> read(List<Path> files) throws IOException {
        Linked linked = new PolicyFiles(files).link();
        Findings findings = new Findings();
        List<Source> sources = new ArrayList<>(linked.sources());
        List<LogReader.Batch> batches = List.of();
        if (linked.program().isPresent()) {
            Source text = PolicyFiles.read(log);
            sources.add(text);
            batches = new LogReader(linked.program().get()).read(text, findings);
            if (!findings.hasErrors()) {
                mustSaySomething(batches);
            }
        }
        List<Diagnostic> wrong = new ArrayList<>(linked.diagnostics());
        wrong.addAll(findings.all());
        tell(wrong, sources);
        if (linked.program().isEmpty() || findings.hasErrors()) {
            return Optional.empty();
        }
        Program program = linked.program().get();
        if (program.policies().isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "a library alone does nothing: name a policy");
        }
        String unit = program.policies().getLast().name();
        return Optional.of(new Read(program, linked.phrases().apply(unit), batches));
    }

    /// A log without a line says nothing about a program, and is rather the wrong file.
    void mustSaySomething(List<LogReader.Batch> batches) throws IOException {
        if (batches.isEmpty()) {
            throw new IOException(
                    log
                            + ": nothing was observed; expected lines such as 2026-01-01T00:00:02Z  oper_state(l1) = down");
        }
    }

    void tell(List<Diagnostic> diagnostics, List<Source> sources) {
        PrintWriter err = spec.commandLine().getErr();
        Printer printer = new Printer(sources);
        diagnostics.forEach(diagnostic -> err.println(printer.print(diagnostic)));
        err.flush();
    }

    Circumstances circumstances() {
        Map<String, Value> answers = new LinkedHashMap<>();
        knows.forEach((name, text) -> answers.put(name, value(name, text)));
        return (function, _, _) -> Optional.ofNullable(answers.get(function));
    }

    private Value value(String name, String text) {
        if (!Linker.circumstances().contains(name)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--knows %s=%s: no guardrail can ask for %s; expected one of %s"
                            .formatted(
                                    name, text, name, String.join(", ", Linker.circumstances())));
        }
        if (text.equals("true") || text.equals("false")) {
            return new Value.Bool(text.equals("true"));
        }
        try {
            return Value.of(Double.parseDouble(text));
        } catch (IllegalArgumentException _) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--knows %s=%s: expected true, false or a number".formatted(name, text));
        }
    }

    /// A time of the command line; the end of the log without one.
    Instant until(Optional<String> text, List<LogReader.Batch> batches, String option) {
        if (text.isEmpty()) {
            return batches.isEmpty() ? Instant.EPOCH : batches.getLast().now();
        }
        try {
            Instant time = Instant.parse(text.get());
            if (!batches.isEmpty() && time.isBefore(batches.getFirst().now())) {
                throw new ParameterException(
                        spec.commandLine(),
                        "%s %s: expected a time of the log, which begins at %s"
                                .formatted(option, text.get(), batches.getFirst().now()));
            }
            return time;
        } catch (DateTimeException _) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s %s: expected a time such as 2026-01-01T00:00:02Z"
                            .formatted(option, text.get()));
        }
    }
}
