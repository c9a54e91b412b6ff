package io.teleon.controller.report;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The newest events, numbered. Bounded: the oldest is dropped for the newest. Owned by the control
/// loop's thread.
public final class EventLog {

    private final int capacity;
    private final Deque<Event> events = new ArrayDeque<>();
    private final List<Event> fresh = new ArrayList<>();
    private long sequence;

    public EventLog(int capacity) {
        this.capacity = capacity;
    }

    public void record(
            Instant now, Severity severity, Event.Kind kind, Object subject, String text) {
        Event event = new Event(++sequence, now, severity, kind, subject.toString(), text);
        if (events.size() == capacity) {
            events.removeFirst();
        }
        events.add(event);
        fresh.add(event);
    }

    /// What was recorded since this was last asked.
    public List<Event> drainFresh() {
        List<Event> drained = List.copyOf(fresh);
        fresh.clear();
        return drained;
    }

    public List<Event> all() {
        return List.copyOf(events);
    }
}
