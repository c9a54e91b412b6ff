package io.teleon.controller.act;

import io.teleon.controller.percept.DetourBook.Detour;
import io.teleon.controller.percept.Picture;
import io.teleon.controller.percept.Picture.OfLink;
import io.teleon.controller.report.ActionState;
import io.teleon.controller.twin.Rehearsal;
import io.teleon.controller.twin.Verdict;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.LinkId;
import io.teleon.policies.host.Explanation;
import io.teleon.policies.host.Input;
import io.teleon.policies.host.InstanceId;
import io.teleon.policies.host.Output;
import io.teleon.policies.program.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// From the wish to the deed: what is wanted is planned, rehearsed by the twin, and carried out if
/// it improves something. Owned by the control loop's thread.
///
/// Many are wanted at once, and the twin takes its time: what it says counts only while what it was
/// told is true, see [#outOfDate].
final class Proposals {

    private static final Duration TWIN_PATIENCE = Duration.ofSeconds(30);

    private final ActionTools tools;
    private final ActionRegister register;
    private final Execution execution;
    private final Recurrences recurrences;
    private final Outcomes outcomes;
    private final Verification verification;
    private final Deque<Actions.Done> done = new ArrayDeque<>();

    /// How often traffic was led another way, or limited. That happens when the twin has answered,
    /// and never between the painting of a picture and the making of plans on it.
    private long changes;

    Proposals(
            ActionTools tools,
            ActionRegister register,
            Execution execution,
            Recurrences recurrences,
            Outcomes outcomes,
            Verification verification) {
        this.tools = tools;
        this.register = register;
        this.execution = execution;
        this.recurrences = recurrences;
        this.outcomes = outcomes;
        this.verification = verification;
    }

    Action made(
            long id,
            InstanceId instance,
            List<Value> arguments,
            Explanation explanation,
            Picture now) {
        Optional<LinkId> link =
                arguments.stream().flatMap(v -> tools.names().link(v).stream()).findFirst();
        Optional<ConnectPoint> point =
                arguments.stream().flatMap(v -> tools.edge().names().point(v).stream()).findFirst();
        Action action =
                new Action(
                        id,
                        instance,
                        arguments,
                        Actions.rule(explanation),
                        link,
                        point,
                        link.map(tools.names()::name)
                                .or(() -> point.map(tools.edge().names()::name))
                                .orElse(""),
                        Optional.of(explanation),
                        now.at());
        action.detour =
                arguments.stream()
                        .flatMap(v -> tools.detours().detour(v).stream())
                        .map(d -> d.name().name())
                        .findFirst();
        return action;
    }

    Action open(InstanceId instance, List<Value> arguments, Explanation explanation, Picture now) {
        Action action = made(register.nextId(), instance, arguments, explanation, now);
        action.shownArguments = execution.shown(action);
        action.foreseen = execution.foreseen(action, now);
        register.add(action);
        outcomes.become(action, ActionState.PROPOSED, "wanted by " + action.rule, now.at());
        // Lest its number be given to another one after a restart.
        outcomes.note(action, now.at());
        register.countFrom(action);
        return action;
    }

    void propose(Action action, Picture now) {
        // Telling people and closing their tickets is never parked.
        if (execution.isGivenUp(action) && isParked(action, now)) {
            return;
        }
        Plan plan = plan(action, now);
        action.plan = Optional.of(plan);
        action.diff = plan.diff();
        if (leavesItToOtherEnd(action, plan, now, now.at())) {
            return;
        }
        Optional<String> forbidden = execution.forbidden(plan, now);
        switch (plan) {
            case Plan.Impossible(String reason) ->
                    outcomes.refuse(action, reason, Outcomes.BARRED_BY_TWIN, now.at());
            case Plan.Paper paper -> paper(action, paper, now);
            case Plan.Contain contain -> {
                Optional<String> against =
                        forbidden.or(() -> outcomes.spared().against(contain.point(), now.at()));
                if (against.isPresent()) {
                    outcomes.refuse(action, against.get(), Duration.ZERO, now.at());
                } else {
                    execute(
                            action,
                            "no twin is asked: no traffic is led another way",
                            now,
                            now.at());
                }
            }
            case Plan.Paths _, Plan.Limits _, Plan.Bounce _ -> {
                if (forbidden.isPresent()) {
                    outcomes.refuse(action, forbidden.get(), Outcomes.BARRED_BY_TWIN, now.at());
                } else if (plan instanceof Plan.Paths paths && paths.moves() == 0) {
                    execute(
                            action,
                            "nothing has to move: the ways they go are held",
                            now,
                            now.at());
                } else {
                    rehearse(action, plan, now);
                }
            }
        }
    }

