package io.teleon.controller.southbound;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.flow.FlowControlHandler;
import io.teleon.controller.openflow.Octets;
import io.teleon.controller.openflow.OpenFlowMessage;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection: turns messages into bytes and back and tells the listener. The same at both
/// ends.
///
/// Its state is owned by the channel's event loop; [#send] and [#close] may be called by anybody.
final class ConnectionHandler extends SimpleChannelInboundHandler<ByteBuf> {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionHandler.class);

    private final ConnectionId id;
    private final SouthboundListener listener;
    private final Channel channel;

    private final AtomicBoolean resuming = new AtomicBoolean();
    private volatile String closeReason = "";
    private boolean announced;
    private boolean garbled;

    private ConnectionHandler(ConnectionId id, Channel channel, SouthboundListener listener) {
        this.id = id;
        this.channel = channel;
        this.listener = listener;
    }

    /// Sets up a channel that is being initialised.
    static ConnectionHandler install(
            Channel channel, ConnectionId id, SouthboundListener listener) {
        ConnectionHandler handler = new ConnectionHandler(id, channel, listener);
        // The flow control holds back what was read already when the listener wants no more for
        // now.
        channel.pipeline().addLast(new FrameSplitter(), new FlowControlHandler(), handler);
        return handler;
    }

    ConnectionId id() {
        return id;
    }

    /// Writes the messages, one after the other and flushed once. Never blocks: what the peer does
    /// not take waits, and over the limit the connection is closed.
    void send(List<OpenFlowMessage> messages, int limitBytes) {
        // A close takes its time; nothing more is piled up meanwhile.
        if (!channel.isActive() || !closeReason.isEmpty()) {
            return;
        }
        ByteBuf bytes = ByteBufAllocator.DEFAULT.buffer();
        try {
            for (OpenFlowMessage message : messages) {
                OpenFlowCodec.encode(message, bytes);
            }
        } catch (RuntimeException e) {
            bytes.release();
            throw e;
        }
        var _ = channel.writeAndFlush(bytes, channel.voidPromise());
        if (channel.isActive() && !channel.isWritable()) {
            close(
                    "more than "
                            + limitBytes
                            + " bytes wait to be sent: the other end does not read");
        }
    }

    void close(String reason) {
        if (closeReason.isEmpty()) {
            closeReason = reason;
        }
        var _ = channel.close();
    }

    /// Reads again. A task of the event loop, so that it comes after a refusal that led to it; only
    /// one at a time, so that many calls do not let as many messages through.
    void resume() {
        if (resuming.compareAndSet(false, true)) {
            channel.eventLoop()
                    .execute(() -> {
                        resuming.set(false);
                        channel.config().setAutoRead(true);
                    });
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        announced = true;
        listener.connected(id, String.valueOf(channel.remoteAddress()).replaceFirst("^.*/", ""));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
        if (garbled) {
            return;
        }
        try {
            if (!listener.spoke(id, OpenFlowCodec.decode(frame))) {
                channel.config().setAutoRead(false);
            }
        } catch (MalformedMessage e) {
            int shown = Math.min(frame.readableBytes(), FrameSplitter.SHOWN_BYTES);
            garbled(
                    String.valueOf(e.getMessage()),
                    ByteBufUtil.getBytes(frame, frame.readerIndex(), shown));
        }
    }

    private void garbled(String reason, byte[] first) {
        garbled = true;
        listener.garbled(id, reason, Octets.of(first));
        close("sent what is no OpenFlow: " + reason);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof FrameSplitter.NoOpenFlow garbage) {
            garbled(String.valueOf(garbage.getMessage()), garbage.first().toArray());
        } else if (cause instanceof IOException) {
            // A write that comes too late says nothing of why the channel was closed.
            if (!(cause instanceof ClosedChannelException)) {
                close("lost: " + cause.getMessage());
            }
        } else {
            LOG.atError()
                    .addKeyValue("connection", id)
                    .setCause(cause)
                    .log("connection handling failed");
            close("internal failure: " + cause);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (announced) {
            listener.gone(id, closeReason.isEmpty() ? "closed by the other end" : closeReason);
        }
    }
}
