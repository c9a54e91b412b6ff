package io.teleon.controller.southbound;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.teleon.controller.openflow.OpenFlowMessage;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A virtual switch's connection to its controller, made again whenever it is gone. Same bytes and
/// bounds as [SouthboundServer]; its methods may be called by any thread and never block.
public final class SwitchConnection implements AutoCloseable {

    private static final int CONNECT_TIMEOUT_MILLIS = 5000;
    private static final int OUTBOUND_LIMIT_BYTES = 16 << 20;

    private final EventLoopGroup threads;
    private final InetSocketAddress controller;
    private final Backoff backoff;
    private final SouthboundListener listener;
    private final Supplier<ConnectionId> ids;

    private final AtomicReference<@Nullable ConnectionHandler> current = new AtomicReference<>();
    private volatile boolean closed;
    private volatile Duration pause;

    /// How long to wait before connecting again: `first`, then twice as long each time, up to
    /// `max`; from `first` again once it was connected.
    public record Backoff(Duration first, Duration max) {

        public static final Backoff QUICK =
                new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));

        public Backoff {
            if (first.isNegative() || first.isZero() || max.compareTo(first) < 0) {
                throw new IllegalArgumentException("back-off from " + first + " to " + max);
            }
        }

        Duration after(Duration pause) {
            Duration twice = pause.multipliedBy(2);
            return twice.compareTo(max) < 0 ? twice : max;
        }
    }

    SwitchConnection(
            EventLoopGroup threads,
            InetSocketAddress controller,
            Backoff backoff,
            SouthboundListener listener,
            Supplier<ConnectionId> ids) {
        this.threads = threads;
        this.controller = controller;
        this.backoff = backoff;
        this.listener = listener;
        this.ids = ids;
        this.pause = backoff.first();
    }

    void connect() {
        if (closed) {
            return;
        }
        ChannelFuture connecting =
                new Bootstrap()
                        .group(threads)
                        .channel(NioSocketChannel.class)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                        .option(
                                ChannelOption.WRITE_BUFFER_WATER_MARK,
                                new WriteBufferWaterMark(
                                        OUTBOUND_LIMIT_BYTES / 2, OUTBOUND_LIMIT_BYTES))
                        .handler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        current.set(
                                                ConnectionHandler.install(
                                                        channel, ids.get(), listener));
                                    }
                                })
                        .connect(controller);
        connecting.addListener(done -> {
            if (done.isSuccess()) {
                pause = backoff.first();
            }
        });
        // Also what never got connected is closed in the end.
        connecting.channel().closeFuture().addListener(_ -> connectLater());
    }

    private void connectLater() {
        current.set(null);
        if (closed) {
            return;
        }
        Duration now = pause;
        pause = backoff.after(now);
        try {
            var _ = threads.next().schedule(this::connect, now.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            closed = true; // the threads are being stopped
        }
    }

    /// Sends messages in their order, flushed once; dropped while there is no connection.
    public void send(List<OpenFlowMessage> messages) {
        ConnectionHandler handler = current.get();
        if (handler != null) {
            handler.send(messages, OUTBOUND_LIMIT_BYTES);
        }
    }

    /// Breaks the connection as a crash would; it is made again.
    public void reset(String reason) {
        ConnectionHandler handler = current.get();
        if (handler != null) {
            handler.close(reason);
        }
    }

    /// Reads on after the listener stopped it.
    public void resume() {
        ConnectionHandler handler = current.get();
        if (handler != null) {
            handler.resume();
        }
    }

    /// Closes it for good.
    @Override
    public void close() {
        closed = true;
        reset("the switch stops");
    }
}
