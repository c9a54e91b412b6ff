package io.teleon.controller.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TrafficMemoryTest {

    private static final Duration STEP = Duration.ofMinutes(5);
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private final TrafficMemory memory = new TrafficMemory(STEP);

    private static Instant end(int bin) {
        return START.plus(STEP.multipliedBy(bin));
    }

    private void fill(int bin, int from) {
        for (int i = from; i < TrafficMemory.MOST_SERIES; i++) {
            memory.add("old-" + i, end(bin), i);
        }
    }

    private Set<String> known() {
        Set<String> names = new TreeSet<>();
        memory.replay(Instant.EPOCH, (name, _, _) -> names.add(name));
        return names;
    }

    @Test
    void whatIsThereKeepsItsPlace() {
        fill(1, 0);
        memory.add("new", end(1), 1);
        fill(2, 0);
        memory.add("new", end(2), 1);
        // One that comes before the others of its bin must not take the place of one of them.
        memory.add("new", end(3), 1);
        fill(3, 0);

        assertEquals(TrafficMemory.MOST_SERIES, known().size());
        assertFalse(known().contains("new"));
    }

    @Test
    void whoIsGoneLongestGivesItsPlaceToWhatIsNew() {
        fill(1, 0);
        fill(2, 1);
        fill(3, 2);
        fill(4, 2);
        assertTrue(known().contains("old-0"), "as long as there is room");

        fill(5, 2);
        memory.add("new-1", end(5), 1);
        assertFalse(known().contains("old-0"));
        assertTrue(known().contains("old-1"));
        memory.add("new-2", end(5), 1);
        memory.add("new-3", end(5), 1);
        assertFalse(known().contains("old-1"));
        assertTrue(known().contains("new-2"));
        assertFalse(known().contains("new-3"));
        assertEquals(TrafficMemory.MOST_SERIES, known().size());
    }

    @Test
    void whatIsMissingIsThere() {
        fill(1, 0);
        fill(2, 1);
        memory.add("old-0", end(2), Double.NaN);
        fill(3, 0);
        fill(4, 0);
        memory.add("new", end(4), 1);
        assertTrue(known().contains("old-0"));
        assertFalse(known().contains("new"));
    }
}
