package io.teleon.controller.detect;

import io.teleon.controller.containment.Containment;
import io.teleon.controller.containment.Containments;
import io.teleon.controller.intent.Intents;
import io.teleon.controller.percept.Picture.Measured;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.EventLog;
import io.teleon.controller.report.Severity;
import io.teleon.controller.telemetry.ContainmentRates;
import io.teleon.controller.topology.NetworkState;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.HostId;
import io.teleon.models.network.Ipv4Address;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/// How many others each host asks for that it has no intent with: one that asks for many is looking
/// for victims (MITRE ATT&CK T1018, remote system discovery). What it then sends is refused at the
/// edge, so that its questions (ARP, RFC 826) are all there is to see of it. Owned by the control
/// loop's thread.
///
/// What counts is where it is plugged in, for a host may make up every address it sends from.
/// Counted are distinct addresses within the last [#WINDOW]; asking for the same again and again
/// counts once. A host that is contained is not heard any more: of it the rate counts at which its
/// switch keeps questions back.
///
/// Bounded: [#MOST_TARGETS] addresses and [#MOST_SENDERS] senders at a port, [#MOST_PORTS] ports.
/// At the first two the oldest makes room; a port too many takes the place of the one that has been
/// silent for longest.
public final class ScanWatch {

    /// So many asked for make a scan of it: more than a host needs that just came up.
    public static final int MANY = 20;

    public static final Duration WINDOW = Duration.ofMinutes(1);

    /// Who asks for as many in a second although nobody hears it has not given up.
    public static final double PERSISTENT = 1;

    static final int MOST_TARGETS = 64;
    static final int MOST_SENDERS = 16;
    static final int MOST_PORTS = 4096;

    private final NetworkState network;
    private final Intents intents;
    private final Containments containments;
    private final ContainmentRates rates;
    private final EventLog events;
    private final NavigableMap<ConnectPoint, Asker> askers = new TreeMap<>();
    private boolean news;

    private static final class Asker {
        /// When each was asked for last, the longest ago first.
        final SequencedMap<Ipv4Address, Instant> targets = new LinkedHashMap<>();

        final SequencedMap<HostId, Instant> senders = new LinkedHashMap<>();
        Instant heardAt;
        boolean scans;

        Asker(Instant now) {
            heardAt = now;
        }
    }

    /// What is to be said of one port.
    ///
    /// @param targets that were asked for
    /// @param keptBack questions a second that its switch keeps back, none where it keeps back
    ///   nothing; empty while it does and that was not read
    public record Reading(ConnectPoint point, int targets, Optional<Measured> keptBack) {}

    public ScanWatch(
            NetworkState network,
            Intents intents,
            Containments containments,
            ContainmentRates rates,
            EventLog events) {
        this.network = network;
        this.intents = intents;
        this.containments = containments;
        this.rates = rates;
        this.events = events;
    }

    /// A host asked for another.
    public void asked(ConnectPoint at, HostId sender, Ipv4Address target, Instant now) {
        Asker known = askers.get(at);
        boolean isKnown = known != null && known.targets.containsKey(target);
        if (!isKnown && intents.isMeant(at, sender, target)) {
            return;
        }
        Asker asker = askers.computeIfAbsent(at, _ -> new Asker(now));
        asker.heardAt = now;
        noted(asker.targets, target, MOST_TARGETS, now);
        noted(asker.senders, sender, MOST_SENDERS, now);
        forgetOldest(at);
        if (!asker.scans && asker.targets.size() >= MANY && targets(asker, now) >= MANY) {
            asker.scans = true;
            news = true;
            events.record(
                    now,
                    Severity.MAJOR,
                    Event.Kind.SCAN_BEGAN,
                    at,
                    network.name(at) + " scans: " + shown(asker));
        }
    }

    private static <K> void noted(SequencedMap<K, Instant> map, K key, int most, Instant now) {
        map.remove(key);
        map.putLast(key, now);
        if (map.size() > most) {
            map.pollFirstEntry();
        }
    }

