package io.teleon.simulator.network.packet;

import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.MatchField;
import io.teleon.models.network.Ipv4Address;
import io.teleon.models.network.PortNumber;

/// A packet's fields laid out flat by [MatchField], as a flow table looks at them.
///
/// A field whose prerequisites the packet does not meet is absent and no term on it matches
/// (OpenFlow 1.3.5 section 7.2.3.6). VLAN_VID is always present: zero says that there is no tag.
public final class HeaderFields {

    private final long[] values = new long[MatchField.values().length];
    private long present;

    private HeaderFields() {}

    public static HeaderFields of(
            PacketHeaders headers, PortNumber inPort, long metadata, long tunnelId) {
        HeaderFields fields = new HeaderFields();
        fields.put(MatchField.IN_PORT, Integer.toUnsignedLong(inPort.value()));
        fields.put(MatchField.IN_PHY_PORT, Integer.toUnsignedLong(inPort.value()));
        fields.put(MatchField.METADATA, metadata);
        fields.put(MatchField.TUNNEL_ID, tunnelId);
        fields.putHeaders(headers);
        return fields;
    }

    private void putHeaders(PacketHeaders headers) {
        put(MatchField.ETH_DST, headers.destination().value());
        put(MatchField.ETH_SRC, headers.source().value());
        put(MatchField.ETH_TYPE, headers.etherType());
        put(MatchField.VLAN_VID, 0);
        headers.vlan()
                .ifPresent(vlan -> {
                    put(MatchField.VLAN_VID, MatchField.VID_PRESENT | vlan.id());
                    put(MatchField.VLAN_PCP, vlan.priority());
                });
        headers.label()
                .ifPresent(label -> {
                    put(MatchField.MPLS_LABEL, label.label());
                    put(MatchField.MPLS_TC, label.trafficClass());
                    put(MatchField.MPLS_BOS, label.bottom() ? 1 : 0);
                });
        headers.visibleIp().ifPresent(this::putIp);
        headers.visibleIpv4()
                .ifPresent(ip -> {
                    put(MatchField.IPV4_SRC, bits(ip.source()));
                    put(MatchField.IPV4_DST, bits(ip.destination()));
                });
        headers.visibleArp().ifPresent(this::putArp);
    }

    private void putIp(Payload.Ip ip) {
        put(MatchField.IP_DSCP, ip.dscp());
        put(MatchField.IP_ECN, ip.ecn());
        put(MatchField.IP_PROTO, ip.protocol());
        switch (ip.transport()) {
            case Transport.None _ -> {}
            case Transport.Ports ports -> putPorts(ip.protocol(), ports);
            case Transport.Icmp icmp -> {
                put(MatchField.ICMPV4_TYPE, icmp.type());
                put(MatchField.ICMPV4_CODE, icmp.code());
            }
        }
    }

    private void putPorts(int protocol, Transport.Ports ports) {
        switch (protocol) {
            case EtherType.TCP -> {
                put(MatchField.TCP_SRC, ports.source());
                put(MatchField.TCP_DST, ports.destination());
            }
            case EtherType.UDP -> {
                put(MatchField.UDP_SRC, ports.source());
                put(MatchField.UDP_DST, ports.destination());
            }
            case EtherType.SCTP -> {
                put(MatchField.SCTP_SRC, ports.source());
                put(MatchField.SCTP_DST, ports.destination());
            }
            default -> {
                // Another protocol has no ports that could be matched.
            }
        }
    }

    private void putArp(Payload.Arp arp) {
        put(MatchField.ARP_OP, arp.operation());
        put(MatchField.ARP_SPA, bits(arp.senderIp()));
        put(MatchField.ARP_TPA, bits(arp.targetIp()));
        put(MatchField.ARP_SHA, arp.senderMac().value());
        put(MatchField.ARP_THA, arp.targetMac().value());
    }

    private void put(MatchField field, long value) {
        values[index(field)] = value;
        present |= bit(field);
    }

    private static long bits(Ipv4Address address) {
        return Integer.toUnsignedLong(address.value());
    }

    /// The place of a field in the layout, from 0.
    @SuppressWarnings("EnumOrdinal") // an array indexed by the field is what this class is
    public static int index(MatchField field) {
        return field.ordinal();
    }

    /// The bit of a field in a set of fields, as [#hasAll] takes it.
    public static long bit(MatchField field) {
        return 1L << index(field);
    }

    public boolean has(MatchField field) {
        return (present & bit(field)) != 0;
    }

    /// Whether every field of the set (by [#bit]) is present.
    public boolean hasAll(long fieldBits) {
        return (present & fieldBits) == fieldBits;
    }

    /// The field's value; zero where it is absent.
    public long value(MatchField field) {
        return values[index(field)];
    }

    /// The value of the field at this [#index]; zero where it is absent.
    public long valueAt(int index) {
        return values[index];
    }

    /// Whether the packet meets every term.
    public boolean meets(Match match) {
        for (Match.Term term : match.terms()) {
            if (!has(term.field()) || (value(term.field()) & term.mask()) != term.value()) {
                return false;
            }
        }
        return true;
    }
}
