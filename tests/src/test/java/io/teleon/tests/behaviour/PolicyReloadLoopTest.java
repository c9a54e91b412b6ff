package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.autonomy.ProgramSet;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.report.ActionState;
import io.teleon.controller.report.ActionView;
import io.teleon.controller.report.PolicyText;
import io.teleon.policies.host.Explanation;
import io.teleon.policies.host.Output;
import io.teleon.policies.reload.FiringDifference;
import io.teleon.policies.reload.Reload;
import io.teleon.simulator.fault.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A policy gets another text while the network runs and a link is led around by it.
class PolicyReloadLoopTest {

    private static final String SICK = "loss(L) > 1% for at least 20s";
    private static final String PROTECT = "protect:  sick(L)";

    private final Rehearsal rehearsal = network();

    private static Rehearsal network() {
        Rehearsal rehearsal =
                Rehearsal.reacting(Networks.diamond(), "a d 300", "a b 100", "b d 100");
        rehearsal.play(Duration.ofSeconds(30));
        return rehearsal;
    }

    private List<PolicyText> running() {
        return rehearsal.view().autonomy().texts();
    }

    private String healing() {
        return running().stream()
                .filter(text -> text.name().equals("link_heal"))
                .map(PolicyText::text)
                .findFirst()
                .orElseThrow();
    }

    private Ask.ReloadPolicy with(String text) {
        ProgramSet.Checked checked =
                ProgramSet.check(ProgramSet.replaced(running(), "link_heal", text));
        return new Ask.ReloadPolicy(
                "link_heal",
                running(),
                checked.programs().orElseThrow(() -> new AssertionError(checked.findings())),
                "ann");
    }

    /// The same, and one that looks at intents.
    private Ask.ReloadPolicy watchful() {
        return with(
                healing()
                        + """

                        proc watch(I: intent) {
                          well: sent(I) > 1 Mbps and delay(I) > 0 ms and loss_of(I) < 1% ~> nothing
                          rest: otherwise ~> nothing
                        }
                        task watched for each I: intent where sent(I) >= 0 Mbps run watch(I)
                        """);
    }

    @Test
    void aProgramThatReadsWhatIsMeasuredOfIntentsIsToldIt() {
        assertEquals(new Answer.Accepted(true), rehearsal.ask(watchful()), "it is loaded");
        rehearsal.play(Duration.ofSeconds(30));
        List<Explanation.Reading> facts =
                rehearsal.world().insight().orElseThrow().tree().tasks().stream()
                        .filter(task -> task.id().toString().equals("link_heal.watched(a.d)"))
                        .flatMap(task -> task.root().firing().orElseThrow().because().stream())
                        .flatMap(literal -> literal.facts().stream())
                        .toList();
        assertEquals(
                List.of("flow counters", "probe", "probe"),
                facts.stream().map(Explanation.Reading::source).toList(),
                facts::toString);
        assertTrue(
                facts.stream().allMatch(f -> f.ageMillis() >= 0 && f.ageMillis() < 30_000),
                facts::toString);
    }

    /// The same, but that a link has to lose more before it is led around.
    private Ask.ReloadPolicy patient() {
        String text = healing();
        assertTrue(text.contains(PROTECT), text);
        return with(text.replace(PROTECT, PROTECT + " and loss(L) > 60%"));
    }

    private Reload.Ready foreseen(Ask.ReloadPolicy ask) {
        Answer answer = rehearsal.ask(new Ask.Foresee(ask));
        return assertInstanceOf(
                Reload.Ready.class,
                assertInstanceOf(Answer.ReloadForeseen.class, answer).trial().run());
    }

    private List<ActionView> steers() {
        return rehearsal.view().autonomy().actions().stream()
                .filter(action -> action.action().equals("steer"))
                .toList();
    }

    private void loseUntilLedAround() {
        rehearsal.begin(new Fault.LinkLoss("a", "b", 0.1), Duration.ofHours(1));
        rehearsal.playUntil(
                "led around",
                Duration.ofMinutes(3),
                () -> steers().stream().anyMatch(a -> a.state() == ActionState.CONFIRMED));
        assertEquals("a c d", rehearsal.path("a.d"));
        rehearsal.play(Duration.ofMinutes(1));
    }

