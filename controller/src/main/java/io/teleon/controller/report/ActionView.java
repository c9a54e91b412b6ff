package io.teleon.controller.report;

import io.teleon.models.intent.IntentId;
import io.teleon.policies.host.Explanation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One action of a program and what has come of it: what `action why` answers from.
///
/// @param id counts from 1 over the whole life of the controller
/// @param action its name, `steer`
/// @param arguments all of them as people read them
/// @param target what it is about, named for people: `DNVRng>KSCYng`
/// @param rule the innermost rule that fired, `congestion.relieve.move`
/// @param steps what happened to it, oldest first
/// @param forecast what was foreseen, where a forecast took part
/// @param twin what the rehearsal said, once there was one
/// @param explanation the path of rules with bindings and the facts they stood on
/// @param diff what it changes, one line a change, as its dry run says
/// @param intents those it moves or limits
public record ActionView(
        long id,
        String action,
        List<String> arguments,
        String target,
        String rule,
        ActionState state,
        Instant proposedAt,
        List<Step> steps,
        Optional<Foreseen> forecast,
        Optional<TwinView> twin,
        Optional<Explanation> explanation,
        List<String> diff,
        List<IntentId> intents) {

    public ActionView {
        arguments = List.copyOf(arguments);
        steps = List.copyOf(steps);
        diff = List.copyOf(diff);
        intents = List.copyOf(intents);
    }

    /// @param text why, with numbers
    public record Step(Instant at, ActionState state, String text) {}

    /// The forecast an action stands on.
    ///
    /// @param fact of what, `net.offered(DNVRng>KSCYng)`
    /// @param capacity of the link, in the same unit, NaN where there is none
    public record Foreseen(
            String model,
            String fact,
            Instant at,
            Duration horizon,
            double p10,
            double p50,
            double p90,
            double skill,
            double capacity) {}

    /// What the twin said.
    ///
    /// @param verdict `improves`, `no-better`, `worse`, `refused`
    /// @param ranked a line for each candidate, best first
    public record TwinView(String verdict, String summary, List<String> ranked) {
        public TwinView {
            ranked = List.copyOf(ranked);
        }
    }

    /// How it went, in one word: `confirmed`, `undone`, `refused`, `failed`, `suggested`, `ended`
    /// without ever having been confirmed, or `open`.
    public String outcome() {
        boolean confirmed = steps.stream().anyMatch(s -> s.state() == ActionState.CONFIRMED);
        return switch (state) {
            case SUGGESTED -> "suggested";
            case REFUSED -> "refused";
            case FAILED -> "failed";
            case UNDOING, UNDONE -> "undone";
            case ENDING, ENDED -> confirmed ? "confirmed" : "ended";
            case CONFIRMED -> "confirmed";
            case PROPOSED, REHEARSING, INSTALLING, ACTIVE -> "open";
        };
    }
}
