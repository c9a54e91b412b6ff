package io.teleon.controller.packet;

import io.teleon.controller.openflow.Octets;
import io.teleon.models.network.Ipv4Address;
import java.nio.ByteBuffer;
import java.util.Optional;

/// An IPv4 packet that is no fragment, without options (RFC 791).
///
/// @param trafficClass DSCP in the upper six bits, ECN in the lower two
public record Ipv4Packet(
        Ipv4Address source,
        Ipv4Address destination,
        int trafficClass,
        int identification,
        int ttl,
        IpProtocol protocol,
        Octets payload) {

    static final int HEADER_LENGTH = 20;
    private static final int MAX_LENGTH = 65535;
    private static final int FRAGMENT_BITS = 0x3fff;
    private static final int DO_NOT_FRAGMENT = 0x4000;

    public Ipv4Packet {
        requireByte("traffic class", trafficClass);
        requireByte("ttl", ttl);
        if (identification < 0 || identification > 0xffff) {
            throw new IllegalArgumentException(
                    "identification " + identification + " outside 0..65535");
        }
        if (payload.length() > MAX_LENGTH - HEADER_LENGTH) {
            throw new IllegalArgumentException(
                    "payload of " + payload.length() + " bytes above 65515");
        }
    }

    private static void requireByte(String name, int value) {
        if (value < 0 || value > 255) {
            throw new IllegalArgumentException(name + " " + value + " outside 0..255");
        }
    }

    /// Best effort, not yet forwarded by anybody.
    public static Ipv4Packet of(
            Ipv4Address source, Ipv4Address destination, IpProtocol protocol, Octets payload) {
        return new Ipv4Packet(source, destination, 0, 0, 64, protocol, payload);
    }

    /// Empty for a wrong checksum and for fragments; options are passed over.
    ///
    /// @param payload of an Ethernet frame; may be padded
    public static Optional<Ipv4Packet> tryParse(Octets payload) {
        ByteBuffer bytes = ByteBuffer.wrap(payload.toArray());
        if (bytes.remaining() < HEADER_LENGTH) {
            return Optional.empty();
        }
        int versionAndLength = Octet.unsignedByte(bytes);
        int headerLength = (versionAndLength & 0x0f) * 4;
        int trafficClass = Octet.unsignedByte(bytes);
        int totalLength = Octet.unsignedShort(bytes);
        if (versionAndLength >>> 4 != 4
                || headerLength < HEADER_LENGTH
                || totalLength < headerLength
                || totalLength > payload.length()
                || Octet.checksum(bytes.duplicate().position(0).limit(headerLength), 0) != 0) {
            return Optional.empty();
        }
        int identification = Octet.unsignedShort(bytes);
        if ((Octet.unsignedShort(bytes) & FRAGMENT_BITS) != 0) {
            return Optional.empty();
        }
        int ttl = Octet.unsignedByte(bytes);
        IpProtocol protocol = new IpProtocol(Octet.unsignedByte(bytes));
        bytes.getShort();
        Ipv4Address source = Octet.ipv4(bytes);
        Ipv4Address destination = Octet.ipv4(bytes);
        bytes.position(headerLength);
        return Optional.of(
                new Ipv4Packet(
                        source,
                        destination,
                        trafficClass,
                        identification,
                        ttl,
                        protocol,
                        Octet.take(bytes, totalLength - headerLength)));
    }

    public Octets toOctets() {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_LENGTH + payload.length());
        bytes.put((byte) 0x45).put((byte) trafficClass).putShort((short) bytes.capacity());
        bytes.putShort((short) identification).putShort((short) DO_NOT_FRAGMENT);
        bytes.put((byte) ttl).put((byte) protocol.value()).putShort((short) 0);
        bytes.putInt(source.value()).putInt(destination.value());
        bytes.putShort(10, (short) Octet.checksum(bytes.duplicate().flip(), 0));
        bytes.put(payload.toArray());
        return Octets.of(bytes.array());
    }
}
