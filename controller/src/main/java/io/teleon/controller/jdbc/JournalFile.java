package io.teleon.controller.jdbc;

import io.teleon.controller.journal.JournalFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/// The file of a database that is closed, and the copy that is to take its place.
final class JournalFile {

    private final Path file;
    private final Path copy;

    /// @param database without H2's own ending `.mv.db`
    JournalFile(Path database) {
        file = database.resolveSibling(database.getFileName() + ".mv.db");
        copy = database.resolveSibling(database.getFileName() + ".mv.db.copy");
    }

    long bytes() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new JournalFailure("journal " + file + " cannot be measured: " + e, e);
        }
    }

    /// Puts a copy of what is live in the place of the file. Wherever this is interrupted, the file
    /// is the old one or the new one, whole.
    void rewrite() {
        copyLive();
        replace();
    }

    /// Only `replace` makes a copy count.
    void copyLive() {
        removeCopy();
        try {
            MVStore.compact(file.toString(), copy.toString(), false, null);
            force(copy);
        } catch (IOException | UncheckedIOException | MVStoreException e) {
            throw new JournalFailure("journal " + file + " cannot be copied: " + e, e);
        }
    }

    void replace() {
        try {
            Files.move(
                    copy,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new JournalFailure("journal " + file + " cannot be replaced: " + e, e);
        }
        try {
            force(file.toAbsolutePath().resolveSibling(""));
        } catch (IOException e) {
            // Not every system can force a folder; the rename is then as durable as it makes it.
            return;
        }
    }

    /// What a killed rewrite left behind.
    void removeCopy() {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            throw new JournalFailure("unfinished copy " + copy + " cannot be removed: " + e, e);
        }
    }

    private static void force(Path path) throws IOException {
        StandardOpenOption how =
                Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE;
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }
}
