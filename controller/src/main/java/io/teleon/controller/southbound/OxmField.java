package io.teleon.controller.southbound;

import io.teleon.controller.openflow.MatchField;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The match fields of class OFPXMC_OPENFLOW_BASIC, in the order of the wire, with the bytes of
/// their values (OpenFlow 1.3.5 section 7.2.3.7).
public enum OxmField {
    IN_PORT(4),
    IN_PHY_PORT(4),
    METADATA(8),
    ETH_DST(6),
    ETH_SRC(6),
    ETH_TYPE(2),
    VLAN_VID(2),
    VLAN_PCP(1),
    IP_DSCP(1),
    IP_ECN(1),
    IP_PROTO(1),
    IPV4_SRC(4),
    IPV4_DST(4),
    TCP_SRC(2),
    TCP_DST(2),
    UDP_SRC(2),
    UDP_DST(2),
    SCTP_SRC(2),
    SCTP_DST(2),
    ICMPV4_TYPE(1),
    ICMPV4_CODE(1),
    ARP_OP(2),
    ARP_SPA(4),
    ARP_TPA(4),
    ARP_SHA(6),
    ARP_THA(6),
    IPV6_SRC(16),
    IPV6_DST(16),
    IPV6_FLABEL(4),
    ICMPV6_TYPE(1),
    ICMPV6_CODE(1),
    IPV6_ND_TARGET(16),
    IPV6_ND_SLL(6),
    IPV6_ND_TLL(6),
    MPLS_LABEL(4),
    MPLS_TC(1),
    MPLS_BOS(1),
    PBB_ISID(3),
    TUNNEL_ID(8),
    IPV6_EXTHDR(2);

    /// OFPXMC_OPENFLOW_BASIC.
    public static final int BASIC_CLASS = 0x8000;

    /// OFPXMC_EXPERIMENTER: the payload begins with the experimenter's id.
    public static final int EXPERIMENTER_CLASS = 0xffff;

    private static final List<OxmField> BY_NUMBER = List.of(values());

    private final int valueLength;
    private final Optional<MatchField> carried;

    OxmField(int valueLength) {
        this.valueLength = valueLength;
        this.carried =
                Arrays.stream(MatchField.values())
                        .filter(field -> field.name().equals(name()))
                        .findFirst();
    }

    public static Optional<OxmField> of(int number) {
        return number < BY_NUMBER.size() ? Optional.of(BY_NUMBER.get(number)) : Optional.empty();
    }

    public int valueLength() {
        return valueLength;
    }

    /// The field of our values, where they have it.
    Optional<MatchField> carried() {
        return carried;
    }
}
