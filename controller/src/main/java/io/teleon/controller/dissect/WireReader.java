package io.teleon.controller.dissect;

import io.teleon.controller.openflow.ErrorCode;
import io.teleon.controller.southbound.MalformedMessage;
import io.teleon.models.network.Ipv4Address;
import io.teleon.models.network.MacAddress;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Reads the fields of one part of a message, one after the other, and never past its end.
final class WireReader {

    private final byte[] bytes;
    private final int end;
    private final String part;
    private int at;

    WireReader(byte[] message) {
        this(message, 0, message.length, "message");
    }

    private WireReader(byte[] bytes, int at, int end, String part) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
        this.part = part;
    }

    /// Reads one element of a list.
    interface Element {
        Object read(WireReader in) throws MalformedMessage;
    }

    boolean hasMore() {
        return at < end;
    }

    int left() {
        return end - at;
    }

    MalformedMessage malformed(String what) {
        return new MalformedMessage(
                ErrorCode.of(ErrorCode.Type.BAD_REQUEST, "BAD_LEN"), at, part + ": " + what);
    }

    private int take(int length) throws MalformedMessage {
        if (length > end - at) {
            throw malformed(length + " bytes needed, " + (end - at) + " left");
        }
        at += length;
        return at - length;
    }

    /// The next bytes as a part of their own.
    WireReader part(String name, int length) throws MalformedMessage {
        if (length < 0) {
            throw malformed("length of " + name + " is less than its header");
        }
        int start = take(length);
        return new WireReader(bytes, start, start + length, name);
    }

    /// A part whose 16-bit length, `lengthAt` bytes from here, counts from here; at least `least`
    /// bytes.
    WireReader partWithLength(String name, int lengthAt, int least) throws MalformedMessage {
        int length = peek16(lengthAt);
        if (length < least) {
            throw malformed(name + " of length " + length + ", less than " + least);
        }
        return part(name, length);
    }

    int peek16(int offset) throws MalformedMessage {
        int start = at;
        take(offset + 2);
        at = start;
        return (bytes[at + offset] & 0xff) << 8 | (bytes[at + offset + 1] & 0xff);
    }

    List<Object> all(Element element) throws MalformedMessage {
        List<Object> list = new ArrayList<>();
        while (hasMore()) {
            list.add(element.read(this));
        }
        return list;
    }

    void skip(int length) throws MalformedMessage {
        take(length);
    }

    /// Skips up to a multiple of 8 after a part of this length, as far as there are bytes.
    void skipPadding(int length) throws MalformedMessage {
        take(Math.min((8 - length % 8) % 8, left()));
    }

    int u8() throws MalformedMessage {
        return (int) number(1);
    }

    int u16() throws MalformedMessage {
        return (int) number(2);
    }

    long u32() throws MalformedMessage {
        return number(4);
    }

    /// An unsigned number, as a BigInteger where a long is too short.
    Number u64() throws MalformedMessage {
        long value = number(8);
        return value >= 0 ? (Number) value : new BigInteger(Long.toUnsignedString(value));
    }

    long number(int length) throws MalformedMessage {
        int start = take(length);
        long value = 0;
        for (int i = start; i < start + length; i++) {
            value = value << 8 | (bytes[i] & 0xff);
        }
        return value;
    }

    String mac() throws MalformedMessage {
        return new MacAddress(number(6)).toString();
    }

    String ipv4() throws MalformedMessage {
        return new Ipv4Address((int) number(4)).toString();
    }

    String ipv6() throws MalformedMessage {
        int start = take(16);
        byte[] address = new byte[16];
        System.arraycopy(bytes, start, address, 0, 16);
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address", e);
        }
    }

    /// A text that ends at its first zero byte.
    String text(int length) throws MalformedMessage {
        int start = take(length);
        int textEnd = start;
        while (textEnd < start + length && bytes[textEnd] != 0) {
            textEnd++;
        }
        return new String(bytes, start, textEnd - start, StandardCharsets.UTF_8);
    }

    String hex(int length) throws MalformedMessage {
        int start = take(length);
        return HexFormat.of().formatHex(bytes, start, start + length);
    }

    /// What is left of the part, in hex.
    String rest() throws MalformedMessage {
        return hex(left());
    }
}
