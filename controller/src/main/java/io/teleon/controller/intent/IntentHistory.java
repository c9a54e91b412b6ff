package io.teleon.controller.intent;

import io.teleon.controller.flow.Tunnel;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.IntentId;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// What a journal says of intents and tunnels: the state its entries lead to.
///
/// @param intents those not withdrawn whole, by serial number
/// @param tunnels those not released, by serial number
record IntentHistory(List<PastIntent> intents, List<Tunnel> tunnels, int lastIntentSerial) {

    /// One intent as an earlier life left it.
    record PastIntent(
            int serial, Intent intent, Optional<Placement> placement, boolean withdrawing) {

        /// A withdrawal erases the tunnel before it is complete: then the place is no more.
        PastIntent onlyOnHeld(NavigableMap<Integer, Tunnel> tunnels) {
            return new PastIntent(
                    serial,
                    intent,
                    placement.filter(
                            p ->
                                    p.tunnel().isEmpty()
                                            || tunnels.containsKey(p.tunnel().getAsInt())),
                    withdrawing);
        }
    }

    /// @throws IllegalStateException where an entry speaks of something no entry before introduced
    static IntentHistory of(List<JournalEntry> entries) {
        NavigableMap<IntentId, PastIntent> intents = new TreeMap<>();
        NavigableMap<Integer, Tunnel> tunnels = new TreeMap<>();
        int lastSerial = 0;
        for (JournalEntry entry : entries) {
            switch (entry) {
                case JournalEntry.IntentSubmitted(Instant _, int serial, Intent intent) -> {
                    lastSerial = Math.max(lastSerial, serial);
                    intents.put(
                            intent.id(),
                            new PastIntent(serial, intent, Optional.empty(), false));
                }
                case JournalEntry.IntentPlaced(
                                Instant _,
                                IntentId id,
                                Optional<Placement> placement) -> {
                    PastIntent past = known(intents, id);
                    // A withdrawn intent's last place is kept: its rules may still be there.
                    if (!past.withdrawing()) {
                        intents.put(
                                id,
                                new PastIntent(past.serial(), past.intent(), placement, false));
                    }
                }
                case JournalEntry.IntentWithdrawing(Instant _, IntentId id) -> {
                    PastIntent past = known(intents, id);
                    intents.put(
                            id,
                            new PastIntent(past.serial(), past.intent(), past.placement(), true));
                }
                case JournalEntry.IntentWithdrawn(Instant _, IntentId id) -> intents.remove(id);
                case JournalEntry.TunnelReserved(Instant _, Tunnel tunnel) ->
                        tunnels.put(tunnel.serial(), tunnel);
                case JournalEntry.TunnelReleased(Instant _, int serial) -> tunnels.remove(serial);
            }
        }
        List<PastIntent> bySerial =
                intents.values().stream()
                        .sorted((a, b) -> Integer.compare(a.serial(), b.serial()))
                        .toList();
        return new IntentHistory(
                bySerial.stream().map(past -> past.onlyOnHeld(tunnels)).toList(),
                List.copyOf(tunnels.values()),
                lastSerial);
    }

    private static PastIntent known(NavigableMap<IntentId, PastIntent> intents, IntentId id) {
        PastIntent past = intents.get(id);
        if (past == null) {
            throw new IllegalStateException(
                    "the journal speaks of intent " + id + " before its submission");
        }
        return past;
    }
}
