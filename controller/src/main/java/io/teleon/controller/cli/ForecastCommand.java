package io.teleon.controller.cli;

import picocli.CommandLine.Command;

/// `teleon forecast`.
@Command(
        name = "forecast",
        description = "Learn to forecast traffic, and hold forecasters against each other.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ForecastTrainCommand.class, ForecastEvaluateCommand.class})
public final class ForecastCommand {}
