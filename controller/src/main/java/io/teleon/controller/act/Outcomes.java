package io.teleon.controller.act;

import io.teleon.controller.percept.DetourBook.Detour;
import io.teleon.controller.percept.Picture;
import io.teleon.controller.report.ActionState;
import io.teleon.controller.report.Severity;
import io.teleon.models.network.LinkId;
import io.teleon.policies.host.Input;
import io.teleon.policies.host.InstanceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How actions end: refused, let go, taken back, or failed, and who is told of it. Owned by the
/// control loop's thread.
final class Outcomes {

    /// After being refused or undone, a detour is not offered for its link for so long.
    static final Duration BARRED_BY_TWIN = Duration.ofMinutes(10);

    static final Duration BARRED_BY_MEASURING = Duration.ofMinutes(30);

    /// Longer than intents take to be led back, with all their retries.
    static final Duration RELEASE_PATIENCE = Duration.ofMinutes(5);

    private final ActionTools tools;
    private final ActionRegister register;
    private final Execution execution;
    private final Recurrences recurrences;

    /// By link and name of the detour, until when.
    private final Map<LinkId, Map<String, Instant>> barred = new TreeMap<>();

    /// Hosts that people set free, until when nothing contains them again. Bounded: swept.
    private final Spared spared;

    private final List<Input> reports = new ArrayList<>();

    Outcomes(
            ActionTools tools,
            ActionRegister register,
            Execution execution,
            Recurrences recurrences) {
        this.tools = tools;
        this.register = register;
        this.execution = execution;
        this.recurrences = recurrences;
        this.spared = new Spared(tools.journal());
    }

    void refuse(Action action, String reason, Duration bar, Instant now) {
        bar(action, bar, now);
        become(action, ActionState.REFUSED, reason, now);
        reportFailure(action, reason);
    }

    void park(Action action, String reason, Picture now) {
        refuse(action, "parked: " + reason, BARRED_BY_TWIN, now.at());
        call(action, reason, now.at());
    }

    void end(Action action, String reason, Instant now) {
        action.dropModification();
        become(action, ActionState.ENDING, reason, now);
        note(action, now);
        execution.release(action, now);
        releaseInTime(action, now);
    }

    /// Takes an action back that failed; a person is called where remedies fail too often.
    void undo(Action action, String reason, Duration bar, Instant now) {
        withdraw(action, reason, bar, now);
        countFailure(action, now);
        settle(now);
    }

    /// Takes an action back for which that is no failure: a person or a restart was in its way.
    void takeBack(Action action, String reason, Duration bar, Instant now) {
        withdraw(action, reason, bar, now);
        settle(now);
    }

    private void withdraw(Action action, String reason, Duration bar, Instant now) {
        action.dropModification();
        become(action, ActionState.UNDOING, reason, now);
        note(action, now);
        bar(action, bar, now);
        execution.release(action, now);
        releaseInTime(action, now);
        reportFailure(action, reason);
    }

    /// What cannot be released is not waited for for ever: it counts as failed then, and a person
    /// is called. Intents and ports go on being led back and brought up by themselves.
    void releaseInTime(Action action, Instant now) {
        tools.deadlines()
                .at(
                        now.plus(RELEASE_PATIENCE),
                        at -> {
                            if (action.state == ActionState.ENDING
                                    || action.state == ActionState.UNDOING) {
                                String reason =
                                        "what it held was not released within "
                                                + RELEASE_PATIENCE.toMinutes()
                                                + " min";
                                become(action, ActionState.FAILED, reason, at);
                                note(action, at);
                                answerStop(action);
                                tools.desk()
                                        .message(
                                                "noc",
                                                action.target,
                                                action.shown() + " needs a person: " + reason,
                                                at);
                            }
                        });
    }

    /// Follows what is being released.
    void settle(Instant now) {
        for (Action action : register.all()) {
            boolean undone = action.state == ActionState.UNDOING;
            if ((undone || action.state == ActionState.ENDING) && execution.isReleased(action)) {
                become(
                        action,
                        undone ? ActionState.UNDONE : ActionState.ENDED,
                        undone ? "everything is as it was" : "released",
                        now);
                note(action, now);
                answerStop(action);
            }
        }
    }

