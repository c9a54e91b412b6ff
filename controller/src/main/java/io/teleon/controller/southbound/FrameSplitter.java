package io.teleon.controller.southbound;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import io.teleon.controller.openflow.Octets;
import java.util.List;

/// Cuts the byte stream into messages by the length in their headers (OpenFlow 1.3.5 section 7.1).
/// After the first header that cannot be one it takes no more.
final class FrameSplitter extends ByteToMessageDecoder {

    private static final int LENGTH_END = 4;

    /// OpenFlow 1.0 to 1.5: a hello may name any of them, and whatever else comes in is no
    /// OpenFlow.
    private static final int LAST_VERSION = 6;

    /// How many of the bytes that are no OpenFlow are shown.
    static final int SHOWN_BYTES = 64;

    private boolean broken;

    /// The stream is no OpenFlow.
    static final class NoOpenFlow extends DecoderException {

        private static final long serialVersionUID = 1;

        private final transient Octets first;

        NoOpenFlow(String what, Octets first) {
            super(what);
            this.first = first;
        }

        Octets first() {
            return first;
        }
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (broken) {
            in.skipBytes(in.readableBytes());
        }
        if (!in.isReadable()) {
            return;
        }
        int version = in.getUnsignedByte(in.readerIndex());
        if (version < 1 || version > LAST_VERSION) {
            throw broken("version " + version + " is not an OpenFlow version (1 to 6)", in);
        }
        if (in.readableBytes() < LENGTH_END) {
            return;
        }
        int length = in.getUnsignedShort(in.readerIndex() + 2);
        if (length < MessageType.HEADER_LENGTH) {
            throw broken("length " + length + " in a header, which itself has 8 bytes", in);
        }
        if (in.readableBytes() >= length) {
            out.add(in.readRetainedSlice(length));
        }
    }

    private NoOpenFlow broken(String what, ByteBuf in) {
        broken = true;
        byte[] first =
                ByteBufUtil.getBytes(
                        in, in.readerIndex(), Math.min(in.readableBytes(), SHOWN_BYTES));
        in.skipBytes(in.readableBytes());
        return new NoOpenFlow(what, Octets.of(first));
    }
}
