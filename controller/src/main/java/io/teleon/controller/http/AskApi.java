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
import io.teleon.models.intent.Intent.HostToHost;
import io.teleon.models.intent.Intent.PointToPoint;
import io.teleon.models.intent.IntentId;
import io.teleon.models.intent.Precedence;
import io.teleon.models.intent.Tier;
import io.teleon.models.intent.TrafficSelector;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.HostId;
import io.teleon.models.network.Ipv4Prefix;
import io.teleon.models.network.LinkId;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// What can be asked of the controller. An answer comes when what it says is in the journal; that
/// an intent is accepted does not say that it is installed.
final class AskApi {

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final ControllerAccess controller;

    AskApi(ControllerAccess controller) {
        this.controller = controller;
    }

    HttpResponse submit(AggregatedHttpRequest request) {
        Intent intent = intent(RequestFields.of(request));
        return answered(
                new Ask.Submit(intent),
                accepted -> {
                    HttpStatus status = accepted.changed() ? HttpStatus.CREATED : HttpStatus.OK;
                    return Json.answer(status, accepted(intent.id(), accepted))
                            .mapHeaders(headers ->
                                    headers.withMutations(h ->
                                            h.set(
                                                    HttpHeaderNames.LOCATION,
                                                    "/api/v1/intents/" + intent.id())));
                });
    }

    HttpResponse withdraw(ServiceRequestContext context) {
        IntentId id = id(context);
        return answered(new Ask.Withdraw(id), accepted -> onItsWay(id, accepted));
    }

    HttpResponse move(ServiceRequestContext context, AggregatedHttpRequest request) {
        IntentId id = id(context);
        RequestFields fields = RequestFields.of(request);
        fields.requireOnly("avoid");
        return answered(
                new Ask.Move(id, fields.values("avoid", LinkId::parse)),
                accepted -> onItsWay(id, accepted));
    }

    HttpResponse retry(ServiceRequestContext context) {
        IntentId id = id(context);
        return answered(new Ask.Retry(id), accepted -> onItsWay(id, accepted));
    }

    HttpResponse reconcile(AggregatedHttpRequest request) {
        RequestFields fields = RequestFields.of(request);
        fields.requireOnly("switch");
        return answered(
                new Ask.Reconcile(fields.optionalValue("switch", DatapathId::parse)),
                accepted -> {
                    ObjectNode body = Json.object();
                    body.put("changed", accepted.changed());
                    return Json.answer(HttpStatus.ACCEPTED, body);
                });
    }

    private static Intent intent(RequestFields fields) {
        IntentId id = fields.value("id", IntentId::parse);
        Precedence precedence =
                fields.optionalValue("precedence", AskApi::precedence).orElse(Precedence.HUMAN);
        Tier tier = fields.optionalValue("tier", AskApi::tier).orElse(Tier.SILVER);
        try {
            return switch (fields.text("type")) {
                case "host-to-host" -> {
                    fields.requireOnly("type", "id", "precedence", "tier", "source", "target");
                    yield new HostToHost(
                            id,
                            precedence,
                            fields.value("source", HostId::parse),
                            fields.value("target", HostId::parse),
                            tier);
                }
                case "point-to-point" -> {
                    fields.requireOnly(
                            "type",
                            "id",
                            "precedence",
                            "tier",
                            "ingress",
                            "egress",
                            "fromPrefix",
                            "toPrefix");
                    yield new PointToPoint(
                            id,
                            precedence,
                            fields.value("ingress", ConnectPoint::parse),
                            fields.value("egress", ConnectPoint::parse),
                            new TrafficSelector(
                                    fields.optionalValue("fromPrefix", Ipv4Prefix::parse),
                                    fields.optionalValue("toPrefix", Ipv4Prefix::parse)),
                            tier);
                }
                default ->
                        throw Problem.invalid(
                                "field 'type' is '"
                                        + fields.text("type")
                                        + "', expected host-to-host or point-to-point");
            };
        } catch (IllegalArgumentException e) {
            // Each part is understood, but the whole makes no sense.
            throw Problem.invalid(String.valueOf(e.getMessage()));
        }
    }

    /// What the network wishes by itself is not for others to say.
    private static Precedence precedence(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "human" -> Precedence.HUMAN;
            case "intent" -> Precedence.INTENT;
            default ->
                    throw new IllegalArgumentException(
                            "'" + text + "' is neither 'human' nor 'intent'");
        };
    }

    private static Tier tier(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "gold" -> Tier.GOLD;
            case "silver" -> Tier.SILVER;
            case "bronze" -> Tier.BRONZE;
            default ->
                    throw new IllegalArgumentException(
                            "'" + text + "' is neither 'gold', 'silver' nor 'bronze'");
        };
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

    private static HttpResponse onItsWay(IntentId id, Answer.Accepted accepted) {
        return Json.answer(HttpStatus.ACCEPTED, accepted(id, accepted));
    }

    /// What is answered once the controller has accepted.
    interface WhenAccepted {
        HttpResponse answer(Answer.Accepted accepted);
    }

    /// Asks, and answers when the controller has: with its problem, where it rejects.
    HttpResponse answered(Ask ask, WhenAccepted whenAccepted) {
        CompletableFuture<HttpResponse> response =
                controller
                        .ask(ask)
                        // A copy: what is given up here must not be given up in the controller.
                        .thenApply(answer -> answer)
                        .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                        .handle((answer, failure) -> response(answer, failure, whenAccepted));
        return HttpResponse.of(response);
    }

    private static HttpResponse response(
            @Nullable Answer answer, @Nullable Throwable failure, WhenAccepted whenAccepted) {
        return switch (answer) {
            case Answer.Accepted accepted -> whenAccepted.answer(accepted);
            case Answer.Rejected rejected -> Problem.of(rejected).response();
            case null ->
                    failure instanceof TimeoutException
                            ? new Problem(
                                            HttpStatus.GATEWAY_TIMEOUT,
                                            "the controller has not answered within "
                                                    + PATIENCE.toSeconds()
                                                    + " s; it may still do what was asked")
                                    .response()
                            : new Problem(
                                            HttpStatus.INTERNAL_SERVER_ERROR,
                                            "the controller failed to answer")
                                    .response();
        };
    }
}
