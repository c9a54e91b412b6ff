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
/// Decoding tells three things apart: a message our values carry; one that is well-formed but which they do not carry,
/// as [OpenFlowMessage.Unsupported] with the error a switch answers; and bytes that are no message at all, by
/// [MalformedMessage].
public final class OpenFlowCodec {

    private static final int USUAL_LENGTH = 256;

    private OpenFlowCodec() {}

    /// @throws IllegalArgumentException if the message does not fit the wire (above 65535 bytes, or a text too long)
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

    static OpenFlowMessage decode(ByteBuf message) throws MalformedMessage {
        int start = message.readerIndex();
        int readable = message.readableBytes();
        if (readable < WireType.HEADER_LENGTH) {
            throw malformed(0, readable + " bytes are shorter than a header of 8");
        }
        int version = message.getUnsignedByte(start);
        int type = message.getUnsignedByte(start + 1);
        int length = message.getUnsignedShort(start + 2);
        int xid = message.getInt(start + 4);
        if (length != readable) {
            throw malformed(2, "length " + length + " in the header of a message of " + readable + " bytes");
        }
        if (type == WireType.HELLO) {
            return MessageDecoder.hello(version, xid, body(message));
        }
        if (type == WireType.ERROR && version != 0) {
            return error(xid, body(message));
        }
        if (version != OpenFlowMessage.VERSION) {
            return unsupported(
                    xid, "version " + version, ErrorCode.of(ErrorCode.Type.BAD_REQUEST, "BAD_VERSION"), message);
        }
        if (type == WireType.EXPERIMENTER) {
            return unsupported(
                    xid,
                    "experimenter message",
                    ErrorCode.of(ErrorCode.Type.BAD_REQUEST, "BAD_EXPERIMENTER"),
                    message);
        }
        try {
            return MessageDecoder.decode(message.slice());
        } catch (Uncarried e) {
            return unsupported(xid, String.valueOf(e.getMessage()), e.refusal(), message);
        } catch (OFParseError e) {
            return unknownKind(e, type, xid, message);
        } catch (RuntimeException e) {
            throw malformed(0, "message of type " + type + ": " + e.getMessage());
        }
    }

    /// The library tells an unknown kind of part from broken bytes by its text alone.
    private static OpenFlowMessage unknownKind(OFParseError e, int type, int xid, ByteBuf message)
            throws MalformedMessage {
        String text = String.valueOf(e.getMessage());
        if (!text.startsWith("Unknown value for discriminator")) {
            throw malformed(0, "message of type " + type + ": " + text);
        }
        ErrorCode refusal;
        if (text.contains("OFOxm")) {
            refusal = ErrorCode.of(ErrorCode.Type.BAD_MATCH, "BAD_FIELD");
        } else if (text.contains("OFAction")) {
            refusal = ErrorCode.of(ErrorCode.Type.BAD_ACTION, "BAD_TYPE");
        } else if (text.contains("OFInstruction")) {
            refusal = ErrorCode.of(ErrorCode.Type.BAD_INSTRUCTION, "UNKNOWN_INST");
        } else if (text.contains("OFStats")) {
            refusal = ErrorCode.of(ErrorCode.Type.BAD_REQUEST, "BAD_MULTIPART");
        } else {
            refusal = ErrorCode.of(ErrorCode.Type.BAD_REQUEST, "BAD_TYPE");
        }
        return unsupported(xid, text, refusal, message);
    }

    private static ByteBuf body(ByteBuf message) {
        return message.slice(
                message.readerIndex() + WireType.HEADER_LENGTH, message.readableBytes() - WireType.HEADER_LENGTH);
    }

    private static OpenFlowMessage error(int xid, ByteBuf body) throws MalformedMessage {
        if (body.readableBytes() < 4) {
            throw malformed(WireType.HEADER_LENGTH, "an error message without its type and code");
        }
        ErrorCode code = new ErrorCode(body.readUnsignedShort(), body.readUnsignedShort());
        return new OpenFlowMessage.ErrorReply(xid, code, Octets.of(ByteBufUtil.getBytes(body)));
    }

    private static OpenFlowMessage unsupported(int xid, String what, ErrorCode refusal, ByteBuf message) {
        return new OpenFlowMessage.Unsupported(xid, what, refusal, Octets.of(ByteBufUtil.getBytes(message)));
    }

    private static MalformedMessage malformed(int offset, String what) {
        return new MalformedMessage(ErrorCode.of(ErrorCode.Type.BAD_REQUEST, "BAD_LEN"), offset, what);
    }
}
