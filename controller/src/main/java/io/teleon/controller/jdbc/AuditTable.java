package io.teleon.controller.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.teleon.controller.audit.AuditQuery;
import io.teleon.controller.audit.AuditRecord;
import io.teleon.controller.audit.ChainPoint;
import io.teleon.controller.audit.Evidence;
import io.teleon.controller.journal.JournalFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The audit as rows. Every method is given the connection, and is part of its transaction.
final class AuditTable {

    private static final String INSERT =
            "insert into audit (sequence, at, actor, kind, subject, evidence, previous_hash, hash)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String BOUNDS =
            "select anchor_sequence, anchor_hash, head_sequence, head_hash from audit_bounds";
    private static final String SELECT =
            "select sequence, at, actor, kind, subject, evidence, previous_hash, hash from audit"
                    + " where sequence >= ?";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private AuditTable() {}

    /// The places before the oldest and behind the newest record.
    record Bounds(ChainPoint anchor, ChainPoint head) {

        long size() {
            return head.sequence() - anchor.sequence();
        }
    }

    static Bounds bounds(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(BOUNDS)) {
            row.next();
            return new Bounds(
                    new ChainPoint(row.getLong(1), row.getString(2)),
                    new ChainPoint(row.getLong(3), row.getString(4)));
        }
    }

    /// Adds records and, where there are now too many, gives up the oldest.
    ///
    /// @param capacity records kept; a quarter more is let in before any is given up
    static Bounds append(
            Connection connection, Bounds before, List<AuditRecord> records, long capacity)
            throws SQLException {
        insert(connection, records);
        AuditRecord newest = records.getLast();
        Bounds after =
                new Bounds(before.anchor(), new ChainPoint(newest.sequence(), newest.hash()));
        if (after.size() > capacity + capacity / 4) {
            after = trim(connection, after, after.head().sequence() - capacity);
        }
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "update audit_bounds set anchor_sequence = ?, anchor_hash = ?,"
                                + " head_sequence = ?, head_hash = ?")) {
            statement.setLong(1, after.anchor().sequence());
            statement.setString(2, after.anchor().hash());
            statement.setLong(3, after.head().sequence());
            statement.setString(4, after.head().hash());
            statement.executeUpdate();
        }
        return after;
    }

    private static void insert(Connection connection, List<AuditRecord> records)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (AuditRecord one : records) {
                statement.setLong(1, one.sequence());
                statement.setString(2, one.at().toString());
                statement.setString(3, one.actor());
                statement.setString(4, one.kind().name());
                statement.setString(5, one.subject());
                statement.setString(6, evidence(one.evidence()));
                statement.setString(7, one.previousHash());
                statement.setString(8, one.hash());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /// @param last to be given up
    private static Bounds trim(Connection connection, Bounds bounds, long last)
            throws SQLException {
        AuditRecord anchor = read(connection, AuditQuery.from(last, 1)).getFirst();
        try (PreparedStatement statement =
                connection.prepareStatement("delete from audit where sequence <= ?")) {
            statement.setLong(1, last);
            statement.executeUpdate();
        }
        return new Bounds(new ChainPoint(anchor.sequence(), anchor.hash()), bounds.head());
    }

    /// @throws JournalFailure naming the record that is not of the form that is written here
    static List<AuditRecord> read(Connection connection, AuditQuery query) throws SQLException {
        String sql =
                SELECT
                        + (query.subject().isPresent() ? " and subject = ?" : "")
                        + " order by sequence fetch first ? rows only";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int parameter = 1;
            statement.setLong(parameter++, query.from());
            if (query.subject().isPresent()) {
                statement.setString(parameter++, query.subject().get());
            }
            statement.setInt(parameter, query.limit());
            List<AuditRecord> records = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    records.add(record(row));
                }
            }
            return records;
        }
    }

    private static AuditRecord record(ResultSet row) throws SQLException {
        long sequence = row.getLong(1);
        try {
            return new AuditRecord(
                    sequence,
                    Instant.parse(row.getString(2)),
                    row.getString(3),
                    AuditRecord.Kind.valueOf(row.getString(4)),
                    row.getString(5),
                    evidence(row.getString(6)),
                    row.getString(7),
                    row.getString(8));
        } catch (RuntimeException | JsonProcessingException e) {
            throw new JournalFailure(
                    "audit record " + sequence + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String evidence(List<Evidence> evidence) {
        ArrayNode array = MAPPER.createArrayNode();
        for (Evidence one : evidence) {
            array.addObject().put("name", one.name()).put("value", one.value());
        }
        return array.toString();
    }

    private static List<Evidence> evidence(String json) throws JsonProcessingException {
        List<Evidence> evidence = new ArrayList<>();
        for (JsonNode one : MAPPER.readTree(json)) {
            StoredObject object = new StoredObject(one);
            evidence.add(new Evidence(object.text("name"), object.text("value")));
        }
        return evidence;
    }
}
