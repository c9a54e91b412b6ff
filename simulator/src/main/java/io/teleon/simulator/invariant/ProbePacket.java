package io.teleon.simulator.invariant;

import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.MatchField;
import io.teleon.models.network.Ipv4Address;
import io.teleon.models.network.MacAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The header fields of the packet that a walk follows. VLAN ids are outermost first.
///
/// @param arp whether the two addresses are those of an ARP request, not of an IPv4 packet
record ProbePacket(
        long ethSource,
        long ethTarget,
        int etherType,
        boolean arp,
        int source,
        int target,
        List<Integer> vlans) {

    private static final int IPV4 = 0x0800;
    private static final int ARP = 0x0806;
    private static final int UDP = 17;
    private static final int PROBE_PORT = 9;

    ProbePacket {
        vlans = List.copyOf(vlans);
    }

    static ProbePacket ipv4(
            MacAddress from, MacAddress to, Ipv4Address source, Ipv4Address target) {
        return new ProbePacket(
                from.value(), to.value(), IPV4, false, source.value(), target.value(), List.of());
    }

    static ProbePacket arpRequest(MacAddress from, Ipv4Address source, Ipv4Address target) {
        return new ProbePacket(
                from.value(),
                MacAddress.BROADCAST.value(),
                ARP,
                true,
                source.value(),
                target.value(),
                List.of());
    }

    /// Whatever a tunnel carries: tagged, from nobody to nobody.
    static ProbePacket tagged(int vlan) {
        return new ProbePacket(0, 0, IPV4, false, 0, 0, List.of(vlan));
    }

    /// The value of a field, or none where the packet has no such header.
    private OptionalLong value(MatchField field, int inPort) {
        return switch (field) {
            case IN_PORT, IN_PHY_PORT -> OptionalLong.of(Integer.toUnsignedLong(inPort));
            case METADATA, TUNNEL_ID -> OptionalLong.of(0);
            case ETH_DST -> OptionalLong.of(ethTarget);
            case ETH_SRC -> OptionalLong.of(ethSource);
            case ETH_TYPE -> OptionalLong.of(etherType);
            case VLAN_VID ->
                    OptionalLong.of(
                            vlans.isEmpty() ? 0 : MatchField.VID_PRESENT | vlans.getFirst());
            case VLAN_PCP -> vlans.isEmpty() ? OptionalLong.empty() : OptionalLong.of(0);
            case IP_DSCP, IP_ECN -> ofIp(0);
            case IP_PROTO -> ofIp(UDP);
            case IPV4_SRC -> ofIp(Integer.toUnsignedLong(source));
            case IPV4_DST -> ofIp(Integer.toUnsignedLong(target));
            case UDP_SRC, UDP_DST -> ofIp(PROBE_PORT);
            case ARP_OP -> ofArp(1);
            case ARP_SPA -> ofArp(Integer.toUnsignedLong(source));
            case ARP_TPA -> ofArp(Integer.toUnsignedLong(target));
            case ARP_SHA -> ofArp(ethSource);
            case ARP_THA -> ofArp(0);
            case TCP_SRC,
                    TCP_DST,
                    SCTP_SRC,
                    SCTP_DST,
                    ICMPV4_TYPE,
                    ICMPV4_CODE,
                    MPLS_LABEL,
                    MPLS_TC,
                    MPLS_BOS ->
                    OptionalLong.empty();
        };
    }

    private OptionalLong ofIp(long value) {
        return arp ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private OptionalLong ofArp(long value) {
        return arp ? OptionalLong.of(value) : OptionalLong.empty();
    }

    boolean isTakenBy(Match match, int inPort) {
        for (Match.Term term : match.terms()) {
            OptionalLong value = value(term.field(), inPort);
            if (value.isEmpty() || (value.getAsLong() & term.mask()) != term.value()) {
                return false;
            }
        }
        return true;
    }

    ProbePacket pushVlan() {
        List<Integer> pushed = new ArrayList<>(vlans);
        pushed.addFirst(vlans.isEmpty() ? 0 : vlans.getFirst());
        return withVlans(pushed);
    }

    ProbePacket popVlan() {
        return vlans.isEmpty() ? this : withVlans(vlans.subList(1, vlans.size()));
    }

    private ProbePacket withVlans(List<Integer> changed) {
        return new ProbePacket(ethSource, ethTarget, etherType, arp, source, target, changed);
    }

    /// The packet after a field was overwritten, or none where walks do not follow such a change.
    Optional<ProbePacket> with(MatchField field, long value) {
        return switch (field) {
            case VLAN_VID -> {
                if (vlans.isEmpty()) {
                    yield Optional.of(this);
                }
                List<Integer> changed = new ArrayList<>(vlans);
                changed.set(0, (int) value & ~MatchField.VID_PRESENT);
                yield Optional.of(withVlans(changed));
            }
            case ETH_DST ->
                    Optional.of(
                            new ProbePacket(
                                    ethSource, value, etherType, arp, source, target, vlans));
            case ETH_SRC ->
                    Optional.of(
                            new ProbePacket(
                                    value, ethTarget, etherType, arp, source, target, vlans));
            case IP_DSCP, IP_ECN, VLAN_PCP -> Optional.of(this);
            case IN_PORT,
                    IN_PHY_PORT,
                    METADATA,
                    TUNNEL_ID,
                    ETH_TYPE,
                    IP_PROTO,
                    IPV4_SRC,
                    IPV4_DST,
                    TCP_SRC,
                    TCP_DST,
                    UDP_SRC,
                    UDP_DST,
                    SCTP_SRC,
                    SCTP_DST,
                    ICMPV4_TYPE,
                    ICMPV4_CODE,
                    ARP_OP,
                    ARP_SPA,
                    ARP_TPA,
                    ARP_SHA,
                    ARP_THA,
                    MPLS_LABEL,
                    MPLS_TC,
                    MPLS_BOS ->
                    Optional.empty();
        };
    }

    /// `02:..:01 > 02:..:02 vlan 7`.
    @Override
    public String toString() {
        return (arp ? "arp " : "")
                + new MacAddress(ethSource)
                + " > "
                + new MacAddress(ethTarget)
                + (vlans.isEmpty() ? "" : " vlan " + vlans);
    }
}
