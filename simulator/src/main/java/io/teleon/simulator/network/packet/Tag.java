package io.teleon.simulator.network.packet;

/// A shim between the Ethernet addresses and the payload.
public sealed interface Tag {

    /// The ethertype by which the frame announces it.
    int etherType();

    Tag withEtherType(int type);

    /// A VLAN tag (IEEE 802.1Q).
    record Vlan(int etherType, int priority, boolean dropEligible, int id) implements Tag {

        public Vlan {
            if (id < 0 || id > 0xfff || priority < 0 || priority > 7) {
                throw new IllegalArgumentException(
                        "VLAN "
                                + id
                                + " outside 0..4095 or priority "
                                + priority
                                + " outside 0..7");
            }
        }

        /// A customer tag of priority 0.
        public static Vlan of(int id) {
            return new Vlan(EtherType.VLAN, 0, false, id);
        }

        public Vlan withId(int newId) {
            return new Vlan(etherType, priority, dropEligible, newId);
        }

        public Vlan withPriority(int newPriority) {
            return new Vlan(etherType, newPriority, dropEligible, id);
        }

        @Override
        public Vlan withEtherType(int type) {
            return new Vlan(type, priority, dropEligible, id);
        }
    }

    /// A label stack entry (RFC 3032). Only the first of a stack is announced by its ethertype.
    record Mpls(int etherType, int label, int trafficClass, boolean bottom, int ttl)
            implements Tag {

        public Mpls {
            if (label < 0
                    || label > 0xfffff
                    || trafficClass < 0
                    || trafficClass > 7
                    || ttl < 0
                    || ttl > 255) {
                throw new IllegalArgumentException(
                        "label "
                                + label
                                + ", class "
                                + trafficClass
                                + " or TTL "
                                + ttl
                                + " outside 0..1048575, 0..7, 0..255");
            }
        }

        public Mpls withLabel(int newLabel) {
            return new Mpls(etherType, newLabel, trafficClass, bottom, ttl);
        }

        public Mpls withTrafficClass(int newClass) {
            return new Mpls(etherType, label, newClass, bottom, ttl);
        }

        public Mpls withBottom(boolean newBottom) {
            return new Mpls(etherType, label, trafficClass, newBottom, ttl);
        }

        public Mpls withTtl(int newTtl) {
            return new Mpls(etherType, label, trafficClass, bottom, newTtl);
        }

        @Override
        public Mpls withEtherType(int type) {
            return new Mpls(type, label, trafficClass, bottom, ttl);
        }
    }
}
