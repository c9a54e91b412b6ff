package io.teleon.simulator.network.packet;

import io.teleon.controller.openflow.Octets;
import io.teleon.models.network.MacAddress;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// Writes changed IP, ARP and transport fields into a payload's bytes and keeps its checksums.
///
/// Internet checksums are updated incrementally (RFC 1624), so a checksum that was wrong before
/// stays as wrong as it was; a UDP checksum of zero (none) stays zero (RFC 768). SCTP's CRC32c is
/// computed anew (RFC 9260 appendix A).
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
        out.putShort(IPV4_CHECKSUM, (short) ~sum(out, 0, 20, 0));
        buildTransport(out, ip);
        return Octets.of(out.array());
    }

    private static void buildTransport(ByteBuffer out, Payload.Ipv4 ip) {
        int length = out.capacity() - 20;
        switch (ip.transport()) {
            case Transport.None _ -> {}
            case Transport.Icmp icmp -> {
                out.put(20, (byte) icmp.type()).put(21, (byte) icmp.code());
                out.putShort(22, (short) ~sum(out, 20, length, 0));
            }
            case Transport.Ports ports -> {
                out.putShort(20, (short) ports.source()).putShort(22, (short) ports.destination());
                long pseudo = sum(out, 12, 8, ip.protocol() + length);
                switch (ip.protocol()) {
                    case EtherType.TCP -> {
                        out.put(32, (byte) 0x50).put(33, (byte) 0x10);
                        out.putShort(36, (short) ~sum(out, 20, length, pseudo));
                    }
                    case EtherType.SCTP -> putSctpChecksum(out, 20, length);
                    default -> {
                        out.putShort(24, (short) length);
                        int check = (int) ~sum(out, 20, length, pseudo) & 0xffff;
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
        replace(out, 0, (bytes[0] & 0xff) << 8 | ip.dscp() << 2 | ip.ecn(), IPV4_CHECKSUM);
        replace(out, 8, ip.ttl() << 8 | ip.protocol(), IPV4_CHECKSUM);
        boolean firstFragment = (out.getShort(6) & 0x1fff) == 0;
        int check = firstFragment ? checksumOffset(was, headerBytes, out.limit()) : 0;
        replaceAddress(out, 12, ip.source().value(), check);
        replaceAddress(out, 16, ip.destination().value(), check);
        if (was.transport().equals(ip.transport())) {
            return;
        }
        switch (ip.transport()) {
            case Transport.None _ -> {}
            case Transport.Icmp icmp ->
                    replace(out, headerBytes, icmp.type() << 8 | icmp.code(), headerBytes + 2);
            case Transport.Ports ports -> {
                replaceTransport(out, headerBytes, ports.source(), check);
                replaceTransport(out, headerBytes + 2, ports.destination(), check);
                if (ip.protocol() == EtherType.SCTP) {
                    int length = (out.getShort(2) & 0xffff) - headerBytes;
                    putSctpChecksum(
                            out, headerBytes, Math.min(length, out.limit() - headerBytes));
                }
            }
        }
    }

    /// Where the checksum lies that covers addresses and ports, or 0 where there is none.
    private static int checksumOffset(Payload.Ipv4 ip, int headerBytes, int limit) {
        int offset =
                switch (ip.protocol()) {
                    case EtherType.TCP -> headerBytes + 16;
                    case EtherType.UDP -> headerBytes + 6;
                    default -> limit;
                };
        return offset + 2 > limit || ip.transport() instanceof Transport.None ? 0 : offset;
    }

    private static void replaceAddress(ByteBuffer out, int at, int value, int check) {
        int high = value >>> 16;
        int low = value & 0xffff;
        int oldHigh = out.getShort(at) & 0xffff;
        int oldLow = out.getShort(at + 2) & 0xffff;
        replace(out, at, high, IPV4_CHECKSUM);
        replace(out, at + 2, low, IPV4_CHECKSUM);
        if (check != 0) {
            adjust(out, check, oldHigh, high);
            adjust(out, check, oldLow, low);
        }
    }

    private static void replaceTransport(ByteBuffer out, int at, int value, int check) {
        int old = out.getShort(at) & 0xffff;
        out.putShort(at, (short) value);
        if (check != 0) {
            adjust(out, check, old, value);
        }
    }

    /// Writes a 16-bit word and brings the checksum at `check` up to date.
    private static void replace(ByteBuffer out, int at, int value, int check) {
        int old = out.getShort(at) & 0xffff;
        out.putShort(at, (short) value);
        adjust(out, check, old, value);
    }

    /// RFC 1624 equation 3: HC' = ~(~HC + ~m + m').
    private static void adjust(ByteBuffer out, int check, int old, int now) {
        int sum = out.getShort(check) & 0xffff;
        boolean udp = check != IPV4_CHECKSUM && (out.get(9) & 0xff) == EtherType.UDP;
        if (old == now || (udp && sum == 0)) {
            return;
        }
        int folded = (~sum & 0xffff) + (~old & 0xffff) + now;
        folded = (folded & 0xffff) + (folded >>> 16);
        folded = (folded & 0xffff) + (folded >>> 16);
        int result = ~folded & 0xffff;
        out.putShort(check, (short) (udp && result == 0 ? 0xffff : result));
    }

    /// The ones' complement sum (RFC 1071) of a run of bytes, folded to 16 bits.
    private static long sum(ByteBuffer in, int from, int length, long start) {
        long sum = start;
        for (int i = 0; i < length; i += 2) {
            int high = in.get(from + i) & 0xff;
            int low = i + 1 < length ? in.get(from + i + 1) & 0xff : 0;
            sum += high << 8 | low;
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return sum;
    }

    private static void putSctpChecksum(ByteBuffer out, int at, int length) {
        out.putInt(at + 8, 0);
        CRC32C crc = new CRC32C();
        crc.update(out.duplicate().limit(at + length).position(at));
        out.putInt(at + 8, Integer.reverseBytes((int) crc.getValue()));
    }
}
