package io.teleon.simulator.network.packet;

import io.teleon.controller.openflow.Octets;
import io.teleon.models.network.Ipv4Address;
import io.teleon.models.network.MacAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads headers from frame bytes: Ethernet, 802.1Q, RFC 3032, RFC 791, RFC 8200, RFC 826.
final class FrameReader {

    private static final int ETHERNET_BYTES = 14;
    private static final int MAX_TAGS = 16;

    private FrameReader() {}

    static Optional<Packet> read(Octets frame) {
        if (frame.length() < ETHERNET_BYTES) {
            return Optional.empty();
        }
        byte[] bytes = frame.toArray();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        MacAddress destination = mac(in);
        MacAddress source = mac(in);
        int type = in.getShort() & 0xffff;
        List<Tag> tags = new ArrayList<>();
        while (EtherType.isVlan(type)) {
            if (in.remaining() < 4 || tags.size() == MAX_TAGS) {
                return Optional.empty();
            }
            int control = in.getShort() & 0xffff;
            tags.add(new Tag.Vlan(type, control >>> 13, (control & 0x1000) != 0, control & 0xfff));
            type = in.getShort() & 0xffff;
        }
        boolean hidden = EtherType.isMpls(type);
        if (hidden && !readLabels(in, type, tags)) {
            return Optional.empty();
        }
        Octets body = Octets.of(Arrays.copyOfRange(bytes, in.position(), bytes.length));
        int payloadType = hidden ? guessType(body) : type;
        return Optional.of(
                new Packet(
                        new PacketHeaders(
                                destination, source, tags, payloadType, payload(payloadType, body)),
                        body));
    }

    private static boolean readLabels(ByteBuffer in, int type, List<Tag> tags) {
        boolean bottom = false;
        while (!bottom) {
            if (in.remaining() < 4 || tags.size() == MAX_TAGS) {
                return false;
            }
            int entry = in.getInt();
            bottom = (entry >>> 8 & 1) == 1;
            tags.add(new Tag.Mpls(type, entry >>> 12, entry >>> 9 & 7, bottom, entry & 0xff));
        }
        return true;
    }

    /// A label stack does not say what it carries: the first bytes of IP and ARP do.
    private static int guessType(Octets body) {
        for (int type : new int[] {EtherType.IPV4, EtherType.IPV6, EtherType.ARP}) {
            if (!(payload(type, body) instanceof Payload.Opaque)) {
                return type;
            }
        }
        return 0;
    }

    /// What the body holds if it is of this type; opaque where its bytes say otherwise.
    static Payload payload(int type, Octets body) {
        return switch (type) {
            case EtherType.IPV4 -> ipv4(body);
            case EtherType.IPV6 -> ipv6(body);
            case EtherType.ARP -> arp(body);
            default -> new Payload.Opaque();
        };
    }

    private static Payload ipv4(Octets body) {
        if (body.length() < 20 || body.at(0) >>> 4 != 4) {
            return new Payload.Opaque();
        }
        int headerBytes = ipv4HeaderBytes(body);
        if (headerBytes < 20 || headerBytes > body.length()) {
            return new Payload.Opaque();
        }
        ByteBuffer in = ByteBuffer.wrap(body.toArray());
        int trafficClass = in.get(1) & 0xff;
        int protocol = in.get(9) & 0xff;
        boolean laterFragment = (in.getShort(6) & 0x1fff) != 0;
        return new Payload.Ipv4(
                trafficClass >>> 2,
                trafficClass & 3,
                in.get(8) & 0xff,
                protocol,
                new Ipv4Address(in.getInt(12)),
                new Ipv4Address(in.getInt(16)),
                laterFragment
                        ? new Transport.None()
                        : transport(protocol, in.limit(end(in, in.getShort(2))), headerBytes));
    }

    /// Where the packet ends by its own account, at most where its bytes do: behind may be padding.
    private static int end(ByteBuffer in, int length) {
        return Math.min(in.limit(), length & 0xffff);
    }

    static int ipv4HeaderBytes(Octets body) {
        return (body.at(0) & 0xf) * 4;
    }

    private static Payload ipv6(Octets body) {
        return Ipv6Layout.of(body)
                .<Payload>map(layout -> {
                    ByteBuffer in = ByteBuffer.wrap(body.toArray());
                    int trafficClass = in.getInt(0) >>> 20 & 0xff;
                    int protocol = in.get(layout.protocolAt()) & 0xff;
                    return new Payload.Ipv6(
                            trafficClass >>> 2,
                            trafficClass & 3,
                            in.get(7) & 0xff,
                            protocol,
                            layout.laterFragment() || protocol == EtherType.ICMP
                                    ? new Transport.None()
                                    : transport(
                                            protocol,
                                            in.limit(end(in, 40 + in.getShort(4))),
                                            layout.transportAt()));
                })
                .orElseGet(Payload.Opaque::new);
    }

    private static Transport transport(int protocol, ByteBuffer in, int at) {
        int left = in.limit() - at;
        return switch (protocol) {
            case EtherType.TCP -> left < 20 ? new Transport.None() : ports(in, at);
            case EtherType.UDP -> left < 8 ? new Transport.None() : ports(in, at);
            case EtherType.SCTP -> left < 12 ? new Transport.None() : ports(in, at);
            case EtherType.ICMP ->
                    left < 4
                            ? new Transport.None()
                            : new Transport.Icmp(in.get(at) & 0xff, in.get(at + 1) & 0xff);
            default -> new Transport.None();
        };
    }

    private static Transport.Ports ports(ByteBuffer in, int at) {
        return new Transport.Ports(in.getShort(at) & 0xffff, in.getShort(at + 2) & 0xffff);
    }

    private static Payload arp(Octets body) {
        ByteBuffer in = ByteBuffer.wrap(body.toArray());
        if (in.remaining() < 28 || in.getInt() != 0x0001_0800 || in.getShort() != 0x0604) {
            return new Payload.Opaque();
        }
        return new Payload.Arp(
                in.getShort() & 0xffff,
                mac(in),
                new Ipv4Address(in.getInt()),
                mac(in),
                new Ipv4Address(in.getInt()));
    }

    private static MacAddress mac(ByteBuffer in) {
        long high = in.getShort() & 0xffffL;
        long low = in.getInt() & 0xffff_ffffL;
        return new MacAddress(high << 32 | low);
    }
}
