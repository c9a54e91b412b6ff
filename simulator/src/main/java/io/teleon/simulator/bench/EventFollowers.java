package io.teleon.simulator.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Clients of the event stream, all read by one thread of their own, which counts what each is
/// told.
final class EventFollowers implements AutoCloseable {

    /// Before each event on the wire.
    private static final byte[] MARK = "data: ".getBytes(StandardCharsets.US_ASCII);

    private static final int BUFFER_BYTES = 1 << 18;
    private static final long PATIENCE_MILLIS = 100;

    private final Selector selector = Selector.open();
    private final List<Follower> followers = new ArrayList<>();
    private final Thread reader = new Thread(this::read, "event followers");
    private volatile boolean closed;

    private static final class Follower {
        final SocketChannel channel;
        int matched;
        volatile long events;

        Follower(SocketChannel channel) {
            this.channel = channel;
        }

        void heard(ByteBuffer bytes) {
            long found = events;
            while (bytes.hasRemaining()) {
                byte next = bytes.get();
                // No other byte of the mark is its first one.
                matched = next == MARK[matched] ? matched + 1 : next == MARK[0] ? 1 : 0;
                if (matched == MARK.length) {
                    found++;
                    matched = 0;
                }
            }
            events = found;
        }
    }

    EventFollowers(URI server, String token, int many) throws IOException {
        byte[] request =
                ("GET /api/v1/events/stream HTTP/1.1\r\nHost: "
                                + server.getAuthority()
                                + "\r\nAuthorization: Bearer "
                                + token
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < many; i++) {
            SocketChannel channel =
                    SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
            Follower follower = new Follower(channel);
            followers.add(follower);
            channel.write(ByteBuffer.wrap(request));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, follower);
        }
        reader.setDaemon(true);
        reader.start();
    }

    /// What the one that was told least was told.
    long fewest() {
        return followers.stream().mapToLong(follower -> follower.events).min().orElse(0);
    }

    long all() {
        return followers.stream().mapToLong(follower -> follower.events).sum();
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        try {
            while (!closed) {
                selector.select(PATIENCE_MILLIS);
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.attachment() instanceof Follower follower) {
                        buffer.clear();
                        if (follower.channel.read(buffer) < 0) {
                            throw new IOException("a follower was cut off");
                        }
                        follower.heard(buffer.flip());
                    }
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException e) {
            if (!closed) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        for (Follower follower : followers) {
            follower.channel.close();
        }
        selector.close();
    }
}
