package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.time.Chance;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// SEMANTICS 2.5: events, as long as they are kept.
class EventTableTest {

    private static final long KEEP = 100;

    private final EventTable table = new EventTable(KEEP);

    private static Facts.Occurrence event(long at, double... arguments) {
        List<Value> values = new ArrayList<>();
        for (double argument : arguments) {
            values.add(Value.of(argument));
        }
        return new Facts.Occurrence(values, at);
    }

    private static final class Ear extends Reader {
        private final Watch watch;

        Ear(Source source) {
            watch = new Watch(this, source);
            watch.link();
        }

        boolean heard() {
            boolean heard = woken;
            woken = false;
            return heard;
        }
    }

    /// Kept in the order of time, those at the same time in that of their coming; gone when they
    /// are as old as they are kept.
    @Property(tries = 200)
    void isAListSortedByTime(@ForAll long seed) {
        RandomGenerator random = new Chance(seed).stream("events");
        EventTable tried = new EventTable(KEEP);
        List<Facts.Occurrence> kept = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 60; i++) {
            now += random.nextInt(20);
            Facts.Occurrence one = event(now - random.nextInt(30), random.nextInt(3));
            tried.add(one);
            kept.add(one);
            kept.sort(Comparator.comparingLong(Facts.Occurrence::at));
            if (random.nextBoolean()) {
                long oldest = now - KEEP;
                tried.expire(now);
                kept.removeIf(old -> old.at() <= oldest);
            }
            assertEquals(kept, tried.all().list);
            for (int first = 0; first < 3; first++) {
                Value value = Value.of(first);
                assertEquals(
                        kept.stream().filter(e -> e.arguments().getFirst().equals(value)).toList(),
                        tried.withFirst(value).list);
            }
        }
    }

    @Example
    void whoeverReadsThemHearsOfEachThatComesAndGoes() {
        Ear all = new Ear(table.all());
        Ear ones = new Ear(table.withFirst(Value.of(1)));
        Ear twos = new Ear(table.withFirst(Value.of(2)));
        table.add(event(0, 1));
        assertTrue(all.heard() && ones.heard() && !twos.heard());
        table.add(event(1));
        assertTrue(all.heard() && !ones.heard() && !twos.heard());
        table.expire(99);
        assertTrue(!all.heard() && !ones.heard());
        table.expire(100);
        assertTrue(all.heard() && ones.heard() && !twos.heard());
    }

    @Example
    void theNewestTenThousandAreKept() {
        for (int i = 0; i <= 10_000; i++) {
            table.add(event(i, i % 2));
        }
        assertEquals(10_000, table.all().list.size());
        assertEquals(1, table.all().list.getFirst().at());
        assertEquals(5_000, table.withFirst(Value.of(0)).list.size());
        assertEquals(10_000 + 2, table.size());
    }

    @Example
    void aFirstArgumentThatIsNotReadIsForgottenWithItsLastEvent() {
        table.add(event(0, 1));
        table.add(event(0, 2));
        Ear reading = new Ear(table.withFirst(Value.of(2)));
        assertEquals(4, table.size());
        table.expire(KEEP);
        assertEquals(1, table.size(), "somebody waits for the next with 2");
        table.add(event(KEEP, 2));
        assertTrue(reading.heard());
    }

    private void askForOneTo(int last) {
        for (int i = 1; i <= last; i++) {
            table.withFirst(Value.of(i));
        }
    }

    @Example
    void whatWasOnlyAskedForIsSweptWhenThereIsMuchOfIt() {
        Ear reading = new Ear(table.withFirst(Value.of(-1)));
        table.add(event(0, 0));
        askForOneTo(14);
        table.sweep();
        assertEquals(1 + 16, table.size(), "16 are not worth it");
        table.withFirst(Value.of(15));
        table.sweep();
        assertEquals(1 + 2, table.size(), "that which happened, and that which is waited for");
        assertTrue(!reading.heard());
        askForOneTo(18);
        table.sweep();
        assertEquals(1 + 20, table.size(), "two were left, so twenty are not worth it");
        table.withFirst(Value.of(19));
        table.sweep();
        assertEquals(1 + 2, table.size());
    }
}
