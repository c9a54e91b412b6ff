package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.teleon.controller.loop.ControllerAccess;
import io.teleon.controller.report.ControllerView;
import io.teleon.controller.report.IncidentState;
import io.teleon.controller.report.IncidentView;
import io.teleon.controller.report.NetworkNames;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What went wrong, an incident for each element in trouble.
final class IncidentApi {

    private static final int STANDARD_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    private final ControllerAccess controller;

    IncidentApi(ControllerAccess controller) {
        this.controller = controller;
    }

    /// The newest first; `before` leads to older ones.
    HttpResponse incidents(ServiceRequestContext context) {
        Query query = Query.of(context, "state", "element", "before", "limit");
        int limit = query.limit(STANDARD_LIMIT, MAX_LIMIT);
        long before = query.number("before", 1, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
        Optional<IncidentState> state = query.word("state", IncidentState.class);
        Optional<String> element = query.text("element").map(t -> t.toLowerCase(Locale.ROOT));
        ControllerView view = controller.view();
        NetworkNames names = NetworkNames.of(view);
        List<IncidentView> matching =
                view.incidents().reversed().stream()
                        .filter(i -> state.isEmpty() || state.get() == i.state())
                        .filter(i -> element.isEmpty() || isAbout(i, element.get(), names))
                        .toList();
        List<IncidentView> page =
                matching.stream().filter(i -> i.id() < before).limit(limit).toList();
        ObjectNode body = Json.object();
        body.put("at", view.at().toString());
        body.put("total", view.incidents().size());
        Json.page(
                body,
                "incidents",
                matching,
                page,
                incident -> IncidentJson.line(incident, names),
                incident -> incident.id());
        return Json.ok(body);
    }

    private static boolean isAbout(IncidentView incident, String lowerCase, NetworkNames names) {
        return (incident.element() + " " + names.named(incident.element()))
                .toLowerCase(Locale.ROOT)
                .contains(lowerCase);
    }

    HttpResponse incident(ServiceRequestContext context) {
        Query.of(context);
        String text = String.valueOf(context.pathParam("id"));
        ControllerView view = controller.view();
        return view.incidents().stream()
                .filter(incident -> Long.toString(incident.id()).equals(text))
                .findFirst()
                .map(incident -> {
                    ObjectNode body = IncidentJson.whole(incident, NetworkNames.of(view));
                    body.put("at", view.at().toString());
                    return Json.ok(body);
                })
                .orElseThrow(() ->
                        Problem.unknown(
                                "there is no incident '" + text + "', or it is no longer listed"));
    }
}
