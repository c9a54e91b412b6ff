package io.teleon.controller.cli;

import io.teleon.controller.http.HttpServer;
import io.teleon.controller.http.HttpSettings;
import io.teleon.controller.http.MadeUpController;
import io.teleon.controller.http.MadeUpView;
import io.teleon.controller.http.Pace;
import io.teleon.controller.telemetry.TelemetryStore;
import java.net.BindException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Commands as they are typed, against the API of a made-up controller on a port of its own.
final class ServedCommands implements AutoCloseable {

    final MadeUpController controller = new MadeUpController(MadeUpView.noon());
    private final HttpServer server;

    ServedCommands() {
        try {
            server =
                    HttpServer.start(
                            new HttpSettings("127.0.0.1", 0),
                            controller,
                            TelemetryStore.standard(),
                            Pace.REAL,
                            InstantSource.fixed(MadeUpView.NOON));
        } catch (BindException e) {
            throw new IllegalStateException(e);
        }
    }

    CommandRun type(String line) {
        return type(List.of(line.split(" ", -1)));
    }

    CommandRun type(List<?> words) {
        List<Object> all = new ArrayList<>(words);
        all.addAll(List.of("--server", "http://127.0.0.1:" + server.address().getPort()));
        return CommandRun.of(all);
    }

    @Override
    public void close() {
        server.close();
    }
}
