package io.teleon.tests.behaviour;

import io.teleon.controller.openflow.Octets;
import io.teleon.controller.packet.ArpPacket;
import io.teleon.controller.packet.EtherType;
import io.teleon.controller.packet.EthernetFrame;
import io.teleon.controller.packet.UdpDatagram;
import io.teleon.models.network.Ipv4Address;
import io.teleon.models.network.MacAddress;

/// Frames that machines at the edge send.
final class Frames {

    private static final MacAddress SOMEBODY = MacAddress.parse("02:aa:00:00:00:01");
    private static final MacAddress SOMEBODY_ELSE = MacAddress.parse("02:aa:00:00:00:02");

    private Frames() {}

    /// An ARP announcement (RFC 5227 section 3).
    static Octets announcement(MacAddress mac, Ipv4Address address) {
        return arp(ArpPacket.request(mac, address, address));
    }

    /// An ARP request for another's address.
    static Octets question(MacAddress mac, Ipv4Address address, Ipv4Address wanted) {
        return arp(ArpPacket.request(mac, address, wanted));
    }

    private static Octets arp(ArpPacket packet) {
        return EthernetFrame.untagged(
                        MacAddress.BROADCAST, packet.senderMac(), EtherType.ARP, packet.toOctets())
                .toOctets();
    }

    /// A UDP datagram between two addresses, from one unknown machine to another.
    static Octets datagram(String source, String destination) {
        return datagram(SOMEBODY, SOMEBODY_ELSE, source, destination);
    }

    static Octets datagram(MacAddress from, MacAddress to, String source, String destination) {
        return EthernetFrame.untagged(
                        to,
                        from,
                        EtherType.IPV4,
                        new UdpDatagram(9, 9, Octets.ofText("packet"))
                                .between(Ipv4Address.parse(source), Ipv4Address.parse(destination))
                                .toOctets())
                .toOctets();
    }
}
