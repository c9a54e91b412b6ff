package io.teleon.controller.packet;

import io.teleon.controller.openflow.Octets;
import io.teleon.models.network.MacAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a station says of itself to its neighbour (an LLDPDU, IEEE 802.1AB clause 8): the payload
/// of an Ethernet frame of type [EtherType#LLDP].
///
/// Of the optional parts only the organisationally specific ones are kept.
///
/// @param ttlSeconds how long the neighbour may believe it
public record LldpFrame(
        Identity chassis, Identity port, int ttlSeconds, List<OrganizationTlv> organizationTlvs) {

    /// Where such frames are sent; no bridge passes them on (nearest bridge, clause 7.1).
    public static final MacAddress NEAREST_BRIDGE = new MacAddress(0x0180_c200_000eL);

    private static final int END = 0;
    private static final int CHASSIS_ID = 1;
    private static final int PORT_ID = 2;
    private static final int TTL = 3;
    private static final int ORGANIZATION = 127;
    private static final int MAX_VALUE_LENGTH = 511;

    public LldpFrame {
        if (ttlSeconds < 0 || ttlSeconds > 65535) {
            throw new IllegalArgumentException(
                    "time to live " + ttlSeconds + " outside 0..65535 s");
        }
        organizationTlvs = List.copyOf(organizationTlvs);
    }

    /// A chassis or port: `id` is 1 to 255 bytes, to be understood by its subtype.
    public record Identity(int subtype, Octets id) {

        /// Locally assigned: the subtype 7 of both chassis and port.
        public static final int LOCAL = 7;

        public Identity {
            if (subtype < 0 || subtype > 255) {
                throw new IllegalArgumentException("subtype " + subtype + " outside 0..255");
            }
            if (id.length() < 1 || id.length() > 255) {
                throw new IllegalArgumentException("id of " + id.length() + " bytes, not 1..255");
            }
        }

        public static Identity local(String text) {
            return new Identity(LOCAL, Octets.ofText(text));
        }
    }

    /// A part that the standard leaves to an organisation.
    ///
    /// @param organization 24 bits of OUI or CID
    public record OrganizationTlv(int organization, int subtype, Octets value) {

        static final int MAX_LENGTH = MAX_VALUE_LENGTH - 4;

        public OrganizationTlv {
            if (organization >>> 24 != 0) {
                throw new IllegalArgumentException(
                        "organization " + organization + " is wider than 24 bits");
            }
            if (subtype < 0 || subtype > 255) {
                throw new IllegalArgumentException("subtype " + subtype + " outside 0..255");
            }
            if (value.length() > MAX_LENGTH) {
                throw new IllegalArgumentException(
                        "value of " + value.length() + " bytes above " + MAX_LENGTH);
            }
        }
    }

    /// Empty unless it begins with chassis, port and time to live, in this order, and every part
    /// stays within the bytes.
    ///
    /// @param payload of an Ethernet frame; may be padded
    public static Optional<LldpFrame> tryParse(Octets payload) {
        ByteBuffer bytes = ByteBuffer.wrap(payload.toArray());
        Optional<Identity> chassis = tlv(bytes, CHASSIS_ID).flatMap(LldpFrame::identity);
        Optional<Identity> port = tlv(bytes, PORT_ID).flatMap(LldpFrame::identity);
        Optional<ByteBuffer> ttl = tlv(bytes, TTL).filter(value -> value.remaining() >= 2);
        if (chassis.isEmpty() || port.isEmpty() || ttl.isEmpty()) {
            return Optional.empty();
        }
        List<OrganizationTlv> tlvs = new ArrayList<>();
        // The end may be missing: then the frame ends with its last part.
        while (bytes.remaining() >= 2 && type(bytes) != END) {
            int type = type(bytes);
            Optional<ByteBuffer> value = tlv(bytes, type);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            if (type == ORGANIZATION && value.get().remaining() >= 4) {
                int organizationAndSubtype = value.get().getInt();
                tlvs.add(
                        new OrganizationTlv(
                                organizationAndSubtype >>> 8,
                                organizationAndSubtype & 0xff,
                                Octet.rest(value.get())));
            }
        }
        return Optional.of(
                new LldpFrame(chassis.get(), port.get(), Octet.unsignedShort(ttl.get()), tlvs));
    }

    private static int type(ByteBuffer bytes) {
        return (bytes.get(bytes.position()) & 0xff) >>> 1;
    }

    /// Takes the next part, if it is of this type and whole.
    private static Optional<ByteBuffer> tlv(ByteBuffer bytes, int type) {
        if (bytes.remaining() < 2 || type(bytes) != type) {
            return Optional.empty();
        }
        int length = Octet.unsignedShort(bytes) & MAX_VALUE_LENGTH;
        if (length > bytes.remaining()) {
            return Optional.empty();
        }
        ByteBuffer value = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        return Optional.of(value);
    }

    private static Optional<Identity> identity(ByteBuffer value) {
        if (value.remaining() < 2 || value.remaining() > 256) {
            return Optional.empty();
        }
        return Optional.of(new Identity(Octet.unsignedByte(value), Octet.rest(value)));
    }

    public Octets toOctets() {
        int length = 2 + 1 + chassis.id().length() + 2 + 1 + port.id().length() + 4 + 2;
        for (OrganizationTlv tlv : organizationTlvs) {
            length += 2 + 4 + tlv.value().length();
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        put(bytes, CHASSIS_ID, chassis);
        put(bytes, PORT_ID, port);
        header(bytes, TTL, 2).putShort((short) ttlSeconds);
        for (OrganizationTlv tlv : organizationTlvs) {
            header(bytes, ORGANIZATION, 4 + tlv.value().length())
                    .putInt(tlv.organization() << 8 | tlv.subtype())
                    .put(tlv.value().toArray());
        }
        header(bytes, END, 0);
        return Octets.of(bytes.array());
    }

    private static void put(ByteBuffer bytes, int type, Identity identity) {
        header(bytes, type, 1 + identity.id().length())
                .put((byte) identity.subtype())
                .put(identity.id().toArray());
    }

    private static ByteBuffer header(ByteBuffer bytes, int type, int length) {
        return bytes.putShort((short) (type << 9 | length));
    }
}
