package io.teleon.tests.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.teleon.agent.Agent;
import io.teleon.agent.AgentPace;
import io.teleon.agent.collect.ThisMachine;
import io.teleon.agent.uplink.Origin;
import io.teleon.agent.uplink.OtlpHttpUplink;
import io.teleon.controller.http.HttpServer;
import io.teleon.controller.http.HttpSettings;
import io.teleon.controller.http.Pace;
import io.teleon.controller.journal.MemoryJournal;
import io.teleon.controller.loop.ControlLoop;
import io.teleon.controller.loop.ControllerConfig;
import io.teleon.controller.loop.LoopRunner;
import io.teleon.controller.loop.Past;
import io.teleon.controller.openflow.Octets;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.report.Event;
import io.teleon.controller.southbound.ConnectionId;
import io.teleon.controller.telemetry.TelemetryStore;
import io.teleon.controller.topology.Inventory;
import io.teleon.models.network.HostId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The machine the tests run on, measured by the agent, reported over HTTP, shown by the API.
final class AgentOverHttpTest {

    private static final HostId HOST = HostId.parse("02:00:00:00:00:07");
    private static final InstantSource CLOCK = InstantSource.system();

    private static final LoopRunner.SwitchSide NO_SWITCHES =
            new LoopRunner.SwitchSide() {
                @Override
                public void send(ConnectionId connection, List<OpenFlowMessage> messages) {}

                @Override
                public void close(ConnectionId connection, String reason) {}

                @Override
                public void resume() {}
            };

    @Test
    void whatTheAgentMeasuresIsShownByTheApi() throws Exception {
        Instant start = CLOCK.instant();
        TelemetryStore telemetry = TelemetryStore.standard();
        MemoryJournal journal = new MemoryJournal();
        ControlLoop loop =
                new ControlLoop(
                        ControllerConfig.standard(Inventory.NONE, Octets.of(new byte[32]), 1),
                        Past.NONE,
                        start);
        CompletableFuture<Event> heard = new CompletableFuture<>();
        try (LoopRunner runner =
                        new LoopRunner(
                                loop,
                                journal,
                                NO_SWITCHES,
                                CLOCK,
                                new LoopRunner.Outlets(telemetry::add, _ -> {}),
                                heard::completeExceptionally);
                HttpServer server =
                        HttpServer.start(
                                new HttpSettings("127.0.0.1", 0),
                                runner,
                                telemetry,
                                Pace.REAL,
                                CLOCK)) {
            var _ =
                    runner.subscribe(event -> {
                        if (event.kind() == Event.Kind.AGENT_HEARD) {
                            heard.complete(event);
                        }
                    });
            runner.start();
            URI uri = URI.create("http://127.0.0.1:" + server.address().getPort());
            report(uri, start);

            assertEquals("edge-7", heard.get(30, TimeUnit.SECONDS).subject());
            JsonNode names = get(uri, "/api/v1/telemetry?contains=uptime");
            assertEquals("uptime@host:" + HOST, names.path("names").path(0).asText());
            JsonNode uptime =
                    get(uri, "/api/v1/telemetry?series=uptime@host:" + HOST).path("series").path(0);
            assertEquals("s", uptime.path("unit").asText());
            assertEquals(2, uptime.path("samples").size());
            assertTrue(uptime.path("samples").path(1).path(1).asDouble() > 0);
        }
    }

    private static void report(URI controller, Instant start) {
        try (OtlpHttpUplink uplink = new OtlpHttpUplink(controller)) {
            Agent agent =
                    new Agent(
                            new Origin("edge-7", "edge", HOST, start),
                            AgentPace.STANDARD,
                            new ThisMachine().collectors(HOST),
                            uplink,
                            start);
            agent.sample(start.plusMillis(1));
            agent.sample(start.plusMillis(2));
            assertEquals(List.of(), agent.flush(start.plusMillis(2)));
            agent.underWay().orElseThrow().join();
            assertEquals(List.of(), agent.flush(start.plusMillis(3)));
            assertEquals(agent.counts().samplesTaken(), agent.counts().samplesDelivered());
        }
    }

    private static JsonNode get(URI server, String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String body =
                    client.send(
                                    HttpRequest.newBuilder(server.resolve(path)).build(),
                                    BodyHandlers.ofString())
                            .body();
            return new ObjectMapper().readTree(body);
        }
    }
}
