package io.teleon.controller.intent;

import io.teleon.models.intent.Intent;
import io.teleon.models.intent.IntentId;
import io.teleon.models.intent.Precedence;
import io.teleon.models.intent.TrafficSelector;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.HostId;
import io.teleon.models.network.Ipv4Address;
import io.teleon.models.network.Ipv4Prefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which intent has which packets. Owned by the control loop's thread.
///
/// Two intents cannot both have a packet unless a switch can tell whose rule goes first: by the
/// precedence of who asks, or because one selector is narrower than the other and so lies higher in
/// the band. Where both would have one priority, which of them takes a packet of both is left open
/// by OpenFlow 1.3.5 section 5.3, so the later is refused.
final class Claims {

    /// Looked up only, never iterated.
    private final Map<Pair, IntentId> pairs = new HashMap<>();

    /// In the order of submission. Looked up only, never iterated.
    private final Map<Entry, List<Intent.PointToPoint>> entries = new HashMap<>();

    /// By where they leave. Looked up only, never iterated.
    private final Map<ConnectPoint, List<Intent.PointToPoint>> exits = new HashMap<>();

    private record Pair(HostId source, HostId target, Precedence precedence) {}

    private record Entry(ConnectPoint ingress, Precedence precedence) {}

    private static Pair pair(Intent.HostToHost intent) {
        return new Pair(intent.source(), intent.target(), intent.precedence());
    }

    private static Entry entry(Intent.PointToPoint intent) {
        return new Entry(intent.ingress(), intent.precedence());
    }

    /// The intent beside which this one cannot stand, if there is one.
    Optional<IntentId> against(Intent intent) {
        return switch (intent) {
            case Intent.HostToHost hosts -> Optional.ofNullable(pairs.get(pair(hosts)));
            case Intent.PointToPoint points ->
                    entries.getOrDefault(entry(points), List.of()).stream()
                            .filter(other -> collide(other.selector(), points.selector()))
                            .map(Intent::id)
                            .findFirst();
        };
    }

    private static boolean collide(TrafficSelector one, TrafficSelector other) {
        return IngressRules.bits(one) == IngressRules.bits(other)
                && overlap(one.source(), other.source())
                && overlap(one.destination(), other.destination());
    }

    private static boolean overlap(Optional<Ipv4Prefix> one, Optional<Ipv4Prefix> other) {
        return one.isEmpty()
                || other.isEmpty()
                || one.get().contains(other.get().address())
                || other.get().contains(one.get().address());
    }

    /// Whether an intent between ports leads from here to this address, or back.
    boolean leads(ConnectPoint at, Ipv4Address target) {
        for (Precedence precedence : Precedence.values()) {
            for (Intent.PointToPoint points :
                    entries.getOrDefault(new Entry(at, precedence), List.of())) {
                if (takes(points.selector().destination(), target)) {
                    return true;
                }
            }
        }
        return exits.getOrDefault(at, List.of()).stream()
                .anyMatch(points -> takes(points.selector().source(), target));
    }

    private static boolean takes(Optional<Ipv4Prefix> prefix, Ipv4Address address) {
        return prefix.isEmpty() || prefix.get().contains(address);
    }

    void add(Intent intent) {
        switch (intent) {
            case Intent.HostToHost hosts -> pairs.put(pair(hosts), hosts.id());
            case Intent.PointToPoint points -> {
                entries.computeIfAbsent(entry(points), _ -> new ArrayList<>()).add(points);
                exits.computeIfAbsent(points.egress(), _ -> new ArrayList<>()).add(points);
            }
        }
    }

    void remove(Intent intent) {
        switch (intent) {
            case Intent.HostToHost hosts -> pairs.remove(pair(hosts), hosts.id());
            case Intent.PointToPoint points -> {
                remove(entries, entry(points), points);
                remove(exits, points.egress(), points);
            }
        }
    }

    private static <K> void remove(
            Map<K, List<Intent.PointToPoint>> from, K key, Intent.PointToPoint points) {
        List<Intent.PointToPoint> there = from.getOrDefault(key, List.of());
        if (there.equals(List.of(points))) {
            from.remove(key);
        } else {
            there.remove(points);
        }
    }
}
