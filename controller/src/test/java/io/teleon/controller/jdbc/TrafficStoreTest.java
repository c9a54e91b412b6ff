package io.teleon.controller.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.telemetry.PastTraffic;
import io.teleon.controller.telemetry.TrafficHistory;
import io.teleon.controller.telemetry.TrafficHistory.Bin;
import io.teleon.models.network.DatapathId;
import io.teleon.models.time.Chance;
import io.teleon.models.traffic.NodePair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was measured is there after a restart; and where it is not, everything goes on without.
class TrafficStoreTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    @TempDir private Path folder;

    private Path file() {
        return folder.resolve("journal-traffic");
    }

    private static Instant end(int n) {
        return START.plus(TrafficHistory.BIN.multipliedBy(n));
    }

    private static Bin bin(int n, double... rates) {
        SequencedMap<NodePair, Double> of = new LinkedHashMap<>();
        for (int i = 0; i < rates.length; i++) {
            if (!Double.isNaN(rates[i])) {
                of.put(
                        new NodePair(new DatapathId(1 + i / 3), new DatapathId(10 + i % 3)),
                        rates[i]);
            }
        }
        return new Bin(end(n), of);
    }

    private TrafficStore open() {
        return TrafficStore.open(file()).orElseThrow();
    }

    private void keep(Bin... bins) {
        try (TrafficStore store = open()) {
            List.of(bins).forEach(store::write);
        }
    }

    private List<Bin> read(Instant now) {
        try (TrafficStore store = open()) {
            return store.takePast().map(past -> past.binsBefore(now)).orElse(List.of());
        }
    }

    @Test
    void isEmptyAtFirst() {
        try (TrafficStore store = open()) {
            assertEquals(Optional.empty(), store.takePast());
        }
    }

    @Test
    void givesBackWhatWasWrittenBeforeItWasClosed() {
        List<Bin> bins = new ArrayList<>();
        RandomGenerator random = new Chance(3).stream("rates");
        for (int n = 1; n <= 50; n++) {
            double[] rates = new double[9];
            for (int i = 0; i < rates.length; i++) {
                rates[i] = random.nextInt(5) == 0 ? Double.NaN : random.nextDouble() * 1e10;
            }
            bins.add(bin(n, rates));
        }
        keep(bins.toArray(Bin[]::new));
        assertEquals(bins, read(end(50)));
        assertEquals(bins.subList(0, 20), read(end(20)), "what is later is not told");
    }

    @Test
    void theWriterWritesWhatWaitsBeforeItEnds() {
        try (TrafficStore store = open()) {
            store.accept(bin(1, 5));
            store.accept(bin(2, 6));
        }
        assertEquals(List.of(bin(1, 5), bin(2, 6)), read(end(9)));
    }

    @Test
    void whereNothingWasKeptEmptyBinsTakeThePlace() {
        keep(bin(1, 5), bin(4, 6));
        assertEquals(List.of(bin(1, 5), bin(2), bin(3), bin(4, 6)), read(end(9)));
    }

    @Test
    void theLaterOfTwoCounts() {
        keep(bin(1, 5, 7), bin(1, 6));
        assertEquals(List.of(bin(1, 6)), read(end(1)));
    }

    @Test
    void whatIsOlderThanTwoWeeksGoes() {
        keep(
                bin(0, 1),
                bin(1, 2),
                bin(PastTraffic.MOST_BINS, 3),
                bin(PastTraffic.MOST_BINS + 1, 4));
        List<Bin> bins = read(end(99_999));
        assertEquals(
                List.of(bin(PastTraffic.MOST_BINS, 3), bin(PastTraffic.MOST_BINS + 1, 4)), bins);
    }

    @Test
    void theOldestBinsGoWhenThereAreTooManyRates() {
        try (TrafficStore store = TrafficStore.open(file(), 100).orElseThrow()) {
            for (int n = 1; n <= 40; n++) {
                store.write(bin(n, 1, 2, 3, 4, 5));
            }
        }
        List<Bin> bins = read(end(40));
        assertTrue(bins.size() >= 20 && bins.size() <= 22, "kept " + bins.size());
        assertEquals(end(40), bins.getLast().end());
    }

    @Test
    void aDamagedFileIsLeftAloneAndNothingIsKept() throws IOException {
        keep(bin(1, 5));
        Path database = folder.resolve("journal-traffic.mv.db");
        byte[] garbage = new byte[10_000];
        Arrays.fill(garbage, (byte) 7);
        Files.write(database, garbage);
        assertEquals(Optional.empty(), TrafficStore.open(file()));
        assertEquals(10_000, Files.size(database), "for somebody to look at");
    }

    @Test
    void aMissingTableIsNoReasonToFail() throws SQLException {
        keep(bin(1, 5));
        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:file:" + file(), "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("drop table traffic_rate");
        }
        assertEquals(Optional.empty(), TrafficStore.open(file()));
    }
}
