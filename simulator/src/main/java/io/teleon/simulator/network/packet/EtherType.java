package io.teleon.simulator.network.packet;

/// The ethertypes and IP protocol numbers that OpenFlow 1.3.5 has fields for.
public final class EtherType {

    public static final int IPV4 = 0x0800;
    public static final int ARP = 0x0806;
    public static final int VLAN = 0x8100;
    public static final int SERVICE_VLAN = 0x88a8;
    public static final int IPV6 = 0x86dd;
    public static final int MPLS = 0x8847;
    public static final int MPLS_MULTICAST = 0x8848;

    public static final int ICMP = 1;
    public static final int TCP = 6;
    public static final int UDP = 17;
    public static final int SCTP = 132;

    private EtherType() {}

    public static boolean isVlan(int type) {
        return type == VLAN || type == SERVICE_VLAN;
    }

    public static boolean isMpls(int type) {
        return type == MPLS || type == MPLS_MULTICAST;
    }
}
