package io.teleon.controller.act;

import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.percept.DetourBook.Detour;
import io.teleon.controller.percept.Picture;
import io.teleon.controller.report.ActionState;
import io.teleon.controller.report.ActionView;
import io.teleon.controller.report.Severity;
import io.teleon.controller.twin.Rehearsal;
import io.teleon.controller.twin.Verdict;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.LinkId;
import io.teleon.policies.host.Explanation;
import io.teleon.policies.host.Input;
import io.teleon.policies.host.InstanceId;
import io.teleon.policies.host.Output;
import io.teleon.policies.program.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// All actions of programs, from the wish to the end, see [ActionState]. Owned by the control
/// loop's thread.
///
/// Bounded: of those that are over, the newest [#MOST_PAST] are remembered here; the audit has all.
public final class Actions {

    /// How long a bounced port is down.
    public static final Duration BOUNCE_OUTAGE = Duration.ofSeconds(5);

    static final int MOST_PAST = 1000;

    /// The same is not suggested twice within this time.
    private static final Duration SAME_SUGGESTION = Duration.ofHours(1);

    /// How explanations begin to say what holds an action back.
    private static final String ONLY_SUGGESTED = "suggested only: ";

    /// After being refused or undone, a detour is not offered for its link for so long.
    private static final Duration BARRED_BY_TWIN = Duration.ofMinutes(10);

    private static final Duration BARRED_BY_MEASURING = Duration.ofMinutes(30);

