package io.teleon.simulator.network.packet;

import io.teleon.models.network.MacAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The header fields of a packet, from the Ethernet addresses to the ports.
///
/// A switch sees the packet through its outer headers: VLAN fields are those of the first tag, the
/// ethertype is that behind all leading VLAN tags, and what lies beneath an MPLS label stack is
/// hidden until the stack is popped (OpenFlow 1.3.5 section 7.2.3.7). The hidden part is kept here,
/// so that fluid traffic, which has no bytes, can be popped too.
///
/// @param tags outermost first
/// @param payloadType the ethertype of the payload, announced only where no label hides it
public record PacketHeaders(
        MacAddress destination,
        MacAddress source,
        List<Tag> tags,
        int payloadType,
        Payload payload) {

    public PacketHeaders {
        if (payloadType >>> 16 != 0) {
            throw new IllegalArgumentException("ethertype " + payloadType + " outside 0..65535");
        }
        tags = List.copyOf(tags);
    }

    /// An untagged IPv4 packet.
    public static PacketHeaders ipv4(MacAddress source, MacAddress destination, Payload.Ipv4 ip) {
        return new PacketHeaders(destination, source, List.of(), EtherType.IPV4, ip);
    }

    /// An untagged ARP packet.
    public static PacketHeaders arp(MacAddress source, MacAddress destination, Payload.Arp arp) {
        return new PacketHeaders(destination, source, List.of(), EtherType.ARP, arp);
    }

    /// An untagged packet of which only the ethertype is known.
    public static PacketHeaders opaque(MacAddress source, MacAddress destination, int etherType) {
        return new PacketHeaders(destination, source, List.of(), etherType, new Payload.Opaque());
    }

    /// The ethertype behind the leading VLAN tags (OXM_OF_ETH_TYPE).
    public int etherType() {
        int behind = leadingVlans();
        return behind < tags.size() ? tags.get(behind).etherType() : payloadType;
    }

    /// The outermost tag, if it is a VLAN tag.
    public Optional<Tag.Vlan> vlan() {
        return leadingVlans() > 0 && tags.getFirst() instanceof Tag.Vlan vlan
                ? Optional.of(vlan)
                : Optional.empty();
    }

    /// The outermost label, if nothing but VLAN tags is in front of it.
    public Optional<Tag.Mpls> label() {
        int behind = leadingVlans();
        return behind < tags.size()
                        && tags.get(behind) instanceof Tag.Mpls mpls
                        && EtherType.isMpls(mpls.etherType())
                ? Optional.of(mpls)
                : Optional.empty();
    }

    /// The IP packet of either version, if no label hides it.
    public Optional<Payload.Ip> visibleIp() {
        if (leadingVlans() != tags.size()) {
            return Optional.empty();
        }
        return switch (payload) {
            case Payload.Ipv4 ip when payloadType == EtherType.IPV4 -> Optional.of(ip);
            case Payload.Ipv6 ip when payloadType == EtherType.IPV6 -> Optional.of(ip);
            case Payload.Ip _, Payload.Arp _, Payload.Opaque _ -> Optional.empty();
        };
    }

    /// The IPv4 packet, if no label hides it.
    public Optional<Payload.Ipv4> visibleIpv4() {
        return leadingVlans() == tags.size()
                        && payloadType == EtherType.IPV4
                        && payload instanceof Payload.Ipv4 ip
                ? Optional.of(ip)
                : Optional.empty();
    }

    /// The ARP packet, if no label hides it.
    public Optional<Payload.Arp> visibleArp() {
        return leadingVlans() == tags.size()
                        && payloadType == EtherType.ARP
                        && payload instanceof Payload.Arp arp
                ? Optional.of(arp)
                : Optional.empty();
    }

    /// Bytes in front of the payload, the ethertype included.
    public int linkHeaderBytes() {
        return 14 + 4 * tags.size();
    }

    public PacketHeaders withDestination(MacAddress value) {
        return new PacketHeaders(value, source, tags, payloadType, payload);
    }

    public PacketHeaders withSource(MacAddress value) {
        return new PacketHeaders(destination, value, tags, payloadType, payload);
    }

    public PacketHeaders withPayload(Payload value) {
        return new PacketHeaders(destination, source, tags, payloadType, value);
    }

    public PacketHeaders withTags(List<Tag> value) {
        return new PacketHeaders(destination, source, value, payloadType, payload);
    }

    /// The same packet with its outermost VLAN tag replaced; without one, itself.
    public PacketHeaders withVlan(Tag.Vlan value) {
        return leadingVlans() == 0 ? this : withTag(0, value);
    }

    /// The same packet with its outermost label replaced; without one, itself.
    public PacketHeaders withLabel(Tag.Mpls value) {
        return label().isEmpty() ? this : withTag(leadingVlans(), value);
    }

    /// Pushes a VLAN tag right behind the addresses. Id and priority are those of the tag that was
    /// outermost, zero where there was none (OpenFlow 1.3.5 section 5.12.1).
    public PacketHeaders pushVlan(int etherType) {
        Tag.Vlan pushed =
                vlan().map(outer -> outer.withEtherType(etherType))
                        .orElse(new Tag.Vlan(etherType, 0, false, 0));
        return pushed(pushed);
    }

    /// Removes the outermost VLAN tag; without one, the packet stays as it is.
    public PacketHeaders popVlan() {
        return leadingVlans() == 0 ? this : withTags(tags.subList(1, tags.size()));
    }

    /// Pushes a label right behind the addresses, in front of VLAN tags too (section 5.12). Label
    /// and class are those of the label that was outermost, else zero; the TTL is its TTL, else
    /// that of the IP packet (section 5.12.1).
    public PacketHeaders pushMpls(int etherType) {
        boolean bottom = tags.isEmpty() || !(tags.getFirst() instanceof Tag.Mpls);
        Tag.Mpls pushed =
                label().map(outer -> outer.withEtherType(etherType).withBottom(bottom))
                        .orElseGet(() ->
                                new Tag.Mpls(
                                        etherType,
                                        0,
                                        0,
                                        bottom,
                                        visibleIp().map(Payload.Ip::ttl).orElse(0)));
        return pushed(pushed);
    }

    /// Removes the outermost label; what was beneath it is announced as `etherType`.
    public PacketHeaders popMpls(int etherType) {
        if (label().isEmpty()) {
            return this;
        }
        int at = leadingVlans();
        List<Tag> left = new ArrayList<>(tags);
        left.remove(at);
        if (at < left.size()) {
            left.set(at, left.get(at).withEtherType(etherType));
            return withTags(left);
        }
        return new PacketHeaders(destination, source, left, etherType, payload);
    }

    private int leadingVlans() {
        int count = 0;
        while (count < tags.size()
                && tags.get(count) instanceof Tag.Vlan vlan
                && EtherType.isVlan(vlan.etherType())) {
            count++;
        }
        return count;
    }

    private PacketHeaders pushed(Tag tag) {
        List<Tag> more = new ArrayList<>(tags.size() + 1);
        more.add(tag);
        more.addAll(tags);
        return withTags(more);
    }

    private PacketHeaders withTag(int index, Tag tag) {
        List<Tag> changed = new ArrayList<>(tags);
        changed.set(index, tag);
        return withTags(changed);
    }
}
