package io.teleon.controller.intent;

import io.teleon.controller.flow.Tunnel;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.models.intent.InstallState;
import io.teleon.models.network.LinkId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Intents and tunnels as journal entries, what [IntentHistory] reads.
final class IntentSnapshot {

    private IntentSnapshot() {}

    /// Entries that lead to the present state.
    static List<JournalEntry> of(
            List<Tunnel> tunnels, Collection<IntentRecord> intents, Instant now) {
        List<JournalEntry> entries = new ArrayList<>();
        for (Tunnel tunnel : tunnels) {
            entries.add(new JournalEntry.TunnelReserved(now, tunnel));
        }
        for (IntentRecord intent : intents) {
            entries.add(new JournalEntry.IntentSubmitted(now, intent.serial, intent.intent));
            boolean withdrawing = intent.state == InstallState.WITHDRAWING;
            Optional<Placement> place = withdrawing ? intent.lastPlace : intent.current;
            if (place.isPresent()) {
                entries.add(new JournalEntry.IntentPlaced(now, intent.intent.id(), place));
            }
            switch (intent.wish) {
                case PathWish.Lightest _ -> {}
                case PathWish.Steered(List<LinkId> path) ->
                        entries.add(
                                new JournalEntry.IntentSteered(
                                        now, intent.intent.id(), Optional.of(path)));
                case PathWish.Held(List<LinkId> avoid) ->
                        entries.add(new JournalEntry.IntentHeld(now, intent.intent.id(), avoid));
            }
            if (intent.standby.isPresent()) {
                entries.add(
                        new JournalEntry.IntentProtected(now, intent.intent.id(), intent.standby));
            }
            if (intent.limit.isPresent()) {
                entries.add(new JournalEntry.IntentLimited(now, intent.intent.id(), intent.limit));
            }
            if (withdrawing) {
                entries.add(new JournalEntry.IntentWithdrawing(now, intent.intent.id()));
            }
        }
        return List.copyOf(entries);
    }
}
