package io.teleon.controller.packet;

import io.teleon.controller.openflow.Octets;
import io.teleon.models.network.Ipv4Address;
import io.teleon.models.network.MacAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Who has an IPv4 address on an Ethernet, or the answer (RFC 826).
///
/// @param targetMac all zero in a request
public record ArpPacket(
        Operation operation,
        MacAddress senderMac,
        Ipv4Address senderAddress,
        MacAddress targetMac,
        Ipv4Address targetAddress) {

    public enum Operation {
        REQUEST,
        REPLY
    }

    private static final int LENGTH = 28;
    private static final int ETHERNET = 1;
    private static final MacAddress UNKNOWN = new MacAddress(0);

    public static ArpPacket request(
            MacAddress senderMac, Ipv4Address senderAddress, Ipv4Address wanted) {
        return new ArpPacket(Operation.REQUEST, senderMac, senderAddress, UNKNOWN, wanted);
    }

    public boolean isRequest() {
        return operation == Operation.REQUEST;
    }

    /// The answer of whoever has the wanted address.
    public ArpPacket reply(MacAddress mac) {
        return new ArpPacket(Operation.REPLY, mac, targetAddress, senderMac, senderAddress);
    }

    /// What an Ethernet frame carries, tagged or not, if it is ARP.
    public static Optional<ArpPacket> tryParseFrame(Octets frame) {
        return EthernetFrame.tryParse(frame)
                .filter(ethernet -> ethernet.type().equals(EtherType.ARP))
                .flatMap(ethernet -> tryParse(ethernet.payload()));
    }

    /// @param payload of an Ethernet frame; may be padded
    public static Optional<ArpPacket> tryParse(Octets payload) {
        ByteBuffer bytes = ByteBuffer.wrap(payload.toArray());
        if (bytes.remaining() < LENGTH
                || Octet.unsignedShort(bytes) != ETHERNET
                || Octet.unsignedShort(bytes) != EtherType.IPV4.value()
                || Octet.unsignedByte(bytes) != 6
                || Octet.unsignedByte(bytes) != 4) {
            return Optional.empty();
        }
        int operation = Octet.unsignedShort(bytes);
        if (operation != 1 && operation != 2) {
            return Optional.empty();
        }
        return Optional.of(
                new ArpPacket(
                        operation == 1 ? Operation.REQUEST : Operation.REPLY,
                        Octet.mac(bytes),
                        Octet.ipv4(bytes),
                        Octet.mac(bytes),
                        Octet.ipv4(bytes)));
    }

    public Octets toOctets() {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
        bytes.putShort((short) ETHERNET)
                .putShort((short) EtherType.IPV4.value())
                .put((byte) 6)
                .put((byte) 4);
        bytes.putShort((short) (operation == Operation.REQUEST ? 1 : 2));
        Octet.put(bytes, senderMac);
        bytes.putInt(senderAddress.value());
        Octet.put(bytes, targetMac);
        bytes.putInt(targetAddress.value());
        return Octets.of(bytes.array());
    }
}
