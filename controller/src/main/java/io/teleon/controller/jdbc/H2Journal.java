package io.teleon.controller.jdbc;

import io.teleon.controller.audit.AuditQuery;
import io.teleon.controller.audit.AuditRecord;
import io.teleon.controller.audit.ChainPoint;
import io.teleon.controller.jdbc.JournalCodec.Stored;
import io.teleon.controller.journal.Journal;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.journal.JournalFailure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.h2.api.ErrorCode;

/// A journal in an H2 file, open in one process at a time.
///
/// What must survive a kill is arranged so that H2's recovery has nothing to guess:
///
/// - H2 as it comes acknowledges commits half a second before it writes them; `WRITE_DELAY=0`
///   writes first, and `CHECKPOINT SYNC` after every transaction forces it to the disk.
/// - After a kill H2 looks for the newest of its chunks all of whose live chunks are still there.
///   Which chunks a commit made dead is only recorded by the commit *after* it, so where the space
///   of dead chunks is used again, a kill in the middle of a write can leave the newest commit
///   pointing at a chunk that is half overwritten, and H2 silently falls back to an older one: it
///   loses what was acknowledged (seen in about one of a thousand kills; 2.5.252 does so far more
///   often). So nothing in a file is ever overwritten (`REUSE_SPACE=FALSE`), not even when it is
///   closed (`MAX_COMPACT_TIME=0`): the newest commit is always the last whole chunk.
/// - A file that only grows is bounded by rewriting it after a compaction: its live part is copied
///   beside it, forced to the disk, and renamed over it in one step. A kill leaves the one or the
///   other; a copy that was not finished is deleted by the next start.
///
/// The audit lies in the same file, for its records are of the same transactions. It can be read by
/// any thread; everything takes turns.
///
/// Releases of H2 differ in their recovery: change its version only after thousands of kills
/// (`KillTest`).
public final class H2Journal implements Journal {

    private static final String OPTIONS =
            ";WRITE_DELAY=0;RETENTION_TIME=0;REUSE_SPACE=FALSE;MAX_COMPACT_TIME=0"
                    + ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";

    /// Smaller files are not worth the tenth of a second that rewriting takes.
    private static final long REWRITE_ABOVE_BYTES = 8L << 20;

    /// At some 600 bytes each: it is copied whenever the file is rewritten.
    private static final long AUDIT_CAPACITY = 100_000;

    private static final String INSERT =
            "insert into journal (sequence, kind, version, body) values (?, ?, ?, ?)";
    private static final String NEWEST = "select count(*), coalesce(max(sequence), 0) from journal";

    private final Path file;
    private final JournalFile database;
    private final long rewriteAboveBytes;
    private final long auditCapacity;
    private Connection connection;
    private AuditTable.Bounds audit;
    private long newest;
    private long size;
    private boolean broken;

