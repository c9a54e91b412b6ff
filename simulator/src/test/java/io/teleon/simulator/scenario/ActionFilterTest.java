package io.teleon.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.report.ActionState;
import io.teleon.controller.report.ActionView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What counts as carried out when a scenario says that an action must not be.
class ActionFilterTest {

    private static final Instant NOW = Instant.EPOCH;

    private static ActionFilter of(String action) {
        return new ActionFilter(
                Optional.empty(), Optional.of(action), Optional.empty(), Optional.empty());
    }

    private static ActionView view(String action, ActionState... states) {
        List<ActionView.Step> steps =
                List.of(states).stream().map(s -> new ActionView.Step(NOW, s, "")).toList();
        return new ActionView(
                1,
                action,
                List.of(),
                "A>B",
                "link_heal.repair.field",
                states[states.length - 1],
                NOW,
                steps,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    @Test
    void aTicketThatIsAskedForByNameWasCarriedOutWhenItEnded() {
        ActionView ended = view("net.open_ticket", ActionState.PROPOSED, ActionState.ENDED);

        assertTrue(of("open_ticket").isCarriedOut(ended));
        assertFalse(
                of("open_ticket")
                        .isCarriedOut(
                                view("open_ticket", ActionState.PROPOSED, ActionState.REFUSED)));
        assertFalse(of("open_ticket").isCarriedOut(view("open_ticket", ActionState.SUGGESTED)));
    }

    @Test
    void theRuleAsksForATicketToo() {
        ActionFilter field =
                new ActionFilter(
                        Optional.of("repair.field"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());

        assertTrue(
                field.isCarriedOut(view("open_ticket", ActionState.PROPOSED, ActionState.ENDED)));
    }

    @Test
    void whereNoNameIsGivenOnlyTheNetworkCounts() {
        ActionFilter any =
                new ActionFilter(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        assertFalse(any.isCarriedOut(view("open_ticket", ActionState.PROPOSED, ActionState.ENDED)));
        assertTrue(any.isCarriedOut(view("steer", ActionState.PROPOSED, ActionState.INSTALLING)));
    }

    @Test
    void whatWasCalledOffBeforeItTouchedTheNetworkWasNotCarriedOut() {
        assertFalse(
                of("shift")
                        .isCarriedOut(
                                view(
                                        "shift",
                                        ActionState.PROPOSED,
                                        ActionState.REHEARSING,
                                        ActionState.ENDED)));
        assertTrue(
                of("shift")
                        .isCarriedOut(
                                view(
                                        "shift",
                                        ActionState.PROPOSED,
                                        ActionState.INSTALLING,
                                        ActionState.UNDOING,
                                        ActionState.UNDONE)));
    }
}
