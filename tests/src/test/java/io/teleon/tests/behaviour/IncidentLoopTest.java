package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.report.Event;
import io.teleon.controller.report.IncidentState;
import io.teleon.controller.report.IncidentView;
import io.teleon.controller.report.Severity;
import io.teleon.models.network.Topology;
import io.teleon.simulator.fault.Fault;
import io.teleon.simulator.world.AutonomyMode;
import io.teleon.simulator.world.ControllerPlan;
import io.teleon.simulator.world.WorldPlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a controller makes of trouble: one incident for each element, with who suffered and what
/// was done.
class IncidentLoopTest {

    private static Rehearsal network(AutonomyMode autonomy) {
        Topology topology = Networks.diamond();
        Rehearsal rehearsal =
                Rehearsal.of(
                        WorldPlan.of(topology, 1, () -> 0L)
                                .withTraffic(ConstantTraffic.of(topology, "a d 300", "a b 100"))
                                .withController(new ControllerPlan(autonomy, Optional.empty())));
        rehearsal.submit(rehearsal.between("a", "d"));
        rehearsal.submit(rehearsal.between("a", "b"));
        rehearsal.play(Duration.ofSeconds(30));
        assertEquals(List.of(), rehearsal.view().incidents());
        return rehearsal;
    }

    private static IncidentView only(Rehearsal rehearsal) {
        List<IncidentView> incidents = rehearsal.view().incidents();
        assertEquals(1, incidents.size(), incidents.toString());
        return incidents.getFirst();
    }

    private static List<String> texts(IncidentView incident) {
        return incident.timeline().stream().map(IncidentView.Line::text).toList();
    }

    @Test
    void aCutIsOneIncidentWithThoseWhoWentByIt() {
        Rehearsal rehearsal = network(AutonomyMode.NONE);
        rehearsal.begin(new Fault.LinkDown(List.of("a", "b")), Duration.ofMinutes(1));
        rehearsal.play(Duration.ofSeconds(10));
        IncidentView cut = only(rehearsal);
        assertEquals("cable", cut.kind());
        assertEquals(IncidentState.OPEN, cut.state());
        assertEquals(
                List.of("a.b", "a.d"),
                cut.intents().stream().map(Object::toString).sorted().toList());
        assertTrue(
                texts(cut).stream().anyMatch(t -> t.startsWith("all that went by it are served")),
                texts(cut)::toString);
        rehearsal.play(Duration.ofMinutes(4));
        IncidentView over = only(rehearsal);
        assertEquals(IncidentState.CLEARED, over.state());
        assertEquals(over.lastSeen().plus(Duration.ofMinutes(2)), over.clearedAt().orElseThrow());
        assertEquals(1, over.flaps());
    }

    @Test
    void aRestartKeepsWhatIsOpenAndItsNumber() {
        Rehearsal rehearsal = network(AutonomyMode.NONE);
        rehearsal.begin(new Fault.LinkDown(List.of("a", "b")), Duration.ofMinutes(2));
        rehearsal.play(Duration.ofSeconds(10));
        IncidentView before = only(rehearsal);
        rehearsal.begin(new Fault.ControllerGone(), Duration.ofSeconds(5));
        rehearsal.play(Duration.ofSeconds(20));
        IncidentView after = only(rehearsal);
        assertEquals(before.timeline(), after.timeline().subList(0, before.timeline().size()));
        assertEquals(before.intents(), after.intents());
        assertEquals(1, after.flaps());
        rehearsal.play(Duration.ofMinutes(5));
        assertEquals(IncidentState.CLEARED, only(rehearsal).state());
        rehearsal.begin(new Fault.LinkDown(List.of("c", "d")), Duration.ofSeconds(5));
        rehearsal.play(Duration.ofSeconds(10));
        assertEquals(2, rehearsal.view().incidents().getLast().id());
    }

    @Test
    void aLossyLinkIsAnIncidentWithTheActionsAboutIt() {
        Rehearsal rehearsal = network(AutonomyMode.REACTIVE);
        rehearsal.begin(new Fault.LinkLoss("a", "b", 0.1), Duration.ofMinutes(3));
        rehearsal.play(Duration.ofMinutes(2));
        IncidentView lossy = only(rehearsal);
        assertTrue(lossy.troubles().getFirst().startsWith("link-lossy"), lossy::toString);
        assertEquals(
                rehearsal.view().autonomy().actions().stream().map(a -> a.id()).toList(),
                lossy.actions());
        assertTrue(!lossy.actions().isEmpty());
        assertTrue(texts(lossy).stream().anyMatch(t -> t.contains("CONFIRMED")));
    }

    @Test
    void aSwitchThatIsAwayIsAnIncidentAndSoIsASilentAgent() {
        Rehearsal rehearsal = network(AutonomyMode.NONE);
        rehearsal.begin(new Fault.SwitchCrash("c"), Duration.ofMinutes(1));
        rehearsal.play(Duration.ofSeconds(30));
        List<IncidentView> incidents = rehearsal.view().incidents();
        assertTrue(
                incidents.stream()
                        .anyMatch(i -> i.kind().equals("switch") && i.severity() == Severity.MAJOR),
                incidents::toString);
        rehearsal.play(Duration.ofMinutes(12));
        assertTrue(
                rehearsal.view().incidents().stream()
                        .allMatch(i -> i.state() == IncidentState.CLEARED),
                () -> rehearsal.view().incidents().toString());
        long opened = rehearsal.events(Event.Kind.INCIDENT_OPENED).size();
        assertEquals(opened, rehearsal.events(Event.Kind.INCIDENT_CLEARED).size());
        assertEquals(opened, rehearsal.view().incidents().size());
    }
}
