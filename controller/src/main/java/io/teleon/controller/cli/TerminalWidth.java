package io.teleon.controller.cli;

import java.io.Console;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// How wide a line may be: as `COLUMNS` says, else as the terminal does, else 100 characters.
final class TerminalWidth {

    private static final int IN_A_PIPE = 100;
    private static final int WIDEST = 120;

    private TerminalWidth() {}

    static int of(CommandSpec command) {
        String columns = System.getenv("COLUMNS");
        if (columns != null && columns.matches("[1-9]\\d{0,3}")) {
            return Math.min(WIDEST, Integer.parseInt(columns));
        }
        if (Optional.ofNullable(System.console()).filter(Console::isTerminal).isEmpty()) {
            return IN_A_PIPE;
        }
        // picocli asks the terminal itself.
        return Math.min(WIDEST, command.usageMessage().autoWidth(true).width());
    }
}
