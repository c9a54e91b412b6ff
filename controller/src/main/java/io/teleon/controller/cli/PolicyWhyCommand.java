package io.teleon.controller.cli;

import io.teleon.policies.explain.Questions;
import io.teleon.policies.trace.LogRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `teleon policy why`.
@Command(
        name = "why",
        description = {
            "Say why a program does what it does at a time of a log, why not, or what would be if.",
            "Questions: 'steer(l1, _)' why this action; 'heal(l1)' why this procedure; 'not heal(l1).ok' why not this"
                    + " rule, and how far it is off; 'if loss(l1) = 0%%' what would change."
        },
        mixinStandardHelpOptions = true)
public final class PolicyWhyCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private PolicyPlay play = new PolicyPlay();

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "of the log (default: its last line)")
    private Optional<String> at = Optional.empty();

    @Option(
            names = "--exact",
            description = "play exactly the epochs of the log, as a trace has them")
    private boolean exact;

    @Parameters(index = "0", paramLabel = "QUESTION", description = "in the words of the policy")
    private String question = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = "programs (.tr)")
    private List<Path> files = List.of();

    @Override
    public Integer call() throws IOException {
        Optional<PolicyPlay.Read> read = play.read(files);
        if (read.isEmpty()) {
            return 1;
        }
        LogRun run =
                new LogRun(
                        read.get().program(),
                        exact ? LogRun.Host.LOGGED : LogRun.Host.WILLING,
                        play.circumstances());
        run.play(read.get().log(), play.until(at, read.get().log(), "--at"), _ -> {});
        PrintWriter out = spec.commandLine().getOut();
        Questions.Answer answer =
                new Questions(
                                read.get().program(),
                                run.engine(),
                                read.get().phrases(),
                                run.now().orElse(Instant.EPOCH))
                        .ask(question);
        answer.lines().forEach(out::println);
        answer.problems()
                .forEach(problem -> {
                    spec.commandLine().getErr().printf("'%s': %s%n", question, problem.message());
                    if (!problem.help().isEmpty()) {
                        spec.commandLine().getErr().println("  " + problem.help());
                    }
                });
        out.flush();
        spec.commandLine().getErr().flush();
        return answer.problems().isEmpty() ? 0 : 2;
    }
}
