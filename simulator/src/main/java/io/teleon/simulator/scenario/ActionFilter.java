package io.teleon.simulator.scenario;

import io.teleon.controller.report.ActionState;
import io.teleon.controller.report.ActionView;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Which actions of programs are meant; what is left out is any.
///
/// @param rule as the action tells it, `congestion.relieve.move`, or its last words, `move`
/// @param action its name, `steer`
/// @param target what it is about, as it tells: `DNVRng>KSCYng`
/// @param outcome in one word: `confirmed`, `undone`, `refused`, `failed`, `suggested`, `ended`,
///   `open`
record ActionFilter(
        Optional<String> rule,
        Optional<String> action,
        Optional<String> target,
        Optional<String> outcome) {

    private static final List<String> WORDS = List.of("open_ticket", "close_ticket", "notify");

    boolean fits(ActionView view) {
        return rule.filter(r -> !isLastWordsOf(r, view.rule())).isEmpty()
                && action.filter(a -> !isLastWordsOf(a, view.action())).isEmpty()
                && target.filter(t -> !t.equals(view.target())).isEmpty()
                && outcome.filter(o -> !o.equals(view.outcome())).isEmpty();
    }

    private static boolean isLastWordsOf(String wanted, String whole) {
        return whole.equals(wanted) || whole.endsWith("." + wanted);
    }

    /// Whether the action was carried out where this filter asks for it. Words for people never
    /// hold the network, so they are only meant where a name of an action or a rule asks for them;
    /// they are carried out when they have ended.
    boolean isCarriedOut(ActionView view) {
        return hasActed(view)
                || ((action.isPresent() || rule.isPresent())
                        && isWords(view.action())
                        && view.state() == ActionState.ENDED);
    }

    /// Whether the action of this name tells people something, and changes no network.
    static boolean isWords(String action) {
        return WORDS.stream().anyMatch(word -> isLastWordsOf(word, action));
    }

    /// Whether anything was ever done to the network for it.
    static boolean hasActed(ActionView view) {
        return view.state().holdsNetwork()
                || view.steps().stream()
                        .anyMatch(step ->
                                step.state().holdsNetwork() || step.state() == ActionState.ACTIVE);
    }

    /// For people: `steer by move on A>B, confirmed`.
    String text() {
        return Stream.of(
                        action.or(() -> Optional.of("any")),
                        rule.map(r -> "by " + r),
                        target.map(t -> "on " + t),
                        outcome.map(o -> "that ends " + o))
                .flatMap(Optional::stream)
                .reduce((one, other) -> one + " " + other)
                .orElseThrow();
    }
}
