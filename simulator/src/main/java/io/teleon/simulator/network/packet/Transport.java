package io.teleon.simulator.network.packet;

/// What follows an IP header; the IP protocol number says which protocol it is.
public sealed interface Transport {

    /// Nothing known by fields: another protocol, a later fragment, or cut short.
    record None() implements Transport {}

    /// The ports of TCP, UDP or SCTP.
    record Ports(int source, int destination) implements Transport {

        public Ports {
            if (source >>> 16 != 0 || destination >>> 16 != 0) {
                throw new IllegalArgumentException(
                        "port " + source + " or " + destination + " outside 0..65535");
            }
        }
    }

    /// Type and code of an ICMP message.
    record Icmp(int type, int code) implements Transport {

        public Icmp {
            if (type >>> 8 != 0 || code >>> 8 != 0) {
                throw new IllegalArgumentException(
                        "ICMP type " + type + " or code " + code + " outside 0..255");
            }
        }
    }
}
