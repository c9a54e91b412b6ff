package io.teleon.controller.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.netty.channel.EventLoop;
import io.teleon.controller.loop.ControllerAccess.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// Events as they happen, as server-sent events (HTML Standard, section 9.2).
///
/// An event's id is `RUN-SEQUENCE`: a client that comes back with `Last-Event-ID` goes on after it,
/// or from the oldest event kept where the controller was started anew meanwhile. Each stream reads
/// at its own pace; one that falls too far behind is told how many it missed (`event: missed`).
final class EventStream implements HttpService {

    private static final int MAX_STREAMS = 1_024;
    private static final int CHUNK = 100;
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
    private static final ResponseHeaders HEADERS =
            ResponseHeaders.builder(HttpStatus.OK)
                    .contentType(MediaType.EVENT_STREAM)
                    .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                    .build();

    private final EventFeed feed;
    private final String run;
    private final AtomicInteger streams = new AtomicInteger();

    /// What was sent last to some stream: those that have read as far as it had get the same bytes.
    private final AtomicReference<Chunk> latest =
            new AtomicReference<>(new Chunk(-1, -1, -1, HttpData.empty()));

    /// Events as they are sent.
    ///
    /// @param after who has read so far gets it
    /// @param newest the newest event there was when it was made
    /// @param last the last event in it; `after` where there is none
    private record Chunk(long after, long newest, long last, HttpData data) {

        boolean isFull() {
            return last < newest;
        }
    }

    /// @param run tells the events of this life of the controller from those of others
    EventStream(EventFeed feed, String run) {
        this.feed = feed;
        this.run = run;
    }

    int streams() {
        return streams.get();
    }

    @Override
    public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
        Query query = Query.of(context, "after");
        String last = request.headers().get(HttpHeaderNames.LAST_EVENT_ID);
        long after =
                last != null
                        ? after(last)
                        : query.number("after", 0, Long.MAX_VALUE).orElse(feed.newest());
        if (streams.incrementAndGet() > MAX_STREAMS) {
            streams.decrementAndGet();
            throw new Problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "there are " + MAX_STREAMS + " event streams already");
        }
        context.clearRequestTimeout();
        HttpResponseWriter writer = HttpResponse.streaming();
        writer.write(HEADERS);
        Stream stream = new Stream(writer, context.eventLoop().withoutContext(), after);
        Subscription waking = feed.wake(stream::wake);
        Future<?> keepAlive =
                context.eventLoop()
                        .withoutContext()
                        .scheduleAtFixedRate(
                                stream::keepAlive,
                                KEEP_ALIVE.toSeconds(),
                                KEEP_ALIVE.toSeconds(),
                                TimeUnit.SECONDS);
        var _ =
                writer.whenComplete()
                        .handle((_, _) -> {
                            waking.close();
                            keepAlive.cancel(false);
                            return streams.decrementAndGet();
                        });
        stream.wake();
        return writer;
    }

    private long after(String lastEventId) {
        int dash = lastEventId.lastIndexOf('-');
        if (dash < 0 || !lastEventId.substring(0, dash).equals(run)) {
            return 0;
        }
        try {
            return Math.max(0, Long.parseLong(lastEventId.substring(dash + 1)));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private Chunk chunk(long after) {
        long newest = feed.newest();
        Chunk made = latest.get();
        if (made.after == after && made.newest == newest) {
            return made;
        }
        List<EventFeed.Told> events = feed.toldAfter(after, CHUNK);
        if (events.isEmpty()) {
            return new Chunk(after, newest, after, HttpData.empty());
        }
        StringBuilder text = new StringBuilder();
        long missed = events.getFirst().event().sequence() - after - 1;
        if (missed > 0) {
            text.append("event: missed\ndata: {\"count\":").append(missed).append("}\n\n");
        }
        for (EventFeed.Told told : events) {
            text.append("id: ").append(run).append('-').append(told.event().sequence());
            text.append("\ndata: ").append(told.json().get()).append("\n\n");
        }
        Chunk chunk =
                new Chunk(
                        after,
                        newest,
                        events.getLast().event().sequence(),
                        HttpData.ofUtf8(text.toString()));
        latest.set(chunk);
        return chunk;
    }

    /// One reader. All but [#wake] happens on its event loop.
    private final class Stream {

        private final HttpResponseWriter writer;
        private final EventLoop eventLoop;
        private final AtomicBoolean woken = new AtomicBoolean();
        private long last;
        private boolean writing;

        /// Something waits for what is being written.
        private boolean again;

        Stream(HttpResponseWriter writer, EventLoop eventLoop, long last) {
            this.writer = writer;
            this.eventLoop = eventLoop;
            this.last = last;
        }

        void wake() {
            if (writer.isOpen() && woken.compareAndSet(false, true)) {
                eventLoop.execute(this::write);
            }
        }

        /// Writes the next chunk when the one before has left: what waits, waits in the feed.
        private void write() {
            woken.set(false);
            if (writing) {
                again = true;
                return;
            }
            if (!writer.isOpen()) {
                return;
            }
            Chunk chunk = chunk(last);
            again = chunk.isFull();
            if (!chunk.data.isEmpty()) {
                last = chunk.last;
                send(chunk.data);
            }
        }

        private void keepAlive() {
            if (!writing) {
                send(HttpData.ofUtf8(": still here\n\n"));
            }
        }

        private void send(HttpData data) {
            if (!writer.tryWrite(data)) {
                return;
            }
            writing = true;
            var _ =
                    writer.whenConsumed()
                            .thenRun(() ->
                                    eventLoop.execute(() -> {
                                        writing = false;
                                        if (again) {
                                            write();
                                        }
                                    }));
        }
    }
}
