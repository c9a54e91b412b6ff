package io.teleon.controller.packet;

import io.teleon.controller.openflow.Octets;
import io.teleon.models.network.MacAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An Ethernet II frame without its check sequence.
///
/// @param tags outermost first
/// @param type of the payload, past the tags
/// @param payload with the padding of short frames, if the frame came with one
public record EthernetFrame(
        MacAddress destination,
        MacAddress source,
        List<VlanTag> tags,
        EtherType type,
        Octets payload) {

    /// More are taken for garbage.
    public static final int MAX_TAGS = 8;

    private static final int ADDRESSES_LENGTH = 12;

    public EthernetFrame {
        tags = List.copyOf(tags);
        if (tags.size() > MAX_TAGS) {
            throw new IllegalArgumentException(tags.size() + " VLAN tags above " + MAX_TAGS);
        }
        if (type.isVlan()) {
            throw new IllegalArgumentException("a VLAN tag is not a payload");
        }
    }

    public static EthernetFrame untagged(
            MacAddress destination, MacAddress source, EtherType type, Octets payload) {
        return new EthernetFrame(destination, source, List.of(), type, payload);
    }

    /// Empty for what is too short and for IEEE 802.3 frames, which have a length instead of a
    /// type.
    public static Optional<EthernetFrame> tryParse(Octets frame) {
        ByteBuffer bytes = ByteBuffer.wrap(frame.toArray());
        if (bytes.remaining() < ADDRESSES_LENGTH + 2) {
            return Optional.empty();
        }
        MacAddress destination = Octet.mac(bytes);
        MacAddress source = Octet.mac(bytes);
        List<VlanTag> tags = new ArrayList<>();
        int number = Octet.unsignedShort(bytes);
        while (number == EtherType.VLAN.value() || number == EtherType.SERVICE_VLAN.value()) {
            if (bytes.remaining() < VlanTag.LENGTH || tags.size() == MAX_TAGS) {
                return Optional.empty();
            }
            tags.add(VlanTag.read(new EtherType(number), Octet.unsignedShort(bytes)));
            number = Octet.unsignedShort(bytes);
        }
        if (number < EtherType.MIN) {
            return Optional.empty();
        }
        return Optional.of(
                new EthernetFrame(
                        destination, source, tags, new EtherType(number), Octet.rest(bytes)));
    }

    public Octets toOctets() {
        ByteBuffer bytes =
                ByteBuffer.allocate(
                        ADDRESSES_LENGTH + tags.size() * VlanTag.LENGTH + 2 + payload.length());
        Octet.put(bytes, destination);
        Octet.put(bytes, source);
        for (VlanTag tag : tags) {
            bytes.putShort((short) tag.protocol().value()).putShort((short) tag.control());
        }
        bytes.putShort((short) type.value()).put(payload.toArray());
        return Octets.of(bytes.array());
    }
}
