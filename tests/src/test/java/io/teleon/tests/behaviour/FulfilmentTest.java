package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.audit.AuditQuery;
import io.teleon.controller.audit.AuditRecord;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.FulfilmentReport;
import io.teleon.models.intent.FulfilmentState;
import io.teleon.models.network.Topology;
import io.teleon.simulator.fault.Fault;
import io.teleon.simulator.world.WorldPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Whether intents are met, as the counters of the switches say.
class FulfilmentTest {

    private static final List<String> OVER = List.of("a.b", "a.d");
    private static final List<String> BESIDE = List.of("b.d", "d.a", "a.c");

    /// Two readings to know rates, the hold, and what is between.
    private static final Duration SETTLED = Duration.ofSeconds(60);

    private static Rehearsal busy() {
        Topology topology = Networks.diamond();
        Rehearsal rehearsal =
                Rehearsal.of(
                        WorldPlan.of(topology, 1, () -> 0L)
                                .withTraffic(
                                        ConstantTraffic.of(
                                                topology, "a b 50", "a d 100", "b d 30", "d a 20",
                                                "a c 40")));
        List<String> all = new ArrayList<>(OVER);
        all.addAll(BESIDE);
        all.forEach(id -> rehearsal.install(id.substring(0, 1), id.substring(2)));
        rehearsal.play(SETTLED);
        return rehearsal;
    }

    private static FulfilmentState state(Rehearsal rehearsal, String id) {
        return rehearsal.intent(id).fulfilment().state();
    }

    private static void assertStates(
            Rehearsal rehearsal, FulfilmentState over, FulfilmentState beside) {
        OVER.forEach(id -> assertEquals(over, state(rehearsal, id), id));
        BESIDE.forEach(id -> assertEquals(beside, state(rehearsal, id), id));
    }

    @Test
    void aHiddenLossDegradesExactlyTheIntentsOverItUntilItIsMended() {
        Rehearsal rehearsal = busy();
        assertStates(rehearsal, FulfilmentState.FULFILLED, FulfilmentState.FULFILLED);

        rehearsal.begin(new Fault.LinkLoss("a", "b", 0.01), Duration.ofSeconds(90));
        rehearsal.play(Duration.ofSeconds(10));
        assertStates(rehearsal, FulfilmentState.FULFILLED, FulfilmentState.FULFILLED);
        rehearsal.play(Duration.ofSeconds(35));
        assertStates(rehearsal, FulfilmentState.DEGRADED, FulfilmentState.FULFILLED);
        FulfilmentReport report = rehearsal.intent("a.d").fulfilment().reports().getLast();
        assertEquals("99.0 % arrives", report.reason());
        assertEquals(0.99, report.delivered().orElseThrow(), 0.002);

        rehearsal.play(Duration.ofSeconds(75));
        assertStates(rehearsal, FulfilmentState.DEGRADED, FulfilmentState.FULFILLED);
        rehearsal.play(Duration.ofSeconds(60));
        assertStates(rehearsal, FulfilmentState.FULFILLED, FulfilmentState.FULFILLED);
        assertEquals(
                List.of("1 FULFILLED", "2 DEGRADED", "3 FULFILLED"),
                rehearsal.intent("a.d").fulfilment().reports().stream()
                        .map(r -> r.sequence() + " " + r.to())
                        .toList());
        assertEquals(5 + 2 * 2, rehearsal.events(Event.Kind.FULFILMENT).size());
    }

    @Test
    void aRestartKeepsTheNumbersAndTellsNothingTwice() {
        Rehearsal rehearsal = busy();
        rehearsal.begin(new Fault.ControllerGone(), Duration.ofSeconds(5));
        rehearsal.play(Duration.ofSeconds(70));
        assertEquals(1, rehearsal.intent("a.d").fulfilment().sequence());
        assertStates(rehearsal, FulfilmentState.FULFILLED, FulfilmentState.FULFILLED);
        rehearsal.begin(new Fault.LinkLoss("a", "b", 0.02));
        rehearsal.play(Duration.ofSeconds(50));
        FulfilmentReport report = rehearsal.intent("a.d").fulfilment().reports().getFirst();
        assertEquals(2, report.sequence());
        assertEquals(FulfilmentState.DEGRADED, report.to());

        assertEquals(Optional.empty(), rehearsal.world().audit().verify());
        List<AuditRecord> audited =
                rehearsal.world().audit().read(new AuditQuery(1, 100, Optional.of("a.d")));
        assertEquals(
                List.of(
                        AuditRecord.Kind.ASKED,
                        AuditRecord.Kind.FULFILMENT,
                        AuditRecord.Kind.FULFILMENT),
                audited.stream().map(AuditRecord::kind).toList());
    }

    @Test
    void whatIsNotOfferedIsUnknownAndWhatIsWithdrawnSuspended() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.install("a", "d");
        rehearsal.play(SETTLED);
        assertEquals(FulfilmentState.UNKNOWN, state(rehearsal, "a.d"));
        assertEquals(0, rehearsal.intent("a.d").fulfilment().sequence());
        assertTrue(
                rehearsal.intent("a.d").fulfilment().installs().stream()
                        .anyMatch(change -> change.text().startsWith("INSTALLED")),
                "the installed state is told beside");
        rehearsal.withdraw("a.d");
        rehearsal.play(Duration.ofSeconds(12));
        assertEquals(FulfilmentState.SUSPENDED, state(rehearsal, "a.d"));
    }
}