    /// Whether the cable is bounced from its other end, which serves both: what comes of that is
    /// waited for, as long as a bounce takes to help.
    private boolean leavesItToOtherEnd(Action action, Plan plan, Picture now, Instant at) {
        if (!(plan instanceof Plan.Bounce(LinkId link, _))) {
            return false;
        }
        if (tools.bounces().isUnderWay(link.target()) && action.leftToOtherEnd.isEmpty()) {
            action.leftToOtherEnd = Optional.of(at);
            action.become(
                    ActionState.PROPOSED, "waits: the other end of the cable is being bounced", at);
        }
        boolean waits =
                action.leftToOtherEnd
                        .filter(since -> since.plus(execution.within(action)).isAfter(at))
                        .isPresent();
        OfLink there = now.links().get(link);
        if (waits && there != null && there.up() && !tools.bounces().isUnderWay(link.target())) {
            outcomes.become(
                    action,
                    ActionState.ENDED,
                    "not needed: the link came up when its other end was bounced",
                    at);
            outcomes.report(action, new Input.Progress.Done());
            return true;
        }
        action.waitsForLook |= waits;
        return waits;
    }

    /// Whether remedies for this failed so often that nothing more is tried; it is refused then.
    private boolean isParked(Action action, Picture now) {
        Optional<Instant> parked = recurrences.parkedUntil(action.target, now.at());
        if (parked.isPresent()) {
            outcomes.refuse(
                    action,
                    "parked until " + parked.get() + ": " + recurrences.why(action.target),
                    Outcomes.BARRED_BY_TWIN,
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
            outcomes.park(action, "it worked and came back again and again", now);
            return true;
        }
        return false;
    }

    /// What waited for a look is proposed again; what is in force and was to be changed as soon as
    /// others have come into force.
    void look(Picture now) {
        for (Action action : register.all()) {
            if (!action.waitsForLook) {
                continue;
            }
            if (action.state == ActionState.PROPOSED) {
                action.waitsForLook = false;
                propose(action, now);
            } else if (Outcomes.isUp(action) && register.changing(action).isEmpty()) {
                action.waitsForLook = false;
                change(action, now);
            }
        }
    }

    Plan plan(Action action, Picture now) {
        return execution.plan(action, now, id -> register.isFree(id, action));
    }

    private void rehearse(Action action, Plan plan, Picture now) {
        action.plannedOn = Optional.of(tools.network().usable().topology());
        action.plannedAfter = changes;
        if (action.modification.isEmpty()) {
            outcomes.become(action, ActionState.REHEARSING, "the twin is asked", now.at());
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
            outcomes.report(action, new Input.Progress.Running());
        } else if (action.state == ActionState.REHEARSING) {
            outcomes.refuse(action, "the twin did not answer", Outcomes.BARRED_BY_TWIN, now);
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
                            execution.planBy(
                                    action, other, now, id -> register.isFree(id, action)));
                }
            }
        }
        return others;
    }

    /// The twin has answered.
    void rehearsed(Action action, Rehearsal rehearsal, Instant at) {
        Picture now = verification.picture().orElseThrow();
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
            if (modifies && action.hasWaited) {
                action.dropModification();
                action.stays(outOfDate.get(), at);
                outcomes.report(action, new Input.Progress.Running());
            } else if (modifies) {
                action.hasWaited = true;
                action.waitsForLook = true;
                action.stays("to be changed at the next look: " + outOfDate.get(), at);
            } else {
                action.waitsForLook = true;
                action.become(
                        ActionState.PROPOSED, "waits for the next look: " + outOfDate.get(), at);
            }
            return;
        }
        if (leavesItToOtherEnd(action, asked, now, at)) {
            return;
        }
        Optional<String> against = against(action, rehearsal);
        if (!modifies || against.isEmpty()) {
            // What it is told to stand on is the review that decided on what is in force.
            action.twin =
                    Optional.of(
                            Rehearsals.shown(
                                    rehearsal,
                                    Rehearsals.taken(tools.program().get(), action.explanation)));
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
                did(action, plan, false, at);
                execution.change(action, plan, at);
                changes++;
                tools.explain(action, at);
                action.become(action.state, "modified: " + rehearsal.chosen().summary(), at);
                outcomes.note(action, at);
            }
            outcomes.report(action, new Input.Progress.Running());
        } else if (against.isPresent()) {
            outcomes.refuse(action, against.get(), Outcomes.BARRED_BY_TWIN, at);
        } else {
            execute(action, rehearsal.chosen().summary(), now, at);
        }
    }

    /// What came between a plan and the answer of the twin, which has not seen it. Many are wanted
    /// on one picture: room that was free on it is gone when the first has taken it, so that
    /// whoever comes second waits until somebody has looked at what the first did.
    private Optional<String> outOfDate(Action action, Plan plan) {
        if (!action.plannedOn.equals(Optional.of(tools.network().usable().topology()))) {
            return Optional.of("the network changed meanwhile");
        }
        if (!plan.intents().stream().allMatch(intent -> register.isFree(intent, action))) {
            return Optional.of("others took what it wanted");
        }
        if (plan instanceof Plan.Bounce) {
            return Optional.empty(); // it takes nobody's room
        }
        return register.changing(action)
                .map(other -> other.shown() + " is coming into force")
                .or(() ->
                        action.plannedAfter == changes
                                ? Optional.empty()
                                : Optional.of("others were carried out"));
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
        action.doneAt = Optional.of(at);
        did(action, plan, true, at);
        outcomes.become(action, ActionState.INSTALLING, why, at);
        tools.explain(action, at);
        outcomes.note(action, at);
        if (ActionRegister.leads(plan)) {
            changes++;
        }
        Optional<String> failure = execution.carryOut(action, plan, at);
        if (failure.isPresent()) {
            outcomes.undo(action, failure.get(), Duration.ZERO, at);
            return;
        }
        Duration timeout = execution.timeout(action);
        tools.deadlines().at(at.plus(timeout), late -> overdue(action, timeout, late));
        outcomes.settle(at);
        verification.settle(at);
    }

    private void did(Action action, Plan plan, boolean isFirst, Instant at) {
        ActionMemo.Deed deed =
                new ActionMemo.Deed(
                        at, plan instanceof Plan.Paths paths ? paths.moved() : 0, isFirst);
        action.did(deed);
        remember(action.link, deed);
    }

    private void remember(Optional<LinkId> link, ActionMemo.Deed deed) {
        done.add(new Actions.Done(deed.at(), link, deed.moved(), deed.isFirst()));
        if (done.size() > ActionRegister.MOST_PAST) {
            done.removeFirst();
        }
    }

    /// Takes over what an earlier life did.
    void restore(List<ActionMemo> past) {
        past.stream()
                .flatMap(memo -> memo.deeds().stream().map(deed -> Map.entry(deed, memo.link())))
                .sorted(Comparator.comparing(one -> one.getKey().at()))
                .forEach(one -> remember(one.getValue(), one.getKey()));
    }

    private void overdue(Action action, Duration timeout, Instant at) {
        if (action.state == ActionState.INSTALLING) {
            outcomes.undo(
                    action,
                    "did not come into force within " + timeout.toSeconds() + " s",
                    Outcomes.BARRED_BY_TWIN,
                    at);
        }
    }

    private void paper(Action action, Plan.Paper paper, Picture now) {
        execution.tell(action, paper, now.at());
        outcomes.report(action, new Input.Progress.Done());
        outcomes.become(action, ActionState.ENDED, String.join("; ", paper.diff()), now.at());
    }

    void modify(Action action, Output.Transition transition, Picture now) {
        action.dropModification();
        action.argumentsInForce = action.arguments;
        action.arguments = transition.arguments();
        action.hasWaited = false;
        change(action, now);
    }

    /// Plans what is wanted of an action in force by this picture, and asks the twin.
    private void change(Action action, Picture now) {
        action.modification = Optional.empty();
        if (Execution.asksForNothing(action)) {
            // By the time it is told there is nothing in excess any more: that is no reason to
            // change what is in force, its rule will let go of it.
            action.arguments = action.argumentsInForce;
            action.become(action.state, "stays as it is: nothing more is to be moved", now.at());
            outcomes.report(action, new Input.Progress.Running());
            return;
        }
        Plan plan = plan(action, now);
        Optional<String> forbidden = execution.forbidden(plan, now);
        boolean isOther =
                !plan.diff().isEmpty()
                        && !(plan instanceof Plan.Impossible)
                        && !(plan instanceof Plan.Contain);
        if (!isOther || forbidden.isPresent()) {
            action.arguments = action.argumentsInForce;
            outcomes.report(action, new Input.Progress.Running());
            return;
        }
        action.modification = Optional.of(plan);
        rehearse(action, plan, now);
    }

    /// What was done to the network since, of what is remembered; what was taken back too.
    List<Actions.Done> done(Instant since) {
        return done.stream().filter(d -> d.at().isAfter(since)).toList();
    }
}
