package io.teleon.controller.jdbc;

import io.teleon.controller.audit.AuditQuery;
import io.teleon.controller.audit.AuditRecord;
import io.teleon.controller.audit.AuditTrail;
import io.teleon.controller.audit.ChainPoint;
import io.teleon.controller.journal.JournalFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/// The audit in the journal of a controller that is not running. Nothing of the file is changed.
public final class AuditFile implements AuditTrail, AutoCloseable {

    private static final String ENDING = ".mv.db";
    private static final String READ_ONLY = ";ACCESS_MODE_DATA=r;TRACE_LEVEL_FILE=0";

    private final Path file;
    private final Connection connection;
    private final AuditTable.Bounds bounds;

    private AuditFile(Path file, Connection connection) throws SQLException {
        this.file = file;
        this.connection = connection;
        this.bounds = AuditTable.bounds(connection);
    }

    /// @param journal with or without H2's own ending `.mv.db`
    /// @throws JournalFailure where it is not there, in use, or holds no audit
    public static AuditFile open(Path journal) {
        String name = journal.getFileName().toString();
        Path file =
                (name.endsWith(ENDING)
                                ? journal.resolveSibling(
                                        name.substring(0, name.length() - ENDING.length()))
                                : journal)
                        .toAbsolutePath()
                        .normalize();
        if (!Files.exists(file.resolveSibling(file.getFileName() + ENDING))) {
            throw new JournalFailure("there is no journal " + file + ENDING);
        }
        try {
            Connection connection =
                    DriverManager.getConnection("jdbc:h2:file:" + file + READ_ONLY, "sa", "");
            try {
                return new AuditFile(file, connection);
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new JournalFailure(
                    "the audit in "
                            + file
                            + " cannot be read (a running controller is to be asked by --server): "
                            + firstLine(e),
                    e);
        }
    }

    @Override
    public ChainPoint anchor() {
        return bounds.anchor();
    }

    @Override
    public ChainPoint head() {
        return bounds.head();
    }

    @Override
    public synchronized List<AuditRecord> read(AuditQuery query) {
        try {
            return AuditTable.read(connection, query);
        } catch (SQLException e) {
            throw new JournalFailure("cannot read the audit in " + file + ": " + firstLine(e), e);
        }
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new JournalFailure("cannot close " + file + ": " + firstLine(e), e);
        }
    }
}
