package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.report.Event;
import io.teleon.controller.report.IncidentState;
import io.teleon.controller.report.IncidentView;
import io.teleon.controller.report.Severity;
import io.teleon.simulator.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What an operator is told of telemetry that is missing or wrong: that it began, once, and that it
/// is over.
class TelemetryLoopTest {

    private static Rehearsal network() {
        Rehearsal rehearsal =
                Rehearsal.reacting(Networks.diamond(), "a d 300", "a b 100", "d a 100");
        rehearsal.play(Duration.ofSeconds(60));
        return rehearsal;
    }

    @Test
    void missingTelemetryIsToldOnceAndThatItIsThereAgain() {
        Rehearsal rehearsal = network();
        assertEquals(List.of(), rehearsal.events(Event.Kind.TELEMETRY));
        rehearsal.begin(new Fault.TelemetryLost(Optional.empty()), Duration.ofMinutes(4));
        rehearsal.play(Duration.ofMinutes(4));
        int switches = rehearsal.view().switches().size();
        assertEquals(1, rehearsal.events(Event.Kind.TELEMETRY).size());
        assertEquals(
                switches, rehearsal.events(Event.Kind.UNREADABLE).size(), "one of each switch");
        List<Event> parked = parked(rehearsal);
        assertEquals(1, parked.size(), parked.toString());
        rehearsal.play(Duration.ofMinutes(2));
        List<Event> telemetry = rehearsal.events(Event.Kind.TELEMETRY);
        assertEquals(
                List.of(Severity.MAJOR, Severity.NORMAL),
                telemetry.stream().map(Event::severity).toList());
        assertTrue(telemetry.getLast().text().contains("is there again"), telemetry::toString);
        List<Event> unreadable = rehearsal.events(Event.Kind.UNREADABLE);
        assertEquals(2 * switches, unreadable.size());
        assertTrue(
                unreadable.getLast().text().contains("can be read again after"),
                unreadable::toString);
        assertEquals(2, parked(rehearsal).size(), parked(rehearsal).toString());
        assertTrue(parked(rehearsal).getLast().text().contains("go on after"));
    }

    private static List<Event> parked(Rehearsal rehearsal) {
        return rehearsal.events(Event.Kind.AUTONOMY).stream()
                .filter(event -> event.text().contains("link_heal.heal is parked"))
                .toList();
    }

    @Test
    void aSensorThatLiesIsAnIncidentUntilItTellsTheTruthAgain() {
        Rehearsal rehearsal = network();
        rehearsal.begin(
                new Fault.LyingSensor(
                        "a",
                        "b",
                        new Fault.LyingSensor.Says.Factor(4),
                        Fault.LyingSensor.Counters.PORT),
                Duration.ofMinutes(3));
        rehearsal.play(Duration.ofMinutes(1));
        List<IncidentView> incidents = rehearsal.view().incidents();
        assertEquals(1, incidents.size(), incidents.toString());
        assertEquals(
                List.of("counters-differ " + rehearsal.link("a", "b")),
                incidents.getFirst().troubles());
        rehearsal.play(Duration.ofMinutes(8));
        assertEquals(1, rehearsal.view().incidents().size());
        assertEquals(IncidentState.CLEARED, rehearsal.view().incidents().getFirst().state());
    }

    @Test
    void aRealLossIsNoContradiction() {
        Rehearsal rehearsal = network();
        rehearsal.begin(new Fault.LinkLoss("a", "b", 0.1), Duration.ofMinutes(3));
        rehearsal.play(Duration.ofMinutes(8));
        assertEquals(
                List.of(),
                rehearsal.events(Event.Kind.INCIDENT_OPENED).stream()
                        .filter(event -> event.text().contains("contradict"))
                        .toList());
    }
}
