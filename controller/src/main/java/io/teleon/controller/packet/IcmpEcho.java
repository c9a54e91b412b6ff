package io.teleon.controller.packet;

import io.teleon.controller.openflow.Octets;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A ping or its answer (RFC 792).
public record IcmpEcho(Kind kind, int identifier, int sequence, Octets payload) {

    public enum Kind {
        REQUEST,
        REPLY
    }

    private static final int HEADER_LENGTH = 8;
    private static final int REQUEST_TYPE = 8;
    private static final int REPLY_TYPE = 0;

    public IcmpEcho {
        if (identifier < 0 || identifier > 65535 || sequence < 0 || sequence > 65535) {
            throw new IllegalArgumentException(
                    "echo identifier "
                            + identifier
                            + " or sequence "
                            + sequence
                            + " outside 0..65535");
        }
    }

    /// The answer to this request.
    public IcmpEcho reply() {
        return new IcmpEcho(Kind.REPLY, identifier, sequence, payload);
    }

    /// Empty for other ICMP messages and for a wrong checksum.
    public static Optional<IcmpEcho> tryParse(Ipv4Packet packet) {
        ByteBuffer bytes = ByteBuffer.wrap(packet.payload().toArray());
        if (!packet.protocol().equals(IpProtocol.ICMP)
                || bytes.remaining() < HEADER_LENGTH
                || Octet.checksum(bytes, 0) != 0) {
            return Optional.empty();
        }
        int type = Octet.unsignedByte(bytes);
        int code = Octet.unsignedByte(bytes);
        bytes.getShort();
        if ((type != REQUEST_TYPE && type != REPLY_TYPE) || code != 0) {
            return Optional.empty();
        }
        return Optional.of(
                new IcmpEcho(
                        type == REQUEST_TYPE ? Kind.REQUEST : Kind.REPLY,
                        Octet.unsignedShort(bytes),
                        Octet.unsignedShort(bytes),
                        Octet.rest(bytes)));
    }

    /// The payload of the IPv4 packet that carries it.
    public Octets toOctets() {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_LENGTH + payload.length());
        bytes.put((byte) (kind == Kind.REQUEST ? REQUEST_TYPE : REPLY_TYPE))
                .put((byte) 0)
                .putShort((short) 0);
        bytes.putShort((short) identifier).putShort((short) sequence).put(payload.toArray()).flip();
        bytes.putShort(2, (short) Octet.checksum(bytes, 0));
        return Octets.of(bytes.array());
    }
}
