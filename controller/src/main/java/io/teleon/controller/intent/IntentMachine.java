package io.teleon.controller.intent;

import io.teleon.controller.flow.Confirmation;
import io.teleon.controller.flow.FlowRule;
import io.teleon.controller.flow.FlowTables;
import io.teleon.controller.intent.IntentCompiler.Compiled;
import io.teleon.controller.intent.IntentCompiler.Ends;
import io.teleon.controller.intent.Placer.Places;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.journal.JournalWriter;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.EventLog;
import io.teleon.controller.report.Severity;
import io.teleon.models.intent.InstallState;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Path;
import io.teleon.models.time.Deadlines;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/// What happens to one intent: the transitions of [InstallState] and the rules that go with them.
///
/// A first installation and a voluntary move wait until the new tunnel is confirmed before the
/// ingress sends a packet into it (make-before-break); the old tunnel stays until the ingress has
/// confirmed that it sends nothing into it any more, and what was under way has arrived. A
/// restoration has nothing left to lose: removal, new tunnel and ingress leave in one batch, which
/// spares a round trip for every wait.
final class IntentMachine {

    private final IntentCompiler compiler;
    private final Tunnels tunnels;
    private final Placer placer;
    private final Standbys standbys;
    private final FlowTables tables;
    private final JournalWriter journal;
    private final Deadlines deadlines;
    private final EventLog events;
    private final IntentTimings timings;
    private final IngressWriter ingress;

    IntentMachine(
            IntentCompiler compiler,
            Tunnels tunnels,
            Placer placer,
            Standbys standbys,
            FlowTables tables,
            JournalWriter journal,
            Deadlines deadlines,
            EventLog events,
            IntentTimings timings) {
        this.compiler = compiler;
        this.tunnels = tunnels;
        this.placer = placer;
        this.standbys = standbys;
        this.tables = tables;
        this.journal = journal;
        this.deadlines = deadlines;
        this.events = events;
        this.timings = timings;
        this.ingress = new IngressWriter(tables, tunnels);
    }

    /// Tries to install an intent that holds no rules.
    void begin(IntentRecord intent, Instant now) {
        become(intent, InstallState.COMPILING, "", now);
        switch (compiler.compile(intent.intent, intent.serial, intent.wish)) {
            case Compiled.Impossible(String reason, var _) -> failed(intent, reason, now);
            case Compiled.Found(Ends ends, Path path, Optional<Path> protecting) -> {
                Optional<Places> places = placer.place(intent, ends, path, protecting, now);
                if (places.isEmpty()) {
                    failed(intent, Placer.NO_TAG, now);
                } else {
                    become(intent, InstallState.INSTALLING, "", now);
                    prepare(intent, places.get(), now);
                }
            }
        }
    }

    /// Whether an intent that holds no rules could be installed now.
    boolean isPossible(IntentRecord intent) {
        return compiler.compile(intent.intent, intent.serial, List.of()) instanceof Compiled.Found;
    }

    /// Has the ingress follow once the tunnel is confirmed.
    private void prepare(IntentRecord intent, Places places, Instant now) {
        Placement placement = places.first();
        intent.next = Optional.of(placement);
        placer.reserve(intent, now);
        standbys.put(intent, places.second(), now);
        if (placement.tunnel().isEmpty() || tunnels.isWritten(placement.tunnel().getAsInt())) {
            enter(intent, timings.drain(), now);
        }
    }

    /// A tunnel is confirmed.
    void tunnelWritten(IntentRecord intent, int tunnel, Instant now) {
        if (IntentRecord.isAt(intent.next, tunnel)) {
            enter(intent, timings.drain(), now);
        } else if (IntentRecord.isAt(intent.standby, tunnel) && isOnItsWay(intent)) {
            settle(intent, "", now);
        }
    }

    private static boolean isOnItsWay(IntentRecord intent) {
        return intent.state == InstallState.INSTALLING || intent.state == InstallState.REROUTING;
    }

    /// Turns the ingress to [IntentRecord#next].
    private void enter(IntentRecord intent, Duration drain, Instant now) {
        Optional<Placement> left = intent.current;
        Placement entered = intent.next.orElseThrow();
        intent.current = Optional.of(entered);
        intent.next = Optional.empty();
        placer.reserve(intent, now);
        journal.append(new JournalEntry.IntentPlaced(now, intent.intent.id(), intent.current));
        ingress.write(intent, entered);
        entered.tunnel().ifPresent(intent.left::remove);
        left.map(Placement::tunnel)
                .filter(tunnel -> tunnel.isPresent() && !intent.uses(tunnel.getAsInt()))
                .ifPresent(tunnel -> leave(intent, tunnel.getAsInt(), drain));
    }

