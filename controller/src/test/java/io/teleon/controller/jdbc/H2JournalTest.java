package io.teleon.controller.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.journal.JournalEntries;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.journal.JournalFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2JournalTest {

    private static final int BOUND = 5_000;

    @TempDir private Path folder;

    private Path file() {
        return folder.resolve("journal").resolve("controller");
    }

    private long bytes() throws IOException {
        return Files.size(Path.of(file() + ".mv.db"));
    }

    @Test
    void fileAndReplayStayBoundedUnderTwoHundredThousandEntries() throws IOException {
        List<JournalEntry> live = JournalEntries.numbered(0, 500);
        long largest = 0;
        try (H2Journal journal = H2Journal.open(file())) {
            for (int n = 0; n < 200_000; n += 25) {
                journal.append(JournalEntries.numbered(n, n + 25));
                if (journal.size() > BOUND) {
                    journal.compact(live);
                    largest = Math.max(largest, bytes());
                }
            }
            assertTrue(journal.size() <= BOUND, journal.size() + " entries");
        }
        assertTrue(largest < 32_000_000, "the file grew to " + largest + " bytes");
        long start = System.nanoTime();
        try (H2Journal journal = H2Journal.open(file())) {
            assertTrue(journal.replay().size() <= BOUND);
        }
        Duration replay = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(replay.toMillis() < 5_000, "opening and replaying took " + replay);
    }

    @Test
    void theSequenceGoesOnAfterACompactionAndARestart() throws SQLException {
        try (H2Journal journal = H2Journal.open(file())) {
            journal.append(JournalEntries.numbered(0, 10));
            journal.compact(JournalEntries.numbered(0, 2));
        }
        try (H2Journal journal = H2Journal.open(file())) {
            journal.append(JournalEntries.numbered(2, 3));
        }
        assertEquals(List.of(11L, 12L, 13L), sequences());
    }

    private List<Long> sequences() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:file:" + file(), "sa", "");
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select sequence from journal order by 1")) {
            var sequences = new java.util.ArrayList<Long>();
            while (rows.next()) {
                sequences.add(rows.getLong(1));
            }
            return sequences;
        }
    }

    @Test
    void aCompactionThatFailsHalfWayLeavesWhatWasThere() {
        List<JournalEntry> before = JournalEntries.numbered(0, 10);
        H2Journal journal = H2Journal.open(file());
        journal.append(before);
        List<JournalEntry> unreadable =
                new java.util.AbstractList<>() {
                    @Override
                    public JournalEntry get(int index) {
                        if (index == 3) {
                            throw new IllegalStateException("the snapshot broke");
                        }
                        return JournalEntries.numbered(index);
                    }

                    @Override
                    public int size() {
                        return 5;
                    }
                };
        assertThrows(IllegalStateException.class, () -> journal.compact(unreadable));
        assertThrows(JournalFailure.class, () -> journal.append(before));
        journal.close();
        try (H2Journal again = H2Journal.open(file())) {
            assertEquals(before, again.replay());
        }
    }

    @Test
    void aCompactionRewritesALargeFile() throws IOException {
        List<JournalEntry> live = JournalEntries.numbered(0, 10);
        try (H2Journal journal = H2Journal.open(file(), 1, 10)) {
            for (int n = 0; n < 2_000; n += 10) {
                journal.append(JournalEntries.numbered(n, n + 10));
            }
            long grown = bytes();
            journal.compact(live);
            assertTrue(bytes() < grown / 4, grown + " bytes became " + bytes());
            journal.append(JournalEntries.numbered(10, 11));
            assertEquals(JournalEntries.numbered(0, 11), journal.replay());
        }
        try (H2Journal again = H2Journal.open(file(), 1, 10)) {
            assertEquals(JournalEntries.numbered(0, 11), again.replay());
        }
    }

    @Test
    void aRewriteThatStopsAtAnyStepLeavesTheJournalWhole() throws IOException {
        List<JournalEntry> entries = JournalEntries.numbered(0, 10);
        try (H2Journal journal = H2Journal.open(file())) {
            journal.append(entries);
        }
        Path copy = Path.of(file() + ".mv.db.copy");
        Files.writeString(copy, "stopped while the copy was written");
        assertHolds(entries);
        assertFalse(Files.exists(copy));

        new JournalFile(file()).copyLive();
        assertTrue(Files.exists(copy));
        assertHolds(entries);
        assertFalse(Files.exists(copy));

        new JournalFile(file()).rewrite();
        assertFalse(Files.exists(copy));
        assertHolds(entries);
    }

    private void assertHolds(List<JournalEntry> entries) {
        try (H2Journal journal = H2Journal.open(file())) {
            assertEquals(entries, journal.replay());
        }
    }

    @Test
    void nothingIsWrittenAfterAFailure() {
        H2Journal journal = H2Journal.open(file());
        journal.close();
        List<JournalEntry> entries = JournalEntries.numbered(0, 1);
        JournalFailure first = assertThrows(JournalFailure.class, () -> journal.append(entries));
        JournalFailure second = assertThrows(JournalFailure.class, () -> journal.compact(entries));
        assertTrue(
                String.valueOf(first.getMessage()).startsWith("cannot append to journal " + file()),
                first.getMessage());
        assertEquals(
                "cannot compact journal " + file() + ": it failed before", second.getMessage());
    }

    @Test
    void whatCannotBeReadIsNamed() throws SQLException {
        H2Journal.open(file()).close();
        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:file:" + file(), "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into journal values (7, 'dream', 1, '{\"at\":\"2026-01-01T00:00:00Z\"}')");
        }
        try (H2Journal journal = H2Journal.open(file())) {
            JournalFailure failure = assertThrows(JournalFailure.class, journal::replay);
            assertEquals(
                    "journal entry 7 of kind 'dream' cannot be read: this Teleon knows no such kind",
                    failure.getMessage());
        }
    }

    @Test
    void isRefusedWhileItIsOpenInThisProcess() {
        try (H2Journal journal = H2Journal.open(file())) {
            journal.append(JournalEntries.numbered(0, 1));
            JournalFailure failure =
                    assertThrows(JournalFailure.class, () -> H2Journal.open(file()));
            assertEquals(inUse(), failure.getMessage());
        }
    }

    @Test
    void isRefusedWhileItIsOpenInAnotherProcess() throws IOException, InterruptedException {
        Process other = Java.start(HoldsJournalMain.class, file().toString());
        try (BufferedReader said = other.inputReader()) {
            assertEquals("open", said.readLine());
            JournalFailure failure =
                    assertThrows(JournalFailure.class, () -> H2Journal.open(file()));
            assertEquals(inUse(), failure.getMessage());
        } finally {
            other.destroyForcibly().waitFor();
        }
        H2Journal.open(file()).close();
    }

    private String inUse() {
        return "journal "
                + file()
                + " is in use by another controller; stop that one or give"
                + " this one a journal of its own";
    }

    @Test
    void aFolderThatCannotBeMadeIsToldInOneLine() throws IOException {
        Path plain = Files.writeString(folder.resolve("plain"), "not a folder");
        JournalFailure failure =
                assertThrows(
                        JournalFailure.class, () -> H2Journal.open(plain.resolve("controller")));
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.startsWith("journal " + plain.resolve("controller")), message);
        assertEquals(1, message.lines().count());
    }
}
