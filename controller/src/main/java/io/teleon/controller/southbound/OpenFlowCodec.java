package io.teleon.controller.southbound;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.teleon.controller.openflow.ErrorCode;
import io.teleon.controller.openflow.Octets;
import io.teleon.controller.openflow.OpenFlowMessage;
import org.projectfloodlight.openflow.exceptions.OFParseError;

/// OpenFlow 1.3 messages to wire bytes and back. Stateless; any thread may use it.
///
/// Decoding tells three things apart: a message our values carry; one that is well-formed but which
/// they do not carry, as [OpenFlowMessage.Unsupported] with the error a switch answers; and bytes
/// that are no message at all, by [MalformedMessage].
public final class OpenFlowCodec {

    private static final int USUAL_LENGTH = 256;

    private OpenFlowCodec() {}

    /// Encodes and decodes one message of each kind. The library's classes take about 0.3 s to
    /// load, which would otherwise be felt by the first switch.
    public static void warmUp() {
        try {
            for (OpenFlowMessage message : Samples.messages()) {
                decode(encode(message));
            }
        } catch (MalformedMessage e) {
            throw new IllegalStateException("cannot read what was just written", e);
        }
    }

    /// @throws IllegalArgumentException if the message does not fit the wire (above 65535 bytes, or
    ///   a text too long)
    public static byte[] encode(OpenFlowMessage message) {
        ByteBuf out = Unpooled.buffer(USUAL_LENGTH);
        encode(message, out);
        return ByteBufUtil.getBytes(out);
    }

    static void encode(OpenFlowMessage message, ByteBuf out) {
        MessageEncoder.encode(message, out);
    }

    public static OpenFlowMessage decode(Octets message) throws MalformedMessage {
        return decode(message.toArray());
    }

    /// Reads exactly one message, which the array holds from its first to its last byte.
    public static OpenFlowMessage decode(byte[] message) throws MalformedMessage {
        return decode(Unpooled.wrappedBuffer(message));
    }

    /// Reads the readable bytes as one message.
    static OpenFlowMessage decode(ByteBuf readable) throws MalformedMessage {
        ByteBuf message = readable.slice();
        if (message.readableBytes() < MessageType.HEADER_LENGTH) {
            throw PartCheck.malformed(
                    0, message.readableBytes() + " bytes are shorter than a header of 8");
        }
        int version = message.getUnsignedByte(0);
        int number = message.getUnsignedByte(1);
        int length = message.getUnsignedShort(2);
        int xid = message.getInt(4);
        if (length != message.readableBytes()) {
            throw PartCheck.malformed(
                    2,
                    "length "
                            + length
                            + " in the header of a message of "
                            + message.readableBytes()
                            + " bytes");
        }
        try {
            MessageType type =
                    MessageType.of(number)
                            .orElseThrow(() ->
                                    new Uncarried(
                                            ErrorCode.Type.BAD_REQUEST,
                                            "BAD_TYPE",
                                            "message " + number));
            return switch (type) {
                case HELLO -> MessageDecoder.hello(version, xid, body(message));
                case ERROR -> error(xid, body(message));
                default -> decode(version, type, message);
            };
        } catch (Uncarried e) {
            return new OpenFlowMessage.Unsupported(
                    xid,
                    String.valueOf(e.getMessage()),
                    e.refusal(),
                    Octets.of(ByteBufUtil.getBytes(message)));
        }
    }

    private static OpenFlowMessage decode(int version, MessageType type, ByteBuf message)
            throws MalformedMessage {
        if (version != OpenFlowMessage.VERSION) {
            throw new Uncarried(ErrorCode.Type.BAD_REQUEST, "BAD_VERSION", "version " + version);
        }
        MessageCheck.check(type, message);
        try {
            return MessageDecoder.decode(message);
        } catch (Uncarried e) {
            throw e;
        } catch (OFParseError | RuntimeException e) {
            // Nothing the check let pass is known to end here; the library has many more paths than
            // we have seen.
            throw PartCheck.malformed(
                    0, "the library cannot read this " + type + ": " + e.getMessage());
        }
    }

    private static ByteBuf body(ByteBuf message) {
        return message.slice(
                MessageType.HEADER_LENGTH, message.readableBytes() - MessageType.HEADER_LENGTH);
    }

    private static OpenFlowMessage error(int xid, ByteBuf body) throws MalformedMessage {
        if (body.readableBytes() < 4) {
            throw PartCheck.malformed(
                    MessageType.HEADER_LENGTH, "an error message without its type and code");
        }
        ErrorCode code = new ErrorCode(body.readUnsignedShort(), body.readUnsignedShort());
        return new OpenFlowMessage.ErrorReply(xid, code, Octets.of(ByteBufUtil.getBytes(body)));
    }
}
