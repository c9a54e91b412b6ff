package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.loop.ControllerAccess;
import io.teleon.controller.report.ControllerView.IntentView;
import io.teleon.controller.report.FulfilmentReport;
import io.teleon.models.intent.Intent;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The same intents by the door of TM Forum's TMF921 v5: `intent` and `intentReport`. Errors stay
/// problems of RFC 9457.
final class TmfApi {

    private static final int STANDARD_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    private final ControllerAccess controller;
    private final Asking asking;

    TmfApi(ControllerAccess controller, Asking asking) {
        this.controller = controller;
        this.asking = asking;
    }

    HttpResponse intents(ServiceRequestContext context) {
        Query query = Query.of(context, "offset", "limit");
        return page(query, controller.view().intents(), TmfJson::intent);
    }

    HttpResponse intent(ServiceRequestContext context) {
        Query.of(context);
        return Json.ok(TmfJson.intent(named(context)));
    }

    HttpResponse reports(ServiceRequestContext context) {
        Query query = Query.of(context, "offset", "limit");
        IntentView view = named(context);
        String id = view.intent().id().toString();
        return page(query, view.fulfilment().reports(), report -> TmfJson.report(id, report));
    }

    HttpResponse report(ServiceRequestContext context) {
        Query.of(context);
        IntentView view = named(context);
        String wanted = String.valueOf(context.pathParam("report"));
        Optional<FulfilmentReport> report =
                view.fulfilment().reports().stream()
                        .filter(r -> Long.toString(r.sequence()).equals(wanted))
                        .findFirst();
        return Json.ok(
                TmfJson.report(
                        view.intent().id().toString(),
                        report.orElseThrow(() ->
                                Problem.unknown(
                                        "there is no report '" + wanted + "', or no longer"))));
    }

    HttpResponse submit(ServiceRequestContext context, AggregatedHttpRequest request) {
        RequestFields fields = RequestFields.of(request);
        fields.requireOnly(
                "name",
                "description",
                "version",
                "priority",
                "isBundle",
                "context",
                "expression",
                "@type",
                "@baseType",
                "@schemaLocation");
        RequestFields expression =
                fields.object("expression")
                        .orElseThrow(() -> Problem.invalid("field 'expression' is missing"));
        expression.requireOnly("@type", "@baseType", "@schemaLocation", "iri", "expressionValue");
        Intent intent =
                IntentForm.read(
                        expression
                                .object("expressionValue")
                                .orElseThrow(() ->
                                        Problem.invalid(
                                                "field 'expression.expressionValue' is missing")));
        return asking.ask(
                context,
                new Ask.Submit(intent),
                _ -> {
                    ObjectNode body = Json.object();
                    String id = intent.id().toString();
                    body.put("id", id);
                    body.put("href", TmfJson.href(id));
                    body.put("name", id);
                    body.put("lifecycleStatus", "acknowledged");
                    body.put("@type", "Intent");
                    return new Asking.Reply(HttpStatus.CREATED, body)
                            .with(HttpHeaderNames.LOCATION, TmfJson.href(id));
                });
    }

    HttpResponse withdraw(ServiceRequestContext context) {
        IntentView view = named(context);
        return asking.done(
                context,
                new Ask.Withdraw(view.intent().id()),
                () -> TmfJson.intent(view).put("lifecycleStatus", "terminated"));
    }

    private IntentView named(ServiceRequestContext context) {
        String id = String.valueOf(context.pathParam("id"));
        return controller.view().intents().stream()
                .filter(view -> view.intent().id().toString().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.unknown("there is no intent '" + id + "'"));
    }

    private static <T> HttpResponse page(Query query, List<T> all, Function<T, ObjectNode> shown) {
        long offset = query.number("offset", 0, Integer.MAX_VALUE).orElse(0L);
        List<T> page =
                all.stream().skip(offset).limit(query.limit(STANDARD_LIMIT, MAX_LIMIT)).toList();
        ArrayNode body = JsonNodeFactory.instance.arrayNode();
        page.forEach(one -> body.add(shown.apply(one)));
        return Json.ok(body)
                .mapHeaders(headers ->
                        headers.withMutations(h -> {
                            h.setInt("x-total-count", all.size());
                            h.setInt("x-result-count", page.size());
                        }));
    }
}
