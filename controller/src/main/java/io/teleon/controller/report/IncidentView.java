package io.teleon.controller.report;

import io.teleon.models.intent.IntentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One incident: everything that went wrong with one element of the network, and what was done
/// about it, until the element had been well for a while.
///
/// @param id counts from 1 over all lives of the controller
/// @param kind of the element: `cable`, `switch`, `agent`
/// @param element in its text form; of a cable the lesser of its two directed links
/// @param troubles what is wrong now, `link-down LINK`; empty while it is well
/// @param severity the worst that was seen of it
/// @param lastSeen when a trouble last began or ended
/// @param clearsAt when it will be cleared if its element stays well
/// @param flaps how often a trouble began while there was none
/// @param intents those that suffered from it, in the order in which they were seen to
/// @param moreIntents how many others did, beyond what is listed
/// @param actions the numbers of those about it
/// @param timeline what happened, oldest first
/// @param leftOut lines that are missing between the first and the newest of the timeline
public record IncidentView(
        long id,
        String kind,
        String element,
        List<String> troubles,
        Severity severity,
        IncidentState state,
        Instant firstSeen,
        Instant lastSeen,
        Optional<Instant> clearsAt,
        Optional<Instant> clearedAt,
        int flaps,
        List<IntentId> intents,
        int moreIntents,
        List<Long> actions,
        List<Line> timeline,
        long leftOut) {

    public IncidentView {
        if (id < 1) {
            throw new IllegalArgumentException("incident " + id + " is below 1");
        }
        troubles = List.copyOf(troubles);
        intents = List.copyOf(intents);
        actions = List.copyOf(actions);
        timeline = List.copyOf(timeline);
    }

    /// What a line of the timeline is about.
    public enum About {
        ELEMENT,
        INTENT,
        ACTION,
        INCIDENT
    }

    /// One line of the timeline.
    public record Line(Instant at, About about, String text) {}
}
