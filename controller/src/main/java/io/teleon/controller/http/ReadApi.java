package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.teleon.controller.loop.ControllerAccess;
import io.teleon.controller.report.ControllerView;
import io.teleon.controller.report.ControllerView.IntentView;
import io.teleon.controller.report.Event;
import io.teleon.models.intent.InstallState;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What can be asked about the network: each answer is from one view, of one moment.
final class ReadApi {

    private static final int STANDARD_LIMIT = 200;
    private static final int MAX_LIMIT = 1_000;

    private final ControllerAccess controller;
    private final EventFeed feed;
    private final Pace pace;

    ReadApi(ControllerAccess controller, EventFeed feed, Pace pace) {
        this.controller = controller;
        this.feed = feed;
        this.pace = pace;
    }

    HttpResponse status(ServiceRequestContext context) {
        Query.of(context);
        return Json.ok(
                StatusJson.status(controller.view(), controller.statistics(), pace, feed.newest()));
    }

    HttpResponse topology(ServiceRequestContext context) {
        Query.of(context);
        return Json.ok(ViewJson.topology(controller.view()));
    }

    HttpResponse switches(ServiceRequestContext context) {
        Query.of(context);
        return Json.ok(ViewJson.switches(controller.view()));
    }

    HttpResponse hosts(ServiceRequestContext context) {
        Query.of(context);
        return Json.ok(ViewJson.hosts(controller.view()));
    }

    HttpResponse agents(ServiceRequestContext context) {
        Query.of(context);
        return Json.ok(ViewJson.agents(controller.view()));
    }

    HttpResponse intents(ServiceRequestContext context) {
        Query query = Query.of(context, "state", "contains", "after", "limit");
        int limit = query.limit(STANDARD_LIMIT, MAX_LIMIT);
        long after = query.number("after", 0, Integer.MAX_VALUE).orElse(0L);
        Optional<InstallState> state = query.word("state", InstallState.class);
        Optional<String> contains = query.text("contains").map(t -> t.toLowerCase(Locale.ROOT));
        ControllerView view = controller.view();
        List<IntentView> matching =
                view.intents().stream()
                        .filter(i -> state.isEmpty() || state.get() == i.state())
                        .filter(i -> contains.isEmpty() || says(i, contains.get()))
                        .sorted((a, b) -> Integer.compare(a.serial(), b.serial()))
                        .toList();
        List<IntentView> page =
                matching.stream().filter(i -> i.serial() > after).limit(limit).toList();
        ObjectNode body = Json.object();
        body.put("at", view.at().toString());
        body.put("total", view.intents().size());
        Json.page(
                body,
                "intents",
                matching,
                page,
                intent -> ViewJson.intent(intent),
                intent -> intent.serial());
        return Json.ok(body);
    }

    private static boolean says(IntentView view, String lowerCase) {
        return (view.intent().id() + " " + view.intent().summary() + " " + view.reason())
                .toLowerCase(Locale.ROOT)
                .contains(lowerCase);
    }

    HttpResponse intent(ServiceRequestContext context) {
        IntentView view = named(context);
        String version = Versions.of(view);
        String known = context.request().headers().get(HttpHeaderNames.IF_NONE_MATCH, "");
        return known.equals(version)
                ? HttpResponse.of(
                        ResponseHeaders.of(HttpStatus.NOT_MODIFIED, HttpHeaderNames.ETAG, version))
                : Json.ok(ViewJson.intent(view))
                        .mapHeaders(headers ->
                                headers.withMutations(h -> h.set(HttpHeaderNames.ETAG, version)));
    }

    HttpResponse reports(ServiceRequestContext context) {
        return Json.ok(ViewJson.reports(named(context)));
    }

    private IntentView named(ServiceRequestContext context) {
        Query.of(context);
        String id = String.valueOf(context.pathParam("id"));
        return controller.view().intents().stream()
                .filter(view -> view.intent().id().toString().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.unknown("there is no intent '" + id + "'"));
    }

    HttpResponse events(ServiceRequestContext context) {
        Query query = Query.of(context, "after", "limit");
        int limit = query.limit(STANDARD_LIMIT, MAX_LIMIT);
        long newest = feed.newest();
        // Without a place to begin at, the newest ones.
        long after = query.number("after", 0, Long.MAX_VALUE).orElse(Math.max(0, newest - limit));
        List<Event> page = feed.after(after, limit);
        ObjectNode body = Json.object();
        body.put("newest", newest);
        ArrayNode events = body.putArray("events");
        page.forEach(event -> events.add(ViewJson.event(event)));
        body.put("next", page.isEmpty() ? after : page.getLast().sequence());
        return Json.ok(body);
    }
}
