package io.teleon.controller.intent;

import io.teleon.controller.flow.Tunnel;
import io.teleon.controller.intent.IntentCompiler.Ends;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Path;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Gets tunnels for intents, and keeps what they have reserved true to where they are placed.
final class Placer {

    static final String NO_TAG = "no path tag is free on every link of its path";

    private final Tunnels tunnels;
    private final Reservations reservations;

    Placer(Tunnels tunnels, Reservations reservations) {
        this.tunnels = tunnels;
        this.reservations = reservations;
    }

    /// A place on this path; none where no path tag is free.
    Optional<Placement> place(IntentRecord intent, Ends ends, Path path, Instant now) {
        if (path.links().isEmpty()) {
            return Optional.of(
                    new Placement(
                            ends.ingress(),
                            ends.egress(),
                            ends.targetAddress(),
                            OptionalInt.empty()));
        }
        List<LinkId> links = path.links().stream().map(Link::id).toList();
        return tunnels.acquire(links, ends.egress(), intent.serial, now)
                .map(tunnel ->
                        new Placement(
                                ends.ingress(),
                                ends.egress(),
                                ends.targetAddress(),
                                OptionalInt.of(tunnel.serial())));
    }

    /// A place, and a second one for a protected intent.
    record Places(Placement first, Optional<Placement> second) {}

    /// Places on both paths; none where no path tag is free for one of them.
    Optional<Places> place(
            IntentRecord intent, Ends ends, Path path, Optional<Path> protecting, Instant now) {
        Optional<Placement> first = place(intent, ends, path, now);
        if (protecting.isEmpty() || first.isEmpty()) {
            return first.map(place -> new Places(place, Optional.empty()));
        }
        Optional<Placement> second = place(intent, ends, protecting.get(), now);
        if (second.isEmpty()) {
            first.get().tunnel().ifPresent(tunnel -> release(intent, tunnel));
        }
        return second.map(place -> new Places(first.get(), second));
    }

    /// Gives up a tunnel that the intent has no more use for, if that is so.
    void release(IntentRecord intent, int tunnel) {
        if (!intent.uses(tunnel) && !intent.left.containsKey(tunnel)) {
            tunnels.release(tunnel, intent.serial);
        }
    }

    List<LinkId> links(Optional<Placement> placement) {
        return placement.flatMap(tunnels::of).map(Tunnel::links).orElse(List.of());
    }

    boolean goesBy(Optional<Placement> placement, LinkId link) {
        return links(placement).contains(link);
    }

    /// To be called whenever the places of an intent have changed.
    void reserve(IntentRecord intent, Instant now) {
        reserve(intent, _ -> true, now);
    }

    /// Gives up what an intent has reserved for ways that are broken, before any of those that were
    /// on the link looks for another.
    void letGo(IntentRecord intent, LinkId broken, Instant now) {
        reserve(intent, place -> !goesBy(Optional.of(place), broken), now);
    }

    private void reserve(IntentRecord intent, Predicate<Placement> kept, Instant now) {
        intent.intent
                .constraints()
                .bandwidth()
                .ifPresent(rate -> {
                    NavigableSet<LinkId> links = new TreeSet<>();
                    Stream.of(intent.current, intent.next, intent.standby)
                            .flatMap(Optional::stream)
                            .filter(kept)
                            .forEach(place -> links.addAll(links(Optional.of(place))));
                    reservations.hold(intent.serial, rate, links, now);
                });
    }
}
