package io.teleon.simulator.network.packet;

import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.zip.CRC32C;

/// The checksums of IP and of what it carries, in a packet's bytes.
///
/// Internet checksums are updated incrementally (RFC 1624), so a checksum that was wrong before
/// stays as wrong as it was; a UDP checksum of zero (none) stays zero (RFC 768). SCTP's CRC32c is
/// computed anew (RFC 9260 appendix A).
final class Checksums {

    private Checksums() {}

    /// A checksum in the bytes.
    ///
    /// @param optional whether zero says that there is none, as in UDP
    record Place(ByteBuffer bytes, int at, boolean optional) {

        /// Brings it up to date with one 16-bit word: HC' = ~(~HC + ~m + m'), RFC 1624 equation 3.
        void adjust(int old, int now) {
            int sum = bytes.getShort(at) & 0xffff;
            if (old == now || (optional && sum == 0)) {
                return;
            }
            int folded = (~sum & 0xffff) + (~old & 0xffff) + now;
            folded = (folded & 0xffff) + (folded >>> 16);
            folded = (folded & 0xffff) + (folded >>> 16);
            int result = ~folded & 0xffff;
            bytes.putShort(at, (short) (optional && result == 0 ? 0xffff : result));
        }
    }

    /// Where the checksum of TCP or UDP lies behind the beginning of its header.
    static OptionalInt offset(int protocol) {
        return switch (protocol) {
            case EtherType.TCP -> OptionalInt.of(16);
            case EtherType.UDP -> OptionalInt.of(6);
            default -> OptionalInt.empty();
        };
    }

    /// Writes a 16-bit word and brings each checksum that covers it up to date.
    static void replace(ByteBuffer bytes, int at, int value, Iterable<Place> covering) {
        int old = bytes.getShort(at) & 0xffff;
        bytes.putShort(at, (short) value);
        covering.forEach(place -> place.adjust(old, value));
    }

    /// The ones' complement sum (RFC 1071) of a run of bytes, folded to 16 bits.
    static long sum(ByteBuffer in, int from, int length, long start) {
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

    static void putSctp(ByteBuffer out, int at, int length) {
        out.putInt(at + 8, 0);
        CRC32C crc = new CRC32C();
        crc.update(out.duplicate().limit(at + length).position(at));
        out.putInt(at + 8, Integer.reverseBytes((int) crc.getValue()));
    }
}
