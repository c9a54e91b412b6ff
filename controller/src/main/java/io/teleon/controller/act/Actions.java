package io.teleon.controller.act;

import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.percept.DetourBook.Detour;
import io.teleon.controller.percept.LinkNames;
import io.teleon.controller.percept.Picture;
import io.teleon.controller.report.ActionState;
import io.teleon.controller.report.ActionView;
import io.teleon.controller.twin.Rehearsal;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.LinkId;
import io.teleon.policies.host.Explanation;
import io.teleon.policies.host.Input;
import io.teleon.policies.host.InstanceId;
import io.teleon.policies.host.Output;
import io.teleon.policies.program.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// All actions of programs, from the wish to the end, see [ActionState]. Owned by the control
/// loop's thread: what is wanted goes to [Proposals], what was done is judged by [Verification],
/// and how it ends is for [Outcomes].
public final class Actions {

    /// How long a bounced port is down.
    public static final Duration BOUNCE_OUTAGE = Duration.ofSeconds(5);

    /// What was done within this time is remembered over a restart: longer than any window that
    /// guardrails ask about.
    private static final Duration LATELY = Duration.ofHours(1);

    /// How explanations begin to say what holds an action back.
    private static final String ONLY_SUGGESTED = "suggested only: ";

    private final ActionRegister register = new ActionRegister();
    private final LinkNames names;
    private final Execution execution;
    private final Recurrences recurrences;
    private final Outcomes outcomes;
    private final Verification verification;
    private final Proposals proposals;

    public Actions(ActionTools tools) {
        names = tools.names();
        execution = new Execution(tools);
        recurrences = new Recurrences(tools::note);
        outcomes = new Outcomes(tools, register, execution, recurrences);
        verification = new Verification(tools, register, execution, recurrences, outcomes);
        proposals = new Proposals(tools, register, execution, recurrences, outcomes, verification);
    }

    // --- what the engine wants

    /// Carries out a transition, as far as it can be done at once.
    public void carryOut(Output.Transition transition, Picture now) {
        verification.see(now);
        switch (transition.kind()) {
            case START -> start(transition, now);
            case MODIFY ->
                    register.of(transition.instance())
                            .filter(Outcomes::isUp)
                            .ifPresent(action -> proposals.modify(action, transition, now));
            case STOP -> stop(transition, now);
        }
    }

    private void start(Output.Transition transition, Picture now) {
        Action action =
                proposals.open(
                        transition.instance(),
                        transition.arguments(),
                        transition.explanation(),
                        now);
        if (transition.manner() != Output.Transition.Manner.REAL) {
            Plan plan = proposals.plan(action, now);
            action.diff = plan.diff();
            outcomes.become(action, ActionState.SUGGESTED, "dry run: nothing was done", now.at());
            return;
        }
        proposals.propose(action, now);
    }

    /// What a program would do if it were allowed to.
    ///
    /// What is in force stays as it is, and says so; what was suggested within
    /// [ActionRegister#SAME_SUGGESTION] is not listed again.
    public void suggest(Output.Suggested suggested, Picture now) {
        String why = reason(suggested.explanation());
        Optional<Action> there =
                register.of(suggested.instance()).filter(action -> !action.state.isFinal());
        if (there.isPresent()) {
            there.get().stays(why, now.at());
            return;
        }
        if (register.wasSuggested(suggested.instance(), now.at())) {
            return;
        }
        Action action =
                proposals.open(
                        suggested.instance(), suggested.arguments(), suggested.explanation(), now);
        action.diff = proposals.plan(action, now).diff();
        outcomes.become(action, ActionState.SUGGESTED, why, now.at());
    }

    /// What an action would change if it were done now: its dry run. Nothing is kept of it.
    public Plan preview(
            InstanceId instance, List<Value> arguments, Explanation explanation, Picture now) {
        return proposals.plan(proposals.made(0, instance, arguments, explanation, now), now);
    }

    private static String reason(Explanation explanation) {
        return explanation.passed().stream()
                .filter(passed -> passed.startsWith(ONLY_SUGGESTED))
                .findFirst()
                .map(passed -> passed.substring(ONLY_SUGGESTED.length()))
                .orElse("autonomy allows no more than to say so");
    }

