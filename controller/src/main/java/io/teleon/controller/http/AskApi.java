package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.loop.ControllerAccess;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.LinkId;

/// What can be asked of the controller about intents and switches. An answer comes when what it
/// says is in the journal; that an intent is accepted does not say that it is installed.
final class AskApi {

    private final ControllerAccess controller;
    private final Asking asking;

    AskApi(ControllerAccess controller, Asking asking) {
        this.controller = controller;
        this.asking = asking;
    }

    HttpResponse submit(ServiceRequestContext context, AggregatedHttpRequest request) {
        Intent intent = IntentForm.read(RequestFields.of(request));
        return asking.ask(
                context,
                new Ask.Submit(intent),
                accepted ->
                        new Asking.Reply(
                                        accepted.changed() ? HttpStatus.CREATED : HttpStatus.OK,
                                        accepted(intent.id(), accepted))
                                .with(HttpHeaderNames.LOCATION, "/api/v1/intents/" + intent.id()));
    }

    /// Whether it could be met now; nothing is done.
    HttpResponse feasibility(ServiceRequestContext context, AggregatedHttpRequest request) {
        Query.of(context);
        Intent intent = IntentForm.read(RequestFields.of(request));
        return asking.foresee(
                new Ask.Submit(intent), foreseen -> Json.ok(ForeseenJson.feasibility(foreseen)));
    }

    HttpResponse withdraw(ServiceRequestContext context, AggregatedHttpRequest request) {
        IntentId id = id(context);
        Versions.requireMatch(request, controller.view(), id);
        return asking.ask(context, new Ask.Withdraw(id), accepted -> onItsWay(id, accepted));
    }

    HttpResponse move(ServiceRequestContext context, AggregatedHttpRequest request) {
        IntentId id = id(context);
        RequestFields fields = RequestFields.of(request);
        fields.requireOnly("avoid");
        Versions.requireMatch(request, controller.view(), id);
        return asking.ask(
                context,
                new Ask.Move(id, fields.values("avoid", LinkId::parse)),
                accepted -> onItsWay(id, accepted));
    }

    HttpResponse retry(ServiceRequestContext context, AggregatedHttpRequest request) {
        IntentId id = id(context);
        Versions.requireMatch(request, controller.view(), id);
        return asking.ask(context, new Ask.Retry(id), accepted -> onItsWay(id, accepted));
    }

    HttpResponse reconcile(ServiceRequestContext context, AggregatedHttpRequest request) {
        RequestFields fields = RequestFields.ofOptional(request);
        fields.requireOnly("switch");
        return asking.ask(
                context,
                new Ask.Reconcile(fields.optionalValue("switch", DatapathId::parse)),
                accepted -> {
                    ObjectNode body = Json.object();
                    body.put("changed", accepted.changed());
                    return new Asking.Reply(HttpStatus.ACCEPTED, body);
                });
    }

    private static IntentId id(ServiceRequestContext context) {
        String text = String.valueOf(context.pathParam("id"));
        return IntentId.tryParse(text)
                .orElseThrow(() -> Problem.unknown("there is no intent '" + text + "'"));
    }

    private static ObjectNode accepted(IntentId id, Answer.Accepted accepted) {
        ObjectNode body = Json.object();
        body.put("id", id.toString());
        body.put("changed", accepted.changed());
        return body;
    }

    private static Asking.Reply onItsWay(IntentId id, Answer.Accepted accepted) {
        return new Asking.Reply(HttpStatus.ACCEPTED, accepted(id, accepted));
    }
}