    private void leave(IntentRecord intent, int tunnel, Duration drain) {
        if (drain.isZero()) {
            tunnels.release(tunnel, intent.serial);
        } else {
            intent.left.put(tunnel, intent.change);
        }
    }

    /// The rules of a change are confirmed.
    void written(IntentRecord intent, int change, Instant now) {
        intent.confirmedChange = Math.max(intent.confirmedChange, change);
        intent.left.forEach((tunnel, leftAt) -> {
            if (leftAt <= change) {
                deadlines.at(now.plus(timings.drain()), _ -> drained(intent, tunnel, leftAt));
            }
        });
        if (isOnItsWay(intent)) {
            settle(intent, "", now);
        }
    }

    private void settle(IntentRecord intent, String reason, Instant now) {
        if (intent.isConfirmed() && !standbys.isUnconfirmed(intent)) {
            intent.attempts = 0;
            become(intent, InstallState.INSTALLED, reason, now);
            standbys.settled(intent, now);
            if (intent.unfollowed && isWishPossible(intent)) {
                follow(intent, now);
            }
        }
    }

    private boolean isWishPossible(IntentRecord intent) {
        return !(intent.wish instanceof PathWish.Steered(List<LinkId> path))
                || compiler.along(intent.intent, intent.serial, path) instanceof Compiled.Found;
    }

    /// Nothing was sent into the tunnel for a while, unless it was entered and left again since.
    private void drained(IntentRecord intent, int tunnel, int leftAt) {
        if (intent.left.remove(tunnel, leftAt) && !intent.uses(tunnel)) {
            tunnels.release(tunnel, intent.serial);
        }
    }

    /// A link went down that this intent uses, or is about to.
    void linkDown(IntentRecord intent, LinkId link, Instant now) {
        if (intent.state == InstallState.WITHDRAWING || intent.state == InstallState.WITHDRAWN) {
            return;
        }
        standbys.linkDown(intent, link, now);
        boolean currentBroken = placer.goesBy(intent.current, link);
        boolean nextBroken = placer.goesBy(intent.next, link);
        if (nextBroken) {
            cancelNext(intent, now);
            if (!currentBroken) {
                if (intent.current.isPresent()) {
                    settle(intent, "its new path broke", now);
                } else {
                    begin(intent, now);
                }
            }
        }
        if (currentBroken) {
            restore(intent, now);
        }
    }

    private void cancelNext(IntentRecord intent, Instant now) {
        Optional<OptionalInt> tunnel = intent.next.map(Placement::tunnel);
        intent.next = Optional.empty();
        placer.reserve(intent, now);
        if (tunnel.isPresent() && tunnel.get().isPresent()) {
            placer.release(intent, tunnel.get().getAsInt());
        }
    }

    /// Finds another way for an intent whose path is broken or whose ends moved.
    void restore(IntentRecord intent, Instant now) {
        if (intent.state == InstallState.INSTALLED) {
            become(intent, InstallState.REROUTING, "", now);
        } else if (intent.state == InstallState.INSTALLING) {
            become(intent, InstallState.COMPILING, "", now);
            become(intent, InstallState.INSTALLING, "", now);
        }
        if (intent.next.isPresent()) {
            enter(intent, Duration.ZERO, now);
            return;
        }
        if (Standbys.isWanted(intent) && standbys.promote(intent, now)) {
            enter(intent, Duration.ZERO, now);
            return;
        }
        switch (compiler.restored(intent.intent, intent.serial, intent.wish)) {
            case Compiled.Impossible(String reason, var _) -> {
                abandon(intent, now);
                failed(intent, reason, now);
            }
            case Compiled.Found(Ends ends, Path path, Optional<Path> protecting) -> {
                Optional<Places> places = placer.place(intent, ends, path, protecting, now);
                if (places.isPresent()) {
                    intent.next = Optional.of(places.get().first());
                    standbys.put(intent, places.get().second(), now);
                    enter(intent, Duration.ZERO, now);
                    if (Standbys.isWanted(intent) && protecting.isEmpty()) {
                        standbys.seekSoon(intent, "there is no second path now", now);
                    }
                } else {
                    abandon(intent, now);
                    failed(intent, Placer.NO_TAG, now);
                }
            }
        }
    }

