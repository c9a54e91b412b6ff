package io.teleon.simulator.cli;

import io.teleon.controller.http.HttpServer;
import io.teleon.controller.http.HttpSettings;
import io.teleon.controller.http.Playground;
import io.teleon.simulator.world.World;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/// The API and the page of a demo, if it has one.
record DemoPage(Optional<HttpServer> server) implements AutoCloseable {

    /// @throws IOException in one clear line, where the port is taken
    static DemoPage serve(
            Optional<HttpSettings> settings,
            DemoController controller,
            Playground playground,
            World world,
            Pace pace)
            throws IOException {
        if (settings.isEmpty()) {
            return new DemoPage(Optional.empty());
        }
        // Reports from outside are dated by the world's time, which the last view shows.
        InstantSource clock = () -> controller.view().at();
        return new DemoPage(
                Optional.of(
                        HttpServer.start(
                                settings.get(),
                                controller,
                                world.telemetry(),
                                new io.teleon.controller.http.Pace(true, pace.factor()),
                                clock,
                                Optional.of(playground))));
    }

    Optional<String> url() {
        return server.map(http -> "http://127.0.0.1:" + http.address().getPort());
    }

    @Override
    public void close() {
        server.ifPresent(HttpServer::close);
    }
}
