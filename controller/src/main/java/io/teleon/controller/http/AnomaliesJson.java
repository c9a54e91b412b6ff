package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.controller.report.AnomalyView;
import io.teleon.controller.report.ControllerView;
import io.teleon.controller.report.NetworkNames;

/// The JSON form of what is odd.
final class AnomaliesJson {

    private AnomaliesJson() {}

    static ObjectNode anomalies(ControllerView view) {
        NetworkNames names = NetworkNames.of(view);
        ObjectNode body = Json.object();
        body.put("at", view.at().toString());
        ArrayNode anomalies = body.putArray("anomalies");
        view.autonomy().anomalies().forEach(one -> write(anomalies.addObject(), one, names));
        return body;
    }

    private static void write(ObjectNode node, AnomalyView anomaly, NetworkNames names) {
        node.put("of", anomaly.of().text());
        node.put("subject", anomaly.subject());
        node.put("name", names.named(anomaly.subject()));
        node.put("since", anomaly.since().toString());
        node.put("lastOdd", anomaly.lastOdd().toString());
        node.put("score", anomaly.score());
        anomaly.pValue().ifPresentOrElse(p -> node.put("pValue", p), () -> node.putNull("pValue"));
        node.put("why", anomaly.why());
        node.put("deeply", anomaly.deeply());
    }
}
