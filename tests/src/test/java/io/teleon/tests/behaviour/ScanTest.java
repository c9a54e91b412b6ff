package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.containment.ContainOutcome;
import io.teleon.controller.containment.Extent;
import io.teleon.controller.flow.Cookie;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.report.ActionState;
import io.teleon.controller.report.ActionView;
import io.teleon.controller.report.AutonomyView;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.FulfilmentView;
import io.teleon.controller.report.IncidentState;
import io.teleon.controller.report.IncidentView;
import io.teleon.models.intent.FulfilmentState;
import io.teleon.models.intent.Precedence;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.Topology;
import io.teleon.simulator.fault.Fault;
import io.teleon.simulator.world.AutonomyMode;
import io.teleon.simulator.world.ControllerPlan;
import io.teleon.simulator.world.WorldPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// A host that asks for one address after the other: it is noticed, muted where it is plugged in,
/// cut off if a person says so, and let go without a trace.
class ScanTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final List<String> lines = new ArrayList<>();
    private final Rehearsal rehearsal = network(AutonomyMode.REACTIVE, lines::add);

    private static Rehearsal network(AutonomyMode autonomy) {
        return network(autonomy, _ -> {});
    }

    private static Rehearsal network(AutonomyMode autonomy, Consumer<String> lines) {
        Topology topology = Networks.diamond();
        Rehearsal rehearsal =
                Rehearsal.of(
                        WorldPlan.of(topology, 1, () -> 0L)
                                .withTranscript(lines)
                                .withController(new ControllerPlan(autonomy, Optional.empty())));
        rehearsal.install("a", "d");
        rehearsal.install("d", "a");
        rehearsal.play(Duration.ofSeconds(10));
        return rehearsal;
    }

    private void scan(String node, Duration lasting) {
        rehearsal.begin(new Fault.HostScan(node, 20, false), lasting);
    }

    private List<ActionView> actions(String name) {
        return rehearsal.view().autonomy().actions().stream()
                .filter(action -> action.action().equals(name))
                .toList();
    }

    private ActionView only(String name) {
        assertEquals(1, actions(name).size(), actions(name).toString());
        return actions(name).getFirst();
    }

    private long containing(String node) {
        return rehearsal.entries(node).stream()
                .filter(entry -> (entry.cookie() & Cookie.CONTAINED_MASK) == Cookie.CONTAINED)
                .count();
    }

    /// Whether a probe from `a` to `d` arrives now.
    private boolean isServed() {
        long lost = rehearsal.lostProbes();
        rehearsal.probe("a", "d", Duration.ofMillis(100));
        rehearsal.play(Duration.ofSeconds(1));
        return rehearsal.lostProbes() == lost;
    }

    private ContainOutcome contain(ConnectPoint point) {
        return rehearsal.act(hands ->
                hands.edge()
                        .containments()
                        .contain(
                                point,
                                "it",
                                Extent.EVERYTHING,
                                Precedence.AUTONOMIC,
                                "test",
                                rehearsal.now()));
    }

    @Test
    void aHostThatScansIsAnIncidentAndIsMutedWithinSeconds() {
        scan("a", LONG);
        rehearsal.play(Duration.ofSeconds(3));
        List<Event> began = rehearsal.events(Event.Kind.SCAN_BEGAN);
        assertEquals(1, began.size());
        assertEquals(rehearsal.port("a").toString(), began.getFirst().subject());
        assertEquals(ActionState.ACTIVE, only("mute").state());
        assertEquals("a/3", only("mute").target());
        assertEquals(1, containing("a"));
        rehearsal.play(Duration.ofSeconds(40));
        ActionView mute = only("mute");
        assertEquals(ActionState.CONFIRMED, mute.state());
        assertTrue(
                mute.steps().getLast().text().contains("since: 0, 20.0 questions a second kept"),
                mute.steps()::toString);
        IncidentView incident = rehearsal.view().incidents().getFirst();
        assertEquals("host", incident.kind());
        assertEquals(List.of(mute.id()), incident.actions());
        assertTrue(mute.diff().getFirst().contains("untouched: intent a.d"), mute.diff()::toString);
    }

    @Test
    void whatItsIntentsCarryGoesOnAndNobodyHearsItsQuestions() {
        scan("a", LONG);
        rehearsal.play(Duration.ofSeconds(10));
        long sent = rehearsal.view().self().messagesOut();
        assertTrue(isServed());
        rehearsal.play(Duration.ofSeconds(20));
        assertTrue(
                rehearsal.view().self().messagesOut() - sent < 200,
                "its questions are passed on to nobody");
        rehearsal.assertNoViolation();
    }

    @Test
    void aHostThatStopsIsHeardAgainAndNoRuleIsLeft() {
        scan("a", Duration.ofMinutes(1));
        rehearsal.play(Duration.ofMinutes(2));
        assertEquals(1, containing("a"));
        rehearsal.play(Duration.ofMinutes(6));
        assertEquals(ActionState.ENDED, only("mute").state());
        assertEquals(0, containing("a"));
        assertEquals(1, rehearsal.events(Event.Kind.SCAN_ENDED).size());
        assertEquals(IncidentState.CLEARED, rehearsal.view().incidents().getFirst().state());
        rehearsal.assertRight();
    }

    @Test
    void ofWhomIsHeardAgainItIsKnownThatItIsQuiet() {
        scan("a", Duration.ofMinutes(1));
        rehearsal.play(Duration.ofMinutes(20));
        assertEquals(ActionState.ENDED, only("mute").state());
        assertEquals(
                List.of(),
                rehearsal.events(Event.Kind.AUTONOMY).stream()
                        .filter(event -> event.text().contains("is parked"))
                        .toList());
    }

    @Test
    void whoIsAskedIsToldHowToAnswerAndThatNoAnswerIsWantedAnyMore() {
        scan("a", Duration.ofMinutes(5));
        rehearsal.play(Duration.ofMinutes(4));
        assertTrue(
                told("may quarantine(a/3) be done?", "teleon autonomy approve 1, or deny 1"),
                lines::toString);
        rehearsal.play(Duration.ofMinutes(12));
        assertEquals(List.of(), rehearsal.view().autonomy().questions());
        assertTrue(told("to secops", "question 1 needs no answer any more: "), lines::toString);
    }

    /// Whether a notice was told that says all of this.
    private boolean told(String... parts) {
        return lines.stream()
                .filter(line -> line.contains("notice "))
                .anyMatch(line -> List.of(parts).stream().allMatch(line::contains));
    }

    @Test
    void anOrdinaryHostAsksForSomeAndForWhomItHasIntentsWith() {
        scan("b", Duration.ofMillis(700)); // fourteen others
        rehearsal.play(Duration.ofMinutes(2));
        assertEquals(List.of(), rehearsal.events(Event.Kind.SCAN_BEGAN));
        assertEquals(List.of(), rehearsal.view().autonomy().actions());
        assertEquals(List.of(), rehearsal.view().incidents());
    }

    @Test
    void whoMakesUpSendersIsFoundByItsPort() {
        rehearsal.begin(new Fault.HostScan("a", 100, true), Duration.ofSeconds(5));
        rehearsal.play(Duration.ofSeconds(5));
        List<Event> began = rehearsal.events(Event.Kind.SCAN_BEGAN);
        assertEquals(1, began.size());
        assertTrue(began.getFirst().text().contains("16 or more addresses"), began::toString);
        assertEquals("a/3", only("mute").target());
        assertEquals(1, containing("a"));
    }

    @Test
    void whoGoesOnIsCutOffIfAPersonSaysSoAndLetGoWhenItIsTakenBack() {
        scan("a", LONG);
        rehearsal.play(Duration.ofMinutes(4));
        assertEquals(List.of(), actions("quarantine"));
        List<AutonomyView.Question> questions = rehearsal.view().autonomy().questions();
        assertEquals(1, questions.size(), questions.toString());
        assertEquals("secops", questions.getFirst().role());
        assertTrue(isServed());
        rehearsal.ask(new Ask.Decide(questions.getFirst().number(), true, "eva"));
        rehearsal.play(Duration.ofSeconds(50));
        ActionView quarantine = only("quarantine");
        assertEquals(ActionState.CONFIRMED, quarantine.state());
        assertTrue(!isServed(), "nothing of it gets through");
        rehearsal.assertNoViolation();
        assertEquals(3, containing("a"));
        FulfilmentView fulfilment = rehearsal.intent("a.d").fulfilment();
        assertEquals(FulfilmentState.SUSPENDED, fulfilment.state());
        assertEquals(
                "a/3, where it begins, is cut off by action " + quarantine.id(),
                fulfilment.reason());
        assertEquals(
                new Answer.Accepted(true),
                rehearsal.ask(new Ask.UndoAction(quarantine.id(), "eva")));
        rehearsal.play(Duration.ofSeconds(5));
        assertEquals(ActionState.UNDONE, only("quarantine").state());
        assertEquals(1, containing("a"), "it is muted still");
        assertTrue(isServed());
    }

    @Test
    void whoAPersonSetsFreeIsLeftAloneForAWhile() {
        scan("a", LONG);
        rehearsal.play(Duration.ofSeconds(20));
        rehearsal.ask(new Ask.UndoAction(only("mute").id(), "eva"));
        rehearsal.play(Duration.ofMinutes(5));
        assertEquals(0, containing("a"));
    }

    @Test
    void whoAPersonHasSetFreeIsLeftAloneAcrossARestartAndNotForEver() {
        scan("a", Duration.ofSeconds(30));
        rehearsal.play(Duration.ofSeconds(20));
        rehearsal.ask(new Ask.UndoAction(only("mute").id(), "eva"));
        rehearsal.play(Duration.ofMinutes(5));
        rehearsal.begin(new Fault.ControllerGone(), Duration.ofSeconds(5));
        rehearsal.play(Duration.ofMinutes(1));
        scan("a", Duration.ofMinutes(1));
        rehearsal.play(Duration.ofSeconds(30));
        assertEquals(ActionState.REFUSED, only("mute").state());
        assertTrue(
                only("mute").steps().getLast().text().contains("it was set free"),
                () -> only("mute").toString());
        assertEquals(0, containing("a"));
        rehearsal.play(Duration.ofMinutes(30));
        scan("a", Duration.ofMinutes(1));
        rehearsal.play(Duration.ofSeconds(30));
        assertEquals(1, containing("a"), "its time is over");
    }

    @Test
    void itComesBackWithASwitchOrAControllerThatWasAway() {
        scan("a", LONG);
        rehearsal.play(Duration.ofSeconds(20));
        assertEquals(1, containing("a"));
        rehearsal.begin(new Fault.SwitchCrash("a"), Duration.ofSeconds(5));
        rehearsal.play(Duration.ofSeconds(20));
        assertEquals(1, containing("a"));
        rehearsal.begin(new Fault.ControllerGone(), Duration.ofSeconds(5));
        assertEquals(1, containing("a"), "switches keep the last good state");
        rehearsal.play(Duration.ofSeconds(30));
        assertEquals(1, containing("a"));
        assertTrue(only("mute").state().holdsNetwork(), only("mute")::toString);
        assertEquals(
                1,
                rehearsal.view().incidents().stream()
                        .filter(incident -> incident.kind().equals("host"))
                        .count());
        rehearsal.assertNoViolation();
    }

    @Test
    void whatWasTakenBackWhileItsSwitchWasAwayIsGoneWhenItReturns() {
        scan("a", LONG);
        rehearsal.play(Duration.ofSeconds(20));
        rehearsal.begin(new Fault.ChannelDown("a"), Duration.ofSeconds(10));
        rehearsal.play(Duration.ofSeconds(1));
        rehearsal.ask(new Ask.UndoAction(only("mute").id(), "eva"));
        rehearsal.play(Duration.ofSeconds(5));
        assertEquals(1, containing("a"), "it cannot be told yet");
        assertEquals(ActionState.UNDOING, only("mute").state());
        rehearsal.play(Duration.ofSeconds(30));
        assertEquals(0, containing("a"));
        assertEquals(ActionState.UNDONE, only("mute").state());
    }

    @Test
    void anotherHandsRuleAtTheSamePortIsRefusedAndALinkIsNeverContained() {
        assertInstanceOf(ContainOutcome.Containing.class, contain(rehearsal.port("b")));
        ContainOutcome twice = contain(rehearsal.port("b"));
        assertTrue(
                twice instanceof ContainOutcome.Impossible(String reason)
                        && reason.contains("test contains it so already"),
                twice::toString);
        ContainOutcome link = contain(rehearsal.link("a", "b").source());
        assertTrue(
                link instanceof ContainOutcome.Impossible(String reason)
                        && reason.contains("leads to another switch"),
                link::toString);
    }

    @Test
    void withoutAutonomyItIsToldOfAndNothingIsDone() {
        Rehearsal alone = network(AutonomyMode.NONE);
        alone.begin(new Fault.HostScan("a", 20, false), LONG);
        alone.play(Duration.ofSeconds(10));
        assertEquals(1, alone.events(Event.Kind.SCAN_BEGAN).size());
        assertEquals("host", alone.view().incidents().getFirst().kind());
        assertEquals(List.of(), alone.view().autonomy().actions());
    }

    @Test
    void theSameSeedGivesTheSameStory() {
        assertEquals(story(), story());
    }

    private static List<String> story() {
        Rehearsal one = network(AutonomyMode.REACTIVE);
        one.begin(new Fault.HostScan("a", 20, true), Duration.ofMinutes(1));
        one.play(Duration.ofMinutes(5));
        return one.view().events().stream().map(Event::toString).toList();
    }
}
