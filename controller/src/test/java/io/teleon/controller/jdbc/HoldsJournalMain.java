package io.teleon.controller.jdbc;

import java.io.IOException;
import java.nio.file.Path;

/// Opens a journal, says so, and holds it until its input ends.
final class HoldsJournalMain {

    private HoldsJournalMain() {}

    public static void main(String[] arguments) throws IOException {
        try (H2Journal journal = H2Journal.open(Path.of(arguments[0]))) {
            System.out.println(journal.size() == 0 ? "open" : "not empty");
            while (System.in.read() >= 0) {
                // Nothing is said to us; we wait for the end.
            }
        }
    }
}
