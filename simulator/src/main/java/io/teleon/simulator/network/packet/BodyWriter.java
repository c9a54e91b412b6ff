package io.teleon.simulator.network.packet;

import io.teleon.controller.openflow.Octets;
import io.teleon.models.network.Ipv4Address;
import io.teleon.models.network.MacAddress;
import io.teleon.simulator.network.packet.Checksums.Place;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Writes changed IP, ARP and transport fields into a payload's bytes and keeps its [Checksums].
final class BodyWriter {

    private static final int IPV4_CHECKSUM = 10;
    private static final int DONT_FRAGMENT = 0x4000;

    private BodyWriter() {}

    /// The body with the payload's fields; itself where none of them differs.
    static byte[] rewrite(Octets body, Payload wanted) {
        byte[] bytes = body.toArray();
        switch (wanted) {
            case Payload.Opaque _ -> {}
            case Payload.Arp arp -> {
                if (FrameReader.payload(EtherType.ARP, body) instanceof Payload.Arp) {
                    writeArp(bytes, arp);
                }
            }
            case Payload.Ipv6 ip -> {
                if (FrameReader.payload(EtherType.IPV6, body) instanceof Payload.Ipv6 was
                        && !was.equals(ip)) {
                    writeIpv6(bytes, Ipv6Layout.of(body).orElseThrow(), was, ip);
                }
            }
            case Payload.Ipv4 ip -> {
                if (FrameReader.payload(EtherType.IPV4, body) instanceof Payload.Ipv4 was
                        && !was.equals(ip)) {
                    writeIpv4(bytes, FrameReader.ipv4HeaderBytes(body), was, ip);
                }
            }
        }
        return bytes;
    }

    /// A new body with this payload's header in front of `data`.
    static Octets build(Payload payload, Octets data) {
        return switch (payload) {
            case Payload.Opaque _ -> data;
            case Payload.Arp arp -> {
                ByteBuffer out = ByteBuffer.allocate(28 + data.length());
                out.putInt(0x0001_0800).putShort((short) 0x0604);
                out.position(28);
                out.put(data.toArray());
                writeArp(out.array(), arp);
                yield Octets.of(out.array());
            }
            case Payload.Ipv4 ip -> buildIpv4(ip, data);
            case Payload.Ipv6 _ ->
                    throw new IllegalArgumentException(
                            "the addresses of an IPv6 packet are not among its header fields");
        };
    }

    private static Octets buildIpv4(Payload.Ipv4 ip, Octets data) {
        int transportBytes =
                switch (ip.transport()) {
                    case Transport.None _ -> 0;
                    case Transport.Icmp _ -> 8;
                    case Transport.Ports _ ->
                            switch (ip.protocol()) {
                                case EtherType.TCP -> 20;
                                case EtherType.SCTP -> 12;
                                default -> 8;
                            };
                };
        int total = 20 + transportBytes + data.length();
        if (total > 65535) {
            throw new IllegalArgumentException("IPv4 packet of " + total + " bytes above 65535");
        }
        ByteBuffer out = ByteBuffer.allocate(total);
        out.put((byte) 0x45).put((byte) (ip.dscp() << 2 | ip.ecn())).putShort((short) total);
        out.putShort((short) 0).putShort((short) DONT_FRAGMENT);
        out.put((byte) ip.ttl()).put((byte) ip.protocol()).putShort((short) 0);
        out.putInt(ip.source().value()).putInt(ip.destination().value());
        out.position(20 + transportBytes);
        out.put(data.toArray());
        out.putShort(IPV4_CHECKSUM, (short) ~Checksums.sum(out, 0, 20, 0));
        buildTransport(out, ip);
        return Octets.of(out.array());
    }

