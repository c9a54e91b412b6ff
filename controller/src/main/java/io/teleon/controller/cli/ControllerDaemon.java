package io.teleon.controller.cli;

import io.teleon.controller.access.TokenFile;
import io.teleon.controller.autonomy.AutonomySettings;
import io.teleon.controller.http.HttpServer;
import io.teleon.controller.http.Pace;
import io.teleon.controller.jdbc.H2Journal;
import io.teleon.controller.jdbc.TrafficStore;
import io.teleon.controller.journal.Journal;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.learning.NetworkWorkshop;
import io.teleon.controller.learning.Workshop;
import io.teleon.controller.loop.ControlLoop;
import io.teleon.controller.loop.ControllerConfig;
import io.teleon.controller.loop.LoopRunner;
import io.teleon.controller.loop.Past;
import io.teleon.controller.loop.Stimulus;
import io.teleon.controller.notice.NoticeDelivery;
import io.teleon.controller.openflow.Octets;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.southbound.ConnectionId;
import io.teleon.controller.southbound.OpenFlowCodec;
import io.teleon.controller.southbound.SouthboundListener;
import io.teleon.controller.southbound.SouthboundServer;
import io.teleon.controller.southbound.SouthboundSettings;
import io.teleon.controller.telemetry.TelemetryStore;
import io.teleon.controller.topology.Inventory;
import io.teleon.models.format.TopologyFiles;
import io.teleon.models.learning.ForecastModel;
import io.teleon.models.learning.djl.DjlTrainer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// The controller as it runs in production: the loop between its journal and its switches.
///
/// Started from the journal up, stopped from the switches down: while switches can speak, what they
/// say can be taken and remembered.
public final class ControllerDaemon implements AutoCloseable {

    private static final int KEY_LENGTH = 32;

    private final Journal journal;
    private final LoopRunner runner;
    private final HttpServer http;
    private final SouthboundServer server;
    private final NoticeDelivery notices;
    private final Optional<TrafficStore> traffic;

    private ControllerDaemon(
            Journal journal,
            Optional<TrafficStore> traffic,
            NoticeDelivery notices,
            LoopRunner runner,
            HttpServer http,
            SouthboundServer server) {
        this.journal = journal;
        this.traffic = traffic;
        this.notices = notices;
        this.runner = runner;
        this.http = http;
        this.server = server;
    }

    /// @param onFailure told once, by the loop's thread, when the controller cannot go on
    /// @throws IOException naming the file or the address that is in the way
    /// @throws io.teleon.controller.journal.JournalFailure where the journal cannot be opened
    /// @throws io.teleon.models.format.MalformedInput where the inventory cannot be read
    public static ControllerDaemon start(
            DaemonSettings settings, InstantSource clock, Consumer<Throwable> onFailure)
            throws IOException {
        OpenFlowCodec.warmUp();
        Inventory inventory = inventory(settings.inventory());
        Journal journal = H2Journal.open(settings.journal());
        // Only once the journal is ours: whoever has that one, has this one too.
        Optional<TrafficStore> traffic = TrafficStore.open(besides(settings.journal()));
        try {
            SecureRandom random = new SecureRandom();
            byte[] key = new byte[KEY_LENGTH];
            random.nextBytes(key);
            ControllerConfig config =
                    ControllerConfig.standard(inventory, Octets.of(key), random.nextLong());
            List<JournalEntry> past = journal.replay();
            Optional<ForecastModel> model =
                    settings.learning().settings().isPresent()
                            ? new ModelFolder(settings.learning().folder()).inForce(past)
                            : Optional.empty();
            ControlLoop loop =
                    new ControlLoop(
                            autonomy(settings).map(config::with).orElse(config),
                            new Past(
                                    past,
                                    journal.head(),
                                    traffic.flatMap(TrafficStore::takePast).map(kept -> kept),
                                    model),
                            clock.instant());
            return start(settings, loop, journal, traffic, clock, onFailure);
        } catch (IOException | RuntimeException e) {
            traffic.ifPresent(TrafficStore::close);
            journal.close();
            throw e;
        }
    }