    private H2Journal(Path file, Connection connection, long rewriteAboveBytes, long auditCapacity)
            throws SQLException {
        this.file = file;
        this.database = new JournalFile(file);
        this.connection = connection;
        this.rewriteAboveBytes = rewriteAboveBytes;
        this.auditCapacity = auditCapacity;
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(NEWEST)) {
            row.next();
            size = row.getLong(1);
            newest = row.getLong(2);
        }
        audit = AuditTable.bounds(connection);
        connection.commit();
    }

    /// Opens the journal, or starts an empty one.
    ///
    /// @param file without H2's own ending `.mv.db`; its folder is created where it is missing
    /// @throws JournalFailure where it cannot be opened, above all because another process has it
    public static H2Journal open(Path file) {
        return open(file, REWRITE_ABOVE_BYTES, AUDIT_CAPACITY);
    }

    /// @param rewriteAboveBytes a compaction rewrites a file that is larger
    /// @param auditCapacity records of the audit that are kept at least, and at most a quarter more
    static H2Journal open(Path file, long rewriteAboveBytes, long auditCapacity) {
        Path absolute = file.toAbsolutePath().normalize();
        try {
            Connection connection = connect(absolute);
            try {
                migrate(url(absolute));
                execute(connection, "set exclusive 1");
                H2Journal journal =
                        new H2Journal(absolute, connection, rewriteAboveBytes, auditCapacity);
                journal.database.removeCopy();
                return journal;
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new JournalFailure(whyNotOpened(absolute, e), e);
        } catch (RuntimeException e) {
            throw new JournalFailure(
                    "journal " + absolute + " cannot be opened: " + firstLine(e), e);
        }
    }

    private static Connection connect(Path file) throws SQLException {
        return DriverManager.getConnection(url(file), "sa", "");
    }

    private static String url(Path file) {
        return "jdbc:h2:file:" + file + OPTIONS;
    }

    private static void migrate(String url) {
        Flyway.configure()
                .dataSource(url, "sa", "")
                .locations("classpath:io/teleon/controller/jdbc")
                .load()
                .migrate();
    }

    private static String whyNotOpened(Path file, SQLException e) {
        return switch (e.getErrorCode()) {
            case ErrorCode.DATABASE_ALREADY_OPEN_1, ErrorCode.DATABASE_IS_IN_EXCLUSIVE_MODE ->
                    "journal "
                            + file
                            + " is in use by another controller; stop that one or give"
                            + " this one a journal of its own";
            default -> "journal " + file + " cannot be opened: " + firstLine(e);
        };
    }

    @Override
    public synchronized void append(List<JournalEntry> entries, List<AuditRecord> audited) {
        if (entries.isEmpty() && audited.isEmpty()) {
            return;
        }
        AuditTable.Bounds before = audit;
        write(
                "append to",
                () -> {
                    if (!entries.isEmpty()) {
                        insert(entries);
                    }
                    if (!audited.isEmpty()) {
                        audit = AuditTable.append(connection, before, audited, auditCapacity);
                    }
                });
        size += entries.size();
    }

    /// One transaction: a crash leaves the old entries or the new ones. The new ones continue the
    /// sequence.
    @Override
    public synchronized void compact(List<JournalEntry> equivalent) {
        write(
                "compact",
                () -> {
                    execute(connection, "delete from journal");
                    insert(equivalent);
                });
        size = equivalent.size();
        if (database.bytes() > rewriteAboveBytes) {
            rewrite();
        }
    }

    /// The journal is closed meanwhile: should another controller take it, this one stops.
    private void rewrite() {
        try {
            connection.close();
            database.rewrite();
            connection = connect(file);
            connection.setAutoCommit(false);
            execute(connection, "set exclusive 1");
            connection.commit();
        } catch (SQLException e) {
            throw giveUp(failed("rewrite", e));
        } catch (RuntimeException e) {
            throw giveUp(e);
        }
    }

    @Override
    public synchronized List<JournalEntry> replay() {
        List<JournalEntry> entries = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select sequence, kind, version, body from journal"
                                        + " order by sequence")) {
            while (row.next()) {
                entries.add(
                        JournalCodec.decode(
                                row.getLong(1),
                                new Stored(row.getString(2), row.getInt(3), row.getString(4))));
            }
        } catch (SQLException e) {
            throw failed("read", e);
        }
        return List.copyOf(entries);
    }

    @Override
    public synchronized long size() {
        return size;
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed("close", e);
        }
    }

    @Override
    public synchronized ChainPoint anchor() {
        return audit.anchor();
    }

    @Override
    public synchronized ChainPoint head() {
        return audit.head();
    }

    /// Whoever writes waits for a page to be read, a few milliseconds at most.
    @Override
    public synchronized List<AuditRecord> read(AuditQuery query) {
        try {
            return AuditTable.read(connection, query);
        } catch (SQLException e) {
            throw failed("read the audit of", e);
        }
    }

    private void insert(List<JournalEntry> entries) throws SQLException {
        long sequence = newest;
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (JournalEntry entry : entries) {
                Stored stored = JournalCodec.encode(entry);
                statement.setLong(1, ++sequence);
                statement.setString(2, stored.kind());
                statement.setInt(3, stored.version());
                statement.setString(4, stored.body());
                statement.addBatch();
            }
            statement.executeBatch();
        }
        newest = sequence;
    }

    private void write(String what, Transaction transaction) {
        if (broken) {
            throw new JournalFailure("cannot " + what + " journal " + file + ": it failed before");
        }
        try {
            transaction.run();
            connection.commit();
            execute(connection, "checkpoint sync");
        } catch (SQLException e) {
            throw giveUp(failed(what, e));
        } catch (RuntimeException e) {
            throw giveUp(e);
        }
    }

    /// Half a transaction must never be committed by the next one.
    private RuntimeException giveUp(RuntimeException failure) {
        broken = true;
        try {
            if (!connection.isClosed()) {
                connection.rollback();
            }
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    private JournalFailure failed(String what, SQLException e) {
        return new JournalFailure("cannot " + what + " journal " + file + ": " + firstLine(e), e);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private interface Transaction {
        void run() throws SQLException;
    }
}