    private static void buildTransport(ByteBuffer out, Payload.Ipv4 ip) {
        int length = out.capacity() - 20;
        switch (ip.transport()) {
            case Transport.None _ -> {}
            case Transport.Icmp icmp -> {
                out.put(20, (byte) icmp.type()).put(21, (byte) icmp.code());
                out.putShort(22, (short) ~Checksums.sum(out, 20, length, 0));
            }
            case Transport.Ports ports -> {
                out.putShort(20, (short) ports.source()).putShort(22, (short) ports.destination());
                long pseudo = Checksums.sum(out, 12, 8, ip.protocol() + length);
                switch (ip.protocol()) {
                    case EtherType.TCP -> {
                        out.put(32, (byte) 0x50).put(33, (byte) 0x10);
                        out.putShort(36, (short) ~Checksums.sum(out, 20, length, pseudo));
                    }
                    case EtherType.SCTP -> Checksums.putSctp(out, 20, length);
                    default -> {
                        out.putShort(24, (short) length);
                        int check = (int) ~Checksums.sum(out, 20, length, pseudo) & 0xffff;
                        out.putShort(26, (short) (check == 0 ? 0xffff : check));
                    }
                }
            }
        }
    }

    private static void writeArp(byte[] bytes, Payload.Arp arp) {
        ByteBuffer out = ByteBuffer.wrap(bytes).position(6);
        out.putShort((short) arp.operation());
        put(out, arp.senderMac());
        out.putInt(arp.senderIp().value());
        put(out, arp.targetMac());
        out.putInt(arp.targetIp().value());
    }

    private static void put(ByteBuffer out, MacAddress mac) {
        FrameWriter.put(out, mac);
    }

    private static void writeIpv4(
            byte[] bytes, int headerBytes, Payload.Ipv4 was, Payload.Ipv4 ip) {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        List<Place> header = List.of(new Place(out, IPV4_CHECKSUM, false));
        int trafficClass = ip.dscp() << 2 | ip.ecn();
        Checksums.replace(out, 0, (bytes[0] & 0xff) << 8 | trafficClass, header);
        Checksums.replace(out, 8, ip.ttl() << 8 | ip.protocol(), header);
        List<Place> both = new ArrayList<>(header);
        both.addAll(transportChecksum(out, headerBytes, was));
        replaceAddress(out, 12, ip.source(), both);
        replaceAddress(out, 16, ip.destination(), both);
        int end = Math.min(out.limit(), out.getShort(2) & 0xffff);
        writeTransport(out, headerBytes, end, was, ip);
    }

    private static void replaceAddress(
            ByteBuffer out, int at, Ipv4Address address, List<Place> covering) {
        Checksums.replace(out, at, address.value() >>> 16, covering);
        Checksums.replace(out, at + 2, address.value() & 0xffff, covering);
    }

    private static void writeIpv6(
            byte[] bytes, Ipv6Layout layout, Payload.Ipv6 was, Payload.Ipv6 ip) {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        int trafficClass = ip.dscp() << 2 | ip.ecn();
        out.putInt(0, (out.getInt(0) & 0xf00f_ffff) | trafficClass << 20);
        out.put(7, (byte) ip.ttl());
        out.put(layout.protocolAt(), (byte) ip.protocol());
        int end = Math.min(out.limit(), 40 + (out.getShort(4) & 0xffff));
        writeTransport(out, layout.transportAt(), end, was, ip);
    }

    private static void writeTransport(
            ByteBuffer out, int at, int end, Payload.Ip was, Payload.Ip ip) {
        if (was.transport().equals(ip.transport())) {
            return;
        }
        switch (ip.transport()) {
            case Transport.None _ -> {}
            case Transport.Icmp icmp ->
                    Checksums.replace(
                            out,
                            at,
                            icmp.type() << 8 | icmp.code(),
                            List.of(new Place(out, at + 2, false)));
            case Transport.Ports ports -> {
                List<Place> covering = transportChecksum(out, at, was);
                Checksums.replace(out, at, ports.source(), covering);
                Checksums.replace(out, at + 2, ports.destination(), covering);
                if (was.protocol() == EtherType.SCTP) {
                    Checksums.putSctp(out, at, end - at);
                }
            }
        }
    }

    /// The checksum that covers addresses and ports, if there is one and it is in these bytes.
    private static List<Place> transportChecksum(ByteBuffer out, int at, Payload.Ip ip) {
        OptionalInt offset = Checksums.offset(ip.protocol());
        return ip.transport() instanceof Transport.Ports && offset.isPresent()
                ? List.of(new Place(out, at + offset.getAsInt(), ip.protocol() == EtherType.UDP))
                : List.of();
    }
}
