package io.teleon.controller.intent;

import io.teleon.controller.intent.IntentCompiler.Beside;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.journal.JournalWriter;
import io.teleon.controller.report.ControllerView.ProtectionView;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.EventLog;
import io.teleon.controller.report.Severity;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.Protection;
import io.teleon.models.network.LinkId;
import io.teleon.models.time.Deadlines;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/// The second paths of protected intents: where they are, who has none, and the search for one.
/// Owned by the control loop's thread.
///
/// A second path stands in the switches and in the journal like the first, and has the same
/// bandwidth reserved, so that a switch-over is one change at the ingress. An intent whose second
/// path is lost or used up goes on without; that is told, and another is sought at once and
/// whenever the network gained something.
final class Standbys {

    /// What leads traffic around a failure leaves before what prepares for the next.
    private static final Duration SEEK_DELAY = Duration.ofMillis(2);

    private final IntentCompiler compiler;
    private final Placer placer;
    private final Tunnels tunnels;
    private final JournalWriter journal;
    private final Deadlines deadlines;
    private final EventLog events;

    Standbys(
            IntentCompiler compiler,
            Placer placer,
            Tunnels tunnels,
            JournalWriter journal,
            Deadlines deadlines,
            EventLog events) {
        this.compiler = compiler;
        this.placer = placer;
        this.tunnels = tunnels;
        this.journal = journal;
        this.deadlines = deadlines;
        this.events = events;
    }

    static boolean isWanted(IntentRecord intent) {
        return intent.intent.constraints().protection() == Protection.DISJOINT;
    }

    /// Puts this in place of the second path that there is.
    void put(IntentRecord intent, Optional<Placement> standby, Instant now) {
        if (standby.equals(intent.standby)) {
            return;
        }
        Optional<OptionalInt> before = intent.standby.map(Placement::tunnel);
        intent.standby = standby;
        if (standby.isPresent()) {
            intent.unprotected = "";
        }
        placer.reserve(intent, now);
        before.filter(OptionalInt::isPresent)
                .ifPresent(tunnel -> placer.release(intent, tunnel.getAsInt()));
        journal.append(new JournalEntry.IntentProtected(now, intent.intent.id(), standby));
    }

    /// The second path becomes the first to be entered, if there is one and it is whole.
    ///
    /// @return whether there was
    boolean promote(IntentRecord intent, Instant now) {
        Optional<Placement> whole =
                intent.standby
                        .filter(standby -> compiler.isWhole(placer.links(Optional.of(standby))))
                        .filter(standby ->
                                compiler.ends(intent.intent)
                                        .filter(ends -> !standby.isBetween(ends))
                                        .isEmpty());
        intent.next = whole;
        put(intent, Optional.empty(), now);
        if (whole.isPresent()) {
            seekSoon(intent, "its traffic has gone over to its second path", now);
        }
        return whole.isPresent();
    }

    /// The second path cannot be used any more.
    void lost(IntentRecord intent, String reason, Instant now) {
        put(intent, Optional.empty(), now);
        seekSoon(intent, reason, now);
    }

    /// A switch refused a rule of a tunnel.
    ///
    /// @return whether that was the second path
    boolean refused(IntentRecord intent, int tunnel, String error, Instant now) {
        boolean concerned = IntentRecord.isAt(intent.standby, tunnel);
        if (concerned) {
            put(intent, Optional.empty(), now);
            // Sought again when the network gains something: at once it would be refused again.
            notProtected(intent, "a switch refused its second path: " + error, now);
        }
        return concerned && !intent.uses(tunnel);
    }

    /// Has one be sought for an intent that has none, at once or when it has settled, and tells
    /// that it has none meanwhile.
    void seekSoon(IntentRecord intent, String reason, Instant now) {
        notProtected(intent, reason, now);
        settled(intent, now);
    }

    /// What an intent should be is in the switches.
    void settled(IntentRecord intent, Instant now) {
        if (intent.state == InstallState.INSTALLED && !intent.unprotected.isEmpty()) {
            deadlines.at(now.plus(SEEK_DELAY), at -> seek(intent, at));
        }
    }

    /// Looks for one, if the intent wants one, has none and stays where it is.
    void seek(IntentRecord intent, Instant now) {
        if (!isWanted(intent)
                || intent.state != InstallState.INSTALLED
                || intent.standby.isPresent()
                || intent.next.isPresent()
                || placer.links(intent.current).isEmpty()) {
            return;
        }
        switch (compiler.beside(intent.intent, intent.serial, placer.links(intent.current))) {
            case Beside.None(String reason) -> intent.unprotected = reason;
            case Beside.Found(var ends, var path) -> {
                Optional<Placement> standby = placer.place(intent, ends, path, now);
                if (standby.isEmpty()) {
                    intent.unprotected = Placer.NO_TAG;
                } else {
                    put(intent, standby, now);
                    tell(intent, Severity.NORMAL, "protected again", now);
                }
            }
        }
    }

    private void notProtected(IntentRecord intent, String reason, Instant now) {
        if (intent.unprotected.isEmpty()) {
            tell(intent, Severity.MINOR, "not protected: " + reason, now);
        }
        intent.unprotected = reason;
    }

    private void tell(IntentRecord intent, Severity severity, String text, Instant now) {
        events.record(now, severity, Event.Kind.INTENT_PROTECTION, intent.intent.id(), text);
    }

    /// A link went down.
    void linkDown(IntentRecord intent, LinkId link, Instant now) {
        if (placer.goesBy(intent.standby, link)) {
            lost(intent, "its second path is broken", now);
        }
    }

    /// Whether it waits for its second path to be confirmed.
    boolean isUnconfirmed(IntentRecord intent) {
        return intent.standby
                .map(Placement::tunnel)
                .filter(OptionalInt::isPresent)
                .filter(tunnel -> !tunnels.isWritten(tunnel.getAsInt()))
                .isPresent();
    }

    Optional<ProtectionView> view(IntentRecord intent) {
        return isWanted(intent)
                ? Optional.of(
                        new ProtectionView(
                                placer.links(intent.standby),
                                intent.standby.flatMap(tunnels::of).map(tunnel -> tunnel.tag()),
                                intent.standby.isPresent() && !isUnconfirmed(intent),
                                intent.unprotected))
                : Optional.empty();
    }
}
