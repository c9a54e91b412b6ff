package io.teleon.controller.jdbc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.controller.incident.Element;
import io.teleon.controller.incident.IncidentMemo;
import io.teleon.controller.incident.Trouble.Mark;
import io.teleon.controller.journal.JournalEntry.IncidentNoted;
import io.teleon.controller.report.IncidentState;
import io.teleon.controller.report.IncidentView.About;
import io.teleon.controller.report.IncidentView.Line;
import io.teleon.controller.report.Severity;
import io.teleon.models.intent.IntentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What the journal keeps of incidents, as JSON. See [JournalCodec].
final class IncidentCodec {

    static final String INCIDENT = "incident-noted";

    private IncidentCodec() {}

    static String write(ObjectNode body, IncidentNoted entry) {
        IncidentMemo memo = entry.memo();
        body.put("id", memo.id());
        body.put("element", memo.element().text());
        ArrayNode marks = body.putArray("marks");
        memo.marks().forEach(mark -> marks.add(mark.text()));
        body.put("severity", word(memo.severity()));
        body.put("state", word(memo.state()));
        body.put("firstSeen", memo.firstSeen().toString());
        body.put("lastSeen", memo.lastSeen().toString());
        memo.clearedAt().ifPresent(at -> body.put("clearedAt", at.toString()));
        body.put("flaps", memo.flaps());
        ArrayNode intents = body.putArray("intents");
        memo.intents().forEach(id -> intents.add(id.toString()));
        body.put("moreIntents", memo.moreIntents());
        ArrayNode actions = body.putArray("actions");
        memo.actions().forEach(id -> actions.add(Long.toString(id)));
        // Three texts for each line.
        ArrayNode lines = body.putArray("lines");
        memo.lines()
                .forEach(line ->
                        lines.add(line.at().toString()).add(word(line.about())).add(line.text()));
        body.put("leftOut", memo.leftOut());
        return INCIDENT;
    }

    static IncidentNoted read(Instant at, StoredObject body) {
        return new IncidentNoted(
                at,
                new IncidentMemo(
                        body.whole("id"),
                        Element.parse(body.text("element")),
                        body.texts("marks").stream().map(Mark::parse).toList(),
                        Severity.valueOf(constant(body.text("severity"))),
                        IncidentState.valueOf(constant(body.text("state"))),
                        Instant.parse(body.text("firstSeen")),
                        Instant.parse(body.text("lastSeen")),
                        body.optionalText("clearedAt").map(Instant::parse),
                        body.integer("flaps"),
                        body.texts("intents").stream().map(IntentId::parse).toList(),
                        body.integer("moreIntents"),
                        body.texts("actions").stream().map(Long::parseLong).toList(),
                        lines(body.texts("lines")),
                        body.whole("leftOut")));
    }

    private static List<Line> lines(List<String> texts) {
        if (texts.size() % 3 != 0) {
            throw new IllegalArgumentException(
                    "field 'lines' has " + texts.size() + " texts, expected three for each line");
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < texts.size(); i += 3) {
            lines.add(
                    new Line(
                            Instant.parse(texts.get(i)),
                            About.valueOf(constant(texts.get(i + 1))),
                            texts.get(i + 2)));
        }
        return lines;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
