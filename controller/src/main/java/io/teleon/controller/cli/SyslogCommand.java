package io.teleon.controller.cli;

import picocli.CommandLine.Command;

/// `teleon syslog`.
@Command(
        name = "syslog",
        description = "Tell what kind of events lines of syslog are, and learn to.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            SyslogClassifyCommand.class,
            SyslogTrainCommand.class,
            SyslogEvaluateCommand.class,
            SyslogTemplatesCommand.class
        })
public final class SyslogCommand {}