    /// At the earliest so long after it came into force an action is judged: two readings of the
    /// counters.
    private static final Duration FIRST_LOOK = Duration.ofSeconds(30);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);

    /// After being confirmed, and after each change, it is watched for so long: later the traffic
    /// is another one, and what was before says nothing about what would be without it.
    private static final Duration PROBATION = Duration.ofMinutes(5);

    private static final Duration TWIN_PATIENCE = Duration.ofSeconds(30);

    /// Longer than intents take to be led back, with all their retries.
    static final Duration RELEASE_PATIENCE = Duration.ofMinutes(5);

    private static final int MOST_UNMEASURED = 4;
    private static final int WORSE_LOOKS = 2;

    private final ActionTools tools;
    private final Execution execution;
    private final NavigableMap<Long, Action> byId = new TreeMap<>();
    private final Map<InstanceId, Action> byInstance = new TreeMap<>();
    private final Recurrences recurrences;

    /// By link and name of the detour, until when.
    private final Map<LinkId, Map<String, Instant>> barred = new TreeMap<>();

    private final List<Input> reports = new ArrayList<>();
    private final Deque<Done> done = new ArrayDeque<>();
    private long lastId;

    /// The one with the highest number ever, as it was proposed.
    private Optional<ActionMemo> newest = Optional.empty();

    private Optional<Picture> picture = Optional.empty();

    /// When traffic was led another way, or limited, the last time.
    private Instant changedAt = Instant.MIN;

    public Actions(ActionTools tools) {
        this.tools = tools;
        this.execution = new Execution(tools);
        this.recurrences = new Recurrences(tools::note);
    }

    // --- what the engine wants

    /// Carries out a transition, as far as it can be done at once.
    public void carryOut(Output.Transition transition, Picture now) {
        picture = Optional.of(now);
        switch (transition.kind()) {
            case START -> start(transition, now);
            case MODIFY -> modify(transition, now);
            case STOP -> stop(transition, now);
        }
    }

    private void start(Output.Transition transition, Picture now) {
        Action action =
                open(transition.instance(), transition.arguments(), transition.explanation(), now);
        if (transition.manner() != Output.Transition.Manner.REAL) {
            Plan plan = plan(action, now);
            action.diff = plan.diff();
            become(action, ActionState.SUGGESTED, "dry run: nothing was done", now.at());
            return;
        }
        propose(action, now);
    }

    /// What a program would do if it were allowed to.
    ///
    /// What is in force stays as it is, and says so; what was suggested within [#SAME_SUGGESTION]
    /// is not listed again.
    public void suggest(Output.Suggested suggested, Picture now) {
        String why = reason(suggested.explanation());
        Action there = byInstance.get(suggested.instance());
        if (there != null && !there.state.isFinal()) {
            there.stays(why, now.at());
            return;
        }
        if (wasSuggested(suggested.instance(), now.at())) {
            return;
        }
        Action action =
                open(suggested.instance(), suggested.arguments(), suggested.explanation(), now);
        action.diff = plan(action, now).diff();
        become(action, ActionState.SUGGESTED, why, now.at());
    }

    /// What an action would change if it were done now: its dry run. Nothing is kept of it.
    public Plan preview(
            InstanceId instance, List<Value> arguments, Explanation explanation, Picture now) {
        return plan(made(0, instance, arguments, explanation, now), now);
    }

    private static String reason(Explanation explanation) {
        return explanation.passed().stream()
                .filter(passed -> passed.startsWith(ONLY_SUGGESTED))
                .findFirst()
                .map(passed -> passed.substring(ONLY_SUGGESTED.length()))
                .orElse("autonomy allows no more than to say so");
    }

    private boolean wasSuggested(InstanceId instance, Instant now) {
        return byId.descendingMap().values().stream()
                .takeWhile(action -> action.proposedAt.plus(SAME_SUGGESTION).isAfter(now))
                .anyMatch(action ->
                        action.state == ActionState.SUGGESTED
                                && action.instance.action().equals(instance.action())
                                && action.instance.key().equals(instance.key()));
    }

    private Action made(
            long id,
            InstanceId instance,
            List<Value> arguments,
            Explanation explanation,
            Picture now) {
        Optional<LinkId> link =
                arguments.stream().flatMap(v -> tools.names().link(v).stream()).findFirst();
        Action action =
                new Action(
                        id,
                        instance,
                        arguments,
                        rule(explanation),
                        link,
                        link.map(tools.names()::name).orElse(""),
                        Optional.of(explanation),
                        now.at());
        action.detour =
                arguments.stream()
                        .flatMap(v -> tools.detours().detour(v).stream())
                        .map(d -> d.name().name())
                        .findFirst();
        return action;
    }

    private Action open(
            InstanceId instance, List<Value> arguments, Explanation explanation, Picture now) {
        Action action = made(++lastId, instance, arguments, explanation, now);
        action.shownArguments = execution.shown(action);
        action.foreseen = execution.foreseen(action, now);
        byId.put(action.id, action);
        byInstance.put(instance, action);
        become(action, ActionState.PROPOSED, "wanted by " + action.rule, now.at());
        // Lest its number be given to another one after a restart.
        note(action, now.at());
        newest = Optional.of(action.memo());
        forgetOldest();
        return action;
    }

    /// The innermost rule that fired; what takes a commitment back is wanted by the task alone.
    public static String rule(Explanation explanation) {
        if (explanation.path().isEmpty()) {
            return explanation.task().task() + ".undo";
        }
        Explanation.Firing last = explanation.path().getLast();
        return last.procedure() + "." + last.label();
    }

    private void propose(Action action, Picture now) {
        // Telling people and closing their tickets is never parked.
        if (execution.touchesNetwork(action) && isParked(action, now)) {
            return;
        }
        Plan plan = plan(action, now);
        action.plan = Optional.of(plan);
        action.diff = plan.diff();
        Optional<String> forbidden = execution.forbidden(plan, now);
        switch (plan) {
            case Plan.Impossible(String reason) -> refuse(action, reason, BARRED_BY_TWIN, now.at());
            case Plan.Paper paper -> paper(action, paper, now);
            case Plan.Paths _, Plan.Limits _, Plan.Bounce _ -> {
                if (forbidden.isPresent()) {
                    refuse(action, forbidden.get(), BARRED_BY_TWIN, now.at());
                } else if (plan instanceof Plan.Paths paths && paths.moves() == 0) {
                    execute(action, "nothing has to move: the ways they go are held", now, now.at());
                } else {
                    rehearse(action, plan, now);
                }
            }
        }
    }

    /// Whether remedies for this failed so often that nothing more is tried; it is refused then.
    private boolean isParked(Action action, Picture now) {
        Optional<Instant> parked = recurrences.parkedUntil(action.target, now.at());
        if (parked.isPresent()) {
            refuse(
                    action,
                    "parked until " + parked.get() + ": remedies failed here before",
                    BARRED_BY_TWIN,
                    now.at());
            return true;
        }
        Optional<Integer> again = recurrences.wanted(action.target, now.at());
        if (again.isEmpty()) {
            return false;
        }
        action.become(
                ActionState.PROPOSED,
                "the trouble came back: failure " + again.get() + " of " + Recurrences.MOST,
                now.at());
        if (recurrences.parkedUntil(action.target, now.at()).isPresent()) {
            park(action, "it worked and came back again and again", now);
            return true;
        }
        return false;
    }

    private Plan plan(Action action, Picture now) {
        return execution.plan(action, now, id -> isFree(id, action));
    }

    private boolean isFree(IntentId intent, Action asking) {
        return byId.values().stream()
                .filter(action -> action != asking && !action.state.isFinal())
                .noneMatch(action ->
                        action.held.containsKey(intent) || action.limited.containsKey(intent));
    }

    private void rehearse(Action action, Plan plan, Picture now) {
        action.plannedOn = Optional.of(tools.network().usable().topology());
        action.plannedAt = now.at();
        if (action.modification.isEmpty()) {
            become(action, ActionState.REHEARSING, "the twin is asked", now.at());
        }
        execution.rehearse(action, plan, alternatives(action, now), now);
        int asked = ++action.rehearsals;
        tools.deadlines().at(now.at().plus(TWIN_PATIENCE), at -> unanswered(action, asked, at));
    }

    private void unanswered(Action action, int asked, Instant now) {
        if (action.rehearsals != asked) {
            return;
        }
        if (action.modification.isPresent()) {
            action.dropModification();
            action.stays("the twin did not answer", now);
            report(action, new Input.Progress.Running());
        } else if (action.state == ActionState.REHEARSING) {
            refuse(action, "the twin did not answer", BARRED_BY_TWIN, now);
        }
    }

    /// What the other detours would give, for the twin to rank.
    private SequencedMap<String, Plan> alternatives(Action action, Picture now) {
        SequencedMap<String, Plan> others = new LinkedHashMap<>();
        if (action.link.isPresent() && action.detour.isPresent()) {
            for (Detour other : tools.detours().around(action.link.get())) {
                if (!other.name().name().equals(action.detour.get())) {
                    others.put(
                            other.name().name(),
                            execution.planBy(action, other, now, id -> isFree(id, action)));
                }
            }
        }
        return others;
    }

    /// The twin has answered.
    public void rehearsed(long id, Rehearsal rehearsal, Instant at) {
        Action action = byId.get(id);
        if (action == null || picture.isEmpty()) {
            return;
        }
        Picture now = picture.get();
        boolean modifies = action.modification.isPresent();
        if (action.state != ActionState.REHEARSING && !modifies) {
            return; // it was stopped meanwhile
        }
        Plan asked = action.modification.or(() -> action.plan).orElseThrow();
        if (!execution
                .candidate(action, asked)
                .equals(Optional.of(rehearsal.chosen().candidate()))) {
            return; // it is about what was wanted before
        }
        Optional<String> outOfDate = outOfDate(action, asked);
        if (outOfDate.isPresent()) {
            if (modifies) {
                action.dropModification();
                report(action, new Input.Progress.Running());
            } else {
                action.waitsForLook = true;
                action.become(
                        ActionState.PROPOSED, "waits for the next look: " + outOfDate.get(), at);
            }
            return;
        }
        Optional<String> against = against(action, rehearsal);
        if (!modifies || against.isEmpty()) {
            // What it is told to stand on is the review that decided on what is in force.
            action.twin = Optional.of(Rehearsals.shown(rehearsal));
        }
        if (modifies) {
            Plan plan = action.modification.orElseThrow();
            if (against.isPresent()) {
                action.dropModification();
                action.stays(against.get(), at);
            } else {
                action.modification = Optional.empty();
                action.shownArguments = execution.shown(action);
                action.before = Optional.of(execution.measure(action, plan, now));
                action.watchedSince = Optional.of(at);
                action.worse = 0;
                execution.change(action, plan, at);
                changedAt = at;
                tools.explain(action, at);
                action.become(action.state, "modified: " + rehearsal.chosen().summary(), at);
                note(action, at);
            }
            report(action, new Input.Progress.Running());
        } else if (against.isPresent()) {
            refuse(action, against.get(), BARRED_BY_TWIN, at);
        } else {
            execute(action, rehearsal.chosen().summary(), now, at);
        }
    }

    /// What came between a plan and the answer of the twin, which has not seen it. Many are wanted
    /// on one picture: room that was free on it is gone when the first has taken it, so that whoever
    /// comes second waits until somebody has looked at what the first did.
    private Optional<String> outOfDate(Action action, Plan plan) {
        if (!action.plannedOn.equals(Optional.of(tools.network().usable().topology()))) {
            return Optional.of("the network changed meanwhile");
        }
        if (!plan.intents().stream().allMatch(intent -> isFree(intent, action))) {
            return Optional.of("others took what it wanted");
        }
        if (plan instanceof Plan.Bounce) {
            return Optional.empty(); // it takes nobody's room
        }
        return changing(action)
                .map(other -> other.shown() + " is coming into force")
                .or(() ->
                        action.plannedAt.isAfter(changedAt)
                                ? Optional.empty()
                                : Optional.of("others were carried out"));
    }

    /// Another one that is leading traffic another way just now.
    private Optional<Action> changing(Action asking) {
        return byId.values().stream()
                .filter(other -> other != asking && other.state == ActionState.INSTALLING)
                .filter(other -> other.plan.filter(Actions::leads).isPresent())
                .findFirst();
    }

    /// Whether traffic goes another way by it, or is less.
    private static boolean leads(Plan plan) {
        return switch (plan) {
            case Plan.Paths paths -> paths.moves() > 0;
            case Plan.Limits _ -> true;
            case Plan.Bounce _, Plan.Impossible _, Plan.Paper _ -> false;
        };
    }

    private Optional<String> against(Action action, Rehearsal rehearsal) {
        Verdict chosen = rehearsal.chosen();
        boolean fine =
                switch (chosen.kind()) {
                    case IMPROVES -> true;
                    // A port that carries nothing can be bounced without anybody being better off
                    // for it in the twin's eyes: what is hoped for it cannot see.
                    case NO_BETTER -> action.plan.orElseThrow() instanceof Plan.Bounce;
                    case WORSE, REFUSED -> false;
                };
        if (!fine) {
            return Optional.of("the twin: " + chosen.summary());
        }
        return Optional.empty();
    }

    private void execute(Action action, String why, Picture now, Instant at) {
        Plan plan = action.plan.orElseThrow();
        action.before = Optional.of(execution.measure(action, plan, now));
        // Armed before the act: whatever comes, this is to be taken back.
        execution.arm(action, plan);
        become(action, ActionState.INSTALLING, why, at);
        tools.explain(action, at);
        note(action, at);
        done.add(
                new Done(
                        at,
                        action.link,
                        plan instanceof Plan.Paths paths ? paths.moved() : 0));
        if (done.size() > MOST_PAST) {
            done.removeFirst();
        }
        if (leads(plan)) {
            changedAt = at;
        }
        Optional<String> failure = execution.carryOut(action, plan, at);
        if (failure.isPresent()) {
            undo(action, failure.get(), Duration.ZERO, at);
            return;
        }
        Duration timeout = execution.timeout(action);
        tools.deadlines().at(at.plus(timeout), late -> overdue(action, timeout, late));
        settle(at);
    }

    private void overdue(Action action, Duration timeout, Instant at) {
        if (action.state == ActionState.INSTALLING) {
            undo(
                    action,
                    "did not come into force within " + timeout.toSeconds() + " s",
                    BARRED_BY_TWIN,
                    at);
        }
    }

    private void paper(Action action, Plan.Paper paper, Picture now) {
        execution.tell(action, paper, now.at());
        report(action, new Input.Progress.Done());
        become(action, ActionState.ENDED, String.join("; ", paper.diff()), now.at());
    }

    private void modify(Output.Transition transition, Picture now) {
        Action action = byInstance.get(transition.instance());
        if (action == null || !isUp(action)) {
            return;
        }
        action.dropModification();
        action.argumentsInForce = action.arguments;
        action.arguments = transition.arguments();
        if (Execution.asksForNothing(action)) {
            // By the time it is told there is nothing in excess any more: that is no reason to
            // change what is in force, its rule will let go of it.
            action.arguments = action.argumentsInForce;
            action.become(action.state, "stays as it is: nothing more is to be moved", now.at());
            report(action, new Input.Progress.Running());
            return;
        }
        Plan plan = plan(action, now);
        Optional<String> forbidden = execution.forbidden(plan, now);
        boolean changes = !plan.diff().isEmpty() && !(plan instanceof Plan.Impossible);
        if (!changes || forbidden.isPresent()) {
            action.arguments = action.argumentsInForce;
            report(action, new Input.Progress.Running());
            return;
        }
        action.modification = Optional.of(plan);
        rehearse(action, plan, now);
    }

    private void stop(Output.Transition transition, Picture now) {
        Action action = byInstance.get(transition.instance());
        if (action == null) {
            reports.add(new Input.Reported(transition.instance(), new Input.Progress.Ended()));
            return;
        }
        action.stopped = true;
        switch (action.state) {
            case PROPOSED, REHEARSING -> {
                become(action, ActionState.ENDED, "no longer wanted", now.at());
                answerStop(action);
            }
            case INSTALLING, ACTIVE, CONFIRMED -> {
                if (action.state == ActionState.CONFIRMED) {
                    recurrences.ended(action.target, now.at());
                }
                end(action, "no longer wanted by its rule", now.at());
                settle(now.at());
            }
            case ENDING, UNDOING -> {}
            case SUGGESTED, REFUSED, ENDED, UNDONE, FAILED -> answerStop(action);
        }
    }

    private void end(Action action, String reason, Instant now) {
        action.dropModification();
        become(action, ActionState.ENDING, reason, now);
        note(action, now);
        execution.release(action, now);
        releaseInTime(action, now);
    }

    /// What cannot be released is not waited for for ever: it counts as failed then, and a person
    /// is called. Intents and ports go on being led back and brought up by themselves.
    private void releaseInTime(Action action, Instant now) {
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

    private void answerStop(Action action) {
        if (action.stopped) {
            reports.add(new Input.Reported(action.instance, new Input.Progress.Ended()));
            byInstance.remove(action.instance);
        }
    }

    /// The engine saw what the action promised.
    public void effectSeen(InstanceId instance, Instant now) {
        Action action = byInstance.get(instance);
        if (action == null) {
            return;
        }
        action.effectSeen = true;
        if (isBounce(action) && !action.state.isFinal()) {
            action.confirmed = true;
            become(action, ActionState.CONFIRMED, "what it promised was seen", now);
            become(action, ActionState.ENDED, "nothing of it is left to do", now);
            recurrences.ended(action.target, now);
            note(action, now);
            byInstance.remove(instance);
        }
    }

    /// Whether it is in force, or about to be.
    private static boolean isUp(Action action) {
        return switch (action.state) {
            case INSTALLING, ACTIVE, CONFIRMED -> true;
            case SUGGESTED, PROPOSED, REHEARSING, REFUSED, ENDING, ENDED, UNDOING, UNDONE, FAILED ->
                    false;
        };
    }

    private static boolean isBounce(Action action) {
        return action.plan.filter(Plan.Bounce.class::isInstance).isPresent();
    }

    /// The engine has given an action up: what it promised was not seen in time.
    public void failed(InstanceId instance, String reason, Instant now) {
        Action action = byInstance.get(instance);
        if (action == null || action.state.isFinal()) {
            return;
        }
        action.reported = true;
        if (!action.state.holdsNetwork()) {
            refuse(action, reason, Duration.ZERO, now);
        } else if (isBounce(action)) {
            become(action, ActionState.FAILED, reason, now);
            note(action, now);
            byInstance.remove(instance);
            if (recurrences.failed(action.target, now) >= Recurrences.MOST) {
                call(action, "remedies for it failed " + Recurrences.MOST + " times", now);
            }
        } else if (isUp(action)) {
            undo(action, reason, BARRED_BY_MEASURING, now);
        }
    }

    // --- what becomes of it

    /// Follows intents that have come to rest, and what was released.
    public void settle(Instant now) {
        for (Action action : List.copyOf(byId.values())) {
            switch (action.state) {
                case INSTALLING -> {
                    boolean inForce = execution.isInForce(action, now);
                    if (inForce && !isBounce(action) && execution.holdsNothing(action)) {
                        undo(action, "nothing of it came into force", BARRED_BY_TWIN, now);
                    } else if (inForce) {
                        inForce(action, now);
                    }
                }
                case ENDING, UNDOING -> {
                    if (execution.isReleased(action)) {
                        boolean undone = action.state == ActionState.UNDOING;
                        become(
                                action,
                                undone ? ActionState.UNDONE : ActionState.ENDED,
                                undone ? "everything is as it was" : "released",
                                now);
                        note(action, now);
                        answerStop(action);
                    }
                }
                case SUGGESTED,
                        PROPOSED,
                        REHEARSING,
                        REFUSED,
                        ACTIVE,
                        CONFIRMED,
                        ENDED,
                        UNDONE,
                        FAILED -> {}
            }
        }
    }

    private void inForce(Action action, Instant now) {
        if (isBounce(action)) {
            become(action, ActionState.ACTIVE, "the port is up again", now);
            note(action, now);
            report(action, new Input.Progress.Done());
            return;
        }
        become(action, ActionState.ACTIVE, "every switch has confirmed", now);
        note(action, now);
        report(action, new Input.Progress.Running());
        judgeLater(action, now);
    }

    private void judgeLater(Action action, Instant now) {
        Duration within = execution.within(action);
        Duration first = within.compareTo(FIRST_LOOK) > 0 ? within : FIRST_LOOK;
        tools.deadlines().at(now.plus(first), at -> judge(action, at));
    }

    /// Holds what is measured now against what was before.
    private void judge(Action action, Instant now) {
        if (action.state != ActionState.ACTIVE || picture.isEmpty()) {
            return; // it is over already
        }
        Measure after = execution.measure(action, action.plan.orElseThrow(), picture.get());
        Measure before = action.before.orElse(after);
        if (after.isWorseThan(before)) {
            undo(action, "worse than before: " + held(before, after), BARRED_BY_MEASURING, now);
        } else if (after.delivered().isEmpty()) {
            if (++action.unmeasured >= MOST_UNMEASURED) {
                undo(action, "it could not be measured whether it helped", BARRED_BY_TWIN, now);
            } else {
                tools.deadlines().at(now.plus(LOOK_AGAIN), at -> judge(action, at));
            }
        } else {
            action.confirmed = true;
            action.watchedSince = Optional.of(now);
            become(action, ActionState.CONFIRMED, held(before, after), now);
            note(action, now);
        }
    }

    private static String held(Measure before, Measure after) {
        return "before: " + before.shown() + "; now: " + after.shown();
    }

    /// Looks at what is in force: whether a person took something over, or it has got worse.
    public void look(Picture now) {
        picture = Optional.of(now);
        recurrences.sweep(now.at());
        barred.values().forEach(of -> of.values().removeIf(until -> !until.isAfter(now.at())));
        for (Action action : List.copyOf(byId.values())) {
            if (action.state == ActionState.PROPOSED && action.waitsForLook) {
                action.waitsForLook = false;
                propose(action, now);
            }
            if (action.state != ActionState.ACTIVE && action.state != ActionState.CONFIRMED) {
                continue;
            }
            for (IntentId taken : execution.takenOver(action, now)) {
                action.become(action.state, "a person leads " + taken + " now", now.at());
            }
            if (action.plan.isPresent() && isOnProbation(action, now.at())) {
                Measure measure = execution.measure(action, action.plan.get(), now);
                boolean worse = measure.isWorseThan(action.before.orElse(measure));
                action.worse = worse ? action.worse + 1 : 0;
                if (action.worse >= WORSE_LOOKS) {
                    undo(
                            action,
                            "got worse than before: "
                                    + held(action.before.orElse(measure), measure),
                            BARRED_BY_MEASURING,
                            now.at());
                }
            }
        }
        settle(now.at());
    }

    private static boolean isOnProbation(Action action, Instant now) {
        return action.state == ActionState.CONFIRMED
                && action.watchedSince
                        .filter(since -> since.plus(PROBATION).isAfter(now))
                        .isPresent();
    }

    /// Takes an action back and tells the engine that it failed.
    private void undo(Action action, String reason, Duration bar, Instant now) {
        action.dropModification();
        become(action, ActionState.UNDOING, reason, now);
        note(action, now);
        bar(action, bar, now);
        execution.release(action, now);
        releaseInTime(action, now);
        reportFailure(action, reason);
        if (recurrences.failed(action.target, now) >= Recurrences.MOST) {
            call(action, "remedies for it failed " + Recurrences.MOST + " times", now);
        }
        settle(now);
    }

    private void bar(Action action, Duration bar, Instant now) {
        if (action.link.isPresent() && action.detour.isPresent() && bar.isPositive()) {
            barred.computeIfAbsent(action.link.get(), _ -> new TreeMap<>())
                    .put(action.detour.get(), now.plus(bar));
        }
    }

    private void refuse(Action action, String reason, Duration bar, Instant now) {
        bar(action, bar, now);
        become(action, ActionState.REFUSED, reason, now);
        reportFailure(action, reason);
    }

    private void reportFailure(Action action, String reason) {
        report(action, new Input.Progress.Failed(reason));
        action.reported = true;
    }

    private void park(Action action, String reason, Picture now) {
        refuse(action, "parked: " + reason, BARRED_BY_TWIN, now.at());
        call(action, reason, now.at());
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

    private void report(Action action, Input.Progress progress) {
        if (!action.reported) {
            reports.add(new Input.Reported(action.instance, progress));
        }
    }

    private void become(Action action, ActionState state, String text, Instant now) {
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

    private void note(Action action, Instant now) {
        tools.note(action.memo(), now);
    }

    private void forgetOldest() {
        if (byId.size() > MOST_PAST) {
            byId.values().stream()
                    .filter(action -> action.state.isFinal())
                    .findFirst()
                    .ifPresent(oldest -> {
                        byId.remove(oldest.id);
                        byInstance.remove(oldest.instance);
                    });
        }
    }

    // --- people

    /// Takes back what an action did.
    ///
    /// @return why not, if so
    public Optional<String> undo(long id, String by, Instant now) {
        Action action = byId.get(id);
        if (action == null) {
            return Optional.of("there is no action " + id);
        }
        return switch (action.state) {
            case INSTALLING, ACTIVE, CONFIRMED -> {
                undo(action, "taken back by " + by, BARRED_BY_MEASURING, now);
                yield Optional.empty();
            }
            case PROPOSED, REHEARSING -> {
                refuse(action, "called off by " + by, BARRED_BY_TWIN, now);
                yield Optional.empty();
            }
            case SUGGESTED, REFUSED, ENDING, ENDED, UNDOING, UNDONE, FAILED ->
                    Optional.of("action " + id + " is " + action.state + ", nothing is to undo");
        };
    }

    /// The kill switch: what is under way is called off or taken back; what is in force stays.
    public void pause(String by, Instant now) {
        for (Action action : List.copyOf(byId.values())) {
            switch (action.state) {
                case PROPOSED, REHEARSING ->
                        refuse(action, "everything is stopped by " + by, Duration.ZERO, now);
                case INSTALLING ->
                        undo(action, "everything is stopped by " + by, Duration.ZERO, now);
                case ACTIVE, CONFIRMED -> {
                    if (action.modification.isPresent()) {
                        action.dropModification();
                        action.stays("stopped by " + by, now);
                        report(action, new Input.Progress.Running());
                    }
                }
                case SUGGESTED, REFUSED, ENDING, ENDED, UNDOING, UNDONE, FAILED -> {}
            }
        }
    }

    /// A person has looked at everything.
    public void forgive(Instant now) {
        recurrences.forgive(now);
    }

    // --- what others ask

    /// What the engine is to be told, since this was last asked.
    public List<Input> drainReports() {
        List<Input> drained = List.copyOf(reports);
        reports.clear();
        return drained;
    }

    public boolean isSteered(LinkId link, Detour detour) {
        return byId.values().stream()
                .filter(a -> a.state == ActionState.ACTIVE || a.state == ActionState.CONFIRMED)
                .anyMatch(a ->
                        a.link.equals(Optional.of(link))
                                && a.detour.equals(Optional.of(detour.name().name())));
    }

    public boolean isBarred(LinkId link, Detour detour) {
        return barred.getOrDefault(link, Map.of()).containsKey(detour.name().name());
    }

    /// Links about which something is being done.
    public List<LinkId> attended() {
        return byId.values().stream()
                .filter(action -> !action.state.isFinal())
                .flatMap(action -> action.link.stream())
                .distinct()
                .sorted()
                .toList();
    }

    /// Whether something is on its way that may have arrived.
    public boolean isWaiting() {
        return byId.values().stream()
                .anyMatch(a ->
                        switch (a.state) {
                            case INSTALLING, ENDING, UNDOING -> true;
                            case PROPOSED -> a.waitsForLook;
                            case SUGGESTED,
                                    REHEARSING,
                                    REFUSED,
                                    ACTIVE,
                                    CONFIRMED,
                                    ENDED,
                                    UNDONE,
                                    FAILED ->
                                    false;
                        });
    }

    /// Whether an action can be thought through anew as soon as somebody looks.
    public boolean wantsLook() {
        return byId.values().stream()
                .anyMatch(a -> a.waitsForLook && a.state == ActionState.PROPOSED && changing(a).isEmpty());
    }

    /// Whether an action holds this intent.
    public boolean holds(IntentId intent) {
        return byId.values().stream()
                .filter(action -> !action.state.isFinal())
                .anyMatch(action ->
                        action.held.containsKey(intent) || action.limited.containsKey(intent));
    }

    public boolean knows(InstanceId instance) {
        return byInstance.containsKey(instance);
    }

    /// Something that was done to the network.
    ///
    /// @param moved bits per second that were led another way
    public record Done(Instant at, Optional<LinkId> link, double moved) {}

    /// What was done since, of what is remembered; what was taken back too.
    public List<Done> done(Instant since) {
        return done.stream().filter(d -> d.at().isAfter(since)).toList();
    }

    /// What is in force or on its way, for whoever counts it.
    public long openCount() {
        return byId.values().stream().filter(action -> action.state.holdsNetwork()).count();
    }

    public List<ActionView> views() {
        return byId.values().stream().map(Action::view).toList();
    }

    // --- restarts

    /// What is to be remembered: what holds something, and the highest number ever given.
    public List<ActionMemo> memos() {
        List<ActionMemo> memos = new ArrayList<>();
        newest.ifPresent(memos::add);
        byId.values().stream()
                .filter(action -> action.state.holdsNetwork())
                .map(Action::memo)
                .forEach(memos::add);
        return memos;
    }

    /// How the engine stands to an action after a restart.
    public enum Standing {
        /// It waits for it, or has it in force.
        WANTED,
        /// It waits for its end.
        STOPPING,
        /// It has no part in it: its program is another one now, or has given it up.
        UNKNOWN
    }

    /// Takes over from an earlier life what may still be in the network: to be gone on with, or
    /// taken back. To be called once, before anything else.
    ///
    /// @param last the one with the highest number, if there was any
    public void restore(
            List<ActionMemo> past,
            Optional<ActionMemo> last,
            Function<InstanceId, Standing> standing,
            Instant now) {
        newest = last;
        lastId = last.map(ActionMemo::id).orElse(0L);
        for (ActionMemo memo : past) {
            Action action = execution.resume(memo);
            byId.put(action.id, action);
            byInstance.put(action.instance, action);
            become(action, memo.state(), "found after a restart of the controller", now);
            Standing stands = standing.apply(memo.instance());
            action.stopped = stands == Standing.STOPPING;
            action.reported = stands != Standing.WANTED;
            goOn(action, stands, now);
        }
    }

    /// Takes over how remedies fared in an earlier life; to be called before [#restore], which may
    /// count further failures.
    public void recall(List<TargetMemo> targets, Instant now) {
        recurrences.restore(targets, now);
    }

    /// Takes over what actions of an earlier life stood on; to be called after [#restore].
    public void recall(Map<Long, ActionReasons> reasons) {
        byId.forEach(
                (id, action) -> Optional.ofNullable(reasons.get(id)).ifPresent(action::restore));
    }

    /// Entries that lead to the same, beside the memos.
    public List<JournalEntry> recollections(Instant now) {
        List<JournalEntry> entries = new ArrayList<>();
        recurrences.memos().forEach(memo -> entries.add(new JournalEntry.TargetNoted(now, memo)));
        byId.values().stream()
                .filter(action -> action.state.holdsNetwork())
                .forEach(action ->
                        entries.add(
                                new JournalEntry.ActionReasoned(now, action.id, action.reasons())));
        return entries;
    }

    private void goOn(Action action, Standing stands, Instant now) {
        switch (action.state) {
            case INSTALLING -> {
                // Half-way and with its plan forgotten: it is taken back, and wanted anew if it
                // is still needed.
                undo(action, "the controller restarted in the middle of it", Duration.ZERO, now);
            }
            case ACTIVE, CONFIRMED -> {
                if (stands != Standing.WANTED) {
                    end(action, "no program wants it any more", now);
                } else if (isBounce(action)) {
                    report(action, new Input.Progress.Done());
                } else {
                    report(action, new Input.Progress.Running());
                    if (action.state == ActionState.ACTIVE) {
                        judgeLater(action, now);
                    }
                }
            }
            case ENDING, UNDOING -> {
                reportFailure(action, "taken back before the controller restarted");
                execution.release(action, now);
                releaseInTime(action, now);
            }
            case SUGGESTED, PROPOSED, REHEARSING, REFUSED, ENDED, UNDONE, FAILED -> {}
        }
    }
}
