package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.teleon.controller.loop.ControllerAccess;
import io.teleon.controller.report.ActionState;
import io.teleon.controller.report.ActionView;
import io.teleon.controller.report.ControllerView;
import io.teleon.models.network.LinkId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What can be asked about what the controller does by itself.
final class AutonomyReadApi {

    private static final int STANDARD_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    private final ControllerAccess controller;

    AutonomyReadApi(ControllerAccess controller) {
        this.controller = controller;
    }

    HttpResponse autonomy(ServiceRequestContext context) {
        Query.of(context);
        return Json.ok(AutonomyJson.autonomy(controller.view()));
    }

    /// The newest first; `before` leads to older ones.
    HttpResponse actions(ServiceRequestContext context) {
        Query query = Query.of(context, "state", "target", "before", "limit");
        int limit = query.limit(STANDARD_LIMIT, MAX_LIMIT);
        long before = query.number("before", 1, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
        List<ActionState> states = query.words("state", ActionState.class);
        Optional<String> target = query.text("target").map(t -> t.toLowerCase(Locale.ROOT));
        ControllerView view = controller.view();
        List<ActionView> matching =
                view.autonomy().actions().reversed().stream()
                        .filter(a -> states.isEmpty() || states.contains(a.state()))
                        .filter(a -> target.isEmpty() || isAbout(a, target.get()))
                        .toList();
        List<ActionView> page =
                matching.stream().filter(a -> a.id() < before).limit(limit).toList();
        ObjectNode body = Json.object();
        body.put("at", view.at().toString());
        AutonomyJson.paused(body, view.autonomy());
        body.put("total", view.autonomy().actions().size());
        Json.page(
                body,
                "actions",
                matching,
                page,
                action -> ActionJson.line(action),
                action -> action.id());
        return Json.ok(body);
    }

    private static boolean isAbout(ActionView action, String lowerCase) {
        return action.target().toLowerCase(Locale.ROOT).contains(lowerCase);
    }

    HttpResponse action(ServiceRequestContext context) {
        Query.of(context);
        String text = String.valueOf(context.pathParam("id"));
        ControllerView view = controller.view();
        return view.autonomy().actions().stream()
                .filter(action -> Long.toString(action.id()).equals(text))
                .findFirst()
                .map(action -> {
                    ObjectNode body = ActionJson.whole(action);
                    body.put("at", view.at().toString());
                    return Json.ok(body);
                })
                .orElseThrow(() -> noSuchAction(text));
    }

    static Problem noSuchAction(String text) {
        return Problem.unknown("there is no action '" + text + "', or it is no longer listed");
    }

    /// The forecasting model in force with its card and its licence, and those before it.
    HttpResponse models(ServiceRequestContext context) {
        Query.of(context);
        return Json.ok(ModelsJson.models(controller.view()));
    }

    /// What is odd now.
    HttpResponse anomalies(ServiceRequestContext context) {
        Query.of(context);
        return Json.ok(AnomaliesJson.anomalies(controller.view()));
    }

    HttpResponse forecasts(ServiceRequestContext context) {
        Query query = Query.of(context, "link");
        Optional<String> link = query.value("link", LinkId::parse).map(LinkId::toString);
        return Json.ok(AutonomyJson.forecasts(controller.view(), link));
    }
}
