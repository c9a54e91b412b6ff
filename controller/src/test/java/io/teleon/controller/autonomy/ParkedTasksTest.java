package io.teleon.controller.autonomy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.controller.report.Event;
import io.teleon.controller.report.EventLog;
import io.teleon.policies.host.Output;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Value;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Many that are parked for one reason are one thing to tell.
class ParkedTasksTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String WHY = "p.p is parked: whether bad applies is unknown";

    private final EventLog events = new EventLog(100);
    private final ParkedTasks tasks = new ParkedTasks(events);
    private final Set<TaskId> parked = new TreeSet<>();
    private int second;

    private static TaskId task(int number) {
        return new TaskId(new Name("p", "t"), List.of(new Value.Entity("link", "l" + number)));
    }

    private void park(int from, int to) {
        for (int i = from; i <= to; i++) {
            parked.add(task(i));
            tasks.take(new Output.Alert(task(i), WHY));
        }
        settle();
    }

    private void settle() {
        tasks.settle(parked::contains, NOW.plusSeconds(second++));
    }

    private List<String> told() {
        return events.drainFresh().stream().map(Event::text).toList();
    }

    @Test
    void oneLineTellsOfManyAndOneThatItIsOver() {
        park(1, 5);
        assertEquals(List.of("5 tasks: " + WHY + ": p.t(l1), p.t(l2), p.t(l3) and 2 more"), told());
        park(6, 9);
        assertEquals(List.of(), told(), "less than twice as many");
        park(10, 10);
        assertEquals(
                List.of("10 tasks: " + WHY + ": p.t(l1), p.t(l10), p.t(l2) and 7 more"), told());
        parked.remove(task(3));
        settle();
        assertEquals(List.of(), told());
        parked.clear();
        settle();
        assertEquals(List.of("10 tasks: go on after 4 s: no longer " + WHY), told());
        settle();
        assertEquals(List.of(), told());
    }

    @Test
    void aSingleOneIsToldByItsName() {
        park(1, 1);
        parked.clear();
        settle();
        assertEquals(
                List.of("p.t(l1): " + WHY, "p.t(l1): goes on after 1 s: no longer " + WHY), told());
    }

    @Test
    void whatParksNobodyHasNoEnd() {
        tasks.take(new Output.Alert(task(1), "no rule of p.p applies"));
        settle();
        settle();
        assertEquals(List.of("p.t(l1): no rule of p.p applies"), told());
    }
}
