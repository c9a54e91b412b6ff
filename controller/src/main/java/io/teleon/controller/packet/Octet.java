package io.teleon.controller.packet;

import io.teleon.controller.openflow.Octets;
import io.teleon.models.network.Ipv4Address;
import io.teleon.models.network.MacAddress;
import java.nio.ByteBuffer;

/// Reads and writes the fields that the headers of this package are made of, in network order.
final class Octet {

    private Octet() {}

    static int unsignedByte(ByteBuffer bytes) {
        return bytes.get() & 0xff;
    }

    static int unsignedShort(ByteBuffer bytes) {
        return bytes.getShort() & 0xffff;
    }

    static MacAddress mac(ByteBuffer bytes) {
        return new MacAddress(
                (long) unsignedShort(bytes) << 32 | Integer.toUnsignedLong(bytes.getInt()));
    }

    static void put(ByteBuffer bytes, MacAddress mac) {
        bytes.putShort((short) (mac.value() >>> 32)).putInt((int) mac.value());
    }

    static Ipv4Address ipv4(ByteBuffer bytes) {
        return new Ipv4Address(bytes.getInt());
    }

    static Octets take(ByteBuffer bytes, int length) {
        byte[] taken = new byte[length];
        bytes.get(taken);
        return Octets.of(taken);
    }

    static Octets rest(ByteBuffer bytes) {
        return take(bytes, bytes.remaining());
    }

    /// The Internet checksum of the bytes (RFC 1071) on top of a partial sum; 0 over bytes that
    /// hold their own checksum.
    static int checksum(ByteBuffer bytes, int partialSum) {
        long sum = partialSum;
        ByteBuffer left = bytes.duplicate();
        while (left.remaining() >= 2) {
            sum += unsignedShort(left);
        }
        if (left.hasRemaining()) {
            sum += unsignedByte(left) << 8;
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return (int) ~sum & 0xffff;
    }
}