    @Test
    void theSameProgramWouldChangeNothing() {
        loseUntilLedAround();
        Reload.Ready ready = foreseen(with(healing() + "\n// the same\n"));
        assertTrue(ready.changesNothing(), () -> ready.overLog() + " " + ready.carried());
        assertTrue(ready.overLog().epochs() > 10, "there was something to compare");
        assertEquals("a c d", rehearsal.path("a.d"), "nothing was done");
    }

    @Test
    void aDryRunTellsWhatWouldHaveBeenOtherwiseAndDoesNothing() {
        loseUntilLedAround();
        Reload.Ready ready = foreseen(patient());
        List<FiringDifference.Change> changes = ready.overLog().changes();
        assertTrue(
                changes.stream()
                        .anyMatch(change ->
                                change instanceof FiringDifference.Change.Fires fires
                                        && fires.before().startsWith("protect")
                                        && fires.after().equals("no_spare")),
                changes::toString);
        assertTrue(
                changes.stream()
                        .anyMatch(change ->
                                change
                                                instanceof
                                                FiringDifference.Change.OnlyOld(
                                                        var _,
                                                        Output.Transition t)
                                        && t.kind() == Output.Transition.Kind.START
                                        && t.instance().action().local().equals("steer")),
                changes::toString);
        rehearsal.play(Duration.ofMinutes(1));
        assertEquals("a c d", rehearsal.path("a.d"), "nothing was done");
        assertFalse(healing().contains("60%"), "nothing was put in its place");
    }

    @Test
    void whatTheOtherProgramDoesNotWantItStopsAndARestartKeepsIt() {
        loseUntilLedAround();
        Ask.ReloadPolicy ask = patient();
        assertEquals(new Answer.Accepted(true), rehearsal.ask(ask));
        assertEquals(ask.to().texts(), running());
        assertEquals(new Answer.Accepted(false), rehearsal.ask(patientAgain()), "once");
        rehearsal.playUntil(
                "no longer led around",
                Duration.ofMinutes(2),
                () -> steers().stream().allMatch(a -> a.state().isFinal()));
        assertEquals("a b d", rehearsal.path("a.d"));
        rehearsal.begin(new Fault.ControllerGone(), Duration.ofSeconds(2));
        rehearsal.play(Duration.ofMinutes(3));
        assertEquals(ask.to().texts(), running());
        assertEquals("a b d", rehearsal.path("a.d"), "the restarted one does not lead around");
        assertFalse(steers().stream().anyMatch(a -> !a.state().isFinal()), steers()::toString);
        rehearsal.assertRight();
    }

    private Ask.ReloadPolicy patientAgain() {
        return with(healing());
    }

    @Test
    void anActionThatBothWantGoesOn() {
        loseUntilLedAround();
        long id = steers().getLast().id();
        assertEquals(
                new Answer.Accepted(true),
                rehearsal.ask(with(healing().replace(SICK, SICK.replace("1%", "2%")))));
        rehearsal.play(Duration.ofMinutes(2));
        assertEquals(id, steers().getLast().id());
        assertEquals(ActionState.CONFIRMED, steers().getLast().state());
        assertEquals("a c d", rehearsal.path("a.d"));
        rehearsal.assertRight();
    }

    @Test
    void whoeverWroteUponOtherProgramsIsRefused() {
        Ask.ReloadPolicy first = patient();
        Ask.ReloadPolicy second = with(healing() + "\n// mine\n");
        assertEquals(new Answer.Accepted(true), rehearsal.ask(first));
        Answer.Rejected refused = assertInstanceOf(Answer.Rejected.class, rehearsal.ask(second));
        assertEquals(Answer.Reason.CONFLICT, refused.reason());
        assertEquals(first.to().texts(), running());
    }

    @Test
    void thePauseOutlivesAReload() {
        rehearsal.ask(new Ask.Pause("storm", "ann"));
        assertEquals(new Answer.Accepted(true), rehearsal.ask(with(healing() + "\n// new\n")));
        rehearsal.begin(new Fault.LinkLoss("a", "b", 0.1), Duration.ofHours(1));
        rehearsal.play(Duration.ofMinutes(3));
        assertEquals("a b d", rehearsal.path("a.d"), "nothing begins while it is paused");
    }
}
