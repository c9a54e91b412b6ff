package io.teleon.controller.cli;

import picocli.CommandLine.Command;

/// `teleon openflow`.
@Command(
        name = "openflow",
        description = "Read the OpenFlow protocol.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = OpenFlowDecodeCommand.class)
public final class OpenFlowCommand {}
