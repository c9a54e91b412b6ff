package io.teleon.controller.report;

import io.teleon.controller.report.IncidentView.About;
import io.teleon.controller.report.IncidentView.Line;
import io.teleon.models.intent.IntentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A cable that flaps now, and an agent that was silent yesterday.
public final class MadeUpIncidents {

    private MadeUpIncidents() {}

    public static List<IncidentView> at(Instant now) {
        return List.of(agent(now.minusSeconds(86_400)), cable(now));
    }

    private static IncidentView agent(Instant then) {
        return new IncidentView(
                3,
                "agent",
                "host-STTLng",
                List.of(),
                Severity.MINOR,
                IncidentState.CLEARED,
                then,
                then.plusSeconds(60),
                Optional.empty(),
                Optional.of(then.plusSeconds(180)),
                1,
                List.of(),
                0,
                List.of(),
                List.of(
                        new Line(then, About.ELEMENT, "agent has been silent since then"),
                        new Line(then.plusSeconds(60), About.ELEMENT, "agent reports again"),
                        new Line(then.plusSeconds(180), About.INCIDENT, "cleared: well for 2 min")),
                0);
    }

    private static IncidentView cable(Instant now) {
        String link = "0000000000000004/2>0000000000000007/1";
        Instant then = now.minusSeconds(95);
        return new IncidentView(
                4,
                "cable",
                link,
                List.of("link-down " + link),
                Severity.MAJOR,
                IncidentState.OPEN,
                then,
                now.minusSeconds(5),
                Optional.empty(),
                Optional.empty(),
                4,
                List.of(IntentId.parse("CHINng-LOSAng"), IntentId.parse("LOSAng-CHINng")),
                0,
                List.of(12L),
                List.of(
                        new Line(then, About.ELEMENT, "DNVRng/2 > KSCYng/1 is down"),
                        new Line(
                                then,
                                About.INTENT,
                                "2 intents went by it: CHINng-LOSAng, LOSAng-CHINng"),
                        new Line(
                                then.plusMillis(4),
                                About.INTENT,
                                "all that went by it are served")),
                7);
    }
}
