package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.loop.ControllerAccess;
import io.teleon.models.network.LinkId;
import io.teleon.policies.program.Policy;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.Function;

/// What people tell the autonomy: the kill switch, how far it may go, yes or no.
final class AutonomyAskApi {

    /// Who asks, where the request does not say.
    private static final String SOMEBODY = "operator";

    private static final int MAX_NAME = 64;
    private static final int MAX_REASON = 500;

    private final ControllerAccess controller;
    private final Asking asking;

    AutonomyAskApi(ControllerAccess controller, Asking asking) {
        this.controller = controller;
        this.asking = asking;
    }

    HttpResponse pause(ServiceRequestContext context, AggregatedHttpRequest request) {
        RequestFields fields = RequestFields.ofOptional(request);
        fields.requireOnly("reason", "by");
        return settled(
                context,
                new Ask.Pause(
                        fields.optionalValue("reason", text -> line(text, MAX_REASON)).orElse(""),
                        by(context, fields)));
    }

    HttpResponse resume(ServiceRequestContext context, AggregatedHttpRequest request) {
        RequestFields fields = RequestFields.ofOptional(request);
        fields.requireOnly("by");
        return settled(context, new Ask.Resume(by(context, fields)));
    }

    HttpResponse level(ServiceRequestContext context, AggregatedHttpRequest request) {
        RequestFields fields = RequestFields.of(request);
        fields.requireOnly("level", "by");
        Policy.Mode level = fields.value("level", AutonomyJson::level);
        return settled(
                context,
                new Ask.SetAutonomy(
                        inPath(context, "action", AutonomyAskApi::name),
                        level,
                        by(context, fields)));
    }

    HttpResponse decide(ServiceRequestContext context, AggregatedHttpRequest request) {
        RequestFields fields = RequestFields.of(request);
        fields.requireOnly("decision", "by");
        boolean granted =
                fields.value(
                        "decision",
                        text ->
                                switch (text) {
                                    case "grant" -> true;
                                    case "deny" -> false;
                                    default ->
                                            throw new IllegalArgumentException(
                                                    "'" + text + "' is neither 'grant' nor 'deny'");
                                });
        String number = String.valueOf(context.pathParam("number"));
        return settled(
                context,
                new Ask.Decide(
                        positive(
                                number,
                                () -> Problem.unknown("there is no question '" + number + "'")),
                        granted,
                        by(context, fields)));
    }

    HttpResponse undo(ServiceRequestContext context, AggregatedHttpRequest request) {
        RequestFields fields = RequestFields.ofOptional(request);
        fields.requireOnly("by");
        String id = String.valueOf(context.pathParam("id"));
        long action = positive(id, () -> AutonomyReadApi.noSuchAction(id));
        return asking.ask(
                context,
                new Ask.UndoAction(action, by(context, fields)),
                accepted -> {
                    ObjectNode body = Json.object();
                    body.put("id", action);
                    body.put("changed", accepted.changed());
                    return new Asking.Reply(HttpStatus.ACCEPTED, body);
                });
    }

    /// @param on whether work on the link begins, or is over
    HttpResponse maintain(
            ServiceRequestContext context, AggregatedHttpRequest request, boolean on) {
        RequestFields fields = RequestFields.ofOptional(request);
        fields.requireOnly("by");
        return settled(
                context,
                new Ask.Maintain(inPath(context, "id", LinkId::parse), on, by(context, fields)));
    }

    HttpResponse freeze(ServiceRequestContext context, AggregatedHttpRequest request) {
        RequestFields fields = RequestFields.of(request);
        fields.requireOnly("from", "to", "by");
        Instant to = fields.value("to", AutonomyAskApi::instant);
        // From now on, unless it says otherwise; one that is over already is removed.
        Instant from =
                fields.optionalValue("from", AutonomyAskApi::instant)
                        .orElseGet(() -> controller.view().at());
        if (to.isBefore(from)) {
            throw Problem.invalid("the window ends at " + to + ", before it begins at " + from);
        }
        return settled(
                context,
                new Ask.Freeze(
                        inPath(context, "name", AutonomyAskApi::name),
                        from,
                        to,
                        by(context, fields)));
    }

    HttpResponse thaw(ServiceRequestContext context, AggregatedHttpRequest request) {
        RequestFields fields = RequestFields.ofOptional(request);
        fields.requireOnly("by");
        Instant now = controller.view().at();
        return settled(
                context,
                new Ask.Freeze(
                        inPath(context, "name", AutonomyAskApi::name),
                        now,
                        now,
                        by(context, fields)));
    }

    private HttpResponse settled(ServiceRequestContext context, Ask.ToAutonomy ask) {
        return asking.ask(
                context,
                ask,
                accepted -> {
                    ObjectNode body = Json.object();
                    body.put("changed", accepted.changed());
                    return new Asking.Reply(HttpStatus.OK, body);
                });
    }

    /// In whose name it is asked.
    static String by(ServiceRequestContext context, RequestFields fields) {
        return Caller.of(context)
                .inTheNameOf(fields.optionalValue("by", text -> line(text, MAX_NAME)), SOMEBODY);
    }

    private static String line(String text, int longest) {
        if (text.isBlank() || text.length() > longest) {
            throw new IllegalArgumentException(
                    text.length() + " characters, expected 1 to " + longest + ", not all blank");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("it is not one line of plain text");
        }
        return text.strip();
    }

    /// A name of the policy language, perhaps with the unit it stands in.
    private static String name(String text) {
        if (!text.matches("[a-z][a-z0-9_]{0,62}(\\.[a-z][a-z0-9_]{0,62})?")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a name such as steer or net.steer");
        }
        return text;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a time such as 2026-03-01T12:00:00Z", e);
        }
    }

    private interface Otherwise {
        Problem problem();
    }

    private static long positive(String text, Otherwise otherwise) {
        if (!text.matches("[1-9][0-9]{0,17}")) {
            throw otherwise.problem();
        }
        return Long.parseLong(text);
    }

    private static <T> T inPath(
            ServiceRequestContext context, String parameter, Function<String, T> parse) {
        try {
            return parse.apply(String.valueOf(context.pathParam(parameter)));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("in the path: " + e.getMessage());
        }
    }
}
