package io.teleon.simulator.network.packet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The actions on time to live (OpenFlow 1.3.5 section 5.12).
public final class TimeToLive {

    private TimeToLive() {}

    /// The packet with its IP TTL one lower, or nothing where that would leave it invalid.
    public static Optional<PacketHeaders> decrementIp(PacketHeaders headers) {
        Optional<Payload.Ip> ip = headers.visibleIp();
        if (ip.isEmpty()) {
            return Optional.of(headers);
        }
        int ttl = ip.get().ttl();
        return ttl > 1 ? Optional.of(setIp(headers, ttl - 1)) : Optional.empty();
    }

    /// The packet with its outermost label's TTL one lower, or nothing where that would leave it
    /// invalid.
    public static Optional<PacketHeaders> decrementMpls(PacketHeaders headers) {
        Optional<Tag.Mpls> label = headers.label();
        if (label.isEmpty()) {
            return Optional.of(headers);
        }
        int ttl = label.get().ttl();
        return ttl > 1 ? Optional.of(setMpls(headers, ttl - 1)) : Optional.empty();
    }

    public static PacketHeaders setIp(PacketHeaders headers, int ttl) {
        return headers.visibleIp().map(ip -> headers.withPayload(ip.withTtl(ttl))).orElse(headers);
    }

    public static PacketHeaders setMpls(PacketHeaders headers, int ttl) {
        return headers.label().map(label -> headers.withLabel(label.withTtl(ttl))).orElse(headers);
    }

    /// Copies the TTL of the next-to-outermost header that has one to the outermost: label to
    /// label, or IP to label.
    public static PacketHeaders copyOut(PacketHeaders headers) {
        List<Integer> labels = labelIndexes(headers);
        if (labels.isEmpty()) {
            return headers;
        }
        if (labels.size() > 1) {
            return withTtl(headers, labels.get(0), ttlAt(headers, labels.get(1)));
        }
        return headers.payload() instanceof Payload.Ip ip
                ? withTtl(headers, labels.get(0), ip.ttl())
                : headers;
    }

    /// Copies the TTL of the outermost header that has one to the next: label to label, or label to
    /// IP.
    public static PacketHeaders copyIn(PacketHeaders headers) {
        List<Integer> labels = labelIndexes(headers);
        if (labels.isEmpty()) {
            return headers;
        }
        int ttl = ttlAt(headers, labels.get(0));
        if (labels.size() > 1) {
            return withTtl(headers, labels.get(1), ttl);
        }
        return headers.payload() instanceof Payload.Ip ip
                ? headers.withPayload(ip.withTtl(ttl))
                : headers;
    }

    private static List<Integer> labelIndexes(PacketHeaders headers) {
        List<Integer> indexes = new ArrayList<>();
        if (headers.label().isPresent()) {
            for (int i = 0; i < headers.tags().size(); i++) {
                if (headers.tags().get(i) instanceof Tag.Mpls) {
                    indexes.add(i);
                }
            }
        }
        return indexes;
    }

    private static int ttlAt(PacketHeaders headers, int index) {
        return headers.tags().get(index) instanceof Tag.Mpls label ? label.ttl() : 0;
    }

    private static PacketHeaders withTtl(PacketHeaders headers, int index, int ttl) {
        List<Tag> tags = new ArrayList<>(headers.tags());
        if (tags.get(index) instanceof Tag.Mpls label) {
            tags.set(index, label.withTtl(ttl));
        }
        return headers.withTags(tags);
    }
}
