package io.teleon.simulator.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {

    private final VirtualTime time = new VirtualTime(Instant.EPOCH);
    private final List<String> seen = new ArrayList<>();

    private Runnable note(String what) {
        return () -> seen.add(time.nowNanos() + " " + what);
    }

    @Test
    void performsByTimeThenByOrderOfPlanning() {
        time.at(20, note("c"));
        time.at(10, note("a"));
        time.at(20, note("d"));
        time.at(10, note("b"));
        time.runUntil(30);
        assertEquals(List.of("10 a", "10 b", "20 c", "20 d"), seen);
        assertEquals(30, time.nowNanos());
    }

    @Test
    void whatIsPlannedForThePastHappensNow() {
        time.at(10, () -> time.at(5, note("late")));
        time.runUntil(20);
        assertEquals(List.of("10 late"), seen);
    }

    @Test
    void leavesWhatIsDueLater() {
        time.after(Duration.ofNanos(11), note("later"));
        time.runUntil(10);
        assertEquals(List.of(), seen);
        assertEquals(Instant.ofEpochSecond(0, 10), time.now());
        time.runUntil(11);
        assertEquals(List.of("11 later"), seen);
    }
}
