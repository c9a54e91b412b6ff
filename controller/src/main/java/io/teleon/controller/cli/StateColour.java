package io.teleon.controller.cli;

import picocli.CommandLine.Help.Ansi;

/// Words for states in colours, on a terminal only. The word says all; the colour is for finding
/// it.
final class StateColour {

    private StateColour() {}

    static String of(String cell) {
        String colour =
                switch (cell) {
                    case "INSTALLED", "FULFILLED", "CONFIRMED" -> "green";
                    case "DEGRADED", "REROUTING", "INSTALLING", "COMPILING", "UNDOING", "REFUSED" ->
                            "yellow";
                    case "FAILED", "PARKED", "NOT_FULFILLED" -> "red";
                    default -> "";
                };
        return colour.isEmpty() ? cell : Ansi.AUTO.string("@|" + colour + " " + cell + "|@");
    }
}
