package io.teleon.controller.openflow;

/// A header or pipeline field a switch can match on or set (OXM, OpenFlow 1.3.5 section 7.2.3.7),
/// for those of at most 64 bits.
public enum MatchField {
    IN_PORT(32, false),
    IN_PHY_PORT(32, false),
    METADATA(64, true),
    ETH_DST(48, true),
    ETH_SRC(48, true),
    ETH_TYPE(16, false),
    /// Twelve bits of id and, above them, the bit that says a tag is present (OFPVID_PRESENT).
    VLAN_VID(13, true),
    VLAN_PCP(3, false),
    IP_DSCP(6, false),
    IP_ECN(2, false),
    IP_PROTO(8, false),
    IPV4_SRC(32, true),
    IPV4_DST(32, true),
    TCP_SRC(16, false),
    TCP_DST(16, false),
    UDP_SRC(16, false),
    UDP_DST(16, false),
    SCTP_SRC(16, false),
    SCTP_DST(16, false),
    ICMPV4_TYPE(8, false),
    ICMPV4_CODE(8, false),
    ARP_OP(16, false),
    ARP_SPA(32, true),
    ARP_TPA(32, true),
    ARP_SHA(48, true),
    ARP_THA(48, true),
    MPLS_LABEL(20, false),
    MPLS_TC(3, false),
    MPLS_BOS(1, false),
    TUNNEL_ID(64, true);

    /// The bit of VLAN_VID that says the frame carries a tag.
    public static final int VID_PRESENT = 0x1000;

    private final int bits;
    private final boolean maskable;

    MatchField(int bits, boolean maskable) {
        this.bits = bits;
        this.maskable = maskable;
    }

    public int bits() {
        return bits;
    }

    public boolean isMaskable() {
        return maskable;
    }

    /// A mask over all bits of the field.
    public long fullMask() {
        return bits == 64 ? -1L : (1L << bits) - 1;
    }
}
