package io.teleon.simulator.network.packet;

import io.teleon.controller.openflow.MatchField;
import io.teleon.models.network.Ipv4Address;
import io.teleon.models.network.MacAddress;
import java.util.function.UnaryOperator;

/// The set-field action on headers (OpenFlow 1.3.5 section 5.12). A field that the packet does not
/// have stays unset: validation refuses such actions where the match already tells.
public final class FieldRewrite {

    private FieldRewrite() {}

    /// Whether set-field may name it: header fields and the tunnel id, not where the packet came in
    /// nor its metadata.
    public static boolean isSettable(MatchField field) {
        return switch (field) {
            case IN_PORT, IN_PHY_PORT, METADATA, ETH_TYPE -> false;
            default -> true;
        };
    }

    public static PacketHeaders set(PacketHeaders headers, MatchField field, long value) {
        return switch (field) {
            case IN_PORT, IN_PHY_PORT, METADATA, TUNNEL_ID, ETH_TYPE -> headers;
            case ETH_DST -> headers.withDestination(new MacAddress(value));
            case ETH_SRC -> headers.withSource(new MacAddress(value));
            case VLAN_VID ->
                    headers.vlan()
                            .map(vlan -> headers.withVlan(vlan.withId((int) value & 0xfff)))
                            .orElse(headers);
            case VLAN_PCP ->
                    headers.vlan()
                            .map(vlan -> headers.withVlan(vlan.withPriority((int) value)))
                            .orElse(headers);
            case MPLS_LABEL -> label(headers, label -> label.withLabel((int) value));
            case MPLS_TC -> label(headers, label -> label.withTrafficClass((int) value));
            case MPLS_BOS -> label(headers, label -> label.withBottom(value == 1));
            case IP_DSCP -> ip(headers, ip -> ip.withDscp((int) value));
            case IP_ECN -> ip(headers, ip -> ip.withEcn((int) value));
            case IP_PROTO -> ip(headers, ip -> ip.withProtocol((int) value));
            case IPV4_SRC -> ipv4(headers, ip -> ip.withSource(new Ipv4Address((int) value)));
            case IPV4_DST -> ipv4(headers, ip -> ip.withDestination(new Ipv4Address((int) value)));
            case TCP_SRC -> sourcePort(headers, EtherType.TCP, (int) value);
            case TCP_DST -> destinationPort(headers, EtherType.TCP, (int) value);
            case UDP_SRC -> sourcePort(headers, EtherType.UDP, (int) value);
            case UDP_DST -> destinationPort(headers, EtherType.UDP, (int) value);
            case SCTP_SRC -> sourcePort(headers, EtherType.SCTP, (int) value);
            case SCTP_DST -> destinationPort(headers, EtherType.SCTP, (int) value);
            case ICMPV4_TYPE -> icmp(headers, old -> new Transport.Icmp((int) value, old.code()));
            case ICMPV4_CODE -> icmp(headers, old -> new Transport.Icmp(old.type(), (int) value));
            case ARP_OP -> arp(headers, arp -> arp.withOperation((int) value));
            case ARP_SPA -> arp(headers, arp -> arp.withSenderIp(new Ipv4Address((int) value)));
            case ARP_TPA -> arp(headers, arp -> arp.withTargetIp(new Ipv4Address((int) value)));
            case ARP_SHA -> arp(headers, arp -> arp.withSenderMac(new MacAddress(value)));
            case ARP_THA -> arp(headers, arp -> arp.withTargetMac(new MacAddress(value)));
        };
    }

    private static PacketHeaders label(PacketHeaders headers, UnaryOperator<Tag.Mpls> change) {
        return headers.label().map(label -> headers.withLabel(change.apply(label))).orElse(headers);
    }

    private static PacketHeaders ipv4(PacketHeaders headers, UnaryOperator<Payload.Ipv4> change) {
        return headers.visibleIpv4()
                .map(ip -> headers.withPayload(change.apply(ip)))
                .orElse(headers);
    }

    private static PacketHeaders ip(PacketHeaders headers, UnaryOperator<Payload.Ip> change) {
        return headers.visibleIp().map(ip -> headers.withPayload(change.apply(ip))).orElse(headers);
    }

    private static PacketHeaders arp(PacketHeaders headers, UnaryOperator<Payload.Arp> change) {
        return headers.visibleArp()
                .map(arp -> headers.withPayload(change.apply(arp)))
                .orElse(headers);
    }

    private static PacketHeaders sourcePort(PacketHeaders headers, int protocol, int port) {
        return ports(headers, protocol, old -> new Transport.Ports(port, old.destination()));
    }

    private static PacketHeaders destinationPort(PacketHeaders headers, int protocol, int port) {
        return ports(headers, protocol, old -> new Transport.Ports(old.source(), port));
    }

    private static PacketHeaders ports(
            PacketHeaders headers, int protocol, UnaryOperator<Transport.Ports> change) {
        return ip(
                headers,
                ip ->
                        ip.protocol() == protocol && ip.transport() instanceof Transport.Ports ports
                                ? ip.withTransport(change.apply(ports))
                                : ip);
    }

    private static PacketHeaders icmp(PacketHeaders headers, UnaryOperator<Transport.Icmp> change) {
        return ipv4(
                headers,
                ip ->
                        ip.transport() instanceof Transport.Icmp icmp
                                ? ip.withTransport(change.apply(icmp))
                                : ip);
    }
}
