package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.teleon.controller.loop.ControllerAccess;
import io.teleon.controller.report.Insight;
import io.teleon.models.network.LinkId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// What can be asked about how it came to decisions: rules and forecasts.
final class InsightApi {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ControllerAccess controller;

    InsightApi(ControllerAccess controller) {
        this.controller = controller;
    }

    HttpResponse tree(ServiceRequestContext context) {
        Query.of(context);
        return Json.ok(InsightJson.tree(controller.insight()));
    }

    /// What the actions that people are asked about would do.
    HttpResponse previews(ServiceRequestContext context) {
        Query.of(context);
        return Json.ok(InsightJson.previews(controller.insight()));
    }

    /// Why a rule that runs does not fire.
    HttpResponse whyNot(ServiceRequestContext context) {
        Query query = Query.of(context, "procedure", "argument", "label");
        Insight.RunningRule rule =
                new Insight.RunningRule(
                        needed(query, "procedure"),
                        query.values("argument", text -> text),
                        needed(query, "label"));
        CompletableFuture<HttpResponse> answer =
                controller
                        .whyNot(rule)
                        .completeOnTimeout(List.of(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                        .thenApply(reasons -> {
                            ObjectNode body = Json.object();
                            ArrayNode array = body.putArray("reasons");
                            reasons.forEach(array::add);
                            return Json.ok(body);
                        });
        return HttpResponse.of(answer);
    }

    private static String needed(Query query, String name) {
        return query.text(name)
                .orElseThrow(() -> Problem.invalid("parameter '" + name + "' is missing"));
    }

    HttpResponse judged(ServiceRequestContext context) {
        Query query = Query.of(context, "link");
        String link =
                query.value("link", LinkId::parse)
                        .map(LinkId::toString)
                        .orElseThrow(() -> Problem.invalid("parameter 'link' is missing"));
        Insight insight = controller.insight();
        ObjectNode body = Json.object();
        body.put("at", insight.at().toString());
        body.put("link", link);
        Optional<Insight.Foreseen> of =
                insight.foreseen().stream().filter(f -> f.link().toString().equals(link)).findAny();
        InsightJson.judged(body, of.map(Insight.Foreseen::judged).orElse(List.of()));
        return Json.ok(body);
    }
}
