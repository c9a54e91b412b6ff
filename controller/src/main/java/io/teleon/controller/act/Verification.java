package io.teleon.controller.act;

import io.teleon.controller.percept.Picture;
import io.teleon.controller.report.ActionState;
import io.teleon.models.intent.IntentId;
import io.teleon.policies.host.Input;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Whether what was done helps: actions that come into force are measured, confirmed or taken back.
/// Owned by the control loop's thread.
final class Verification {

    /// At the earliest so long after it came into force an action is judged: two readings of the
    /// counters.
    private static final Duration FIRST_LOOK = Duration.ofSeconds(30);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);

    /// After being confirmed, and after each change, it is watched for so long: later the traffic
    /// is another one, and what was before says nothing about what would be without it.
    private static final Duration PROBATION = Duration.ofMinutes(5);

    private static final int MOST_UNMEASURED = 4;
    private static final int WORSE_LOOKS = 2;

    private final ActionTools tools;
    private final ActionRegister register;
    private final Execution execution;
    private final Recurrences recurrences;
    private final Outcomes outcomes;
    private Optional<Picture> picture = Optional.empty();

    Verification(
            ActionTools tools,
            ActionRegister register,
            Execution execution,
            Recurrences recurrences,
            Outcomes outcomes) {
        this.tools = tools;
        this.register = register;
        this.execution = execution;
        this.recurrences = recurrences;
        this.outcomes = outcomes;
    }

    /// What was seen last.
    Optional<Picture> picture() {
        return picture;
    }

    void see(Picture now) {
        picture = Optional.of(now);
    }

    /// Follows what is coming into force.
    void settle(Instant now) {
        for (Action action : register.all()) {
            if (action.state != ActionState.INSTALLING) {
                continue;
            }
            boolean inForce = execution.isInForce(action, now);
            if (inForce && !Outcomes.isBounce(action) && execution.holdsNothing(action)) {
                outcomes.undo(
                        action, "nothing of it came into force", Outcomes.BARRED_BY_TWIN, now);
            } else if (inForce) {
                inForce(action, now);
            }
        }
    }

    private void inForce(Action action, Instant now) {
        if (Outcomes.isBounce(action)) {
            outcomes.become(action, ActionState.ACTIVE, "the port is up again", now);
            outcomes.note(action, now);
            outcomes.report(action, new Input.Progress.Done());
            return;
        }
        outcomes.become(action, ActionState.ACTIVE, "every switch has confirmed", now);
        outcomes.note(action, now);
        outcomes.report(action, new Input.Progress.Running());
        judgeLater(action, now);
    }

    void judgeLater(Action action, Instant now) {
        Duration within = execution.within(action);
        Duration first = within.compareTo(FIRST_LOOK) > 0 ? within : FIRST_LOOK;
        tools.deadlines().at(now.plus(first), at -> judge(action, at));
    }

    /// Holds what is measured now against what was before.
    private void judge(Action action, Instant now) {
        if (action.state != ActionState.ACTIVE || picture.isEmpty()) {
            return; // it is over already
        }
        Optional<Containing.Heard> heard = execution.containing().heard(action, now);
        if (heard.isPresent()) {
            judge(action, heard.get(), now);
            return;
        }
        Measure after = execution.measure(action, action.plan.orElseThrow(), picture.get());
        Measure before = action.before.orElse(after);
        Optional<Relief> relief = relief(action, picture.get());
        if (isToBlame(action, after, before, picture.get())) {
            outcomes.undo(
                    action,
                    "worse than before: " + held(before, after),
                    Outcomes.BARRED_BY_MEASURING,
                    now);
        } else if (after.delivered().isEmpty() && !after.idle()) {
            lookAgain(
                    action,
                    "it could not be measured whether it helped",
                    Outcomes.BARRED_BY_TWIN,
                    now);
        } else if (relief.isPresent() && !relief.get().isSeen()) {
            lookAgain(
                    action,
                    "packets do not go another way: " + shown(action, relief.get()),
                    Outcomes.BARRED_BY_MEASURING,
                    now);
        } else if (isNoBetter(action, after, before, picture.get())) {
            lookAgain(
                    action,
                    "it does not help: " + held(before, after),
                    Outcomes.BARRED_BY_MEASURING,
                    now);
        } else {
            action.confirmed = true;
            action.watchedSince = Optional.of(now);
            String seen = relief.map(of -> shown(action, of) + "; ").orElse("");
            outcomes.become(action, ActionState.CONFIRMED, seen + held(before, after), now);
            outcomes.note(action, now);
        }
    }

    private void lookAgain(Action action, String doubt, Duration bar, Instant now) {
        if (++action.unmeasured >= MOST_UNMEASURED) {
            outcomes.undo(action, doubt, bar, now);
        } else {
            tools.deadlines().at(now.plus(LOOK_AGAIN), at -> judge(action, at));
        }
    }

    /// What it is seen to do for the link that it is to relieve.
    private static Optional<Relief> relief(Action action, Picture picture) {
        return action.link.flatMap(link -> Relief.of(picture, link, action.held.sequencedKeySet()));
    }

    private static String shown(Action action, Relief relief) {
        return relief.shown(action.target);
    }

    /// Holds what a contained host does against what it did before.
    private void judge(Action action, Containing.Heard heard, Instant now) {
        if (heard.goesOn()) {
            outcomes.undo(action, "it does not help: " + heard.shown(), Duration.ZERO, now);
        } else {
            action.confirmed = true;
            outcomes.become(action, ActionState.CONFIRMED, heard.shown(), now);
            outcomes.note(action, now);
        }
    }

    private static String held(Measure before, Measure after) {
        return "before: " + before.shown() + "; now: " + after.shown();
    }

    /// Looks at what is in force: whether a person took something over, or it has got worse.
    void look(Picture now) {
        picture = Optional.of(now);
        for (Action action : register.all()) {
            if (action.state != ActionState.ACTIVE && action.state != ActionState.CONFIRMED) {
                continue;
            }
            if (execution.containing().isSetFree(action)) {
                outcomes.takeBack(
                        action,
                        "what is plugged in there is contained no more",
                        Duration.ZERO,
                        now.at());
                continue;
            }
            for (IntentId taken : execution.takenOver(action, now)) {
                action.become(action.state, "a person leads " + taken + " now", now.at());
            }
            if (action.plan.isPresent() && isOnProbation(action, now.at())) {
                hold(action, action.plan.get(), now);
            }
        }
    }

    private void hold(Action action, Plan plan, Picture now) {
        Measure measure = execution.measure(action, plan, now);
        Measure before = action.before.orElse(measure);
        action.worse = isToBlame(action, measure, before, now) ? action.worse + 1 : 0;
        if (action.worse >= WORSE_LOOKS) {
            outcomes.undo(
                    action,
                    "got worse than before: " + held(before, measure),
                    Outcomes.BARRED_BY_MEASURING,
                    now.at());
        }
    }

    /// Whether it is worse than before and would be better without the action: traffic may have
    /// grown since.
    private static boolean isToBlame(
            Action action, Measure after, Measure before, Picture picture) {
        return after.isWorseThan(before)
                && !Counterfactual.of(picture, action.held.sequencedKeySet()).isNoBetterWithout();
    }

    /// Whether those lose as much as before who lost much, and would be no worse off without the
    /// action.
    private static boolean isNoBetter(
            Action action, Measure after, Measure before, Picture picture) {
        return before.isBad()
                && after.isBad()
                && !after.isBetterThan(before)
                && !Counterfactual.of(picture, action.held.sequencedKeySet()).isNoBetterWithout();
    }

    private static boolean isOnProbation(Action action, Instant now) {
        return action.state == ActionState.CONFIRMED
                && action.watchedSince
                        .filter(since -> since.plus(PROBATION).isAfter(now))
                        .isPresent();
    }

    /// The engine saw what the action promised.
    void effectSeen(Action action, Instant now) {
        action.effectSeen = true;
        if (Outcomes.isBounce(action) && isOnlyWanted(action)) {
            outcomes.become(
                    action, ActionState.ENDED, "not needed: what it was to bring is there", now);
            outcomes.report(action, new Input.Progress.Done());
        } else if (Outcomes.isBounce(action) && !action.state.isFinal()) {
            action.confirmed = true;
            outcomes.become(action, ActionState.CONFIRMED, "what it promised was seen", now);
            outcomes.become(action, ActionState.ENDED, "nothing of it is left to do", now);
            recurrences.ended(action.target, now);
            outcomes.note(action, now);
            register.letGo(action.instance);
        }
    }

    private static boolean isOnlyWanted(Action action) {
        return action.state == ActionState.PROPOSED || action.state == ActionState.REHEARSING;
    }
}
