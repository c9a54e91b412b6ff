package io.teleon.controller;

import io.teleon.controller.cli.ActionCommand;
import io.teleon.controller.cli.ApiCommand;
import io.teleon.controller.cli.AuditCommand;
import io.teleon.controller.cli.AutonomyCommand;
import io.teleon.controller.cli.CompletionCommand;
import io.teleon.controller.cli.ContextCommand;
import io.teleon.controller.cli.ControllerCommand;
import io.teleon.controller.cli.DetectCommand;
import io.teleon.controller.cli.ForecastCommand;
import io.teleon.controller.cli.IncidentCommand;
import io.teleon.controller.cli.IntentCommand;
import io.teleon.controller.cli.NabCommand;
import io.teleon.controller.cli.OpenFlowCommand;
import io.teleon.controller.cli.PolicyCommand;
import io.teleon.controller.cli.ReportCommand;
import io.teleon.controller.cli.SyslogCommand;
import io.teleon.controller.cli.TokenCommand;
import io.teleon.controller.cli.TopologyCommand;
import io.teleon.controller.cli.Watching;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExitCodeGenerator;

/// Where `./teleon COMMAND` begins for every command of the controller's side.
@Command(
        name = "teleon",
        description = "An autonomous network operations agent.",
        mixinStandardHelpOptions = true,
        version = "teleon 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ControllerCommand.class,
            AuditCommand.class,
            AutonomyCommand.class,
            ActionCommand.class,
            IncidentCommand.class,
            IntentCommand.class,
            TopologyCommand.class,
            PolicyCommand.class,
            ForecastCommand.class,
            DetectCommand.class,
            NabCommand.class,
            OpenFlowCommand.class,
            SyslogCommand.class,
            ReportCommand.class,
            TokenCommand.class,
            ContextCommand.class,
            ApiCommand.class,
            CompletionCommand.class
        })
public final class ControllerMain {

    private static final int FAILED = 1;

    private ControllerMain() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /// The whole command line: one line on standard error for what goes wrong, and 2 for wrong
    /// usage.
    public static CommandLine commandLine() {
        return new CommandLine(new ControllerMain())
                .setExecutionStrategy(new Watching())
                .setParameterExceptionHandler((e, _) -> {
                    CommandLine command = e.getCommandLine();
                    command.getErr()
                            .println(
                                    "teleon: "
                                            + e.getMessage()
                                            + " ("
                                            + command.getCommandSpec().qualifiedName()
                                            + " --help says more)");
                    return command.getCommandSpec().exitCodeOnInvalidInput();
                })
                .setExecutionExceptionHandler((e, command, _) -> {
                    command.getErr()
                            .println("teleon: " + (e.getMessage() == null ? e : e.getMessage()));
                    return e instanceof IExitCodeGenerator known ? known.getExitCode() : FAILED;
                });
    }
}
