package io.teleon.tests.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Many connections to one port, held by one thread.
final class Crowd implements AutoCloseable {

    /// Of what a member was told, what is looked at.
    private static final int REMEMBERED = 1 << 16;

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
    private final List<Member> members = new ArrayList<>();

    /// One connection.
    static final class Member {

        private final SocketChannel channel;
        private final StringBuilder heard = new StringBuilder();
        private boolean cut;

        private Member(SocketChannel channel) {
            this.channel = channel;
        }

        /// Whether the other side ended it.
        boolean isCut() {
            return cut;
        }

        boolean heard(String text) {
            return heard.indexOf(text) >= 0;
        }
    }

    Crowd() throws IOException {}

    /// Connects one more, who says this.
    Member join(int port, String says) throws IOException {
        SocketChannel channel = SocketChannel.open();
        Member member = new Member(channel);
        members.add(member);
        try {
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.write(ByteBuffer.wrap(says.getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, member);
        } catch (IOException e) {
            member.cut = true;
        }
        listen(0);
        return member;
    }

    List<Member> members() {
        return members;
    }

    long left() {
        return members.stream().filter(member -> !member.cut).count();
    }

    /// Listens until it is so.
    void until(BooleanSupplier reached) throws IOException {
        while (!reached.getAsBoolean()) {
            listen(100);
        }
    }

    private void listen(long millis) throws IOException {
        if (millis == 0) {
            selector.selectNow();
        } else {
            selector.select(millis);
        }
        for (SelectionKey key : selector.selectedKeys()) {
            if (key.attachment() instanceof Member member) {
                read(member, key);
            }
        }
        selector.selectedKeys().clear();
    }

    private void read(Member member, SelectionKey key) throws IOException {
        int read;
        buffer.clear();
        try {
            read = member.channel.read(buffer);
        } catch (IOException e) {
            read = -1;
        }
        if (read < 0) {
            member.cut = true;
            key.cancel();
            member.channel.close();
            return;
        }
        buffer.flip();
        member.heard.append(StandardCharsets.ISO_8859_1.decode(buffer));
        if (member.heard.length() > REMEMBERED) {
            member.heard.delete(0, member.heard.length() - REMEMBERED);
        }
    }

    @Override
    public void close() throws IOException {
        for (Member member : members) {
            member.channel.close();
        }
        selector.close();
    }
}
