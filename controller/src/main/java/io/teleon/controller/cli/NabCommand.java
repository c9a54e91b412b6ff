package io.teleon.controller.cli;

import picocli.CommandLine.Command;

/// `teleon nab`.
@Command(
        name = "nab",
        description = "The Numenta Anomaly Benchmark.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = NabScoreCommand.class)
public final class NabCommand {}
