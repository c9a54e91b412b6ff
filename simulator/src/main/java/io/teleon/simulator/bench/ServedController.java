package io.teleon.simulator.bench;

import io.teleon.controller.access.Role;
import io.teleon.controller.access.Token;
import io.teleon.controller.access.TokenFile;
import io.teleon.controller.access.TokenList;
import io.teleon.controller.cli.ControllerDaemon;
import io.teleon.controller.cli.DaemonSettings;
import io.teleon.controller.http.HttpSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A controller as it is run in earnest, with its journal in a folder of its own and sign-in, on
/// free ports of loopback.
final class ServedController implements AutoCloseable {

    /// So many requests a second that none is refused for coming too often.
    private static final int NO_LIMIT = 1_000_000;

    private final Path folder;
    private final String token;
    private final ControllerDaemon daemon;
    private final URI server;

    private ServedController(Path folder, String token, ControllerDaemon daemon) {
        this.folder = folder;
        this.token = token;
        this.daemon = daemon;
        this.server = URI.create("http://127.0.0.1:" + daemon.httpPort());
    }

    static ServedController start() throws IOException {
        Path folder = Files.createTempDirectory("teleon-bench-api");
        try {
            String token = Token.text(new byte[Token.OCTETS]);
            TokenFile tokens = new TokenFile(folder.resolve("tokens.yaml"));
            tokens.write(
                    TokenList.EMPTY.with(
                            new Token(
                                    "bench",
                                    Role.ADMIN,
                                    Token.hash(token),
                                    Instant.now(),
                                    Optional.empty())));
            DaemonSettings settings =
                    new DaemonSettings(
                            new DaemonSettings.OpenFlow("127.0.0.1", 0),
                            new HttpSettings(
                                    "127.0.0.1", 0, Optional.empty(), tokens.path(), NO_LIMIT),
                            folder.resolve("journal"),
                            Optional.empty());
            return new ServedController(
                    folder,
                    token,
                    ControllerDaemon.start(
                            settings,
                            InstantSource.system(),
                            failure -> {
                                throw new IllegalStateException(failure);
                            }));
        } catch (IOException | RuntimeException e) {
            remove(folder);
            throw e;
        }
    }

    URI server() {
        return server;
    }

    String token() {
        return token;
    }

    /// Where switches call.
    InetSocketAddress openflow() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), daemon.openflowPort());
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    /// Sends it until it is answered; what is not answered in time is asked again.
    ///
    /// @return the body
    /// @throws IOException where it is refused
    static String send(HttpClient client, HttpRequest request)
            throws IOException, InterruptedException {
        while (true) {
            var answer = client.send(request, BodyHandlers.ofString());
            int status = answer.statusCode();
            if (status >= 200 && status < 300) {
                return answer.body();
            }
            if (status != 503 && status != 504) {
                throw new IOException(request.uri() + " answers " + status);
            }
        }
    }

    @Override
    public void close() throws IOException {
        daemon.close();
        remove(folder);
    }

    private static void remove(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
