package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.report.ActionView;
import io.teleon.controller.report.ControllerView.IntentView;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.IntentId;
import java.util.List;
import java.util.TreeSet;

/// What is steered and limited, held against what actions of programs say they hold.
final class Holdings {

    private Holdings() {}

    /// Whatever is steered or limited is held by exactly one action that is not over.
    static void check(List<ActionView> actions, List<IntentView> intents, String when) {
        TreeSet<IntentId> held = new TreeSet<>();
        TreeSet<IntentId> limited = new TreeSet<>();
        for (ActionView view : actions) {
            if (view.state().holdsNetwork()) {
                TreeSet<IntentId> there = view.action().equals("shape") ? limited : held;
                for (IntentId id : view.intents()) {
                    assertTrue(there.add(id), when + ": " + id + " is held twice");
                }
            }
        }
        for (IntentView view : intents) {
            IntentId id = view.intent().id();
            if (isThere(view)) {
                assertTrue(
                        view.steered().isEmpty() || held.contains(id),
                        when + ": nobody holds " + id);
                assertTrue(
                        !isLimited(view) || limited.contains(id), when + ": nobody limits " + id);
            }
        }
    }

    private static boolean isThere(IntentView view) {
        return view.state() != InstallState.WITHDRAWING && view.state() != InstallState.WITHDRAWN;
    }

    /// Whether a limit is in force or on its way.
    static boolean isLimited(IntentView view) {
        return view.limit().filter(limit -> limit.reason().isEmpty()).isPresent();
    }
}
