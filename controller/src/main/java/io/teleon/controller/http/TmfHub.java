package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.ControllerAccess;
import io.teleon.controller.loop.ControllerAccess.Subscription;
import io.teleon.controller.report.Event;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// The hub of TMF921: whoever registers is told by a POST when the state of an intent changes.
///
/// Bounded: [#MAX_LISTENERS], of this run of the controller; [#MAX_UNDER_WAY] deliveries at once,
/// above which an event is not told; a listener that fails [#PATIENCE] times in a row is forgotten.
/// Only an admin may register, for the controller then sends requests where the admin says.
final class TmfHub implements AutoCloseable {

    static final int MAX_LISTENERS = 64;

    private static final int MAX_UNDER_WAY = 256;
    private static final int PATIENCE = 10;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int FIRST_ERROR = 400;

    private final ControllerAccess controller;
    private final Subscription subscription;
    private final Map<Long, Listener> listeners = new ConcurrentSkipListMap<>();
    private final AtomicLong last = new AtomicLong();
    private final Semaphore room = new Semaphore(MAX_UNDER_WAY);
    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(TIMEOUT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    private record Listener(URI callback, Optional<String> query, AtomicInteger failures) {

        ObjectNode json(long id) {
            ObjectNode body = Json.object();
            body.put("id", Long.toString(id));
            body.put("callback", callback.toString());
            body.put("query", query.orElse(null));
            return body;
        }
    }

    TmfHub(ControllerAccess controller) {
        this.controller = controller;
        subscription = controller.subscribe(this::happened);
    }

    HttpResponse register(ServiceRequestContext context, AggregatedHttpRequest request) {
        RequestFields fields = RequestFields.of(request);
        fields.requireOnly("callback", "query", "@type");
        Listener listener =
                new Listener(
                        fields.value("callback", TmfHub::callback),
                        fields.optionalText("query"),
                        new AtomicInteger());
        if (listeners.size() >= MAX_LISTENERS) {
            throw new Problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "there are " + MAX_LISTENERS + " listeners already");
        }
        if (Asking.isDry(context)) {
            return foreseen(listener.json(last.get() + 1), "listener -> " + listener.callback());
        }
        long id = last.incrementAndGet();
        listeners.put(id, listener);
        return new Asking.Reply(HttpStatus.CREATED, listener.json(id))
                .with(HttpHeaderNames.LOCATION, TmfJson.BASE + "/hub/" + id)
                .response();
    }

    private static HttpResponse foreseen(ObjectNode listener, String diff) {
        ForeseenJson.write(listener, new Answer.Foreseen(true, List.of(diff)));
        return Json.ok(listener);
    }

    private static URI callback(String text) {
        URI uri = URI.create(text);
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!web || uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not of the form http://HOST/PATH");
        }
        return uri;
    }

    HttpResponse forget(ServiceRequestContext context) {
        String id = String.valueOf(context.pathParam("id"));
        OptionalLong number =
                id.matches("[0-9]{1,18}")
                        ? OptionalLong.of(Long.parseLong(id))
                        : OptionalLong.empty();
        if (number.isEmpty()) {
            throw unknown(id);
        }
        boolean isDry = Asking.isDry(context);
        long key = number.getAsLong();
        Listener listener = isDry ? listeners.get(key) : listeners.remove(key);
        if (listener == null) {
            throw unknown(id);
        }
        return isDry
                ? foreseen(listener.json(key), listener.callback() + " -> no listener")
                : HttpResponse.of(HttpStatus.NO_CONTENT);
    }

    private static Problem unknown(String id) {
        return Problem.unknown("there is no listener '" + id + "'");
    }

    private void happened(Event event) {
        if (event.kind() != Event.Kind.INTENT_STATE || listeners.isEmpty()) {
            return;
        }
        controller.view().intents().stream()
                .filter(view -> view.intent().id().toString().equals(event.subject()))
                .findFirst()
                .ifPresent(view -> {
                    String body = TmfJson.event(view, event.at(), event.sequence()).toString();
                    listeners.forEach((id, listener) -> tell(id, listener, body));
                });
    }

    private void tell(long id, Listener listener, String body) {
        if (!room.tryAcquire()) {
            return;
        }
        var _ =
                client.sendAsync(
                                HttpRequest.newBuilder(listener.callback())
                                        .timeout(TIMEOUT)
                                        .header("Content-Type", "application/json")
                                        .POST(BodyPublishers.ofString(body))
                                        .build(),
                                BodyHandlers.discarding())
                        .handle((answer, failure) -> {
                            room.release();
                            if (failure == null && answer.statusCode() < FIRST_ERROR) {
                                listener.failures().set(0);
                                return true;
                            }
                            if (listener.failures().incrementAndGet() >= PATIENCE) {
                                listeners.remove(id);
                            }
                            return false;
                        });
    }

    @Override
    public void close() {
        subscription.close();
        client.shutdownNow();
    }
}
