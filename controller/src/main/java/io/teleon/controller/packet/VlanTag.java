package io.teleon.controller.packet;

/// A VLAN tag (IEEE 802.1Q clause 9.6).
///
/// @param protocol [EtherType#VLAN] or [EtherType#SERVICE_VLAN]
public record VlanTag(EtherType protocol, int priority, boolean dropEligible, int id) {

    static final int LENGTH = 4;

    public VlanTag {
        if (!protocol.isVlan()) {
            throw new IllegalArgumentException(
                    "ethertype " + protocol + " does not begin a VLAN tag");
        }
        if (priority < 0 || priority > 7) {
            throw new IllegalArgumentException("VLAN priority " + priority + " outside 0..7");
        }
        if (id < 0 || id > 4095) {
            throw new IllegalArgumentException("VLAN " + id + " outside 0..4095");
        }
    }

    public static VlanTag of(int id) {
        return new VlanTag(EtherType.VLAN, 0, false, id);
    }

    static VlanTag read(EtherType protocol, int control) {
        return new VlanTag(
                protocol, control >>> 13 & 7, (control >>> 12 & 1) != 0, control & 0xfff);
    }

    int control() {
        return (priority << 13) | (dropEligible ? 1 << 12 : 0) | id;
    }
}
