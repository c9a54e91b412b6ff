package io.teleon.tests.conformance;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.random.RandomGenerator;

/// Random frames whose fields come from small pools, so that random entries take them.
final class RandomFrames {

    static final List<Long> MACS = List.of(0x0200_0000_0001L, 0x0200_0000_0002L, 0xffff_ffff_ffffL);
    static final List<Integer> ADDRESSES = List.of(0x0a000001, 0x0a000002, 0x0a000103, 0xc0a80001);
    static final List<Integer> PORTS = List.of(53, 80, 5000);
    static final List<Integer> VLANS = List.of(1, 2, 3, 4095);
    static final List<Integer> LABELS = List.of(16, 17, 1_048_575);

    private final RandomGenerator random;

    RandomFrames(RandomGenerator random) {
        this.random = random;
    }

    <T> T one(List<T> pool) {
        return pool.get(random.nextInt(pool.size()));
    }

    RawFrame next() {
        ByteBuffer out = ByteBuffer.allocate(200);
        mac(out);
        mac(out);
        int vlans = Math.max(0, random.nextInt(5) - 2);
        for (int i = 0; i < vlans; i++) {
            out.putShort((short) (i + 1 < vlans ? 0x88a8 : 0x8100));
            out.putShort((short) (random.nextInt(8) << 13 | one(VLANS)));
        }
        int labels = Math.max(0, random.nextInt(6) - 3);
        if (labels > 0) {
            out.putShort((short) (random.nextInt(4) == 0 ? 0x8848 : 0x8847));
            for (int i = 0; i < labels; i++) {
                int bottom = i + 1 == labels ? 0x100 : 0;
                out.putInt(one(LABELS) << 12 | random.nextInt(8) << 9 | bottom | ttl());
            }
            ipv4(out);
        } else if (random.nextInt(6) == 0) {
            out.putShort((short) 0x0806);
            arp(out);
        } else if (random.nextInt(12) == 0) {
            out.putShort((short) 0x9000).putLong(random.nextLong() >>> 8);
        } else if (random.nextInt(5) == 0) {
            out.putShort((short) 0x86dd);
            ipv6(out);
        } else {
            out.putShort((short) 0x0800);
            ipv4(out);
        }
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return new RawFrame(bytes).withHiddenChecksums();
    }

    private void mac(ByteBuffer out) {
        long mac = one(MACS);
        out.putShort((short) (mac >>> 32)).putInt((int) mac);
    }

    /// Far enough from zero that no way through the tables makes it invalid.
    private int ttl() {
        return 20 + random.nextInt(236);
    }

    private void arp(ByteBuffer out) {
        out.putInt(0x0001_0800).putShort((short) 0x0604).putShort((short) (1 + random.nextInt(2)));
        mac(out);
        out.putInt(one(ADDRESSES));
        mac(out);
        out.putInt(one(ADDRESSES));
    }

    private void ipv4(ByteBuffer out) {
        int at = out.position();
        int options = random.nextInt(8) == 0 ? 4 : 0;
        out.put((byte) (0x45 + options / 4)).put((byte) random.nextInt(256)).putShort((short) 0);
        out.putShort((short) random.nextInt())
                .putShort((short) (random.nextBoolean() ? 0x4000 : 0));
        int protocol = one(List.of(1, 6, 6, 17, 17, 132, 47));
        out.put((byte) ttl()).put((byte) protocol).putShort((short) 0);
        out.putInt(one(ADDRESSES)).putInt(one(ADDRESSES));
        if (options > 0) {
            out.putInt(0x01010100);
        }
        transport(out, protocol);
        out.putShort(at + 2, (short) (out.position() - at));
    }

    private void ipv6(ByteBuffer out) {
        int at = out.position();
        out.putInt(0x6000_0000 | random.nextInt(1 << 28)).putShort((short) 0);
        int protocol = one(List.of(6, 17, 132, 47));
        boolean extended = random.nextInt(4) == 0;
        out.put((byte) (extended ? 0 : protocol)).put((byte) ttl());
        for (int i = 0; i < 4; i++) {
            out.putLong((i % 2 == 0 ? 0xfe80_0000_0000_0000L : 0) | random.nextInt(3));
        }
        if (extended) {
            // Padding of six bytes, which is a hop-by-hop option (RFC 8200 section 4.2).
            out.put((byte) protocol).put((byte) 0).putShort((short) 0x0104).putInt(0);
        }
        transport(out, protocol);
        out.putShort(at + 4, (short) (out.position() - at - 40));
    }

    private void transport(ByteBuffer out, int protocol) {
        int transport = out.position();
        switch (protocol) {
            case 1 ->
                    out.put((byte) (8 * random.nextInt(2)))
                            .put((byte) random.nextInt(3))
                            .putShort((short) 0)
                            .putInt(7);
            case 6 ->
                    out.putShort(port())
                            .putShort(port())
                            .putLong(random.nextLong())
                            .putInt(0x5010_2000)
                            .putInt(0);
            case 17 -> out.putShort(port()).putShort(port()).putInt(0);
            case 132 -> out.putShort(port()).putShort(port()).putLong(random.nextLong());
            default -> out.putLong(random.nextLong());
        }
        for (int i = random.nextInt(20); i > 0; i--) {
            out.put((byte) random.nextInt());
        }
        if (protocol == 17) {
            out.putShort(transport + 4, (short) (out.position() - transport));
        }
    }

    private short port() {
        return (short) (int) one(PORTS);
    }
}
