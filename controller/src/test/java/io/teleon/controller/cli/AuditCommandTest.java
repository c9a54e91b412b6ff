package io.teleon.controller.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.audit.AuditRecord;
import io.teleon.controller.audit.AuditRecords;
import io.teleon.controller.audit.ChainPoint;
import io.teleon.controller.jdbc.AuditFile;
import io.teleon.controller.jdbc.H2Journal;
import io.teleon.controller.journal.JournalFailure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The audit of a controller that is not running, by the command that people use.
class AuditCommandTest {

    @TempDir private Path folder = Path.of("");

    private final List<AuditRecord> records = AuditRecords.numbered(ChainPoint.START, 1_500);

    private Path file() {
        return folder.resolve("controller");
    }

    @BeforeEach
    void writeAudit() {
        try (H2Journal journal = H2Journal.open(file())) {
            journal.append(List.of(), records);
        }
    }

    private CommandRun audit(String... arguments) {
        return CommandRun.of(List.of(arguments));
    }

    @Test
    void aWholeAuditIsCalledSoWithItsHead() {
        CommandRun run = audit("audit", "verify", "--journal", file() + ".mv.db");
        assertEquals(0, run.status(), run.err());
        assertEquals(
                "1500 records are whole; the head is 1500:" + records.getLast().hash() + "\n",
                run.out());
        assertEquals(
                0,
                audit(
                                "audit",
                                "verify",
                                "--journal",
                                file().toString(),
                                "--head",
                                "700:" + records.get(699).hash())
                        .status());
        CommandRun other =
                audit(
                        "audit",
                        "verify",
                        "--journal",
                        file().toString(),
                        "--head",
                        "700:" + records.get(700).hash());
        assertEquals(1, other.status());
        assertTrue(other.out().startsWith("the audit is broken at record 700: "), other.out());
    }

    @Test
    void whatSomebodyChangedInTheFileIsNamed() throws SQLException {
        sql("update audit set actor = 'nobody' where sequence = 1234");
        CommandRun run = audit("audit", "verify", "--journal", file().toString());
        assertEquals(1, run.status());
        assertEquals(
                "the audit is broken at record 1234: its content is not what its hash was made"
                        + " of\n",
                run.out());
    }

    @Test
    void whatSomebodyCutOffIsMissed() throws SQLException {
        sql("delete from audit where sequence > 1400");
        CommandRun run = audit("audit", "verify", "--journal", file().toString());
        assertEquals(
                "the audit is broken at record 1401: it is missing; the chain should go on to record"
                        + " 1500\n",
                run.out());
    }

    @Test
    void theNewestAreListedOrThoseOfASubject() {
        CommandRun newest = audit("audit", "list", "--journal", file().toString(), "--limit", "2");
        List<String> lines = newest.out().lines().toList();
        assertEquals(3, lines.size(), newest.out());
        assertTrue(lines.get(1).startsWith("1499 ") && lines.get(1).endsWith("n: 1498"));

        CommandRun one =
                audit(
                        "audit",
                        "list",
                        "--journal",
                        file().toString(),
                        "--subject",
                        "subject-2",
                        "--limit",
                        "1");
        assertTrue(one.out().lines().toList().get(1).startsWith("3 "), one.out());
    }

    @Test
    void aFileThatIsNotThereOrInUseIsSaid() {
        assertEquals(
                "there is no journal " + folder.resolve("other") + ".mv.db",
                assertThrows(JournalFailure.class, () -> AuditFile.open(folder.resolve("other")))
                        .getMessage());
        try (H2Journal _ = H2Journal.open(file())) {
            CommandRun run = audit("audit", "verify", "--journal", file().toString());
            assertEquals(1, run.status());
            assertTrue(run.err().contains("--server"), run.err());
        }
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:file:" + file(), "sa", "");
                Statement change = connection.createStatement()) {
            change.execute(statement);
        }
    }
}
