package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.teleon.controller.loop.ControllerAccess;
import io.teleon.controller.report.ControllerView;
import io.teleon.controller.report.ControllerView.LinkView;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.Severity;
import io.teleon.models.intent.FulfilmentState;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// The network on one page, for whoever takes over a shift; and what is maintained or frozen.
final class ReportApi {

    private static final int BUSIEST = 5;
    private static final int NEWEST_EVENTS = 20;

    private final ControllerAccess controller;

    ReportApi(ControllerAccess controller) {
        this.controller = controller;
    }

    HttpResponse report(ServiceRequestContext context) {
        Query.of(context);
        ControllerView view = controller.view();
        ObjectNode body = Json.object();
        body.put("at", view.at().toString());
        AutonomyJson.paused(body, view.autonomy());
        body.put("questions", view.autonomy().questions().size());
        ObjectNode intents = body.putObject("intentsByState");
        StatusJson.counts(view).forEach((state, count) -> intents.put(state.name(), count));
        ObjectNode fulfilments = body.putObject("intentsByFulfilment");
        for (FulfilmentState state : FulfilmentState.values()) {
            fulfilments.put(
                    state.name(),
                    view.intents().stream().filter(i -> i.fulfilment().state() == state).count());
        }
        ObjectNode actions = body.putObject("actionsByState");
        AutonomyJson.byState(view.autonomy())
                .forEach((state, count) -> actions.put(state.name(), count));
        ArrayNode down = body.putArray("linksDown");
        view.links().stream()
                .filter(link -> !link.up())
                .forEach(link -> down.add(link.link().id().toString()));
        ArrayNode silent = body.putArray("silentAgents");
        view.agents().stream().filter(a -> a.silent()).forEach(a -> silent.add(a.id()));
        busiest(body.putArray("busiestLinks"), view);
        events(body, view.events());
        return Json.ok(body);
    }

    private static void busiest(ArrayNode links, ControllerView view) {
        view.links().stream()
                .filter(link -> link.utilisation().isPresent())
                .sorted(
                        Comparator.comparing((LinkView l) -> l.utilisation().orElseThrow())
                                .reversed())
                .limit(BUSIEST)
                .forEach(link ->
                        links.addObject()
                                .put("id", link.link().id().toString())
                                .put("utilisation", link.utilisation().orElseThrow()));
    }

    /// Of those kept: how many of each severity, and the newest that somebody should look at.
    private static void events(ObjectNode body, List<Event> events) {
        TreeMap<Severity, Integer> counts = new TreeMap<>();
        for (Severity severity : Severity.values()) {
            counts.put(severity, 0);
        }
        events.forEach(event -> counts.merge(event.severity(), 1, Integer::sum));
        ObjectNode bySeverity = body.putObject("eventsBySeverity");
        counts.forEach((severity, count) -> bySeverity.put(ViewJson.word(severity), count));
        ArrayNode newest = body.putArray("lookAt");
        events.reversed().stream()
                .filter(event -> event.severity() != Severity.NORMAL)
                .limit(NEWEST_EVENTS)
                .forEach(event -> newest.add(ViewJson.event(event)));
    }

    HttpResponse maintenance(ServiceRequestContext context) {
        Query.of(context);
        ControllerView view = controller.view();
        ObjectNode autonomy = AutonomyJson.autonomy(view);
        ObjectNode body = Json.object();
        body.put("at", view.at().toString());
        body.set("links", autonomy.path("maintained"));
        body.set("windows", autonomy.path("freezes"));
        return Json.ok(body);
    }
}
