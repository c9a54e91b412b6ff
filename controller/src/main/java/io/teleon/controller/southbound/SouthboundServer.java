package io.teleon.controller.southbound;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.teleon.controller.openflow.OpenFlowMessage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Accepts switches over TCP and moves messages between them and a listener. Knows no session:
/// handshake, echo and liveness are the control loop's.
///
/// Bounds: connections (further ones are closed at once, and counted), bytes that wait to be sent
/// on a connection (it is closed, with a reason), and what is read ahead of the listener (reading
/// stops until [#resume]). All methods may be called by any thread and none of them but [#close]
/// blocks.
public final class SouthboundServer implements AutoCloseable {

    private static final int BACKLOG = 1024;
    private static final long STOP_SECONDS = 5;

    private final SouthboundSettings settings;
    private final SouthboundListener listener;
    private final EventLoopGroup threads;
    private final Channel acceptor;

    private final Map<ConnectionId, ConnectionHandler> connections = new ConcurrentHashMap<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicLong lastId = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    private SouthboundServer(SouthboundSettings settings, SouthboundListener listener)
            throws IOException {
        this.settings = settings;
        this.listener = listener;
        this.threads =
                new MultiThreadIoEventLoopGroup(
                        settings.ioThreads(),
                        new DefaultThreadFactory("southbound", true),
                        NioIoHandler.newFactory());
        ChannelFuture bound =
                new ServerBootstrap()
                        .group(threads)
                        .channel(NioServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.SO_KEEPALIVE, true)
                        .childOption(
                                ChannelOption.WRITE_BUFFER_WATER_MARK,
                                new WriteBufferWaterMark(
                                        settings.outboundLimitBytes() / 2,
                                        settings.outboundLimitBytes()))
                        .childHandler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        accept(channel);
                                    }
                                })
                        .bind(settings.address())
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            var _ = threads.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS);
            throw new IOException(
                    "cannot listen for switches on "
                            + text(settings.address())
                            + ": "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        this.acceptor = bound.channel();
    }

    /// Listens from now on.
    ///
    /// @throws IOException if the address cannot be listened on, for example because it is taken
    public static SouthboundServer start(SouthboundSettings settings, SouthboundListener listener)
            throws IOException {
        return new SouthboundServer(settings, listener);
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    private void accept(Channel channel) {
        if (accepted.incrementAndGet() > settings.maxConnections()) {
            accepted.decrementAndGet();
            refused.incrementAndGet();
            var _ = channel.close();
            return;
        }
        ConnectionId id = new ConnectionId(lastId.incrementAndGet());
        connections.put(id, ConnectionHandler.install(channel, id, listener));
        channel.closeFuture()
                .addListener(_ -> {
                    connections.remove(id);
                    accepted.decrementAndGet();
                });
    }

    /// The port it listens on, also where the system chose it.
    public int port() {
        return ((InetSocketAddress) acceptor.localAddress()).getPort();
    }

    /// How many connections were closed at once because there were too many.
    public long refusedConnections() {
        return refused.get();
    }

    /// Sends messages in their order, flushed once; dropped where the connection is gone.
    ///
    /// @throws IllegalArgumentException if a message does not fit the wire; then none of them is
    ///   sent
    public void send(ConnectionId connection, List<OpenFlowMessage> messages) {
        ConnectionHandler handler = connections.get(connection);
        if (handler != null) {
            handler.send(messages, settings.outboundLimitBytes());
        }
    }

    /// Closes a connection; its listener hears of it with this reason.
    public void close(ConnectionId connection, String reason) {
        ConnectionHandler handler = connections.get(connection);
        if (handler != null) {
            handler.close(reason);
        }
    }

    /// Reads on from every connection that the listener stopped. To be called once there is room
    /// again.
    public void resume() {
        connections.values().forEach(ConnectionHandler::resume);
    }

    /// Stops listening and closes every connection; not to be called by a listener. When this
    /// returns, the listener has heard the last of them.
    @Override
    public void close() {
        acceptor.close().awaitUninterruptibly();
        connections.values().forEach(connection -> connection.close("the controller stops"));
        threads.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
