package io.teleon.controller.act;

import io.teleon.controller.containment.ContainOutcome;
import io.teleon.controller.containment.Containment;
import io.teleon.controller.containment.Containments;
import io.teleon.controller.containment.Extent;
import io.teleon.controller.detect.ScanWatch;
import io.teleon.controller.percept.Picture;
import io.teleon.models.intent.Precedence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// How actions keep what is plugged in at a port from sending, and see whether it does so still.
final class Containing {

    /// After which nothing is on its way any more that was sent before.
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private final ActionTools tools;
    private final Planner planner;

    Containing(ActionTools tools, Planner planner) {
        this.tools = tools;
        this.planner = planner;
    }

    /// How far an action contains a host; empty where it is of another kind.
    static Optional<Extent> extent(Action action) {
        return switch (action.name()) {
            case "mute" -> Optional.of(Extent.QUESTIONS);
            case "quarantine" -> Optional.of(Extent.EVERYTHING);
            default -> Optional.empty();
        };
    }

    Plan plan(Action action) {
        return action.point
                .<Plan>map(point ->
                        planner.contain(
                                point,
                                extent(action).orElseThrow(),
                                tools.intents().enteringAt(point)))
                .orElseGet(() -> new Plan.Impossible("it names no known host"));
    }

    /// Why it must not be done, if so.
    Optional<String> forbidden(Plan.Contain plan) {
        return containments().obstacle(plan.point());
    }

    /// Remembers what it will be held against.
    void arm(Action action, Plan.Contain plan) {
        action.askedBefore =
                OptionalInt.of(tools.edge().scans().targetsSince(plan.point(), Instant.MIN));
    }

    /// @return why nothing of it could be done, if so
    Optional<String> carryOut(Action action, Plan.Contain plan, Instant now) {
        return switch (containments()
                .contain(
                        plan.point(),
                        tools.edge().names().name(plan.point()),
                        plan.extent(),
                        Precedence.AUTONOMIC,
                        holder(action.id),
                        now)) {
            case ContainOutcome.Impossible(String reason) -> Optional.of(reason);
            case ContainOutcome.Containing _ -> Optional.empty();
        };
    }

    private Containments containments() {
        return tools.edge().containments();
    }

    /// By whom its host is contained.
    private static String holder(long action) {
        return "action " + action;
    }

    /// What an action contains, or is setting free.
    Optional<Containment> of(long action) {
        return containments().of(holder(action));
    }

    /// The plan of an action from before a restart, which has a host contained.
    static Plan again(Containment contained) {
        return new Plan.Contain(contained.point(), contained.extent(), List.of(), List.of());
    }

    static boolean isMeantBy(Action action) {
        return action.plan.filter(Plan.Contain.class::isInstance).isPresent();
    }

    /// Whether its host is contained no more, though that is wanted.
    boolean isSetFree(Action action) {
        return isMeantBy(action)
                && of(action.id).filter(c -> containments().isWanted(c.serial())).isEmpty();
    }

    /// Whether its switch has confirmed it, or somebody set the host free.
    boolean isInForce(Action action) {
        return isSetFree(action)
                || of(action.id).filter(c -> containments().isInForce(c.serial())).isPresent();
    }

    void free(Action action, Instant now) {
        of(action.id).ifPresent(c -> containments().free(c.serial(), now));
    }

    /// What its host is seen to do since it is contained: what is heard of it, and what is kept
    /// back.
    ///
    /// @return empty where it is no such action
    Optional<Heard> heard(Action action, Instant now) {
        if (!(action.plan.orElseThrow() instanceof Plan.Contain contain)) {
            return Optional.empty();
        }
        ScanWatch scans = tools.edge().scans();
        // A step or two of the control channel pass before it is in force.
        Instant since = action.doneAt.map(at -> at.plus(SETTLING)).orElse(now);
        return Optional.of(
                new Heard(
                        action.askedBefore,
                        scans.targetsSince(contain.point(), since),
                        scans.keptBack(contain.point(), now)));
    }

    /// @param before how many others were asked for in a minute before
    /// @param after how many were since
    /// @param keptBack questions a second that reach nobody
    record Heard(OptionalInt before, int after, Optional<Picture.Measured> keptBack) {

        /// Whether it still reaches others.
        boolean goesOn() {
            return after > 0;
        }

        String shown() {
            return (before.isPresent() ? "before: " + before.getAsInt() + " asked for; " : "")
                    + "since: "
                    + after
                    + keptBack.map(m -> ", %.1f questions a second kept back".formatted(m.value()))
                            .orElse(", what is kept back is not read");
        }
    }
}
