package io.teleon.models.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.intent.IntentId;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.HostId;
import io.teleon.models.network.LinkId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TelemetryTest {

    private static final Instant NOON = Instant.parse("2004-03-01T12:00:00Z");
    private static final Duration STEP = Duration.ofSeconds(10);

    @Test
    void namesEverySeriesInAWayThatReadsBack() {
        List<Resource> resources =
                List.of(
                        new Resource.OfNode(new DatapathId(0xa1)),
                        new Resource.OfPort(ConnectPoint.of(0xa1, 2)),
                        new Resource.OfPort(ConnectPoint.of(0xa1, 10)),
                        new Resource.OfLink(LinkId.parse("1/2>3/4")),
                        new Resource.OfHost(HostId.parse("02:00:00:00:00:01")),
                        new Resource.OfInterface(HostId.parse("02:00:00:00:00:01"), "eth0/1"),
                        new Resource.OfIntent(IntentId.parse("a-b")));
        assertEquals(resources, resources.reversed().stream().sorted().toList());
        for (Metric metric : Metric.catalogue()) {
            for (Resource resource : resources) {
                SeriesId series = new SeriesId(metric, resource);
                assertEquals(series, SeriesId.parse(series.toString()));
            }
        }
        for (String wrong : List.of("", "ifInOctets", "ifInOctets@", "x@port:1/2", "cpuLoad@a:b")) {
            assertEquals(Optional.empty(), SeriesId.tryParse(wrong), wrong);
        }
    }

    @Test
    void everyUnitReadsBackAndEveryCounterHasARate() {
        for (Unit unit : Unit.values()) {
            assertEquals(Optional.of(unit), Unit.ofSymbol(unit.toString()));
        }
        for (Metric metric : Metric.catalogue()) {
            assertTrue(
                    metric.kind() == Metric.Kind.GAUGE || metric.unit().perSecond().isPresent(),
                    metric::name);
        }
    }

    @Test
    void ratesACounter() {
        CounterRate rate = new CounterRate(CounterWidth.BITS_64, 1e9);

        assertEquals(OptionalDouble.empty(), rate.next(new CounterReading(NOON, 1000)));
        assertEquals(
                OptionalDouble.of(50), rate.next(new CounterReading(NOON.plusSeconds(10), 1500)));
        assertEquals(
                OptionalDouble.empty(),
                rate.next(new CounterReading(NOON.plusSeconds(10), 9999)),
                "not later");
        assertEquals(
                OptionalDouble.of(0), rate.next(new CounterReading(NOON.plusSeconds(11), 1500)));
        assertEquals(
                OptionalDouble.empty(),
                rate.next(new CounterReading(NOON.plusSeconds(12), 40)),
                "reset");
        assertEquals(OptionalDouble.of(2), rate.next(new CounterReading(NOON.plusSeconds(32), 80)));
        rate.reset();
        assertEquals(
                OptionalDouble.empty(), rate.next(new CounterReading(NOON.plusSeconds(33), 90)));
    }

    @Test
    void tellsAWrapFromARestart() {
        CounterRate narrow = new CounterRate(CounterWidth.BITS_32, 1e6);
        narrow.next(new CounterReading(NOON, 0xffff_ffffL - 99));
        assertEquals(
                OptionalDouble.of(300), narrow.next(new CounterReading(NOON.plusSeconds(1), 200)));
        narrow.next(new CounterReading(NOON.plusSeconds(2), 3_000_000_000L));
        assertEquals(
                OptionalDouble.empty(), narrow.next(new CounterReading(NOON.plusSeconds(3), 0)));

        CounterRate wide = new CounterRate(CounterWidth.BITS_64, 1e6);
        wide.next(new CounterReading(NOON, -100));
        assertEquals(
                OptionalDouble.of(300), wide.next(new CounterReading(NOON.plusSeconds(1), 200)));
    }

    @Property
    void ratesWhateverTheCounterBeganWith(
            @ForAll long start, @ForAll @IntRange(min = 0) int increase) {
        for (CounterWidth width : CounterWidth.values()) {
            long mask = width == CounterWidth.BITS_32 ? 0xffff_ffffL : -1;
            CounterRate rate = new CounterRate(width, Integer.MAX_VALUE);
            rate.next(new CounterReading(NOON, start & mask));
            assertEquals(
                    OptionalDouble.of(increase),
                    rate.next(new CounterReading(NOON.plusSeconds(1), (start + increase) & mask)));
        }
    }

    @Test
    void keepsGapsApartFromZero() {
        WindowRecorder recorder = new WindowRecorder(STEP, 4);
        assertEquals(0, recorder.window().size());

        recorder.offer(NOON.plusSeconds(3), 1);
        recorder.offer(NOON.plusSeconds(9), 0);
        recorder.offer(NOON.plusSeconds(21), 3);

        assertEquals(Window.of(NOON, STEP, 0, Double.NaN, 3), recorder.window());
        assertEquals(OptionalDouble.empty(), recorder.window().value(1));
        assertEquals(1, recorder.window().gapCount());
        assertEquals(Window.of(NOON.plusSeconds(20), STEP, 3), recorder.window().last(1));

        recorder.advance(NOON.plusSeconds(40));
        recorder.offer(NOON.plusSeconds(45), 5);
        assertEquals(
                Window.of(NOON.plusSeconds(10), STEP, Double.NaN, 3, Double.NaN, 5),
                recorder.window());
        assertTrue(recorder.offer(NOON.plusSeconds(10), 2), "late, but still in the window");
        assertFalse(recorder.offer(NOON, 9), "too late");
        assertEquals(Window.of(NOON.plusSeconds(10), STEP, 2, 3, Double.NaN, 5), recorder.window());
        assertEquals(NOON.plusSeconds(50), recorder.window().end());
    }

    @Property
    void holdsTheNewestSlotsOfAnyOrderOfSamples(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int capacity) {
        RandomGenerator random = new SplittableRandom(seed);
        WindowRecorder recorder = new WindowRecorder(STEP, capacity);
        TreeMap<Long, Double> bySlot = new TreeMap<>();
        for (int i = 0; i < 30; i++) {
            long second = random.nextLong(-200, 200);
            long slot = Math.floorDiv(second, 10L);
            boolean kept = bySlot.isEmpty() || slot > bySlot.lastKey() - capacity;
            assertEquals(kept, recorder.offer(Instant.EPOCH.plusSeconds(second), i));
            if (kept) {
                bySlot.put(slot, (double) i);
            }
            long newest = bySlot.lastKey();
            Map<Long, Double> expected = bySlot.tailMap(newest - capacity, false);
            Window window = recorder.window();
            assertEquals(Instant.EPOCH.plusSeconds(10 * (newest + 1)), window.end());
            List<Optional<Double>> slots = new ArrayList<>();
            for (long n = newest + 1 - window.size(); n <= newest; n++) {
                slots.add(Optional.ofNullable(expected.get(n)));
            }
            List<Optional<Double>> found = new ArrayList<>();
            for (int s = 0; s < window.size(); s++) {
                found.add(
                        window.isGap(s)
                                ? Optional.empty()
                                : Optional.of(window.value(s).getAsDouble()));
            }
            assertEquals(slots, found);
            assertTrue(window.size() <= capacity);
        }
    }

    @Test
    void refusesWhatIsNoMeasurement() {
        SeriesId series = SeriesId.parse("cpuLoad@node:1");
        assertThrows(IllegalArgumentException.class, () -> new Sample(series, NOON, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> Metric.gauge("With space", Unit.ONE));
        assertThrows(IllegalArgumentException.class, () -> new WindowRecorder(Duration.ZERO, 1));
        assertThrows(IllegalArgumentException.class, () -> new WindowRecorder(STEP, 0));
    }
}
