package io.teleon.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.agent.collect.Collector;
import io.teleon.agent.uplink.Delivery;
import io.teleon.agent.uplink.Origin;
import io.teleon.models.network.HostId;
import io.teleon.models.telemetry.Metric;
import io.teleon.models.telemetry.Resource;
import io.teleon.models.telemetry.Sample;
import io.teleon.models.telemetry.SeriesId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/// With a real thread and the machine's clock.
final class AgentRunnerTest {

    private static final HostId HOST = HostId.parse("02:00:00:00:00:01");
    private static final InstantSource CLOCK = InstantSource.system();

    private final FakeUplink uplink = new FakeUplink();
    private final List<AgentEvent> events = new ArrayList<>();
    private final CountDownLatch measuredThrice = new CountDownLatch(3);

    private final class Counting implements Collector {

        private long readings;

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public List<Sample> collect(Instant now) {
            measuredThrice.countDown();
            return List.of(
                    new Sample(
                            new SeriesId(Metric.IF_IN_OCTETS, new Resource.OfHost(HOST)),
                            now,
                            ++readings));
        }
    }

    /// So seldom that only stopping makes it report.
    private final Agent agent =
            new Agent(
                    new Origin("h1", "h1", HOST, Instant.EPOCH),
                    new AgentPace(Duration.ofMillis(10), Duration.ofHours(1), 100_000),
                    List.of(new Counting()),
                    uplink,
                    CLOCK.instant());

    private final AgentRunner runner =
            new AgentRunner(agent, Duration.ofMillis(10), CLOCK, events::add);

    private CompletableFuture<Void> start() {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread.ofPlatform()
                .start(() -> {
                    try {
                        runner.run();
                        ended.complete(null);
                    } catch (InterruptedException | RuntimeException e) {
                        ended.completeExceptionally(e);
                    }
                });
        return ended;
    }

    @Test
    void reportsWhatWaitsWhenItIsStopped() throws InterruptedException, ExecutionException {
        CompletableFuture<Void> ended = start();
        measuredThrice.await();
        runner.stop();
        ended.get();
        List<Long> reported = uplink.counts("ifInOctets");
        assertTrue(reported.size() >= 3, reported.toString());
        assertEquals(reported.size(), reported.getLast());
        assertEquals(0, agent.waiting());
        assertEquals(List.of(), events);
    }

    @Test
    void stopsAlsoWhereNobodyTakesTheLastReport() throws InterruptedException, ExecutionException {
        uplink.answers(new Delivery.Away("is gone", Optional.empty()));
        CompletableFuture<Void> ended = start();
        measuredThrice.await();
        runner.stop();
        ended.get();
        assertEquals(List.of(new AgentEvent.ControllerAway("is gone")), events);
    }

    @Test
    void measuresAndReportsOnce() throws InterruptedException {
        runner.runOnce();
        assertEquals(List.of(1L), uplink.counts("ifInOctets"));
    }
}
