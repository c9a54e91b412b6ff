package io.teleon.controller.cli;

import io.teleon.policies.trace.LogRun;
import io.teleon.policies.trace.LogWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `teleon policy trace`.
@Command(
        name = "trace",
        description = {
            "Replay a trace and say whether it comes out the same.",
            "Exactly the epochs of the trace are played. The exit code is 1 if a line differs: then the program, or"
                    + " Teleon, decides otherwise than when it was recorded."
        },
        mixinStandardHelpOptions = true)
public final class PolicyTraceCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private PolicyPlay play = new PolicyPlay();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "programs and libraries (.tr)")
    private List<Path> files = List.of();

    @Option(names = "--print", description = "print the whole trace as it comes out now")
    private boolean print;

    @Override
    public Integer call() throws IOException {
        Optional<PolicyPlay.Read> read = play.read(files);
        if (read.isEmpty()) {
            return 1;
        }
        List<String> now = new ArrayList<>();
        LogRun run = new LogRun(read.get().program(), LogRun.Host.LOGGED, play.circumstances());
        run.play(
                read.get().log(),
                play.until(Optional.empty(), read.get().log(), ""),
                epoch -> now.addAll(LogWriter.lines(epoch)));
        PrintWriter out = spec.commandLine().getOut();
        if (print) {
            now.forEach(out::println);
        }
        List<String> recorded = outputs(Files.readAllLines(play.logFile()));
        List<String> replayed = outputs(now);
        for (int i = 0; i < Math.max(recorded.size(), replayed.size()); i++) {
            String was = i < recorded.size() ? recorded.get(i) : "(nothing more)";
            String is = i < replayed.size() ? replayed.get(i) : "(nothing more)";
            if (!was.equals(is)) {
                out.printf("it differs from here:%n  recorded  %s%n  now       %s%n", was, is);
                out.flush();
                return 1;
            }
        }
        out.printf("the same: %d lines came out as recorded%n", recorded.size());
        out.flush();
        return 0;
    }

    private static List<String> outputs(List<String> lines) {
        return lines.stream().map(String::strip).filter(line -> line.contains("  -> ")).toList();
    }
}
