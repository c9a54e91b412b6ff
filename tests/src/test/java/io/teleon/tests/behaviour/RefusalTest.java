package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.Instruction;
import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.TableId;
import io.teleon.controller.report.Event;
import io.teleon.models.intent.InstallState;
import io.teleon.models.network.PortNumber;
import io.teleon.simulator.world.WorldPlan;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Switches that say no. Each table has room for five entries: beside the pipeline's own, the
/// classifier takes the rules of two intents, and transit those of four paths.
class RefusalTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    private static Rehearsal withSmallTables() {
        return Rehearsal.of(WorldPlan.of(Networks.ring(), 1, () -> 0L).withTableSize(5));
    }

    @Test
    void anIntentThatASwitchHasNoRoomForIsRetriedWithABoundAndParkedWithTheReason() {
        Rehearsal rehearsal = withSmallTables();
        rehearsal.install("a", "b");
        rehearsal.install("a", "c");
        rehearsal.submit(rehearsal.between("a", "d"));
        rehearsal.playMillis(20);
        assertEquals(InstallState.FAILED, rehearsal.state("a.d"));
        assertTrue(
                rehearsal.intent("a.d").reason().contains("TABLE_FULL from a"),
                rehearsal.intent("a.d").reason());
        Duration took = rehearsal.playUntilState("a.d", InstallState.PARKED);
        assertTrue(took.compareTo(Duration.ofSeconds(15)) > 0, "waited 1 + 2 + 4 + 8 s: " + took);
        assertEquals(5, rehearsal.intent("a.d").attempts());
        rehearsal.playMillis(10);
        assertFalse(rehearsal.intent("a.d").holdsRules());
        rehearsal.play(LONG);
        assertEquals(InstallState.PARKED, rehearsal.state("a.d"));
        assertTrue(
                rehearsal.events(Event.Kind.SWITCH_ERROR).size() <= 10,
                rehearsal.events(Event.Kind.SWITCH_ERROR).size() + " refusals");
        rehearsal.assertRight();
    }

    @Test
    void oneIntentRefusedStopsNoOther() {
        Rehearsal rehearsal = withSmallTables();
        List<String> nodes = List.of("a", "b", "c", "d", "e");
        for (String from : nodes) {
            for (String to : nodes) {
                if (!from.equals(to)) {
                    rehearsal.submit(rehearsal.between(from, to));
                }
            }
        }
        rehearsal.play(LONG);
        for (String from : nodes) {
            long installed =
                    nodes.stream()
                            .filter(to -> !to.equals(from))
                            .filter(to ->
                                    rehearsal.state(from + "." + to) == InstallState.INSTALLED)
                            .count();
            long parked =
                    nodes.stream()
                            .filter(to -> !to.equals(from))
                            .filter(to -> rehearsal.state(from + "." + to) == InstallState.PARKED)
                            .count();
            assertEquals(4, installed + parked);
            assertTrue(parked >= 2, "room for two at most");
            assertTrue(installed >= 1, from + " has at least one");
        }
        rehearsal.assertRight();
    }

    @Test
    void whatWasInstalledStaysWhileAnotherIsRefused() {
        Rehearsal rehearsal = withSmallTables();
        rehearsal.install("a", "b");
        rehearsal.install("a", "c");
        rehearsal.probe("a", "c", Duration.ofSeconds(30));
        rehearsal.submit(rehearsal.between("a", "d"));
        rehearsal.play(Duration.ofSeconds(31));
        assertEquals(0, rehearsal.lostProbes());
        assertEquals(InstallState.INSTALLED, rehearsal.state("a.c"));
        rehearsal.assertRight();
    }

    @Test
    void aMoveThatASwitchHasNoRoomForLeavesTheIntentWhereItIs() {
        Rehearsal rehearsal = withSmallTables();
        rehearsal.install("a", "c");
        fillTransit(rehearsal, "e");
        rehearsal.probe("a", "c", Duration.ofSeconds(10));
        rehearsal.playMillis(100);
        rehearsal.move("a.c", rehearsal.link("a", "b"));
        rehearsal.playMillis(200);
        assertEquals("a b c", rehearsal.path("a.c"));
        assertEquals(InstallState.INSTALLED, rehearsal.state("a.c"));
        assertTrue(
                rehearsal.intent("a.c").reason().contains("TABLE_FULL"),
                rehearsal.intent("a.c").reason());
        rehearsal.play(LONG);
        assertEquals(0, rehearsal.lostProbes());
        rehearsal.assertTablesRight();
    }

    /// Leaves no room in a switch's transit table, until the next comparison finds it out.
    private static void fillTransit(Rehearsal rehearsal, String node) {
        for (int i = 0; i < 3; i++) {
            rehearsal.tamper(
                    node,
                    FlowMod.add(
                            7,
                            new TableId(2),
                            10 + i,
                            Match.builder().inPort(PortNumber.of(1)).build(),
                            0xbad,
                            List.<Instruction>of()));
        }
    }

    @Test
    void aRestorationThatASwitchHasNoRoomForIsTriedAgainUntilThereIs() {
        Rehearsal rehearsal = withSmallTables();
        rehearsal.install("a", "c");
        fillTransit(rehearsal, "e");
        rehearsal.cut("a", "b");
        rehearsal.playMillis(100);
        assertEquals(InstallState.FAILED, rehearsal.state("a.c"));
        rehearsal.reconcile();
        rehearsal.play(Duration.ofSeconds(5));
        assertEquals(InstallState.INSTALLED, rehearsal.state("a.c"));
        rehearsal.assertTablesRight();
    }

    @Test
    void aFullTableWithOneRuleLeavingAndOneComingHasRoom() {
        // Deletions go first, and a barrier keeps the switch from taking them after the additions.
        Rehearsal rehearsal = withSmallTables();
        rehearsal.install("a", "b");
        rehearsal.install("a", "e");
        rehearsal.withdraw("a.b");
        rehearsal.submit(rehearsal.between("a", "c"));
        rehearsal.play(Duration.ofSeconds(1));
        assertEquals(InstallState.INSTALLED, rehearsal.state("a.c"));
        assertEquals(List.of(), rehearsal.events(Event.Kind.SWITCH_ERROR));
        rehearsal.assertRight();
    }
}
