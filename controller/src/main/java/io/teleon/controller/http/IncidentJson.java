package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.controller.report.IncidentView;
import io.teleon.controller.report.NetworkNames;
import java.time.Instant;
import java.util.Optional;

/// The JSON form of incidents: a line of a list, or the whole with its timeline.
final class IncidentJson {

    private IncidentJson() {}

    /// What a list shows.
    static ObjectNode line(IncidentView incident, NetworkNames names) {
        ObjectNode node = Json.object();
        node.put("id", incident.id());
        node.put("state", incident.state().name());
        node.put("severity", ViewJson.word(incident.severity()));
        node.put("kind", incident.kind());
        node.put("element", incident.element());
        node.put("name", names.named(incident.element()));
        ArrayNode troubles = node.putArray("troubles");
        incident.troubles().forEach(troubles::add);
        node.put("firstSeen", incident.firstSeen().toString());
        node.put("lastSeen", incident.lastSeen().toString());
        instant(node, "clearsAt", incident.clearsAt());
        instant(node, "clearedAt", incident.clearedAt());
        node.put("flaps", incident.flaps());
        node.put("affectedIntents", incident.intents().size() + incident.moreIntents());
        node.put("actionCount", incident.actions().size());
        return node;
    }

    private static void instant(ObjectNode node, String name, Optional<Instant> at) {
        at.ifPresentOrElse(known -> node.put(name, known.toString()), () -> node.putNull(name));
    }

    /// All that is known.
    static ObjectNode whole(IncidentView incident, NetworkNames names) {
        ObjectNode node = line(incident, names);
        ArrayNode intents = node.putArray("intents");
        incident.intents().forEach(id -> intents.add(id.toString()));
        ArrayNode actions = node.putArray("actions");
        incident.actions().forEach(actions::add);
        ArrayNode timeline = node.putArray("timeline");
        for (IncidentView.Line line : incident.timeline()) {
            timeline.addObject()
                    .put("at", line.at().toString())
                    .put("about", ViewJson.word(line.about()))
                    .put("text", line.text());
        }
        node.put("leftOut", incident.leftOut());
        return node;
    }
}
