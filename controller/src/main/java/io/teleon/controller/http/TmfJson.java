package io.teleon.controller.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.controller.report.ControllerView.IntentView;
import io.teleon.controller.report.FulfilmentReport;
import io.teleon.models.intent.Goal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Intents and their reports in the shapes of TM Forum's TMF921 v5 (Intent Management).
///
/// Our language stands in its `expression` as it is: TMF921 leaves open which language that is. The
/// life cycle is that of the installed state; whether the intent is met is told by its reports, as
/// there.
final class TmfJson {

    static final String BASE = "/tmf-api/intentManagement/v5";

    private static final String LANGUAGE = "/api/v1/schemas/intent.json";

    private TmfJson() {}

    static String href(String id) {
        return BASE + "/intent/" + id;
    }

    static ObjectNode intent(IntentView view) {
        String id = view.intent().id().toString();
        ObjectNode node = Json.object();
        node.put("id", id);
        node.put("href", href(id));
        node.put("name", id);
        node.put("description", view.intent().summary());
        node.put("version", Integer.toString(view.serial()));
        node.put("priority", Integer.toString(view.intent().tier().rank()));
        node.put("lifecycleStatus", lifecycle(view));
        node.put("statusChangeDate", view.since().toString());
        ObjectNode expression = node.putObject("expression");
        expression.put("@type", "JsonLdExpression");
        expression.put("iri", LANGUAGE);
        expression.set("expressionValue", asked(view));
        node.put("@type", "Intent");
        return node;
    }

    /// The intent as it would be submitted.
    private static ObjectNode asked(IntentView view) {
        ObjectNode whole = ViewJson.intent(view);
        ObjectNode asked = Json.object();
        for (String field : IntentForm.FIELDS) {
            if (whole.hasNonNull(field)) {
                asked.set(field, whole.get(field));
            }
        }
        if (view.intent().constraints().isNone()) {
            asked.remove("constraints");
        } else {
            removeNulls((ObjectNode) asked.path("constraints"));
        }
        asked.remove("goals");
        if (!view.intent().goals().isEmpty()) {
            ArrayNode goals = asked.putArray("goals");
            for (Goal goal : view.intent().goals()) {
                ObjectNode node = goals.addObject();
                GoalForm.write(node, goal);
                removeNulls(node);
            }
        }
        return asked;
    }

    private static void removeNulls(ObjectNode node) {
        List<String> unknown = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (field.getValue().isNull()) {
                unknown.add(field.getKey());
            }
        }
        node.remove(unknown);
    }

    private static String lifecycle(IntentView view) {
        return switch (view.state()) {
            case SUBMITTED, COMPILING -> "acknowledged";
            case INSTALLING, REROUTING -> "inProgress";
            case INSTALLED -> "active";
            case FAILED -> "held";
            case PARKED -> "rejected";
            case WITHDRAWING -> "terminating";
            case WITHDRAWN -> "terminated";
        };
    }

    static ObjectNode report(String intent, FulfilmentReport report) {
        String id = Long.toString(report.sequence());
        ObjectNode node = Json.object();
        node.put("id", id);
        node.put("href", href(intent) + "/intentReport/" + id);
        node.put("name", intent + " " + id);
        node.put("creationDate", report.at().toString());
        ObjectNode expression = node.putObject("expression");
        expression.put("@type", "JsonLdExpression");
        expression.put("iri", LANGUAGE);
        ObjectNode value = expression.putObject("expressionValue");
        value.put("from", report.from().name());
        value.put("to", report.to().name());
        value.put("reason", report.reason());
        ActionJson.number(value, "deliveredShare", report.delivered().orElse(Double.NaN));
        ActionJson.number(
                value,
                "delayMicros",
                report.delay().map(d -> d.toNanos() / 1e3).orElse(Double.NaN));
        node.putObject("intent")
                .put("id", intent)
                .put("href", href(intent))
                .put("@type", "IntentRef");
        node.put("@type", "IntentReport");
        return node;
    }

    /// @param number tells events apart
    static ObjectNode event(IntentView view, Instant at, long number) {
        ObjectNode node = Json.object();
        node.put("eventId", Long.toString(number));
        node.put("eventTime", at.toString());
        node.put("eventType", "IntentStatusChangeEvent");
        node.putObject("event").set("intent", intent(view));
        node.put("@type", "IntentStatusChangeEvent");
        return node;
    }
}
