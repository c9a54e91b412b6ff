package io.teleon.controller.incident;

import io.teleon.controller.incident.Trouble.Mark;
import io.teleon.controller.report.IncidentState;
import io.teleon.controller.report.IncidentView.Line;
import io.teleon.controller.report.Severity;
import io.teleon.models.intent.IntentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is remembered of an incident: how it stands, and what came to its lists since the last memo
/// of it. All memos of an incident in their order lead to it.
///
/// @param intents to be added to those that suffered
/// @param actions to be added to those about it
/// @param lines to be added to the timeline
/// @param moreIntents,leftOut in all
public record IncidentMemo(
        long id,
        Element element,
        List<Mark> marks,
        Severity severity,
        IncidentState state,
        Instant firstSeen,
        Instant lastSeen,
        Optional<Instant> clearedAt,
        int flaps,
        List<IntentId> intents,
        int moreIntents,
        List<Long> actions,
        List<Line> lines,
        long leftOut) {

    public IncidentMemo {
        if (id < 1 || flaps < 1) {
            throw new IllegalArgumentException(
                    "incident " + id + " with " + flaps + " flaps, expected both from 1");
        }
        marks = List.copyOf(marks);
        intents = List.copyOf(intents);
        actions = List.copyOf(actions);
        lines = List.copyOf(lines);
    }
}