    private static ControllerDaemon start(
            DaemonSettings settings,
            ControlLoop loop,
            Journal journal,
            Optional<TrafficStore> traffic,
            InstantSource clock,
            Consumer<Throwable> onFailure)
            throws IOException {
        NoticeDelivery notices = NoticeDelivery.start(settings.notices());
        try {
            return start(settings, loop, journal, traffic, notices, clock, onFailure);
        } catch (IOException | RuntimeException e) {
            notices.close();
            throw e;
        }
    }

    private static ControllerDaemon start(
            DaemonSettings settings,
            ControlLoop loop,
            Journal journal,
            Optional<TrafficStore> traffic,
            NoticeDelivery notices,
            InstantSource clock,
            Consumer<Throwable> onFailure)
            throws IOException {
        TelemetryStore telemetry = TelemetryStore.standard();
        // The runner and the server need each other: the one that comes second is handed over.
        CompletableFuture<SouthboundServer> started = new CompletableFuture<>();
        LoopRunner runner =
                new LoopRunner(
                        loop,
                        journal,
                        new Switches(started),
                        clock,
                        new LoopRunner.Outlets(
                                telemetry::add,
                                bin -> traffic.ifPresent(store -> store.accept(bin)),
                                notices,
                                workshop(settings.learning())),
                        onFailure);
        HttpServer http =
                HttpServer.start(
                        settings.http(),
                        new HttpServer.Served(runner, telemetry, Pace.REAL, clock, notices::counts),
                        new TokenFile(settings.http().tokens()));
        try {
            SouthboundServer server =
                    SouthboundServer.start(
                            SouthboundSettings.on(settings.openflow().socketAddress()),
                            new Listener(runner));
            started.complete(server);
            runner.start();
            return new ControllerDaemon(journal, traffic, notices, runner, http, server);
        } catch (IOException | RuntimeException e) {
            http.close();
            throw e;
        }
    }

    /// Where the measured traffic is kept: a file beside the journal.
    static Path besides(Path journal) {
        return journal.resolveSibling(journal.getFileName() + "-traffic");
    }

    private static Optional<AutonomySettings> autonomy(DaemonSettings settings) {
        return settings.autonomy()
                .settings()
                .map(own -> settings.learning().settings().map(own::with).orElse(own));
    }

    private static Workshop workshop(LearningConfig learning) {
        ModelFolder folder = new ModelFolder(learning.folder());
        return learning.settings().isEmpty()
                ? Workshop.NONE
                : new NetworkWorkshop(
                        () -> DjlTrainer.start(learning.engine()), folder::keep, System::nanoTime);
    }

    private static Inventory inventory(Optional<Path> file) throws IOException {
        return file.isPresent() ? new Inventory(TopologyFiles.read(file.get())) : Inventory.NONE;
    }

    public LoopRunner runner() {
        return runner;
    }

    /// The port switches connect to.
    public int openflowPort() {
        return server.port();
    }

    /// The port of the API and the page.
    public int httpPort() {
        return http.address().getPort();
    }

    @Override
    public void close() {
        server.close();
        http.close();
        runner.close();
        notices.close();
        traffic.ifPresent(TrafficStore::close);
        journal.close();
    }

    private record Switches(CompletableFuture<SouthboundServer> server)
            implements LoopRunner.SwitchSide {

        @Override
        public void send(ConnectionId connection, List<OpenFlowMessage> messages) {
            server.join().send(connection, messages);
        }

        @Override
        public void close(ConnectionId connection, String reason) {
            server.join().close(connection, reason);
        }

        @Override
        public void resume() {
            server.join().resume();
        }
    }

    private record Listener(LoopRunner runner) implements SouthboundListener {

        @Override
        public void connected(ConnectionId connection, String remote) {
            runner.fromSwitch(new Stimulus.Connected(connection, remote));
        }

        @Override
        public boolean spoke(ConnectionId connection, OpenFlowMessage message) {
            return runner.fromSwitch(new Stimulus.Spoke(connection, message));
        }

        @Override
        public void garbled(ConnectionId connection, String reason, Octets first) {
            runner.fromSwitch(new Stimulus.Garbled(connection, reason + ": " + first));
        }

        @Override
        public void gone(ConnectionId connection, String reason) {
            runner.fromSwitch(new Stimulus.Disconnected(connection, reason));
        }
    }
}
