package io.teleon.controller.act;

import io.teleon.controller.report.ActionState;
import io.teleon.controller.report.ActionView;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Topology;
import io.teleon.policies.host.Explanation;
import io.teleon.policies.host.InstanceId;
import io.teleon.policies.program.Value;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/// One action as it is carried out. Changed by [Actions] alone.
final class Action {

    private static final int MOST_STEPS = 100;

    /// How a note begins that says why nothing changed.
    private static final String STAYS = "stays as it is: ";

    final long id;
    final InstanceId instance;
    final String rule;
    final Instant proposedAt;

    /// What it is about, if that is a link.
    final Optional<LinkId> link;

    /// Where what it is about is plugged in, if that is a host.
    final Optional<ConnectPoint> point;

    /// `net.steer of DNVRng>KSCYng`: what is counted when remedies fail.
    final String target;

    List<Value> arguments;
    Optional<Explanation> explanation;

    /// What it was before the modification that is rehearsed.
    List<Value> argumentsInForce = List.of();

    /// As people read them.
    List<String> shownArguments = List.of();

    /// The name of the path it leads traffic by.
    Optional<String> detour = Optional.empty();

    ActionState state = ActionState.PROPOSED;
    final List<ActionView.Step> steps = new ArrayList<>();

    /// What it does, or is to do.
    Optional<Plan> plan = Optional.empty();

    /// What it is to do instead, while the twin is asked about that.
    Optional<Plan> modification = Optional.empty();

    /// The usable network for which the plan was made.
    Optional<Topology> plannedOn = Optional.empty();

    /// How many changes of the network there were when the plan was made.
    long plannedAfter;

    /// Intents it pins, with their paths.
    final SequencedMap<IntentId, List<LinkId>> held = new LinkedHashMap<>();

    final SequencedMap<IntentId, Bandwidth> limited = new LinkedHashMap<>();

    Optional<Measure> before = Optional.empty();
    Optional<ActionView.TwinView> twin = Optional.empty();
    Optional<ActionView.Foreseen> foreseen = Optional.empty();
    List<String> diff = List.of();

    /// How many others its host asked for when it was carried out.
    OptionalInt askedBefore = OptionalInt.empty();

    /// When it was carried out, in this life.
    Optional<Instant> doneAt = Optional.empty();

    /// What it did to the network, oldest first.
    final Deque<ActionMemo.Deed> deeds = new ArrayDeque<>();

    boolean effectSeen;
    boolean confirmed;

    /// Looks in a row at which it was worse than before.
    int worse;

    /// Since when it is held against how it was before: its confirmation, or its last change.
    Optional<Instant> watchedSince = Optional.empty();

    /// It is proposed again, or its change is, as soon as somebody looks at what others have
    /// changed.
    boolean waitsForLook;

    /// Since when it waits for what comes of bouncing the other end of its cable, if it does.
    Optional<Instant> leftToOtherEnd = Optional.empty();

    /// Its change has waited for a look once, which is enough.
    boolean hasWaited;

    /// How often the twin was asked.
    int rehearsals;

    /// How often it could not be measured.
    int unmeasured;

    /// The engine has been told how it ended.
    boolean reported;

    /// The engine waits for the answer to its stop.
    boolean stopped;

    Action(
            long id,
            InstanceId instance,
            List<Value> arguments,
            String rule,
            Optional<LinkId> link,
            Optional<ConnectPoint> point,
            String targetName,
            Optional<Explanation> explanation,
            Instant proposedAt) {
        this.id = id;
        this.instance = instance;
        this.arguments = arguments;
        this.rule = rule;
        this.link = link;
        this.point = point;
        this.target = targetName.isEmpty() ? instance.toString() : targetName;
        this.explanation = explanation;
        this.proposedAt = proposedAt;
    }

    String name() {
        return instance.action().local();
    }

    void become(ActionState next, String text, Instant now) {
        state = next;
        if (next.isFinal()) {
            // Whatever it still waited for comes too late.
            waitsForLook = false;
            modification = Optional.empty();
        }
        if (steps.size() == MOST_STEPS) {
            steps.remove(1); // how it began is worth more than what it went through
        }
        steps.add(new ActionView.Step(now, next, text));
    }

    /// Notes that it was to be changed and is not; of several such notes in a row the last is kept.
    void stays(String reason, Instant now) {
        if (!steps.isEmpty()
                && steps.getLast().state() == state
                && steps.getLast().text().startsWith(STAYS)) {
            steps.removeLast();
        }
        become(state, STAYS + reason, now);
    }

    void did(ActionMemo.Deed deed) {
        deeds.add(deed);
        if (deeds.size() > ActionMemo.MOST_DEEDS) {
            deeds.removeFirst();
        }
    }

    ActionMemo memo() {
        return new ActionMemo(
                id,
                instance,
                arguments,
                rule,
                proposedAt,
                state,
                link,
                detour,
                held,
                limited,
                confirmed,
                List.copyOf(deeds),
                before.map(measure -> measure.baseline(watchedSince)));
    }

    ActionReasons reasons() {
        return new ActionReasons(explanation, foreseen, twin, diff);
    }

    /// Takes over what an earlier life knew.
    void restore(ActionReasons reasons) {
        explanation = reasons.explanation();
        foreseen = reasons.foreseen();
        twin = reasons.twin();
        diff = reasons.diff();
    }

    /// Forgets a modification that does not come into force, and what it asked for.
    void dropModification() {
        if (modification.isPresent()) {
            modification = Optional.empty();
            arguments = argumentsInForce;
            waitsForLook = false;
        }
    }

    ActionView view() {
        List<IntentId> intents = new ArrayList<>(held.sequencedKeySet());
        intents.addAll(limited.sequencedKeySet());
        return new ActionView(
                id,
                name(),
                shownArguments,
                target,
                rule,
                state,
                proposedAt,
                steps,
                foreseen,
                twin,
                explanation,
                diff,
                intents);
    }

    /// `action 12 steer(DNVRng>KSCYng, DNVRng-STTLng-KSCYng)`.
    String shown() {
        return "action "
                + id
                + " "
                + name()
                + String.join(", ", shownArguments).transform(text -> "(" + text + ")");
    }
}