    /// Takes every rule of the intent out of the switches, to none of which it matters any more in
    /// which order.
    private void abandon(IntentRecord intent, Instant now) {
        ingress.clear(intent);
        intent.change++;
        TreeSet<Integer> held = new TreeSet<>(intent.left.keySet());
        for (Optional<Placement> placement : List.of(intent.current, intent.next, intent.standby)) {
            placement
                    .map(Placement::tunnel)
                    .filter(OptionalInt::isPresent)
                    .ifPresent(tunnel -> held.add(tunnel.getAsInt()));
        }
        for (int tunnel : held) {
            if (tunnels.users(tunnel).equals(List.of(intent.serial))) {
                intent.clearing.addAll(Tunnels.switches(tunnels.tunnel(tunnel)));
            }
            tunnels.release(tunnel, intent.serial);
        }
        intent.left.clear();
        intent.next = Optional.empty();
        standbys.put(intent, Optional.empty(), now);
        if (intent.current.isPresent()) {
            intent.current = Optional.empty();
            journal.append(
                    new JournalEntry.IntentPlaced(now, intent.intent.id(), Optional.empty()));
        }
        placer.reserve(intent, now);
        ingress.awaitCleared(intent);
    }

    private void failed(IntentRecord intent, String reason, Instant now) {
        intent.attempts++;
        become(intent, InstallState.FAILED, reason, now);
        if (intent.attempts >= timings.maxAttempts()) {
            become(intent, InstallState.PARKED, reason + " (" + intent.attempts + " tries)", now);
            return;
        }
        int attempt = intent.attempts;
        deadlines.at(
                now.plus(timings.retryAfter(attempt)),
                at -> {
                    if (intent.state == InstallState.FAILED && intent.attempts == attempt) {
                        begin(intent, at);
                    }
                });
    }

    /// A switch refused a rule of the intent's ingress, or of a tunnel it uses.
    void refused(IntentRecord intent, FlowRule rule, String error, Instant now) {
        String reason = "a switch refused its rule: " + error;
        boolean aboutTunnel = !rule.owner().isIntent();
        if (aboutTunnel && standbys.refused(intent, rule.owner().serial(), error, now)) {
            if (isOnItsWay(intent)) {
                settle(intent, "", now);
            }
            return;
        }
        boolean aboutNext = aboutTunnel && IntentRecord.isAt(intent.next, rule.owner().serial());
        if (aboutTunnel && !intent.uses(rule.owner().serial())) {
            return;
        }
        switch (intent.state) {
            case REROUTING, INSTALLING, INSTALLED -> {
                if (aboutNext && intent.current.isPresent()) {
                    cancelNext(intent, now);
                    settle(intent, "stays where it is: " + error, now);
                } else {
                    giveUp(intent, reason, now);
                }
            }
            case SUBMITTED, COMPILING, FAILED, PARKED, WITHDRAWING, WITHDRAWN -> {}
        }
    }

    private void giveUp(IntentRecord intent, String reason, Instant now) {
        if (intent.state == InstallState.INSTALLED) {
            become(intent, InstallState.REROUTING, reason, now);
        }
        abandon(intent, now);
        failed(intent, reason, now);
    }

    /// A switch refused the meter of the limit that the intent asks for.
    void limitRefused(IntentRecord intent, String error, Instant now) {
        if (isOnItsWay(intent) || intent.state == InstallState.INSTALLED) {
            giveUp(intent, "a switch refused its rate limit: " + error, now);
        }
    }

    /// Brings an installed intent to the path that is wished for, or to the lightest where that
    /// cannot be had, without a loss.
    ///
    /// @return why it cannot be moved, if so
    MoveOutcome follow(IntentRecord intent, Instant now) {
        intent.unfollowed = false;
        return switch (compiler.compile(intent.intent, intent.serial, intent.wish)) {
            case Compiled.Impossible(String reason, var _) -> new MoveOutcome.Impossible(reason);
            case Compiled.Found(Ends ends, Path path, Optional<Path> protecting) -> {
                List<LinkId> links = path.links().stream().map(Link::id).toList();
                if (links.equals(placer.links(intent.current))) {
                    yield new MoveOutcome.AlreadyThere();
                }
                Optional<Places> places = placer.place(intent, ends, path, protecting, now);
                if (places.isEmpty()) {
                    yield new MoveOutcome.Impossible(Placer.NO_TAG);
                }
                become(intent, InstallState.REROUTING, "", now);
                prepare(intent, places.get(), now);
                yield new MoveOutcome.Moving();
            }
        };
    }

    /// What came of asking for a move.
    sealed interface MoveOutcome {

        record Moving() implements MoveOutcome {}

        record AlreadyThere() implements MoveOutcome {}

        record Impossible(String reason) implements MoveOutcome {}
    }

    /// Writes an installed intent's ingress again, for its limit changed.
    void limitChanged(IntentRecord intent) {
        intent.current
                .filter(_ -> !intent.ingress.isEmpty())
                .ifPresent(current -> ingress.write(intent, current));
        intent.limitedAt = intent.change;
    }

