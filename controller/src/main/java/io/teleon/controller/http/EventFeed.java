package io.teleon.controller.http;

import io.teleon.controller.loop.ControllerAccess;
import io.teleon.controller.loop.ControllerAccess.Subscription;
import io.teleon.controller.report.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// The newest events by sequence number, for readers that each come at their own pace.
///
/// Bounded: the oldest goes for the newest; a reader that falls behind further than that misses
/// some, and can tell by the numbers. Safe for any thread.
final class EventFeed implements AutoCloseable {

    private static final int CAPACITY = 10_000;

    private final TreeMap<Long, Event> events = new TreeMap<>();
    private final List<Runnable> waiting = new CopyOnWriteArrayList<>();
    private final Subscription subscription;

    EventFeed(ControllerAccess controller) {
        // Listening first: an event is then heard, or in the view, or both, but never lost.
        subscription = controller.subscribe(this::add);
        controller.view().events().forEach(this::add);
    }

    private void add(Event event) {
        synchronized (events) {
            events.put(event.sequence(), event);
            if (events.size() > CAPACITY) {
                events.pollFirstEntry();
            }
        }
        waiting.forEach(Runnable::run);
    }

    /// Up to `limit` events above a sequence number, oldest first.
    List<Event> after(long sequence, int limit) {
        synchronized (events) {
            List<Event> found = new ArrayList<>();
            for (Event event : events.tailMap(sequence, false).values()) {
                if (found.size() == limit) {
                    break;
                }
                found.add(event);
            }
            return found;
        }
    }

    /// The newest sequence number, 0 before the first event.
    long newest() {
        synchronized (events) {
            return events.isEmpty() ? 0 : events.lastKey();
        }
    }

    /// Calls after every event, until closed. Must return at once.
    Subscription wake(Runnable reader) {
        waiting.add(reader);
        return () -> waiting.remove(reader);
    }

    @Override
    public void close() {
        subscription.close();
    }
}
