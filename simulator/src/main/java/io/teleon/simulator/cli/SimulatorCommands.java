package io.teleon.simulator.cli;

import io.teleon.models.format.MalformedInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The commands of this module, and how their failures reach a person: one line, no stack trace.
@Command(
        name = "teleon",
        mixinStandardHelpOptions = true,
        subcommands = {
            BenchCommand.class,
            DemoCommand.class,
            DrillsCommand.class,
            SimulateCommand.class,
            SwitchesCommand.class
        },
        description = "Commands that need a virtual network.")
public final class SimulatorCommands {

    private static final int FAILURE = 1;

    private SimulatorCommands() {}

    /// @return the exit code
    public static int run(String... args) {
        return new CommandLine(new SimulatorCommands())
                .setParameterExceptionHandler(SimulatorCommands::wrongUsage)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(SimulatorCommands::failed)
                .execute(args);
    }

    private static int wrongUsage(CommandLine.ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr()
                .println("teleon: " + failure.getMessage() + " (" + name + " --help says more)");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static int failed(
            Exception failure, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (failure instanceof IOException
                || failure instanceof UncheckedIOException
                || failure instanceof MalformedInput
                || failure instanceof IllegalArgumentException) {
            command.getErr().println("teleon: " + failure.getMessage());
            return FAILURE;
        }
        throw failure;
    }
}
