package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.flow.Cookie;
import io.teleon.controller.openflow.Action;
import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.Instruction;
import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.MultipartReply.FlowEntry;
import io.teleon.controller.openflow.TableId;
import io.teleon.controller.report.ControllerView.ReconcileView;
import io.teleon.controller.report.Event;
import io.teleon.models.network.PortNumber;
import io.teleon.simulator.fault.Fault;
import io.teleon.simulator.world.WorldPlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the switches hold against what they should hold.
class ReconcileTest {

    private static final Duration POLL = Duration.ofSeconds(30);
    private static final TableId CLASSIFY = new TableId(1);

    private static Rehearsal withAnIntent() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.install("a", "d");
        rehearsal.probe("a", "d", Duration.ofMillis(100));
        rehearsal.playMillis(500);
        return rehearsal;
    }

    private static void removeATransitRule(Rehearsal rehearsal) {
        FlowEntry entry = transit(rehearsal);
        rehearsal.tamper(
                "b",
                FlowMod.deleteStrict(
                        7, entry.table(), entry.priority(), entry.match(), entry.cookie()));
        assertEquals(8, rehearsal.entries("b").size());
    }

    private static FlowEntry transit(Rehearsal rehearsal) {
        return rehearsal.entries("b").stream()
                .filter(entry ->
                        Cookie.tryParse(entry.cookie()).orElseThrow().kind() == Cookie.Kind.TUNNEL)
                .findFirst()
                .orElseThrow();
    }

    private static FlowMod foreign(int priority) {
        return FlowMod.add(
                7,
                CLASSIFY,
                priority,
                Match.builder().ethType(0x86dd).build(),
                0xbad,
                List.of(Instruction.ApplyActions.of(new Action.Output(PortNumber.of(1)))));
    }

    private static void bend(Rehearsal rehearsal) {
        FlowEntry entry = transit(rehearsal);
        rehearsal.tamper(
                "b",
                FlowMod.add(
                        7,
                        entry.table(),
                        entry.priority(),
                        entry.match(),
                        entry.cookie(),
                        List.of(Instruction.ApplyActions.of(new Action.Output(PortNumber.of(3))))));
    }

    private static ReconcileView last(Rehearsal rehearsal, String node) {
        return rehearsal.switchView(node).lastReconcile().orElseThrow();
    }

    private static void assertFound(
            int missing, int excess, int misconfigured, Rehearsal rehearsal) {
        ReconcileView found = last(rehearsal, "b");
        assertEquals(
                List.of(missing, excess, misconfigured),
                List.of(found.missing(), found.excess(), found.misconfigured()));
        assertEquals(Optional.empty(), found.unreadable());
    }

    @Test
    void aSwitchThatJoinsGetsThePipelineAndNothingElseOfItStays() {
        Rehearsal rehearsal = Rehearsal.undiscovered(WorldPlan.of(Networks.diamond(), 1, () -> 0L));
        rehearsal.tamper("b", foreign(5));
        rehearsal.play(Duration.ofSeconds(1));
        rehearsal.assertTablesRight();
        assertFound(8, 1, 0, rehearsal);
        assertEquals(4, rehearsal.events(Event.Kind.RECONCILED).size());
    }

    @Test
    void aMissingRuleIsPutBackWithinAPollInterval() {
        Rehearsal rehearsal = withAnIntent();
        removeATransitRule(rehearsal);
        rehearsal.play(POLL);
        rehearsal.assertTablesRight();
        assertEquals(1, rehearsal.events(Event.Kind.DRIFT).size());
        assertTrue(
                rehearsal.events(Event.Kind.DRIFT).getFirst().text().contains("1 missing"),
                rehearsal.events(Event.Kind.DRIFT).toString());
    }

    @Test
    void anExcessRuleIsRemovedWithinAPollInterval() {
        Rehearsal rehearsal = withAnIntent();
        rehearsal.tamper("b", foreign(5));
        rehearsal.play(POLL);
        rehearsal.assertTablesRight();
        assertEquals(1, rehearsal.events(Event.Kind.DRIFT).size());
    }

    @Test
    void aBentRuleIsStraightenedWithinAPollInterval() {
        Rehearsal rehearsal = withAnIntent();
        bend(rehearsal);
        rehearsal.play(POLL);
        rehearsal.assertTablesRight();
        assertEquals(1, rehearsal.events(Event.Kind.DRIFT).size());
    }

    @Test
    void aRuleUnderAnothersNameOrWithATimeOutIsStraightened() {
        Rehearsal rehearsal = withAnIntent();
        FlowEntry entry = transit(rehearsal);
        rehearsal.tamper(
                "b",
                new FlowMod(
                        7,
                        FlowMod.Command.ADD,
                        entry.table(),
                        entry.priority(),
                        entry.match(),
                        entry.cookie() + 1,
                        0,
                        Duration.ZERO,
                        Duration.ofMinutes(10),
                        FlowMod.NO_BUFFER,
                        PortNumber.ANY,
                        FlowMod.ANY_GROUP,
                        java.util.Set.of(),
                        entry.instructions()));
        rehearsal.reconcile();
        rehearsal.playMillis(10);
        rehearsal.assertTablesRight();
        assertFound(0, 0, 1, rehearsal);
        assertEquals(Duration.ZERO, transit(rehearsal).hardTimeout());
    }

    @Test
    void onDemandEverythingIsComparedAtOnce() {
        Rehearsal rehearsal = withAnIntent();
        removeATransitRule(rehearsal);
        rehearsal.tamper("b", foreign(5));
        rehearsal.tamper("b", foreign(6));
        rehearsal.reconcile();
        rehearsal.playMillis(10);
        assertFound(1, 2, 0, rehearsal);
        rehearsal.assertTablesRight();
    }

    @Test
    void rightRulesAreNotTouched() {
        Rehearsal rehearsal = withAnIntent();
        List<FlowEntry> before = rehearsal.entries("a");
        assertTrue(before.stream().anyMatch(entry -> entry.packets() == 100));
        rehearsal.tamper("a", foreign(5));
        Duration began = rehearsal.elapsed();
        rehearsal.reconcile();
        rehearsal.play(POLL);
        List<FlowEntry> after = rehearsal.entries("a");
        Duration passed = rehearsal.elapsed().minus(began);
        assertEquals(before.size(), after.size());
        for (int i = 0; i < before.size(); i++) {
            assertEquals(before.get(i).match(), after.get(i).match());
            assertEquals(before.get(i).duration().plus(passed), after.get(i).duration());
            assertTrue(after.get(i).packets() >= before.get(i).packets());
        }
    }

    @Test
    void whatChangedWhileASwitchWasAwayIsMendedWhenItReturns() {
        Rehearsal rehearsal = withAnIntent();
        rehearsal.begin(new Fault.ChannelDown("b"), Duration.ofSeconds(5));
        removeATransitRule(rehearsal);
        rehearsal.tamper("b", foreign(5));
        rehearsal.play(Duration.ofSeconds(10));
        rehearsal.assertTablesRight();
        assertFound(1, 1, 0, rehearsal);
    }

    @Test
    void aSwitchThatReturnsWithTheRightTablesIsNotWritten() {
        Rehearsal rehearsal = withAnIntent();
        Duration began = rehearsal.elapsed();
        List<FlowEntry> before = rehearsal.entries("b");
        rehearsal.begin(new Fault.ChannelDown("b"), Duration.ofSeconds(5));
        rehearsal.play(Duration.ofSeconds(20));
        Duration passed = rehearsal.elapsed().minus(began);
        assertEquals(
                before.stream().map(entry -> entry.duration().plus(passed)).toList(),
                rehearsal.entries("b").stream().map(FlowEntry::duration).toList());
        assertFound(0, 0, 0, rehearsal);
        rehearsal.assertRight();
    }

    @Test
    void everyRuleOfEverySwitchGoneIsPutBackAndTrafficFlowsAgain() {
        Rehearsal rehearsal = withAnIntent();
        for (String node : List.of("a", "b", "c", "d")) {
            rehearsal.tamper(node, FlowMod.deleteByCookie(7, 0, 0));
            assertEquals(List.of(), rehearsal.entries(node));
        }
        rehearsal.play(POLL);
        rehearsal.assertTablesRight();
        // Without the rule for discovery frames its links were given up meanwhile.
        rehearsal.play(Duration.ofSeconds(10));
        long lost = rehearsal.lostProbes();
        rehearsal.probe("a", "d", Duration.ofSeconds(1));
        rehearsal.play(Duration.ofSeconds(2));
        assertEquals(lost, rehearsal.lostProbes());
        assertFalse(rehearsal.events(Event.Kind.DRIFT).isEmpty());
    }
}
