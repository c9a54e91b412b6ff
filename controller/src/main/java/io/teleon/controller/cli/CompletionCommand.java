package io.teleon.controller.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `teleon completion`.
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description =
                "Prints what bash and zsh complete commands with: source <(teleon completion)")
public final class CompletionCommand implements Callable<Integer> {

    @Spec private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = command.commandLine().getOut();
        out.print(AutoComplete.bash("teleon", command.root().commandLine()));
        out.flush();
        return 0;
    }
}
