package io.teleon.controller.southbound;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// The switches' end of the wire: connections of many virtual switches to a controller, on a few
/// shared threads.
public final class SwitchConnections implements AutoCloseable {

    private static final long STOP_SECONDS = 5;

    private final EventLoopGroup threads;
    private final AtomicLong lastId = new AtomicLong();
    private final Queue<SwitchConnection> opened = new ConcurrentLinkedQueue<>();

    public SwitchConnections(int ioThreads) {
        this.threads =
                new MultiThreadIoEventLoopGroup(
                        ioThreads,
                        new DefaultThreadFactory("switches", true),
                        NioIoHandler.newFactory());
    }

    /// Begins to connect, and connects again whenever the connection is gone, until it is closed.
    ///
    /// @param listener hears of each connection under an id of its own
    public SwitchConnection open(
            InetSocketAddress controller,
            SwitchConnection.Backoff backoff,
            SouthboundListener listener) {
        SwitchConnection connection =
                new SwitchConnection(
                        threads,
                        controller,
                        backoff,
                        listener,
                        () -> new ConnectionId(lastId.incrementAndGet()));
        opened.add(connection);
        connection.connect();
        return connection;
    }

    /// Closes every connection for good.
    @Override
    public void close() {
        opened.forEach(SwitchConnection::close);
        threads.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
