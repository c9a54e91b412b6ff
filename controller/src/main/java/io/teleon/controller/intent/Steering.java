package io.teleon.controller.intent;

import io.teleon.controller.intent.IntentCompiler.Compiled;
import io.teleon.controller.intent.IntentMachine.MoveOutcome;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.journal.JournalWriter;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.topology.NetworkState;
import io.teleon.models.intent.InstallState;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Path;
import io.teleon.models.time.Deadlines;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Who wishes which path for which intent, and the return to the wished path once the network has
/// been stable. Owned by the control loop's thread.
///
/// A person's wish ends a program's and keeps programs out until the person lets go. A wish is in
/// the journal before it is followed. What cannot be had for now is not given up: the intent takes
/// the lightest path meanwhile.
final class Steering {

    /// Weights are sums in floating point; what differs by less is equal.
    private static final double TOLERANCE = 1e-9;

    private final NetworkState network;
    private final IntentCompiler compiler;
    private final IntentMachine machine;
    private final Placer placer;
    private final JournalWriter journal;
    private final Deadlines deadlines;
    private final IntentTimings timings;

    /// By serial number, as they are at any time.
    private final Collection<IntentRecord> intents;

    private Instant revertAt = Instant.MAX;

    Steering(
            NetworkState network,
            IntentCompiler compiler,
            IntentMachine machine,
            Placer placer,
            JournalWriter journal,
            Deadlines deadlines,
            IntentTimings timings,
            Collection<IntentRecord> intents) {
        this.network = network;
        this.compiler = compiler;
        this.machine = machine;
        this.placer = placer;
        this.journal = journal;
        this.deadlines = deadlines;
        this.timings = timings;
        this.intents = intents;
    }

    SteerOutcome steer(IntentRecord intent, List<LinkId> path, Instant now) {
        if (intent.wish instanceof PathWish.Held) {
            return held(intent);
        }
        if (isLeaving(intent)) {
            return new SteerOutcome.Impossible(leaving(intent));
        }
        if (compiler.along(intent.intent, intent.serial, path)
                instanceof Compiled.Impossible(String reason, var _)) {
            return new SteerOutcome.Impossible(reason);
        }
        return wish(intent, new PathWish.Steered(path), now);
    }

    SteerOutcome release(IntentRecord intent, Instant now) {
        if (intent.wish instanceof PathWish.Held) {
            return held(intent);
        }
        PathWish before = intent.wish;
        SteerOutcome outcome = wish(intent, PathWish.LIGHTEST, now);
        if (outcome instanceof SteerOutcome.Impossible && !intent.wish.equals(PathWish.LIGHTEST)) {
            // Where there is no other way now it stays, but no longer because somebody wishes so.
            intent.wish = PathWish.LIGHTEST;
            note(intent, before, now);
            return new SteerOutcome.AlreadyThere();
        }
        return outcome;
    }

    private static SteerOutcome held(IntentRecord intent) {
        return new SteerOutcome.HeldByPerson(
                "a person moved intent " + intent.intent.id() + " and has not let go of it");
    }

    private static boolean isLeaving(IntentRecord intent) {
        return intent.state == InstallState.WITHDRAWING || intent.state == InstallState.WITHDRAWN;
    }

    private static String leaving(IntentRecord intent) {
        return "intent " + intent.intent.id() + " is " + intent.state;
    }

    private SteerOutcome wish(IntentRecord intent, PathWish wish, Instant now) {
        if (intent.wish.equals(wish) && wish instanceof PathWish.Lightest) {
            return new SteerOutcome.AlreadyThere();
        }
        PathWish before = intent.wish;
        intent.wish = wish;
        MoveOutcome outcome = follow(intent, now);
        if (outcome instanceof MoveOutcome.Impossible(String reason)) {
            intent.wish = before;
            return new SteerOutcome.Impossible(reason);
        }
        note(intent, before, now);
        return outcome instanceof MoveOutcome.AlreadyThere
                ? new SteerOutcome.AlreadyThere()
                : new SteerOutcome.Moving();
    }

    /// At once where the intent is settled, else once it is.
    private MoveOutcome follow(IntentRecord intent, Instant now) {
        if (intent.state == InstallState.INSTALLED) {
            return machine.follow(intent, now);
        }
        intent.unfollowed = true;
        return new MoveOutcome.Moving();
    }

