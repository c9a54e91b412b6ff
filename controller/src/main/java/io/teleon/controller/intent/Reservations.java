package io.teleon.controller.intent;

import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import java.time.Instant;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// What intents have reserved on links. Owned by the control loop's thread.
///
/// An intent holds its rate once on each link that it goes by or is about to go by: while it moves
/// both ways are its own, and where they have a link in common that counts once (the shared
/// explicit style of RFC 3209 section 2.4.2). Whoever takes a link asks [#hasRoom] first; nothing
/// is reserved on a link whose capacity is not known. Rates are counted in whole bits per second,
/// rounded up, so that sums are exact.
final class Reservations {

    /// The serial number of an intent that is not there yet.
    static final int NOBODY = 0;

    private final Consumer<Instant> whenFreed;

    /// What each intent holds there, by serial number.
    private final NavigableMap<LinkId, NavigableMap<Integer, Long>> byLink = new TreeMap<>();

    private final NavigableMap<LinkId, Long> sums = new TreeMap<>();
    private final NavigableMap<Integer, NavigableSet<LinkId>> byIntent = new TreeMap<>();

    /// @param whenFreed told when a link has more room than before
    Reservations(Consumer<Instant> whenFreed) {
        this.whenFreed = whenFreed;
    }

    private static long bits(Bandwidth rate) {
        return (long) Math.ceil(rate.bitsPerSecond());
    }

    /// Has an intent hold its rate on these links and no others.
    void hold(int serial, Bandwidth rate, Collection<LinkId> links, Instant now) {
        NavigableSet<LinkId> wanted = new TreeSet<>(links);
        NavigableSet<LinkId> before = byIntent.getOrDefault(serial, new TreeSet<>());
        NavigableSet<LinkId> given = new TreeSet<>(before);
        given.removeAll(wanted);
        given.forEach(link -> drop(link, serial));
        for (LinkId link : wanted) {
            if (!before.contains(link)) {
                byLink.computeIfAbsent(link, _ -> new TreeMap<>()).put(serial, bits(rate));
                sums.merge(link, bits(rate), Long::sum);
            }
        }
        if (wanted.isEmpty()) {
            byIntent.remove(serial);
        } else {
            byIntent.put(serial, wanted);
        }
        if (!given.isEmpty()) {
            whenFreed.accept(now);
        }
    }

    private void drop(LinkId link, int serial) {
        NavigableMap<Integer, Long> there = byLink.getOrDefault(link, new TreeMap<>());
        long sum = sums.getOrDefault(link, 0L) - there.getOrDefault(serial, 0L);
        there.remove(serial);
        if (there.isEmpty()) {
            byLink.remove(link);
            sums.remove(link);
        } else {
            sums.put(link, sum);
        }
    }

    /// What all have reserved there.
    Bandwidth reserved(LinkId link) {
        return new Bandwidth((double) sums.getOrDefault(link, 0L));
    }

    /// What one intent could reserve there, its own included; zero where others hold more than the
    /// link carries, for it may have become slower.
    Bandwidth room(Link link, int serial) {
        long others = sums.getOrDefault(link.id(), 0L) - own(link.id(), serial);
        return new Bandwidth((double) Math.max(0, (long) link.capacity().bitsPerSecond() - others));
    }

    private long own(LinkId link, int serial) {
        return byLink.getOrDefault(link, new TreeMap<>()).getOrDefault(serial, 0L);
    }

    boolean hasRoom(Link link, Bandwidth rate, int serial) {
        return bits(rate) <= (long) room(link, serial).bitsPerSecond();
    }

    /// Of the others, the one that holds most there, the oldest of equals.
    OptionalInt greatest(LinkId link, int serial) {
        int greatest = NOBODY;
        long most = 0;
        for (var one : byLink.getOrDefault(link, new TreeMap<>()).entrySet()) {
            if (one.getKey() != serial && one.getValue() > most) {
                greatest = one.getKey();
                most = one.getValue();
            }
        }
        return greatest == NOBODY ? OptionalInt.empty() : OptionalInt.of(greatest);
    }
}
