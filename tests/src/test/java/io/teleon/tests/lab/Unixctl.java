package io.teleon.tests.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A connection to the control socket of an Open vSwitch daemon, for questions by the thousand:
/// what `ovs-appctl` asks, without a new process each time. The protocol is JSON-RPC 1.0 with
/// string parameters (ovs-appctl(8), unixctl).
public final class Unixctl implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SocketChannel channel;
    // Made with the first question: reading the first answer begins at once, and waits for it.
    private Optional<MappingIterator<JsonNode>> answers = Optional.empty();
    private long requests;

    private Unixctl(SocketChannel channel) {
        this.channel = channel;
    }

    public static Unixctl connect(Path socket) {
        try {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(socket));
            return new Unixctl(channel);
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot talk to " + socket, refused);
        }
    }

    /// Asks and returns the answer's text; what the daemon refuses is an error with its words.
    public String ask(String method, String... parameters) {
        try {
            var request = JSON.createObjectNode().put("id", requests++).put("method", method);
            List.of(parameters).forEach(request.putArray("params")::add);
            ByteBuffer bytes = ByteBuffer.wrap(request.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            if (answers.isEmpty()) {
                answers =
                        Optional.of(
                                JSON.readerFor(JsonNode.class)
                                        .readValues(Channels.newInputStream(channel)));
            }
            JsonNode answer = answers.get().nextValue();
            if (answer.hasNonNull("error")) {
                throw new IllegalArgumentException(
                        method + " " + List.of(parameters) + ": " + answer.get("error").asText());
            }
            return answer.path("result").asText();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