    private void note(IntentRecord intent, PathWish before, Instant now) {
        if (isLeaving(intent) || intent.wish.equals(before)) {
            return;
        }
        journal.append(
                switch (intent.wish) {
                    case PathWish.Held(List<LinkId> avoid) ->
                            new JournalEntry.IntentHeld(now, intent.intent.id(), avoid);
                    case PathWish.Steered(List<LinkId> path) ->
                            new JournalEntry.IntentSteered(
                                    now, intent.intent.id(), Optional.of(path));
                    case PathWish.Lightest _ ->
                            before instanceof PathWish.Held
                                    ? new JournalEntry.IntentHeld(
                                            now, intent.intent.id(), List.of())
                                    : new JournalEntry.IntentSteered(
                                            now, intent.intent.id(), Optional.empty());
                });
    }

    /// A person moves an intent to the lightest path that avoids these links and holds it there;
    /// with no links it is let go of.
    Answer hold(IntentRecord intent, List<LinkId> avoid, Instant now) {
        Optional<Answer> refusal = againstHolding(intent, avoid);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        boolean lettingGo = avoid.isEmpty();
        PathWish before = intent.wish;
        intent.wish = lettingGo ? PathWish.LIGHTEST : new PathWish.Held(avoid);
        MoveOutcome outcome = follow(intent, now);
        if (outcome instanceof MoveOutcome.Impossible(String reason)) {
            intent.wish = before;
            return new Answer.Rejected(Answer.Reason.INVALID, reason);
        }
        note(intent, before, now);
        return new Answer.Accepted(outcome instanceof MoveOutcome.Moving);
    }

    /// Why an intent cannot be held there, if so.
    Optional<Answer> againstHolding(IntentRecord intent, List<LinkId> avoid) {
        boolean lettingGo = avoid.isEmpty();
        if (lettingGo ? isLeaving(intent) : intent.state != InstallState.INSTALLED) {
            return Optional.of(
                    new Answer.Rejected(
                            Answer.Reason.INVALID,
                            "intent "
                                    + intent.intent.id()
                                    + " is "
                                    + intent.state
                                    + ", only an installed one can move"));
        }
        return !lettingGo
                        && compiler.compile(intent.intent, intent.serial, avoid)
                                instanceof Compiled.Impossible(String reason, var _)
                ? Optional.of(new Answer.Rejected(Answer.Reason.INVALID, reason))
                : Optional.empty();
    }

    // --- return

    /// Nothing returns before the network has been as it is for a while.
    void holdBackReversion(Instant now) {
        revertAt(now.plus(timings.revertAfter()));
    }

    /// Only the deadline set last counts.
    private void revertAt(Instant due) {
        revertAt = due;
        deadlines.at(
                due,
                at -> {
                    if (revertAt.equals(due)) {
                        revert(at);
                    }
                });
    }

    /// Moves intents back to the paths wished for, a bounded number at a time.
    private void revert(Instant now) {
        int moves = 0;
        for (IntentRecord intent : List.copyOf(intents)) {
            if (moves == timings.maxMoves()) {
                break;
            }
            if (intent.state == InstallState.INSTALLED
                    && isAstray(intent)
                    && machine.follow(intent, now) instanceof MoveOutcome.Moving) {
                moves++;
            }
        }
        if (moves > 0) {
            revertAt(now.plus(timings.drain()));
        }
    }

    private boolean isAstray(IntentRecord intent) {
        List<LinkId> links = placer.links(intent.current);
        if (intent.wish instanceof PathWish.Steered(List<LinkId> path)) {
            if (path.equals(links)) {
                return false;
            }
            if (compiler.along(intent.intent, intent.serial, path) instanceof Compiled.Found) {
                return true;
            }
        }
        double weight = links.stream().mapToDouble(link -> network.describe(link).weight()).sum();
        return compiler.compile(intent.intent, intent.serial, intent.wish)
                        instanceof Compiled.Found(var _, Path path, var _)
                && (path.weight() < weight * (1 - TOLERANCE)
                        || (intent.wish instanceof PathWish.Held(List<LinkId> avoid)
                                && links.stream().anyMatch(avoid::contains)
                                && path.links().stream()
                                        .noneMatch(link -> avoid.contains(link.id()))));
    }
}
