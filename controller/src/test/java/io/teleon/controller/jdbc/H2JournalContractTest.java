package io.teleon.controller.jdbc;

import io.teleon.controller.journal.Journal;
import io.teleon.controller.journal.JournalContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.lifecycle.AfterTry;

class H2JournalContractTest extends JournalContract {

    private final List<Journal> open = new ArrayList<>();
    private Path folder = Path.of(".");

    @Override
    protected Journal create() {
        try {
            folder = Files.createTempDirectory("journal");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return opened();
    }

    @Override
    protected Journal createSmall(int auditCapacity) {
        open.forEach(Journal::close);
        open.clear();
        Journal journal = H2Journal.open(folder.resolve("controller"), 1, auditCapacity);
        open.add(journal);
        return journal;
    }

    @Override
    protected Journal restarted(Journal journal) {
        journal.close();
        open.remove(journal);
        return opened();
    }

    private Journal opened() {
        Journal journal = H2Journal.open(folder.resolve("controller"));
        open.add(journal);
        return journal;
    }

    @AfterTry
    void removeFiles() throws IOException {
        open.forEach(Journal::close);
        open.clear();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
