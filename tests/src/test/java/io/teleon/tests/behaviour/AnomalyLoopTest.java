package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.report.AnomalyView;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.IncidentState;
import io.teleon.controller.report.IncidentView;
import io.teleon.controller.report.Severity;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Topology;
import io.teleon.models.time.Chance;
import io.teleon.models.traffic.NodePair;
import io.teleon.simulator.fault.Fault;
import io.teleon.simulator.traffic.GeneratedTraffic;
import io.teleon.simulator.traffic.SourceHistory;
import io.teleon.simulator.traffic.Surge;
import io.teleon.simulator.traffic.SurgedTraffic;
import io.teleon.simulator.traffic.TrafficShape;
import io.teleon.simulator.traffic.TrafficSource;
import io.teleon.simulator.world.AutonomyMode;
import io.teleon.simulator.world.ControllerPlan;
import io.teleon.simulator.world.WorldPlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a controller makes of traffic that is odd though nothing is broken.
class AnomalyLoopTest {

    private static final Duration BEFORE = Duration.ofDays(10);
    private static final Duration SURGE_AFTER = Duration.ofMinutes(12);

    private static TrafficSource usual(Topology topology) {
        return GeneratedTraffic.of(
                topology, Bandwidth.ofMegabits(200), TrafficShape.BACKBONE, new Chance(4));
    }

    /// By that from a to b.
    private static boolean goesByTheLink(Topology topology, NodePair pair) {
        return topology.nameOf(pair.source()).equals("a")
                && !topology.nameOf(pair.target()).equals("c");
    }

    private static Rehearsal network(double factor) {
        Topology topology = Networks.diamond();
        TrafficSource played =
                SurgedTraffic.of(
                        usual(topology),
                        List.of(
                                new Surge(
                                        usual(topology).pairs().stream()
                                                .filter(pair -> goesByTheLink(topology, pair))
                                                .toList(),
                                        WorldPlan.USUAL_START.plus(SURGE_AFTER),
                                        Duration.ofMinutes(1),
                                        Duration.ofMinutes(18),
                                        Duration.ofMinutes(1),
                                        factor)));
        Rehearsal rehearsal =
                Rehearsal.of(
                        WorldPlan.of(topology, 1, () -> 0L)
                                .withTraffic(played)
                                .unchecked()
                                .withoutAgents()
                                .withController(
                                        new ControllerPlan(
                                                AutonomyMode.FULL,
                                                Optional.of(
                                                        new SourceHistory(
                                                                usual(topology),
                                                                played,
                                                                WorldPlan.USUAL_START,
                                                                BEFORE)))));
        for (NodePair pair : played.pairs()) {
            rehearsal.submit(
                    rehearsal.between(
                            topology.nameOf(pair.source()), topology.nameOf(pair.target())));
        }
        return rehearsal;
    }

    @Test
    void aSurgeIsAnEventAnAnomalyAndAnIncidentThatEndsWithIt() {
        Rehearsal rehearsal = network(8);
        LinkId link = rehearsal.link("a", "b");
        rehearsal.play(Duration.ofMinutes(30));
        List<Event> began = rehearsal.events(Event.Kind.ANOMALY_BEGAN);
        assertTrue(
                began.stream().anyMatch(event -> event.subject().equals(link.toString())),
                began::toString);
        AnomalyView anomaly =
                rehearsal.view().autonomy().anomalies().stream()
                        .filter(one -> one.subject().equals(link.toString()))
                        .findFirst()
                        .orElseThrow();
        assertTrue(anomaly.score() > 0.5, anomaly::toString);
        IncidentView incident =
                rehearsal.view().incidents().stream()
                        .filter(one -> one.troubles().contains("load-odd " + link))
                        .findFirst()
                        .orElseThrow();
        assertEquals(Severity.WARNING, incident.severity());
        assertEquals(anomaly.text().substring(0, 20), text(incident).substring(0, 20));
        assertEquals(List.of(), rehearsal.view().autonomy().actions(), "it is no reason to act");
        rehearsal.play(Duration.ofHours(2));
        assertEquals(List.of(), rehearsal.view().autonomy().anomalies());
        assertTrue(
                rehearsal.view().incidents().stream()
                        .allMatch(one -> one.state() == IncidentState.CLEARED),
                () -> rehearsal.view().incidents().toString());
    }

    private static String text(IncidentView incident) {
        return incident.timeline().getFirst().text();
    }

    @Test
    void aCalmDayAndAFailureAreNone() {
        Rehearsal rehearsal = network(1);
        rehearsal.play(Duration.ofMinutes(30));
        rehearsal.begin(new Fault.LinkDown(List.of("a", "b")), Duration.ofMinutes(20));
        rehearsal.play(Duration.ofMinutes(90));
        assertEquals(List.of(), rehearsal.events(Event.Kind.ANOMALY_BEGAN));
        assertEquals(1, rehearsal.view().incidents().size(), "the cut, and nothing about loads");
    }

    @Test
    void aRestartDoesNotTellItAgainAndEndsItAllTheSame() {
        Rehearsal rehearsal = network(8);
        rehearsal.play(Duration.ofMinutes(30));
        IncidentView before = rehearsal.view().incidents().getFirst();
        assertEquals(List.of("load-odd " + rehearsal.link("a", "b")), before.troubles());
        rehearsal.begin(new Fault.ControllerGone(), Duration.ofSeconds(5));
        rehearsal.play(Duration.ofMinutes(10));
        IncidentView after = rehearsal.view().incidents().getFirst();
        assertEquals(before.id(), after.id());
        assertEquals(IncidentState.OPEN, after.state());
        assertEquals(1, after.flaps());
        List<String> opened =
                rehearsal.events(Event.Kind.INCIDENT_OPENED).stream().map(Event::subject).toList();
        assertEquals(opened.stream().distinct().toList(), opened);
        rehearsal.play(Duration.ofMinutes(110));
        assertTrue(
                rehearsal.view().incidents().stream()
                        .allMatch(one -> one.state() == IncidentState.CLEARED),
                () -> rehearsal.view().incidents().toString());
    }
}
