package io.teleon.controller.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.controller.http.ReloadReport;
import io.teleon.policies.check.Checker;
import io.teleon.policies.engine.PolicyEngine;
import io.teleon.policies.link.Linked;
import io.teleon.policies.program.Program;
import io.teleon.policies.reload.Reload;
import io.teleon.policies.syntax.Diagnostic;
import io.teleon.policies.syntax.Findings;
import io.teleon.policies.syntax.Source;
import io.teleon.policies.trace.LogReader;
import io.teleon.policies.trace.LogRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `teleon policy reload`.
@Command(
        name = "reload",
        description = {
            "Say what would change if a program took the place of the one that runs.",
            "Both run side by side over the log; a host that is not there does at once what it is told, and no switch"
                    + " hears of it. Then the new program takes over from what the old one knows at the end of the"
                    + " log. The exit code is 0 if nothing differs and nothing is lost, and 4 if something would change;"
                    + " 1 if there can be no reload, because the new program has an error or no longer declares an"
                    + " action that is in force."
        },
        mixinStandardHelpOptions = true)
public final class PolicyReloadCommand implements Callable<Integer> {

    private static final String STANDARD_OUTPUT = "-";
    private static final int SAME = 0;
    private static final int FAILED = 1;
    private static final int WOULD_CHANGE = 4;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private PolicyPlay play = new PolicyPlay();

    @Parameters(
            arity = "1..*",
            paramLabel = "OLD",
            description = "programs and libraries that run (.tr)")
    private List<Path> oldFiles = List.of();

    @Option(
            names = "--to",
            paramLabel = "NEW",
            required = true,
            description = "programs and libraries that are to run; once for each file")
    private List<Path> newFiles = List.of();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description =
                    "write all that differs as JSON; - for standard output, then nothing else")
    private Optional<String> jsonFile = Optional.empty();

    /// A log, as each of the two programs understands it.
    ///
    /// @param onlyOld lines that mean something to the old program only
    private record Log(
            List<LogReader.Batch> forOld, List<LogReader.Batch> forNew, int onlyOld, int onlyNew) {}

    @Override
    public Integer call() throws IOException {
        Optional<Program> old = program(oldFiles, "the old program");
        Optional<Program> next = program(newFiles, "the new program");
        if (old.isEmpty() || next.isEmpty() || !isSound(next.get())) {
            return FAILED;
        }
        Optional<Log> log = log(old.get(), next.get());
        if (log.isEmpty()) {
            return FAILED;
        }
        return switch (prepare(old.get(), next.get(), log.get())) {
            case Reload.Refused(List<String> reasons) -> refused(reasons);
            case Reload.Ready ready -> ready(ready, log.get());
        };
    }

    private Reload.Outcome prepare(Program old, Program next, Log log) {
        LogRun run = new LogRun(old, LogRun.Host.WILLING, play.circumstances());
        Instant end = play.until(Optional.empty(), log.forOld(), "");
        run.play(log.forOld(), end, _ -> {});
        PolicyEngine engine = run.engine();
        Instant now = run.now().orElse(end);
        return Reload.prepare(
                new Reload.Running(old, Optional.empty(), log.forOld(), engine.snapshot(), now),
                next,
                log.forNew(),
                play.circumstances());
    }

    // --- what is read

    private Optional<Program> program(List<Path> files, String which) throws IOException {
        Linked linked = new PolicyFiles(files).link();
        play.tell(linked.diagnostics(), linked.sources());
        if (linked.program().isPresent() && linked.program().get().policies().isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), which + " is a library alone: name a policy");
        }
        return linked.program();
    }

    /// What `policy check` calls an error must not run.
    private boolean isSound(Program program) throws IOException {
        List<Diagnostic> errors =
                Checker.check(program).stream()
                        .filter(found -> found.level() == Diagnostic.Level.ERROR)
                        .toList();
        if (!errors.isEmpty()) {
            play.tell(errors, new PolicyFiles(newFiles).link().sources());
        }
        return errors.isEmpty();
    }

    /// A line has to mean something to one of them; to the other it then says nothing.
    private Optional<Log> log(Program old, Program next) throws IOException {
        Source text = PolicyFiles.read(play.logFile());
        Findings ofOld = new Findings();
        Findings ofNew = new Findings();
        List<LogReader.Batch> forOld = new LogReader(old).read(text, ofOld);
        List<LogReader.Batch> forNew = new LogReader(next).read(text, ofNew);
        Set<Integer> notOld = lines(ofOld);
        Set<Integer> notNew = lines(ofNew);
        List<Diagnostic> toNobody =
                ofOld.all().stream().filter(found -> notNew.contains(found.span().line())).toList();
        if (!toNobody.isEmpty()) {
            play.tell(toNobody, List.of(text));
            return Optional.empty();
        }
        // What only one of them understands is something as well.
        play.mustSaySomething(forOld.isEmpty() ? forNew : forOld);
        return Optional.of(new Log(forOld, forNew, notNew.size(), notOld.size()));
    }

    private static Set<Integer> lines(Findings findings) {
        TreeSet<Integer> lines = new TreeSet<>();
        findings.all().forEach(found -> lines.add(found.span().line()));
        return lines;
    }

    // --- what is told

    private int refused(List<String> reasons) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("there can be no reload at the end of the log:");
        reasons.forEach(reason -> err.println("  " + reason));
        err.println(
                "Only a program that declares an action can stop it. Keep the declaration, let no rule want it, and reload"
                        + " once more without it when it has ended.");
        err.flush();
        return FAILED;
    }

    private int ready(Reload.Ready ready, Log log) throws IOException {
        ReloadReport report = new ReloadReport(ready);
        ObjectNode json = report.json();
        json.putObject("log").put("linesOnlyOld", log.onlyOld()).put("linesOnlyNew", log.onlyNew());
        PrintWriter out = spec.commandLine().getOut();
        boolean silent = jsonFile.filter(STANDARD_OUTPUT::equals).isPresent();
        if (silent) {
            out.println(json.toPrettyString());
        } else {
            if (log.onlyOld() + log.onlyNew() > 0) {
                out.printf(
                        "of the log, %s only the old program, and %s only the new one%n",
                        concern(log.onlyOld()), concern(log.onlyNew()));
            }
            report.lines().forEach(out::println);
            if (jsonFile.isPresent()) {
                PolicyFiles.write(Path.of(jsonFile.get()), json.toPrettyString() + "\n");
            }
        }
        out.flush();
        return ready.changesNothing() ? SAME : WOULD_CHANGE;
    }

    private static String concern(int lines) {
        return lines == 1 ? "1 line concerns" : lines + " lines concern";
    }
}
