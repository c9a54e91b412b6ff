package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.report.ActionState;
import io.teleon.controller.report.ActionView;
import io.teleon.controller.report.IncidentState;
import io.teleon.models.intent.FulfilmentState;
import io.teleon.simulator.fault.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is known of a link around which everybody is led, and of one that is worked on.
class QuietLinkTest {

    /// Worth the longer way, although that counts as late.
    private static final double LOSS = 0.02;

    private static Rehearsal network() {
        Rehearsal rehearsal =
                Rehearsal.reacting(Networks.diamond(), "a d 300", "a b 100", "d a 100");
        rehearsal.play(Duration.ofSeconds(30));
        return rehearsal;
    }

    private static List<ActionView> steers(Rehearsal rehearsal) {
        return rehearsal.view().autonomy().actions().stream()
                .filter(action -> action.action().equals("steer"))
                .toList();
    }

    @Test
    void aLossyLinkIsNotWellBecauseNothingGoesByIt() {
        Rehearsal rehearsal = network();
        rehearsal.begin(new Fault.LinkLoss("a", "b", LOSS), Duration.ofMinutes(25));
        rehearsal.play(Duration.ofMinutes(24));
        assertEquals("a c d", rehearsal.path("a.d"));
        List<ActionView> steers = steers(rehearsal);
        assertEquals(1, steers.size(), "it did not come back: " + steers);
        assertEquals(ActionState.CONFIRMED, steers.getFirst().state());
        assertEquals(IncidentState.OPEN, rehearsal.view().incidents().getFirst().state());
        rehearsal.play(Duration.ofMinutes(6));
        assertEquals("a b d", rehearsal.path("a.d"), "once it is well it is used again");
        assertTrue(steers(rehearsal).stream().allMatch(a -> a.state().isFinal()));
        assertEquals(IncidentState.CLEARED, rehearsal.view().incidents().getFirst().state());
        assertEquals(1, rehearsal.view().incidents().size());
    }

    @Test
    void nothingIsPromisedOverALinkThatIsWorkedOn() {
        Rehearsal rehearsal = network();
        rehearsal.play(Duration.ofMinutes(2));
        assertEquals(FulfilmentState.FULFILLED, state(rehearsal, "a.d"));
        say(rehearsal, new Ask.Maintain(rehearsal.link("a", "b"), true, "ann"));
        rehearsal.begin(new Fault.LinkLoss("a", "b", LOSS), Duration.ofMinutes(10));
        rehearsal.play(Duration.ofMinutes(2));
        assertEquals(FulfilmentState.SUSPENDED, state(rehearsal, "a.d"));
        assertEquals(FulfilmentState.FULFILLED, state(rehearsal, "d.a"));
        say(rehearsal, new Ask.Maintain(rehearsal.link("a", "b"), false, "ann"));
        rehearsal.play(Duration.ofMinutes(2));
        assertNotEquals(FulfilmentState.SUSPENDED, state(rehearsal, "a.d"));
    }

    private static FulfilmentState state(Rehearsal rehearsal, String intent) {
        return rehearsal.intent(intent).fulfilment().state();
    }

    private static void say(Rehearsal rehearsal, Ask ask) {
        assertInstanceOf(Answer.Accepted.class, rehearsal.ask(ask));
    }
}
