package io.teleon.simulator.network.packet;

import io.teleon.models.network.Ipv4Address;
import io.teleon.models.network.MacAddress;

/// What a frame carries beneath its tags, as far as OpenFlow 1.3.5 can match or set it.
public sealed interface Payload {

    /// Nothing that is known by its fields.
    record Opaque() implements Payload {}

    /// An IP packet of either version.
    sealed interface Ip extends Payload {

        int dscp();

        int ecn();

        /// Time to live, which IPv6 calls the hop limit.
        int ttl();

        int protocol();

        Transport transport();

        Ip withDscp(int value);

        Ip withEcn(int value);

        Ip withTtl(int value);

        /// Another protocol number; what follows the IP header is no longer known by fields.
        Ip withProtocol(int value);

        Ip withTransport(Transport value);

        private static void check(int dscp, int ecn, int ttl, int protocol) {
            if (dscp >>> 6 != 0 || ecn >>> 2 != 0 || ttl >>> 8 != 0 || protocol >>> 8 != 0) {
                throw new IllegalArgumentException(
                        "IP dscp "
                                + dscp
                                + ", ecn "
                                + ecn
                                + ", ttl "
                                + ttl
                                + " or protocol "
                                + protocol
                                + " wider than its field");
            }
        }
    }

    /// An IPv4 packet (RFC 791) with the traffic class of RFC 2474 and RFC 3168.
    record Ipv4(
            int dscp,
            int ecn,
            int ttl,
            int protocol,
            Ipv4Address source,
            Ipv4Address destination,
            Transport transport)
            implements Ip {

        public Ipv4 {
            Ip.check(dscp, ecn, ttl, protocol);
        }

        @Override
        public Ipv4 withDscp(int value) {
            return new Ipv4(value, ecn, ttl, protocol, source, destination, transport);
        }

        @Override
        public Ipv4 withEcn(int value) {
            return new Ipv4(dscp, value, ttl, protocol, source, destination, transport);
        }

        @Override
        public Ipv4 withTtl(int value) {
            return new Ipv4(dscp, ecn, value, protocol, source, destination, transport);
        }

        @Override
        public Ipv4 withProtocol(int value) {
            Transport kept = value == protocol ? transport : new Transport.None();
            return new Ipv4(dscp, ecn, ttl, value, source, destination, kept);
        }

        public Ipv4 withSource(Ipv4Address value) {
            return new Ipv4(dscp, ecn, ttl, protocol, value, destination, transport);
        }

        public Ipv4 withDestination(Ipv4Address value) {
            return new Ipv4(dscp, ecn, ttl, protocol, source, value, transport);
        }

        @Override
        public Ipv4 withTransport(Transport value) {
            return new Ipv4(dscp, ecn, ttl, protocol, source, destination, value);
        }
    }

    /// An IPv6 packet (RFC 8200). Its addresses have no field here and stay in its bytes.
    ///
    /// @param protocol the next header behind all extension headers
    record Ipv6(int dscp, int ecn, int ttl, int protocol, Transport transport) implements Ip {

        public Ipv6 {
            Ip.check(dscp, ecn, ttl, protocol);
        }

        @Override
        public Ipv6 withDscp(int value) {
            return new Ipv6(value, ecn, ttl, protocol, transport);
        }

        @Override
        public Ipv6 withEcn(int value) {
            return new Ipv6(dscp, value, ttl, protocol, transport);
        }

        @Override
        public Ipv6 withTtl(int value) {
            return new Ipv6(dscp, ecn, value, protocol, transport);
        }

        @Override
        public Ipv6 withProtocol(int value) {
            Transport kept = value == protocol ? transport : new Transport.None();
            return new Ipv6(dscp, ecn, ttl, value, kept);
        }

        @Override
        public Ipv6 withTransport(Transport value) {
            return new Ipv6(dscp, ecn, ttl, protocol, value);
        }
    }

    /// An ARP packet for IPv4 over Ethernet (RFC 826).
    record Arp(
            int operation,
            MacAddress senderMac,
            Ipv4Address senderIp,
            MacAddress targetMac,
            Ipv4Address targetIp)
            implements Payload {

        public Arp {
            if (operation >>> 16 != 0) {
                throw new IllegalArgumentException(
                        "ARP operation " + operation + " outside 0..65535");
            }
        }

        public Arp withOperation(int value) {
            return new Arp(value, senderMac, senderIp, targetMac, targetIp);
        }

        public Arp withSenderMac(MacAddress value) {
            return new Arp(operation, value, senderIp, targetMac, targetIp);
        }

        public Arp withSenderIp(Ipv4Address value) {
            return new Arp(operation, senderMac, value, targetMac, targetIp);
        }

        public Arp withTargetMac(MacAddress value) {
            return new Arp(operation, senderMac, senderIp, value, targetIp);
        }

        public Arp withTargetIp(Ipv4Address value) {
            return new Arp(operation, senderMac, senderIp, targetMac, value);
        }
    }
}
