package io.teleon.controller.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/// Runs a command again and again, where it has `--watch`, until it fails or is interrupted.
public final class Watching implements IExecutionStrategy {

    private static final String HOME_AND_CLEAR = "\u001b[H\u001b[2J";

    @Override
    public int execute(ParseResult parsed) {
        Optional<Integer> every = every(parsed);
        while (true) {
            int code = new RunLast().execute(parsed);
            if (every.isEmpty() || code != 0) {
                return code;
            }
            try {
                Thread.sleep(Duration.ofSeconds(every.get()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return code;
            }
            if (Ansi.AUTO.enabled()) {
                CommandLine command = parsed.commandSpec().commandLine();
                PrintWriter out = command.getOut();
                out.print(HOME_AND_CLEAR);
                out.flush();
            }
        }
    }

    private static Optional<Integer> every(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        boolean known = last.commandSpec().findOption("--watch") != null;
        return known && last.hasMatchedOption("--watch")
                ? Optional.of(Math.max(1, last.matchedOptionValue("--watch", 1)))
                : Optional.empty();
    }
}
