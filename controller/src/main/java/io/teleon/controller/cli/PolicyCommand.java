package io.teleon.controller.cli;

import picocli.CommandLine.Command;

/// `teleon policy`.
@Command(
        name = "policy",
        description = "Check and format programs of the policy language.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {PolicyCheckCommand.class, PolicyFormatCommand.class})
public final class PolicyCommand {}
