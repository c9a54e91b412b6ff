package io.teleon.controller.cli;

import picocli.CommandLine.Command;

/// `teleon policy`.
@Command(
        name = "policy",
        description =
                "Check, format, test, run, reload and question programs of the policy language, and have a"
                        + " controller run them.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            PolicyCheckCommand.class,
            PolicyFormatCommand.class,
            PolicyTestCommand.class,
            PolicyRunCommand.class,
            PolicyTraceCommand.class,
            PolicyReloadCommand.class,
            PolicyWhyCommand.class,
            PolicyListCommand.class,
            PolicyApplyCommand.class
        })
public final class PolicyCommand {}
