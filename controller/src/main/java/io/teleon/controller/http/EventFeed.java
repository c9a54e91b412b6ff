package io.teleon.controller.http;

import com.google.common.base.Suppliers;
import io.teleon.controller.loop.ControllerAccess;
import io.teleon.controller.loop.ControllerAccess.Subscription;
import io.teleon.controller.report.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// The newest events by sequence number, for readers that each come at their own pace.
///
/// Bounded: the oldest goes for the newest; a reader that falls behind further than that misses
/// some, and can tell by the numbers. Safe for any thread.
///
/// Whoever tells an event, which is the thread that drives the network, only puts it here. Readers
/// are woken by a thread of their own, once for all that happened within [#PAUSE], and with many of
/// them within [#PAUSE_FOR_EACH] for each: what they cost does not grow with what happens, and the
/// network is driven on beside a thousand of them.
final class EventFeed implements AutoCloseable {

    private static final int CAPACITY = 10_000;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration PAUSE_FOR_EACH = Duration.ofNanos(250_000);

    /// An event with its JSON, which is made once however many follow, by the first of them.
    record Told(Event event, Supplier<String> json) {}

    private final TreeMap<Long, Told> events = new TreeMap<>();
    private final List<Runnable> waiting = new CopyOnWriteArrayList<>();
    private final AtomicBoolean waking = new AtomicBoolean();
    private final ScheduledExecutorService waker =
            Executors.newSingleThreadScheduledExecutor(work -> {
                Thread thread = new Thread(work, "event-feed");
                thread.setDaemon(true);
                return thread;
            });
    private final Subscription subscription;

    EventFeed(ControllerAccess controller) {
        // Listening first: an event is then heard, or in the view, or both, but never lost.
        subscription = controller.subscribe(this::add);
        controller.view().events().forEach(this::add);
    }

    private void add(Event event) {
        synchronized (events) {
            events.put(
                    event.sequence(),
                    new Told(event, Suppliers.memoize(() -> ViewJson.event(event).toString())));
            if (events.size() > CAPACITY) {
                events.pollFirstEntry();
            }
        }
        if (!waiting.isEmpty() && waking.compareAndSet(false, true)) {
            wakeSoon();
        }
    }

    private void wakeSoon() {
        try {
            var _ =
                    waker.schedule(
                            () -> {
                                // First, so that what happens from now on wakes once more.
                                waking.set(false);
                                waiting.forEach(Runnable::run);
                            },
                            pause().toMillis(),
                            TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // It was closed meanwhile, and nobody reads any more.
        }
    }

    private Duration pause() {
        Duration forAll = PAUSE_FOR_EACH.multipliedBy(waiting.size());
        return forAll.compareTo(PAUSE) > 0 ? forAll : PAUSE;
    }

    /// Up to `limit` events above a sequence number, oldest first.
    List<Event> after(long sequence, int limit) {
        return toldAfter(sequence, limit).stream().map(Told::event).toList();
    }

    /// The same with their JSON.
    List<Told> toldAfter(long sequence, int limit) {
        synchronized (events) {
            List<Told> found = new ArrayList<>();
            for (Told told : events.tailMap(sequence, false).values()) {
                if (found.size() == limit) {
                    break;
                }
                found.add(told);
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

    /// Calls soon after every event, until closed. Must return at once.
    Subscription wake(Runnable reader) {
        waiting.add(reader);
        return () -> waiting.remove(reader);
    }

    @Override
    public void close() {
        subscription.close();
        waker.shutdownNow();
    }
}
