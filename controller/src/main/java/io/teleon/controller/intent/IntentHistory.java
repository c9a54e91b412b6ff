package io.teleon.controller.intent;

import io.teleon.controller.flow.Tunnel;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.LinkId;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a journal says of intents and tunnels: the state its entries lead to.
///
/// @param intents those not withdrawn whole, by serial number
/// @param tunnels those not released, by serial number
/// @param lastIntentSerial the highest there ever was, so that none is used twice
/// @param lastTunnelSerial likewise
record IntentHistory(
        List<PastIntent> intents,
        List<Tunnel> tunnels,
        int lastIntentSerial,
        int lastTunnelSerial) {

    /// One intent as an earlier life left it.
    ///
    /// @param lastPlace where it was last, also if it is there no more: rules of it may be left
    /// @param standby its second path
    record PastIntent(
            int serial,
            Intent intent,
            Optional<Placement> placement,
            Optional<Placement> lastPlace,
            boolean withdrawing,
            PathWish wish,
            Optional<Limit> limit,
            Optional<Placement> standby) {

        static PastIntent submitted(int serial, Intent intent) {
            return new PastIntent(
                    serial,
                    intent,
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    PathWish.LIGHTEST,
                    Optional.empty(),
                    Optional.empty());
        }

        /// The tunnels it uses.
        List<Integer> tunnels() {
            return Stream.of(placement, standby)
                    .flatMap(Optional::stream)
                    .flatMapToInt(place -> place.tunnel().stream())
                    .boxed()
                    .toList();
        }

        private PastIntent placed(Optional<Placement> place) {
            return new PastIntent(
                    serial,
                    intent,
                    place,
                    place.or(() -> lastPlace),
                    withdrawing,
                    wish,
                    limit,
                    standby);
        }

        private PastIntent withdrawn() {
            return new PastIntent(serial, intent, placement, lastPlace, true, wish, limit, standby);
        }

        private PastIntent wishing(PathWish other) {
            return new PastIntent(
                    serial, intent, placement, lastPlace, withdrawing, other, limit, standby);
        }

        private PastIntent limited(Optional<Limit> other) {
            return new PastIntent(
                    serial, intent, placement, lastPlace, withdrawing, wish, other, standby);
        }

        private PastIntent standingBy(Optional<Placement> other) {
            return new PastIntent(
                    serial, intent, placement, lastPlace, withdrawing, wish, limit, other);
        }

        /// A withdrawal erases the tunnel before it is complete: then the place is no more, while
        /// the ingress may still have its rules.
        private PastIntent onlyOnHeld(NavigableMap<Integer, Tunnel> tunnels) {
            return placed(placement.filter(p -> isHeld(p, tunnels)))
                    .standingBy(standby.filter(p -> isHeld(p, tunnels)));
        }

        private static boolean isHeld(Placement place, NavigableMap<Integer, Tunnel> tunnels) {
            return place.tunnel().isEmpty() || tunnels.containsKey(place.tunnel().getAsInt());
        }
    }

    /// @throws IllegalStateException where an entry speaks of something no entry before introduced
    static IntentHistory of(List<JournalEntry> entries) {
        NavigableMap<IntentId, PastIntent> intents = new TreeMap<>();
        NavigableMap<Integer, Tunnel> tunnels = new TreeMap<>();
        int lastSerial = 0;
        int lastTunnelSerial = 0;
        for (JournalEntry entry : entries) {
            switch (entry) {
                case JournalEntry.IntentSubmitted(Instant _, int serial, Intent intent) -> {
                    lastSerial = Math.max(lastSerial, serial);
                    intents.put(intent.id(), PastIntent.submitted(serial, intent));
                }
                case JournalEntry.IntentPlaced(
                                Instant _,
                                IntentId id,
                                Optional<Placement> placement) -> {
                    PastIntent past = known(intents, id);
                    // A withdrawn intent's last place is kept: its rules may still be there.
                    if (!past.withdrawing()) {
                        intents.put(id, past.placed(placement));
                    }
                }
                case JournalEntry.IntentWithdrawing(Instant _, IntentId id) -> {
                    intents.put(id, known(intents, id).withdrawn());
                }
                case JournalEntry.IntentWithdrawn(Instant _, IntentId id) -> intents.remove(id);
                case JournalEntry.TunnelReserved(Instant _, Tunnel tunnel) -> {
                    lastTunnelSerial = Math.max(lastTunnelSerial, tunnel.serial());
                    tunnels.put(tunnel.serial(), tunnel);
                }
                case JournalEntry.TunnelReleased(Instant _, int serial) -> tunnels.remove(serial);
                case JournalEntry.OfAutonomy _ -> {}
                case JournalEntry.IntentSteered(Instant _, IntentId id, var path) ->
                        intents.put(
                                id,
                                known(intents, id)
                                        .wishing(
                                                path.<PathWish>map(PathWish.Steered::new)
                                                        .orElse(PathWish.LIGHTEST)));
                case JournalEntry.IntentHeld(Instant _, IntentId id, List<LinkId> avoid) ->
                        intents.put(
                                id,
                                known(intents, id)
                                        .wishing(
                                                avoid.isEmpty()
                                                        ? PathWish.LIGHTEST
                                                        : new PathWish.Held(avoid)));
                case JournalEntry.IntentProtected(Instant _, IntentId id, var standby) ->
                        intents.put(id, known(intents, id).standingBy(standby));
                case JournalEntry.IntentLimited(Instant _, IntentId id, Optional<Limit> limit) ->
                        intents.put(id, known(intents, id).limited(limit));
                case JournalEntry.HostKnown _,
                        JournalEntry.PortTakenDown _,
                        JournalEntry.IncidentNoted _,
                        JournalEntry.PortBroughtUp _,
                        JournalEntry.PortContained _,
                        JournalEntry.PortFreeing _,
                        JournalEntry.PortFreed _,
                        JournalEntry.FulfilmentTold _ -> {}
            }
        }
        List<PastIntent> bySerial =
                intents.values().stream()
                        .sorted((a, b) -> Integer.compare(a.serial(), b.serial()))
                        .toList();
        return new IntentHistory(
                bySerial.stream().map(past -> past.onlyOnHeld(tunnels)).toList(),
                List.copyOf(tunnels.values()),
                lastSerial,
                lastTunnelSerial);
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
