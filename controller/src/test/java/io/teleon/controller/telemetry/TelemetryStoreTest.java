package io.teleon.controller.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.network.HostId;
import io.teleon.models.network.MacAddress;
import io.teleon.models.telemetry.Metric;
import io.teleon.models.telemetry.Resource;
import io.teleon.models.telemetry.Sample;
import io.teleon.models.telemetry.SeriesId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class TelemetryStoreTest {

    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    private static SeriesId series(int host) {
        return new SeriesId(Metric.UPTIME, new Resource.OfHost(new HostId(new MacAddress(host))));
    }

    private static Sample sample(int host, long second, double value) {
        return new Sample(series(host), START.plusSeconds(second), value);
    }

    private static List<Double> values(TelemetryStore store, int host) {
        return store.range(series(host), Instant.MIN, Instant.MAX).stream()
                .map(Sample::value)
                .toList();
    }

    @Test
    void keepsTheNewestOfASeries() {
        TelemetryStore store = new TelemetryStore(10, 100);
        for (int i = 0; i < 1000; i++) {
            store.add(sample(1, i, i));
        }
        List<Double> kept = values(store, 1);
        assertEquals(100, kept.size());
        assertEquals(900.0, kept.getFirst());
        assertEquals(Optional.of(sample(1, 999, 999)), store.latest(series(1)));
    }

    @Test
    void givesARangeWithItsStartAndWithoutItsEnd() {
        TelemetryStore store = new TelemetryStore(10, 100);
        for (int i = 0; i < 10; i++) {
            store.add(sample(1, i, i));
        }
        assertEquals(
                List.of(sample(1, 3, 3), sample(1, 4, 4)),
                store.range(series(1), START.plusSeconds(3), START.plusSeconds(5)));
    }

    @Test
    void knowsNothingOfASeriesItNeverSaw() {
        TelemetryStore store = TelemetryStore.standard();
        assertEquals(Optional.empty(), store.latest(series(1)));
        assertEquals(List.of(), store.range(series(1), Instant.MIN, Instant.MAX));
    }

    @Test
    void aReportThatArrivesTwiceIsKeptOnce() {
        TelemetryStore store = new TelemetryStore(10, 100);
        List<Sample> report = List.of(sample(1, 1, 5), sample(1, 2, 6));
        store.add(report);
        store.add(report);
        assertEquals(List.of(5.0, 6.0), values(store, 1));
        assertEquals(new TelemetryStore.Counts(2, 2, 0), store.counts());
    }

    @Test
    void aNewSeriesFindsNoRoomAmongTheLiving() {
        TelemetryStore store = new TelemetryStore(2, 100);
        store.add(List.of(sample(1, 0, 1), sample(2, 1, 1), sample(3, 2, 1), sample(4, 500, 1)));
        assertEquals(List.of(series(1), series(2)), store.series());
        assertEquals(2, store.counts().unplaced());
    }

    @Test
    void aNewSeriesTakesThePlaceOfTheLongestSilent() {
        TelemetryStore store = new TelemetryStore(2, 100);
        long later = TelemetryStore.STALE.toSeconds();
        store.add(List.of(sample(1, 0, 1), sample(2, 0, 1), sample(1, later, 1)));
        store.add(sample(3, later - 1, 1));
        assertEquals(List.of(series(1), series(2)), store.series());
        store.add(sample(3, later, 1));
        assertEquals(List.of(series(1), series(3)), store.series());
    }

    @Test
    void noRoomAtAllIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new TelemetryStore(0, 600));
        assertThrows(IllegalArgumentException.class, () -> new TelemetryStore(1, 0));
    }

    @Property
    void isWhatAPlainListWouldBe(
            @ForAll @IntRange(min = 1, max = 40) int capacity,
            @ForAll @Size(max = 200) List<@IntRange(max = 60) Integer> seconds) {
        TelemetryStore store = new TelemetryStore(1, capacity);
        List<Sample> plain = new ArrayList<>();
        for (int second : seconds) {
            Sample sample = sample(1, second, second * 2.0);
            store.add(sample);
            if (plain.isEmpty() || sample.at().isAfter(plain.getLast().at())) {
                plain.add(sample);
            }
        }
        List<Sample> expected = plain.subList(Math.max(0, plain.size() - capacity), plain.size());
        assertEquals(expected, store.range(series(1), Instant.MIN, Instant.MAX));
        assertEquals(expected.stream().reduce((_, last) -> last), store.latest(series(1)));
    }

    @Test
    void manyThreadsMayWriteAndRead() throws InterruptedException {
        TelemetryStore store = new TelemetryStore(8, 50);
        List<Thread> writers = new ArrayList<>();
        for (int host = 1; host <= 8; host++) {
            int own = host;
            writers.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int i = 0; i < 5000; i++) {
                                    store.add(sample(own, i, i));
                                }
                            }));
        }
        while (writers.stream().anyMatch(Thread::isAlive)) {
            for (SeriesId id : store.series()) {
                List<Sample> range = store.range(id, START, START.plus(Duration.ofDays(1)));
                for (int i = 1; i < range.size(); i++) {
                    assertTrue(range.get(i - 1).at().isBefore(range.get(i).at()));
                }
            }
        }
        for (Thread writer : writers) {
            writer.join();
        }
        assertEquals(new TelemetryStore.Counts(40_000, 0, 0), store.counts());
    }
}