    /// The innermost rule that fired; what takes a commitment back is wanted by the task alone.
    public static String rule(Explanation explanation) {
        if (explanation.path().isEmpty()) {
            return explanation.task().task() + ".undo";
        }
        Explanation.Firing last = explanation.path().getLast();
        return last.procedure() + "." + last.label();
    }

    private void stop(Output.Transition transition, Picture now) {
        Optional<Action> known = register.of(transition.instance());
        if (known.isEmpty()) {
            outcomes.answerStop(transition.instance());
            return;
        }
        Action action = known.get();
        action.stopped = true;
        switch (action.state) {
            case PROPOSED, REHEARSING -> {
                outcomes.become(action, ActionState.ENDED, "no longer wanted", now.at());
                outcomes.answerStop(action);
            }
            case INSTALLING, ACTIVE, CONFIRMED -> {
                if (action.state == ActionState.CONFIRMED) {
                    recurrences.ended(action.target, now.at());
                }
                outcomes.end(action, "no longer wanted by its rule", now.at());
                settle(now.at());
            }
            case ENDING, UNDOING -> {}
            case SUGGESTED, REFUSED, ENDED, UNDONE, FAILED -> outcomes.answerStop(action);
        }
    }

    // --- what comes of it

    /// The twin has answered.
    public void rehearsed(long id, Rehearsal rehearsal, Instant at) {
        register.of(id).ifPresent(action -> proposals.rehearsed(action, rehearsal, at));
    }

    /// The engine saw what the action promised.
    public void effectSeen(InstanceId instance, Instant now) {
        register.of(instance).ifPresent(action -> verification.effectSeen(action, now));
    }

    /// The engine has given an action up: what it promised was not seen in time.
    public void failed(InstanceId instance, String reason, Instant now) {
        register.of(instance)
                .filter(action -> !action.state.isFinal())
                .ifPresent(action -> outcomes.failed(action, reason, now));
    }

    /// Follows intents that have come to rest, and what was released.
    public void settle(Instant now) {
        verification.settle(now);
        outcomes.settle(now);
    }

    /// Looks at what waited for it, and at what is in force: whether a person took something over,
    /// or it has got worse.
    public void look(Picture now) {
        verification.see(now);
        recurrences.sweep(now.at());
        outcomes.sweep(now.at());
        proposals.look(now);
        verification.look(now);
        settle(now.at());
    }

    // --- people

    /// Takes back what an action did.
    ///
    /// @return why not, if so
    public Optional<String> undo(long id, String by, Instant now) {
        Optional<Action> known = register.of(id);
        if (known.isEmpty()) {
            return Optional.of("there is no action " + id);
        }
        Action action = known.get();
        return switch (action.state) {
            case INSTALLING, ACTIVE, CONFIRMED -> {
                outcomes.spare(action, now);
                if (execution.isGivenUp(action)) {
                    recurrences.leaveAlone(action.target, Outcomes.BARRED_BY_MEASURING, now);
                }
                outcomes.takeBack(action, "taken back by " + by, Outcomes.BARRED_BY_MEASURING, now);
                yield Optional.empty();
            }
            case PROPOSED, REHEARSING -> {
                outcomes.refuse(action, "called off by " + by, Outcomes.BARRED_BY_TWIN, now);
                yield Optional.empty();
            }
            case SUGGESTED, REFUSED, ENDING, ENDED, UNDOING, UNDONE, FAILED ->
                    Optional.of("action " + id + " is " + action.state + ", nothing is to undo");
        };
    }