    /// The engine waits for the end of something that is not known.
    void answerStop(InstanceId unknown) {
        reports.add(new Input.Reported(unknown, new Input.Progress.Ended()));
    }

    void answerStop(Action action) {
        if (action.stopped) {
            reports.add(new Input.Reported(action.instance, new Input.Progress.Ended()));
            register.letGo(action.instance);
        }
    }

    /// The engine has given an action up.
    void failed(Action action, String reason, Instant now) {
        action.reported = true;
        if (!action.state.holdsNetwork()) {
            refuse(action, reason, Duration.ZERO, now);
        } else if (isBounce(action)) {
            become(action, ActionState.FAILED, reason, now);
            note(action, now);
            register.letGo(action.instance);
            countFailure(action, now);
        } else if (isUp(action)) {
            undo(action, reason, BARRED_BY_MEASURING, now);
        }
    }

    static boolean isBounce(Action action) {
        return action.plan.filter(Plan.Bounce.class::isInstance).isPresent();
    }

    /// Whether it is in force, or about to be.
    static boolean isUp(Action action) {
        return switch (action.state) {
            case INSTALLING, ACTIVE, CONFIRMED -> true;
            case SUGGESTED, PROPOSED, REHEARSING, REFUSED, ENDING, ENDED, UNDOING, UNDONE, FAILED ->
                    false;
        };
    }

    private void countFailure(Action action, Instant now) {
        if (recurrences.failed(action.target, now) >= Recurrences.MOST) {
            call(action, "remedies for it failed " + Recurrences.MOST + " times", now);
        }
    }

    /// Whom people have set free.
    Spared spared() {
        return spared;
    }

    /// A person has set a host free.
    void spare(Action action, Instant now) {
        action.point.ifPresent(point -> spared.spare(point, now.plus(BARRED_BY_MEASURING), now));
    }

    private void bar(Action action, Duration bar, Instant now) {
        if (action.link.isPresent() && action.detour.isPresent() && bar.isPositive()) {
            barred.computeIfAbsent(action.link.get(), _ -> new TreeMap<>())
                    .put(action.detour.get(), now.plus(bar));
        }
    }

    /// Forgets what is barred no longer.
    void sweep(Instant now) {
        spared.sweep(now);
        barred.values().forEach(of -> of.values().removeIf(until -> !until.isAfter(now)));
    }

    boolean isBarred(LinkId link, Detour detour) {
        return barred.getOrDefault(link, Map.of()).containsKey(detour.name().name());
    }

    /// A person has to look at it.
    private void call(Action action, String reason, Instant now) {
        tools.desk()
                .message(
                        "noc",
                        action.target,
                        action.target
                                + " needs a person: "
                                + reason
                                + "; nothing more is tried there for "
                                + Recurrences.REST.toHours()
                                + " h (last: "
                                + action.shown()
                                + ")",
                        now);
    }

    void reportFailure(Action action, String reason) {
        report(action, new Input.Progress.Failed(reason));
        action.reported = true;
    }

    void report(Action action, Input.Progress progress) {
        if (!action.reported) {
            reports.add(new Input.Reported(action.instance, progress));
        }
    }

    /// What the engine is to be told, since this was last asked.
    List<Input> drainReports() {
        List<Input> drained = List.copyOf(reports);
        reports.clear();
        return drained;
    }

    void become(Action action, ActionState state, String text, Instant now) {
        action.become(state, text, now);
        tools.tell(action, severity(state), text, now);
    }

    private static Severity severity(ActionState state) {
        return switch (state) {
            case UNDOING, FAILED -> Severity.MINOR;
            case REFUSED -> Severity.WARNING;
            case SUGGESTED,
                    PROPOSED,
                    REHEARSING,
                    INSTALLING,
                    ACTIVE,
                    CONFIRMED,
                    ENDING,
                    ENDED,
                    UNDONE ->
                    Severity.NORMAL;
        };
    }

    void note(Action action, Instant now) {
        tools.note(action.memo(), now);
    }
}