    /// A host of the intent moved or its address became known.
    void endsChanged(IntentRecord intent, Instant now) {
        Optional<Ends> ends = compiler.ends(intent.intent);
        if (ends.isEmpty()) {
            return;
        }
        Ends found = ends.get();
        if (intent.next.filter(next -> !next.isBetween(found)).isPresent()) {
            cancelNext(intent, now);
            if (intent.current.isEmpty()) {
                begin(intent, now);
                return;
            }
            settle(intent, "", now);
        }
        intent.next = intent.next.map(next -> next.readdressed(found));
        if (intent.standby.filter(standby -> standby.isBetween(found)).isPresent()) {
            standbys.put(intent, intent.standby.map(standby -> standby.readdressed(found)), now);
        }
        if (intent.current.filter(current -> !current.isBetween(found)).isPresent()) {
            cancelNext(intent, now);
            restore(intent, now);
        } else if (!intent.current.equals(intent.current.map(c -> c.readdressed(found)))) {
            if (intent.state == InstallState.INSTALLED) {
                become(intent, InstallState.REROUTING, "", now);
            }
            intent.current = intent.current.map(current -> current.readdressed(found));
            journal.append(new JournalEntry.IntentPlaced(now, intent.intent.id(), intent.current));
            ingress.write(intent, intent.current.get());
        }
    }

    void withdraw(IntentRecord intent, Instant now) {
        become(intent, InstallState.WITHDRAWING, "", now);
        journal.append(new JournalEntry.IntentWithdrawing(now, intent.intent.id()));
        erase(intent, now);
    }

    private void erase(IntentRecord intent, Instant now) {
        abandon(intent, now);
        if (intent.clearing.isEmpty()) {
            tables.await(new Confirmation.IntentErased(intent.serial, intent.change), List.of());
        }
    }

    /// Every switch confirmed the removal; true where that completes the withdrawal.
    boolean erased(IntentRecord intent, int change, Instant now) {
        if (intent.change != change) {
            return false;
        }
        intent.clearing.clear();
        if (intent.state != InstallState.WITHDRAWING) {
            return false;
        }
        journal.append(new JournalEntry.IntentWithdrawn(now, intent.intent.id()));
        become(intent, InstallState.WITHDRAWN, "", now);
        return true;
    }

    /// Takes over an intent from an earlier life, which uses its tunnel already. What it holds is
    /// in the switches or will be written when they are read; what it should no longer hold is
    /// removed then.
    void resume(IntentRecord intent, IntentHistory.PastIntent past, Instant now) {
        intent.current = past.placement();
        intent.lastPlace = past.lastPlace();
        intent.wish = past.wish();
        intent.limit = past.limit();
        intent.standby = past.standby();
        if (Standbys.isWanted(intent) && intent.standby.isEmpty()) {
            intent.unprotected = "it had no second path before the restart";
        }
        placer.reserve(intent, now);
        List<LinkId> links = placer.links(intent.current);
        intent.unfollowed =
                switch (past.wish()) {
                    case PathWish.Lightest _ -> false;
                    case PathWish.Steered(List<LinkId> path) -> !path.equals(links);
                    case PathWish.Held(List<LinkId> avoid) ->
                            links.stream().anyMatch(avoid::contains);
                };
        if (intent.current.isPresent()) {
            Placement placement = intent.current.get();
            become(intent, InstallState.COMPILING, "", now);
            become(intent, InstallState.INSTALLING, "confirming after a restart", now);
            ingress.write(intent, placement);
        }
        if (past.withdrawing()) {
            past.lastPlace().ifPresent(place -> intent.clearing.add(place.ingress().datapath()));
            become(intent, InstallState.WITHDRAWING, "", now);
            erase(intent, now);
        }
    }

    private void become(IntentRecord intent, InstallState next, String reason, Instant now) {
        if (intent.state == next) {
            intent.reason = reason;
            return;
        }
        if (!intent.state.canBecome(next)) {
            throw new IllegalStateException(
                    "intent "
                            + intent.intent.id()
                            + " cannot become "
                            + next
                            + " from "
                            + intent.state);
        }
        intent.state = next;
        intent.reason = reason;
        intent.since = now;
        if (next != InstallState.COMPILING && next != InstallState.INSTALLING) {
            events.record(
                    now,
                    severity(next),
                    Event.Kind.INTENT_STATE,
                    intent.intent.id(),
                    next + (reason.isEmpty() ? "" : ": " + reason));
        }
    }

    private static Severity severity(InstallState state) {
        return switch (state) {
            case FAILED -> Severity.MINOR;
            case PARKED -> Severity.MAJOR;
            case SUBMITTED, COMPILING, INSTALLING, INSTALLED, REROUTING, WITHDRAWING, WITHDRAWN ->
                    Severity.NORMAL;
        };
    }
}