    /// The kill switch: what is under way is called off or taken back; what is in force stays.
    public void pause(String by, Instant now) {
        for (Action action : register.all()) {
            switch (action.state) {
                case PROPOSED, REHEARSING ->
                        outcomes.refuse(
                                action, "everything is stopped by " + by, Duration.ZERO, now);
                case INSTALLING ->
                        outcomes.takeBack(
                                action, "everything is stopped by " + by, Duration.ZERO, now);
                case ACTIVE, CONFIRMED -> {
                    if (action.modification.isPresent()) {
                        action.dropModification();
                        action.stays("stopped by " + by, now);
                        outcomes.report(action, new Input.Progress.Running());
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
        return outcomes.drainReports();
    }

    public boolean isSteered(LinkId link, Detour detour) {
        return register.isSteered(link, detour);
    }

    /// Whether a detour is not to be offered for a link: it failed there of late, or nothing is
    /// tried there at all.
    public boolean isBarred(LinkId link, Detour detour) {
        return outcomes.isBarred(link, detour) || recurrences.isParked(names.name(link));
    }

    /// Links about which something is being done.
    public List<LinkId> attended() {
        return register.attended();
    }

    /// Whether something is on its way that may have arrived.
    public boolean isWaiting() {
        return register.isWaiting();
    }

    /// Whether an action can be thought through anew as soon as somebody looks.
    public boolean wantsLook() {
        return register.wantsLook();
    }

    /// Whether an action holds this intent.
    public boolean holds(IntentId intent) {
        return register.holds(intent);
    }

    public boolean knows(InstanceId instance) {
        return register.of(instance).isPresent();
    }

    /// Something that was done to the network.
    ///
    /// @param moved bits per second that were led another way
    /// @param isFirst whether an action was carried out; else one in force was changed
    public record Done(Instant at, Optional<LinkId> link, double moved, boolean isFirst) {}

    /// What was done since, of what is remembered; what was taken back too.
    public List<Done> done(Instant since) {
        return proposals.done(since);
    }

    /// What is in force or on its way, for whoever counts it.
    public long openCount() {
        return register.openCount();
    }

    public List<ActionView> views() {
        return register.views();
    }

    // --- restarts

    /// What is to be remembered: what holds something or did something of late, and the highest
    /// number ever given.
    public List<ActionMemo> memos(Instant now) {
        return register.memos(now.minus(LATELY));
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
    /// @param past what may hold something, and what only did something of late
    /// @param last the one with the highest number, if there was any
    public void restore(
            List<ActionMemo> past,
            Optional<ActionMemo> last,
            Function<InstanceId, Standing> standing,
            Instant now) {
        register.countFrom(last);
        proposals.restore(past);
        register.keep(past.stream().filter(memo -> !memo.state().holdsNetwork()).toList());
        for (ActionMemo memo : past) {
            if (!memo.state().holdsNetwork()) {
                continue;
            }
            Action action = execution.resume(memo);
            register.add(action);
            outcomes.become(action, memo.state(), "found after a restart of the controller", now);
            Standing stands = standing.apply(memo.instance());
            action.stopped = stands == Standing.STOPPING;
            action.reported = stands != Standing.WANTED;
            goOn(action, stands, now);
        }
    }

    /// Takes over how remedies fared in an earlier life, and whom people had set free; to be called
    /// before [#restore], which may count further failures.
    public void recall(List<TargetMemo> targets, List<JournalEntry.HostSpared> hosts, Instant now) {
        recurrences.restore(targets, now);
        outcomes.spared().restore(hosts);
    }

    /// Takes over what actions of an earlier life stood on; to be called after [#restore].
    public void recall(Map<Long, ActionReasons> reasons) {
        for (Action action : register.all()) {
            Optional.ofNullable(reasons.get(action.id)).ifPresent(action::restore);
        }
    }

    /// Entries that lead to the same, beside the memos.
    public List<JournalEntry> recollections(Instant now) {
        List<JournalEntry> entries = new ArrayList<>();
        recurrences.memos().forEach(memo -> entries.add(new JournalEntry.TargetNoted(now, memo)));
        entries.addAll(outcomes.spared().snapshot(now));
        register.all().stream()
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
                outcomes.takeBack(
                        action, "the controller restarted in the middle of it", Duration.ZERO, now);
            }
            case ACTIVE, CONFIRMED -> {
                if (stands != Standing.WANTED) {
                    outcomes.end(action, "no program wants it any more", now);
                } else if (Outcomes.isBounce(action)) {
                    outcomes.report(action, new Input.Progress.Done());
                } else {
                    outcomes.report(action, new Input.Progress.Running());
                    if (action.state == ActionState.ACTIVE) {
                        verification.judgeLater(action, now);
                    }
                }
            }
            case ENDING, UNDOING -> {
                outcomes.reportFailure(action, "taken back before the controller restarted");
                execution.release(action, now);
                outcomes.releaseInTime(action, now);
            }
            case SUGGESTED, PROPOSED, REHEARSING, REFUSED, ENDED, UNDONE, FAILED -> {}
        }
    }
}
