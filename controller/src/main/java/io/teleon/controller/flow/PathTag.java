package io.teleon.controller.flow;

/// The tag that keeps a packet on its path: a VLAN id, 1..4094 (IEEE 802.1Q).
///
/// Unique on each link it is used on, not in the whole network: transit rules match the tag
/// together with the port it came in by. Thus a network has room for far more paths than there are
/// tags, and a host that forges a tag gains nothing, for no rule matches its port.
public record PathTag(int vlan) {

    public static final int MIN = 1;
    public static final int MAX = 4094;

    public PathTag {
        if (vlan < MIN || vlan > MAX) {
            throw new IllegalArgumentException("path tag " + vlan + " outside 1..4094");
        }
    }

    @Override
    public String toString() {
        return Integer.toString(vlan);
    }
}
