package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.audit.AuditQuery;
import io.teleon.controller.audit.AuditRecord;
import io.teleon.controller.intent.SteerOutcome;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.models.intent.Constraints;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.IntentId;
import io.teleon.models.intent.Precedence;
import io.teleon.models.intent.Tier;
import io.teleon.models.network.DatapathId;
import io.teleon.simulator.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the path of an intent must be like, and what would come of asking for one.
class ConstraintTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    private final Rehearsal rehearsal = Rehearsal.of(Networks.diamond());

    private Intent from(String from, String to, Constraints constraints) {
        return new Intent.HostToHost(
                new IntentId(from + "." + to),
                Precedence.HUMAN,
                rehearsal.host(from).id(),
                rehearsal.host(to).id(),
                Tier.SILVER,
                constraints);
    }

    private Constraints avoiding(String node) {
        return new Constraints(
                List.of(), List.of(rehearsal.node(node)), List.of(), Optional.empty());
    }

    private Constraints meeting(DatapathId node) {
        return new Constraints(List.of(), List.of(), List.of(node), Optional.empty());
    }

    @Test
    void anIntentGoesAroundWhatItMustAvoidAndThroughWhatItMustMeet() {
        rehearsal.install(from("a", "d", avoiding("b")));
        assertEquals("a c d", rehearsal.path("a.d"));
        rehearsal.install(from("d", "a", meeting(rehearsal.node("c"))));
        assertEquals("d c a", rehearsal.path("d.a"));
        rehearsal.play(LONG);
        assertEquals("a c d", rehearsal.path("a.d"), "the lighter path does not tempt it");
        rehearsal.assertRight();
    }

    @Test
    void whereNoPathKeepsTheConstraintsItIsNotInstalledUntilOneDoes() {
        rehearsal.install(from("a", "d", avoiding("b")));
        rehearsal.cut("a", "c", Duration.ofSeconds(20));
        rehearsal.playMillis(500);
        assertEquals(InstallState.FAILED, rehearsal.state("a.d"));
        assertTrue(
                rehearsal.intent("a.d").reason().startsWith("no path from a to d keeps"),
                rehearsal.intent("a.d").reason());
        rehearsal.play(LONG);
        assertEquals("a c d", rehearsal.path("a.d"));
        rehearsal.assertRight();
    }

    @Test
    void noProgramLeadsItWhereItMustNotGo() {
        rehearsal.install(from("a", "d", avoiding("b")));
        assertInstanceOf(SteerOutcome.Impossible.class, rehearsal.steer("a.d", "a", "b", "d"));
        assertEquals("a c d", rehearsal.path("a.d"));
    }

    @Test
    void constraintsOutliveAKill() {
        rehearsal.install(from("a", "d", avoiding("b")));
        rehearsal.begin(new Fault.ControllerGone(), Duration.ofSeconds(3));
        rehearsal.play(LONG);
        assertEquals("a c d", rehearsal.path("a.d"));
        assertEquals(avoiding("b"), rehearsal.intent("a.d").intent().constraints());
        rehearsal.assertRight();
    }

    @Test
    void aDelayThatTheLightestPathKeepsIsKeptByIt() {
        Constraints tight =
                new Constraints(List.of(), List.of(), List.of(), Optional.of(Duration.ofMillis(2)));
        rehearsal.install(from("a", "d", tight));
        assertEquals("a b d", rehearsal.path("a.d"));
        Constraints tighter =
                new Constraints(List.of(), List.of(), List.of(), Optional.of(Duration.ofMillis(1)));
        rehearsal.submit(from("d", "a", tighter));
        rehearsal.playMillis(100);
        assertEquals(InstallState.FAILED, rehearsal.state("d.a"));
    }

    private Answer.Foreseen foreseen(Ask ask) {
        return assertInstanceOf(Answer.Foreseen.class, rehearsal.ask(new Ask.Foresee(ask)));
    }

    @Test
    void whatIsForeseenOfASubmissionComesTrueAndNothingIsDoneBefore() {
        Intent intent = from("a", "d", Constraints.NONE);
        Answer.Foreseen foreseen = foreseen(new Ask.Submit(intent));
        assertTrue(foreseen.changed());
        assertEquals(Optional.empty(), foreseen.obstacle());
        assertEquals("intent a.d: not there -> INSTALLED on a > b > d", foreseen.diff().getFirst());
        assertEquals(List.of(), rehearsal.view().intents());
        rehearsal.install(intent);
        assertEquals(
                rehearsal.intent("a.d").path(),
                foreseen.way().orElseThrow().links().stream().map(l -> l.id()).toList());
        assertEquals(List.of(), foreseen(new Ask.Submit(intent)).diff());
        rehearsal.assertRight();
    }

    @Test
    void aMoveIsForeseenWithWhatTheTwinIsToTry() {
        rehearsal.install("a", "d");
        Answer.Foreseen foreseen =
                foreseen(new Ask.Move(new IntentId("a.d"), List.of(rehearsal.link("a", "b"))));
        assertEquals(
                "intent a.d: a/1 > b/1, b/2 > d/1 -> a/2 > c/1, c/2 > d/2",
                foreseen.diff().getFirst());
        assertEquals(1, foreseen.trial().orElseThrow().network().demands().size());
        assertEquals("a b d", rehearsal.path("a.d"));
    }

    @Test
    void aConflictIsFoundBeforeAnythingIsInstalledAndNamesBoth() {
        rehearsal.install("a", "d");
        Intent other =
                new Intent.HostToHost(
                        new IntentId("other"),
                        rehearsal.intent("a.d").intent().precedence(),
                        rehearsal.host("a").id(),
                        rehearsal.host("d").id());
        Answer.Rejected rejected =
                assertInstanceOf(Answer.Rejected.class, rehearsal.ask(new Ask.Submit(other)));
        assertEquals(Answer.Reason.CONFLICT, rejected.reason());
        assertEquals(Optional.of(new IntentId("a.d")), rejected.conflictsWith());
        assertTrue(rejected.text().contains("other") && rejected.text().contains("a.d"));
        assertEquals(rejected, rehearsal.ask(new Ask.Foresee(new Ask.Submit(other))));
    }

    @Test
    void whoIsKnownStandsInTheAuditWithWhatChangedAndWithWhatWasRefused() {
        rehearsal.install("a", "d");
        IntentId id = new IntentId("a.d");
        rehearsal.ask(new Ask.Named("ada", new Ask.Move(id, List.of(rehearsal.link("a", "b")))));
        rehearsal.playMillis(100);
        rehearsal.ask(
                new Ask.Named(
                        "grace",
                        new Ask.Move(
                                id, List.of(rehearsal.link("a", "b"), rehearsal.link("a", "c")))));
        List<String> audited =
                rehearsal.world().audit().read(new AuditQuery(1, 100, Optional.of("a.d"))).stream()
                        .filter(one -> one.kind() == AuditRecord.Kind.ASKED)
                        .map(one -> one.actor() + ": " + one.evidence())
                        .toList();
        assertEquals(3, audited.size(), audited.toString());
        assertTrue(audited.get(0).startsWith(AuditRecord.UNNAMED + ": "), audited.get(0));
        assertTrue(audited.get(1).startsWith("ada: "), audited.get(1));
        assertTrue(audited.get(1).contains("a/1 > b/1, b/2 > d/1 -> a/2 > c/1"), audited.get(1));
        assertTrue(audited.get(2).startsWith("grace: "), audited.get(2));
        assertTrue(audited.get(2).contains("refused"), audited.get(2));
    }
}
