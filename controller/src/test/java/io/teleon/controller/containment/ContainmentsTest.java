package io.teleon.controller.containment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.flow.Confirmation;
import io.teleon.controller.flow.FlowRule;
import io.teleon.controller.flow.FlowTables;
import io.teleon.controller.flow.Pipeline;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.percept.GivenNetwork;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.EventLog;
import io.teleon.controller.topology.Management;
import io.teleon.controller.topology.ManagementPlan;
import io.teleon.models.intent.Precedence;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.LinkId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContainmentsTest {

    private static final ConnectPoint HOST = ConnectPoint.of(1, 100);
    private static final ConnectPoint MANAGEMENT = ConnectPoint.of(2, 100);
    private static final int BASE_RULES = Pipeline.baseRules(HOST.datapath()).size();

    private final GivenNetwork given = new GivenNetwork("ab");
    private final EventLog events = new EventLog(100);
    private final FlowTables tables = new FlowTables((_, _) -> 1);
    private final List<JournalEntry> journal = new ArrayList<>();
    private final Containments containments = made(tables);

    private Containments made(FlowTables into) {
        return new Containments(given.network, into, journal::add, events, management());
    }

    private Management management() {
        return new Management(
                new ManagementPlan(Optional.empty(), List.of(MANAGEMENT.toString())),
                given.network,
                events);
    }

    private ContainOutcome contain(
            ConnectPoint point, Extent extent, Precedence precedence, String holder) {
        return containments.contain(point, "it", extent, precedence, holder, GivenNetwork.NOW);
    }

    private int contained(ConnectPoint point, Extent extent) {
        return contain(point, extent, Precedence.AUTONOMIC, "action 1")
                        instanceof ContainOutcome.Containing(Containment one)
                ? one.serial()
                : 0;
    }

    private static String reason(ContainOutcome outcome) {
        return assertInstanceOf(ContainOutcome.Impossible.class, outcome).reason();
    }

    @Test
    void everyRuleOfEveryoneFitsThePipelineBelowDiscoveryAndHasAPriorityOfItsOwn() {
        List<FlowRule> rules = new ArrayList<>();
        for (Precedence precedence : Precedence.values()) {
            for (Extent extent : Extent.values()) {
                rules.addAll(
                        ContainmentRules.of(
                                new Containment(1, HOST, "it", extent, precedence, "me")));
            }
        }
        FlowRule discovery = Pipeline.baseRules(HOST.datapath()).getFirst();
        for (FlowRule rule : rules) {
            assertEquals(Optional.empty(), Pipeline.STANDARD.violation(rule));
            assertTrue(rule.key().priority() < discovery.key().priority());
            assertTrue(rule.key().priority() > 50_000, "above the copies of questions");
        }
        assertEquals(9, rules.stream().map(FlowRule::key).distinct().count());
    }

    @Test
    void whatBelongsToTheNetworkOrItsManagementIsNeverContained() {
        assertTrue(
                reason(contain(MANAGEMENT, Extent.EVERYTHING, Precedence.HUMAN, "eva"))
                        .contains("the controller's own way"));
        assertTrue(
                reason(
                                contain(
                                        GivenNetwork.link("ab").source(),
                                        Extent.EVERYTHING,
                                        Precedence.HUMAN,
                                        "eva"))
                        .contains("leads to another switch"));
        assertTrue(
                reason(contain(ConnectPoint.of(1, 77), Extent.QUESTIONS, Precedence.HUMAN, "eva"))
                        .contains("is not there"));
        assertEquals(BASE_RULES, tables.ruleCount(HOST.datapath()));
        assertEquals(List.of(), journal);
    }

    @Test
    void whoeverWantsItHasRulesOfTheirOwnAndTheLastToGoTakesTheLast() {
        int program = contained(HOST, Extent.QUESTIONS);
        contain(HOST, Extent.EVERYTHING, Precedence.HUMAN, "eva");
        assertEquals(BASE_RULES + 3, tables.ruleCount(HOST.datapath()));
        assertTrue(containments.isShut(HOST));
        containments.free(program, GivenNetwork.NOW);
        assertEquals(BASE_RULES + 2, tables.ruleCount(HOST.datapath()));
        containments.free(program + 1, GivenNetwork.NOW);
        assertEquals(BASE_RULES, tables.ruleCount(HOST.datapath()));
        assertTrue(!containments.isShut(HOST));
        assertTrue(!containments.isGone(program), "its switch has not confirmed");
        containments.confirmed(new Confirmation.ContainmentErased(program), GivenNetwork.NOW);
        assertTrue(containments.isGone(program));
    }

    @Test
    void thatAPortTurnsOutToBeALinksEndSetsItFree() {
        int serial = contained(HOST, Extent.EVERYTHING);
        containments.linkFound(new LinkId(HOST, MANAGEMENT), GivenNetwork.NOW);
        assertTrue(!containments.isWanted(serial));
        assertEquals(BASE_RULES, tables.ruleCount(HOST.datapath()));
        assertEquals(Event.Kind.CONTAINMENT, events.all().getLast().kind());
    }

    @Test
    void whatASwitchRefusesIsTakenBackAndToldOf() {
        int serial = contained(HOST, Extent.EVERYTHING);
        containments.refused(serial, "table full", GivenNetwork.NOW);
        assertTrue(!containments.isWanted(serial));
        assertEquals(BASE_RULES, tables.ruleCount(HOST.datapath()));
        assertTrue(events.all().getLast().text().contains("table full"));
    }

    @Test
    void aLaterLifeHasWhatIsWantedAndGivesNoNumberTwice() {
        int gone = contained(HOST, Extent.QUESTIONS);
        containments.free(gone, GivenNetwork.NOW);
        contain(HOST, Extent.EVERYTHING, Precedence.HUMAN, "eva");
        for (List<JournalEntry> past :
                List.of(List.copyOf(journal), containments.snapshot(GivenNetwork.NOW))) {
            FlowTables others = new FlowTables((_, _) -> 1);
            Containments later = made(others);
            later.restore(past);
            assertEquals(containments.wanted(), later.wanted());
            assertEquals(BASE_RULES + 2, others.ruleCount(HOST.datapath()));
            assertInstanceOf(
                    ContainOutcome.Containing.class,
                    later.contain(
                            HOST,
                            "it",
                            Extent.QUESTIONS,
                            Precedence.AUTONOMIC,
                            "action 2",
                            GivenNetwork.NOW));
            assertEquals(3, later.wanted().getLast().serial());
        }
    }

    @Test
    void thereIsABound() {
        for (int i = 0; i < Containments.MOST; i++) {
            int serial = contained(HOST, Extent.QUESTIONS);
            containments.free(serial, GivenNetwork.NOW);
        }
        assertTrue(
                reason(contain(HOST, Extent.QUESTIONS, Precedence.AUTONOMIC, "action 1"))
                        .contains("which is the most"));
    }
}
