package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.teleon.controller.http.Playground.Trick;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.LinkId;
import io.teleon.models.time.DurationText;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The panel of a demo: what people do to a network that is not there.
final class PlaygroundApi {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration USUAL_RISE = Duration.ofMinutes(10);
    private static final Duration USUAL_HOLD = Duration.ofMinutes(20);

    private final Optional<Playground> playground;

    PlaygroundApi(Optional<Playground> playground) {
        this.playground = playground;
    }

    HttpResponse broken(ServiceRequestContext context) {
        Query.of(context);
        ObjectNode body = Json.object();
        body.put("available", playground.isPresent());
        ArrayNode broken = body.putArray("broken");
        playground.ifPresent(p -> p.broken().forEach(b -> write(broken.addObject(), b)));
        return Json.ok(body);
    }

    private static void write(ObjectNode node, Playground.Broken broken) {
        switch (broken.place()) {
            case Playground.Place.AtLink(LinkId link) ->
                    node.put("link", link.toString()).putNull("node");
            case Playground.Place.AtHost(DatapathId at) ->
                    node.putNull("link").put("node", at.toString());
        }
        node.put("what", broken.what())
                .put("text", broken.text())
                .put("since", broken.since().toString());
    }

    HttpResponse play(AggregatedHttpRequest request) {
        Playground there =
                playground.orElseThrow(() ->
                        Problem.unknown("this network is a real one: nothing is broken in play"));
        Trick trick = trick(RequestFields.of(request));
        return HttpResponse.of(
                there.play(trick)
                        .completeOnTimeout(
                                Optional.of("the demo does not answer"),
                                PATIENCE.toMillis(),
                                TimeUnit.MILLISECONDS)
                        .thenApply(against ->
                                against.map(why -> new Problem(HttpStatus.CONFLICT, why).response())
                                        .orElseGet(() ->
                                                Json.ok(Json.object().put("changed", true)))));
    }

    private static Trick trick(RequestFields fields) {
        fields.requireOnly("trick", "link", "node", "share", "load", "rise", "hold");
        return fields.value(
                "trick",
                text ->
                        switch (text) {
                            case "cut" -> new Trick.Cut(link(fields));
                            case "mend" -> new Trick.Mend(link(fields));
                            case "scan" -> new Trick.Scan(node(fields));
                            case "calm" -> new Trick.Calm(node(fields));
                            case "loss" ->
                                    new Trick.Lose(
                                            link(fields),
                                            fields.value("share", PlaygroundApi::number));
                            case "surge" ->
                                    new Trick.Surge(
                                            link(fields),
                                            fields.value("load", PlaygroundApi::number),
                                            fields.optionalValue("rise", DurationText::parse)
                                                    .orElse(USUAL_RISE),
                                            fields.optionalValue("hold", DurationText::parse)
                                                    .orElse(USUAL_HOLD));
                            default ->
                                    throw new IllegalArgumentException(
                                            "'"
                                                    + text
                                                    + "' is none of cut, loss, surge, mend, scan,"
                                                    + " calm");
                        });
    }

    private static LinkId link(RequestFields fields) {
        return fields.value("link", LinkId::parse);
    }

    private static DatapathId node(RequestFields fields) {
        return fields.value("node", DatapathId::parse);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a number", e);
        }
    }
}
