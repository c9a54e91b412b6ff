package io.teleon.simulator.cli;

import java.io.Console;
import java.util.Optional;

/// Whether a person is looking.
final class Terminal {

    private Terminal() {}

    static boolean isThere() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    /// How wide a line may be.
    static int columns() {
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("[1-9]\\d{0,3}")
                ? Math.min(120, Integer.parseInt(columns))
                : 100;
    }

    /// The lines there are room for.
    static int lines() {
        String lines = System.getenv("LINES");
        return lines != null && lines.matches("\\d{1,4}")
                ? Math.max(12, Integer.parseInt(lines))
                : 40;
    }
}
