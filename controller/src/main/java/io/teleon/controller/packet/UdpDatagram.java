package io.teleon.controller.packet;

import io.teleon.controller.openflow.Octets;
import io.teleon.models.network.Ipv4Address;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A UDP datagram over IPv4 (RFC 768).
public record UdpDatagram(int sourcePort, int destinationPort, Octets payload) {

    private static final int HEADER_LENGTH = 8;
    private static final int MAX_PAYLOAD = 65535 - Ipv4Packet.HEADER_LENGTH - HEADER_LENGTH;

    public UdpDatagram {
        requirePort(sourcePort);
        requirePort(destinationPort);
        if (payload.length() > MAX_PAYLOAD) {
            throw new IllegalArgumentException(
                    "payload of " + payload.length() + " bytes above " + MAX_PAYLOAD);
        }
    }

    private static void requirePort(int port) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("UDP port " + port + " outside 0..65535");
        }
    }

    /// Empty for another protocol and for a wrong checksum; a checksum of zero means that there is
    /// none.
    public static Optional<UdpDatagram> tryParse(Ipv4Packet packet) {
        ByteBuffer bytes = ByteBuffer.wrap(packet.payload().toArray());
        if (!packet.protocol().equals(IpProtocol.UDP) || bytes.remaining() < HEADER_LENGTH) {
            return Optional.empty();
        }
        int sourcePort = Octet.unsignedShort(bytes);
        int destinationPort = Octet.unsignedShort(bytes);
        int length = Octet.unsignedShort(bytes);
        int checksum = Octet.unsignedShort(bytes);
        if (length < HEADER_LENGTH || length > packet.payload().length()) {
            return Optional.empty();
        }
        if (checksum != 0) {
            ByteBuffer whole = bytes.duplicate().position(0).limit(length);
            if (Octet.checksum(whole, pseudoHeader(packet.source(), packet.destination(), length))
                    != 0) {
                return Optional.empty();
            }
        }
        return Optional.of(
                new UdpDatagram(
                        sourcePort, destinationPort, Octet.take(bytes, length - HEADER_LENGTH)));
    }

    /// The packet that carries this datagram.
    public Ipv4Packet between(Ipv4Address source, Ipv4Address destination) {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_LENGTH + payload.length());
        bytes.putShort((short) sourcePort).putShort((short) destinationPort);
        bytes.putShort((short) bytes.capacity()).putShort((short) 0).put(payload.toArray()).flip();
        int checksum = Octet.checksum(bytes, pseudoHeader(source, destination, bytes.capacity()));
        bytes.putShort(6, (short) (checksum == 0 ? 0xffff : checksum));
        return Ipv4Packet.of(source, destination, IpProtocol.UDP, Octets.of(bytes.array()));
    }

    private static int pseudoHeader(Ipv4Address source, Ipv4Address destination, int length) {
        return (source.value() >>> 16)
                + (source.value() & 0xffff)
                + (destination.value() >>> 16)
                + (destination.value() & 0xffff)
                + IpProtocol.UDP.value()
                + length;
    }
}