    private static String shown(Asker asker) {
        return atLeast(asker.targets.size(), MOST_TARGETS)
                + " others were asked for within "
                + WINDOW.toSeconds()
                + " s that it has no intent with, from "
                + (asker.senders.size() == 1
                        ? "one address"
                        : atLeast(asker.senders.size(), MOST_SENDERS) + " addresses");
    }

    private static String atLeast(int count, int most) {
        return count < most ? Integer.toString(count) : count + " or more";
    }

    private void forgetOldest(ConnectPoint newest) {
        if (askers.size() > MOST_PORTS) {
            askers.entrySet().stream()
                    .filter(one -> !one.getKey().equals(newest))
                    .min(Comparator.comparing(one -> one.getValue().heardAt))
                    .map(Map.Entry::getKey)
                    .ifPresent(askers::remove);
        }
    }

    private static int targets(Asker asker, Instant now) {
        drop(asker.targets, now);
        drop(asker.senders, now);
        return asker.targets.size();
    }

    private static <K> void drop(SequencedMap<K, Instant> map, Instant now) {
        while (!map.isEmpty() && !map.firstEntry().getValue().plus(WINDOW).isAfter(now)) {
            map.pollFirstEntry();
        }
    }

    /// Lets time pass: who has given up is told of, and who asks for nobody any more forgotten.
    public void look(Instant now) {
        for (ConnectPoint point : List.copyOf(askers.keySet())) {
            Optional<Asker> known = asker(point);
            int targets = known.map(asker -> targets(asker, now)).orElse(0);
            boolean persists = keptBack(point, now).filter(m -> m.value() < PERSISTENT).isEmpty();
            if (known.filter(asker -> asker.scans).isPresent() && targets < MANY && !persists) {
                known.get().scans = false;
                events.record(
                        now,
                        Severity.NORMAL,
                        Event.Kind.SCAN_ENDED,
                        point,
                        network.name(point)
                                + " scans no more: "
                                + targets
                                + " others were asked for within "
                                + WINDOW.toSeconds()
                                + " s");
            } else if (targets == 0 && known.filter(asker -> asker.scans).isEmpty()) {
                askers.remove(point);
            }
        }
    }

    private Optional<Asker> asker(ConnectPoint point) {
        return Optional.ofNullable(askers.get(point));
    }

    /// How many questions a second are kept back at a port: none where nobody is contained; empty
    /// where somebody is and that was not read yet.
    public Optional<Measured> keptBack(ConnectPoint point, Instant now) {
        List<Integer> there =
                containments.wanted().stream()
                        .filter(one -> one.point().equals(point))
                        .map(Containment::serial)
                        .toList();
        // Of several rules the highest takes them all.
        return there.isEmpty()
                ? Optional.of(new Measured(0, now))
                : there.stream()
                        .flatMap(serial -> rates.of(serial).stream())
                        .map(rate -> new Measured(rate.packetsPerSecond(), rate.at()))
                        .max(Comparator.comparingDouble(Measured::value));
    }

    /// How many others were asked for at a port within the last [#WINDOW] or, if that is shorter,
    /// since a moment.
    public int targetsSince(ConnectPoint point, Instant since) {
        return asker(point)
                .map(asker ->
                        (int)
                                asker.targets.values().stream()
                                        .filter(at -> at.isAfter(since))
                                        .count())
                .orElse(0);
    }

    /// What is to be said now, by port: of those who asked for somebody, and who are contained.
    public List<Reading> readings(Instant now) {
        NavigableMap<ConnectPoint, Reading> readings = new TreeMap<>();
        askers.forEach((point, asker) ->
                readings.put(point, new Reading(point, targets(asker, now), keptBack(point, now))));
        for (Containment one : containments.wanted()) {
            readings.computeIfAbsent(
                    one.point(), point -> new Reading(point, 0, keptBack(point, now)));
        }
        return List.copyOf(readings.values());
    }

    /// Whether a scan began since this was last asked.
    public boolean drainNews() {
        boolean drained = news;
        news = false;
        return drained;
    }

    /// Takes over that a scan was told of in an earlier life: it is over only when it is told so.
    public void presume(ConnectPoint point, Instant now) {
        Asker asker = askers.computeIfAbsent(point, _ -> new Asker(now));
        asker.scans = true;
    }
}
