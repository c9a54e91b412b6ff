package io.teleon.controller.packet;

import java.util.HexFormat;

/// What an Ethernet frame carries (IEEE 802 numbers): `0x0800`.
public record EtherType(int value) {

    public static final EtherType IPV4 = new EtherType(0x0800);
    public static final EtherType ARP = new EtherType(0x0806);
    public static final EtherType VLAN = new EtherType(0x8100);
    public static final EtherType IPV6 = new EtherType(0x86dd);
    public static final EtherType MPLS = new EtherType(0x8847);
    public static final EtherType SERVICE_VLAN = new EtherType(0x88a8);
    public static final EtherType LLDP = new EtherType(0x88cc);

    /// What tunnels are probed with: local experimental ethertype 1 (IEEE 802 clause 9.2.3).
    public static final EtherType PROBE = new EtherType(0x88b5);

    /// Smaller numbers are lengths, not types.
    public static final int MIN = 0x0600;

    public EtherType {
        if (value < MIN || value > 0xffff) {
            throw new IllegalArgumentException("ethertype " + value + " outside 0x0600..0xffff");
        }
    }

    public boolean isVlan() {
        return equals(VLAN) || equals(SERVICE_VLAN);
    }

    @Override
    public String toString() {
        return "0x" + HexFormat.of().toHexDigits((short) value);
    }
}
