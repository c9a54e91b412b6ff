package io.teleon.controller.jdbc;

import io.teleon.controller.telemetry.PastTraffic;
import io.teleon.controller.telemetry.TrafficHistory;
import io.teleon.controller.telemetry.TrafficHistory.Bin;
import io.teleon.models.network.DatapathId;
import io.teleon.models.traffic.NodePair;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Bins of traffic as rows. Every method is part of the connection's transaction.
final class TrafficTable {

    private static final String ALL =
            "select r.bin_end, p.source, p.target, r.bits_per_second from traffic_rate r"
                    + " join traffic_pair p on p.id = r.pair where r.bin_end > ?"
                    + " order by r.bin_end, p.source, p.target";

    private final Connection connection;
    private final int mostRates;
    private final Map<NodePair, Integer> pairs = new TreeMap<>();
    private long rates;

    /// @param mostRates rows that are kept, and a tenth more before the oldest bins go
    TrafficTable(Connection connection, int mostRates) throws SQLException {
        this.connection = connection;
        this.mostRates = mostRates;
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select id, source, target from traffic_pair")) {
            while (row.next()) {
                pairs.put(pair(row.getString(2), row.getString(3)), row.getInt(1));
            }
        }
        rates = number("select count(*) from traffic_rate");
    }

    private static NodePair pair(String source, String target) {
        return new NodePair(DatapathId.parse(source), DatapathId.parse(target));
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /// What is there of the 14 days before the newest bin.
    PastTraffic read() throws SQLException {
        PastTraffic past = new PastTraffic();
        long newest = number("select coalesce(max(bin_end), 0) from traffic_rate");
        try (PreparedStatement statement = connection.prepareStatement(ALL)) {
            statement.setLong(1, newest - span());
            try (ResultSet row = statement.executeQuery()) {
                SequencedMap<NodePair, Double> of = new LinkedHashMap<>();
                long end = 0;
                while (row.next()) {
                    if (row.getLong(1) != end && !of.isEmpty()) {
                        past.add(new Bin(Instant.ofEpochSecond(end), of));
                        of.clear();
                    }
                    end = row.getLong(1);
                    of.put(pair(row.getString(2), row.getString(3)), row.getDouble(4));
                }
                if (!of.isEmpty()) {
                    past.add(new Bin(Instant.ofEpochSecond(end), of));
                }
            }
        }
        return past;
    }

    private static long span() {
        return TrafficHistory.BIN.multipliedBy(PastTraffic.MOST_BINS).toSeconds();
    }

    /// Takes a bin, in place of one with the same end, and gives up what is too old or too much.
    void add(Bin bin) throws SQLException {
        long end = bin.end().getEpochSecond();
        rates -= deleted("delete from traffic_rate where bin_end = ?", end);
        for (NodePair pair : bin.bitsPerSecond().sequencedKeySet()) {
            if (!pairs.containsKey(pair)) {
                name(pair);
            }
        }
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "insert into traffic_rate (bin_end, pair, bits_per_second)"
                                + " values (?, ?, ?)")) {
            for (var rate : bin.bitsPerSecond().entrySet()) {
                statement.setLong(1, end);
                statement.setInt(2, pairs.getOrDefault(rate.getKey(), 0));
                statement.setDouble(3, rate.getValue());
                statement.addBatch();
            }
            statement.executeBatch();
        }
        rates += bin.bitsPerSecond().size();
        rates -= deleted("delete from traffic_rate where bin_end <= ?", end - span());
        if (rates > mostRates + mostRates / 10) {
            rates -= deleted("delete from traffic_rate where bin_end <= ?", tooOld());
        }
    }

    private void name(NodePair pair) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "insert into traffic_pair (id, source, target) values (?, ?, ?)")) {
            int id = (int) number("select coalesce(max(id), 0) + 1 from traffic_pair");
            statement.setInt(1, id);
            statement.setString(2, pair.source().toString());
            statement.setString(3, pair.target().toString());
            statement.executeUpdate();
            pairs.put(pair, id);
        }
    }

    private long deleted(String sql, long end) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, end);
            return statement.executeUpdate();
        }
    }

    /// The newest bin that the bound leaves no room for.
    private long tooOld() throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "select bin_end from traffic_rate order by bin_end desc"
                                + " offset ? rows fetch first 1 rows only")) {
            statement.setInt(1, mostRates);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }
}
