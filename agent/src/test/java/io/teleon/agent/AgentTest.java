package io.teleon.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class AgentTest {

    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final HostId HOST = HostId.parse("02:00:00:00:00:01");
    private static final SeriesId OCTETS =
            new SeriesId(Metric.IF_IN_OCTETS, new Resource.OfInterface(HOST, "eth0"));
    private static final Delivery AWAY = new Delivery.Away("is not there", Optional.empty());

    private final FakeUplink uplink = new FakeUplink();

    /// Counts how often it was read: 1, 2, 3 ...
    private static final class Counting implements Collector {
        private final String name;
        private long readings;
        private boolean broken;
        private final List<Instant> times = new ArrayList<>();

        Counting(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public List<Sample> collect(Instant now) {
            if (broken) {
                throw new IllegalStateException("nothing to read");
            }
            times.add(now);
            return List.of(new Sample(OCTETS, now, ++readings));
        }
    }

    private final Counting counting = new Counting("counting");

    private Agent agent(int bufferSamples) {
        AgentPace pace = new AgentPace(Duration.ofSeconds(1), Duration.ofSeconds(5), bufferSamples);
        return new Agent(origin("h1"), pace, List.of(counting), uplink, START);
    }

    private static Origin origin(String name) {
        return new Origin(name, "host", HOST, START);
    }

    private static List<AgentEvent> run(Agent agent, int steps) {
        List<AgentEvent> events = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            events.addAll(agent.step(agent.nextStep()));
        }
        return events;
    }

    private static List<Long> numbers(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    /// Ten gauges that wander a little, of which half surge at a time.
    private static Collector wandering(Instant surge) {
        SplittableRandom random = new SplittableRandom(1);
        return new Collector() {
            @Override
            public String name() {
                return "wandering";
            }

            @Override
            public List<Sample> collect(Instant now) {
                List<Sample> samples = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                    double value = 50 + random.nextGaussian();
                    Resource resource = new Resource.OfInterface(HOST, "eth" + i);
                    samples.add(
                            new Sample(
                                    new SeriesId(Metric.LINK_UTILISATION, resource),
                                    now,
                                    i < 5 && !now.isBefore(surge) ? value + 100 : value));
                }
                return samples;
            }
        };
    }

    @Test
    void findsOnTheHostWhatIsOddAndTellsTheShareOfIt() {
        Instant surge = START.plus(Duration.ofHours(5));
        Agent agent =
                new Agent(
                        origin("h1"),
                        new AgentPace(Duration.ofSeconds(20), Duration.ofSeconds(60), 1000),
                        List.of(wandering(surge)),
                        uplink,
                        Optional.of(new HostScreening(new Resource.OfHost(HOST))),
                        START);
        assertEquals(
                List.of(),
                run(agent, 3 * 299).stream().filter(AgentEvent.HostOdd.class::isInstance).toList());
        List<AgentEvent> events = run(agent, 12);
        assertEquals(5, events.stream().filter(AgentEvent.SeriesOdd.class::isInstance).count());
        assertEquals(1, events.stream().filter(AgentEvent.HostOdd.class::isInstance).count());
        assertTrue(
                uplink.values("anomalyRate").stream().anyMatch(rate -> rate >= 0.3),
                uplink.values("anomalyRate").toString());
    }

    @Test
    void samplesEverySecondOnTheGridWithoutAGap() {
        Agent agent =
                new Agent(
                        origin("h1"),
                        AgentPace.STANDARD,
                        List.of(counting),
                        uplink,
                        START.plusMillis(700));
        run(agent, 100);
        assertEquals(
                LongStream.rangeClosed(1, 100).mapToObj(START::plusSeconds).toList(),
                counting.times);
    }

    @Test
    void reportsInBatches() {
        Agent agent = agent(1000);
        run(agent, 50);
        assertEquals(10, uplink.taken.size());
        assertEquals(numbers(1, 50 - agent.waiting()), uplink.counts("ifInOctets"));
        assertTrue(agent.waiting() < 5);
    }

    @Test
    void keepsWhileTheControllerIsAwayAndBackfillsInOrder() {
        Agent agent = agent(1000);
        run(agent, 20);
        uplink.answers(AWAY);
        List<AgentEvent> during = run(agent, 60);
        assertEquals(List.of(new AgentEvent.ControllerAway("is not there")), during);
        uplink.accepts();
        List<AgentEvent> after = run(agent, 5);
        assertEquals(List.of(new AgentEvent.ControllerBack(0)), after);
        agent.flush(agent.nextStep());
        assertEquals(numbers(1, 85), uplink.counts("ifInOctets"));
        assertEquals(0, agent.waiting());
    }

    @Test
    void reportsAtAllIntervalsWhileAwayAndNoMoreOften() {
        Agent agent = agent(1000);
        uplink.answers(AWAY);
        run(agent, 50);
        assertEquals(10, uplink.asked);
    }

    @Test
    void leavesTheControllerAloneAsLongAsItAsks() {
        Agent agent = agent(1000);
        uplink.answers(new Delivery.Away("is busy", Optional.of(Duration.ofSeconds(30))));
        run(agent, 30);
        assertEquals(1, uplink.asked);
    }

    @Test
    void dropsTheOldestAtTheBoundAndCountsThem() {
        Agent agent = agent(20);
        uplink.answers(AWAY);
        List<AgentEvent> events = run(agent, 100);
        assertEquals(1, events.stream().filter(e -> e instanceof AgentEvent.BufferFull).count());
        assertEquals(20, agent.waiting());
        uplink.accepts();
        agent.flush(agent.nextStep());
        List<Long> kept = uplink.counts("ifInOctets");
        assertEquals(100, kept.getLast());
        assertEquals(numbers(kept.getFirst(), 100), kept);
        assertEquals(agent.counts().samplesTaken(), agent.counts().samplesDropped() + 20);
        assertEquals(20, agent.counts().samplesDelivered());
    }

    @Test
    void aLongAbsenceIsHandedOverInSeveralReports() {
        Agent agent = agent(100_000);
        int absence = 3 * Agent.MAX_REPORT_SAMPLES;
        uplink.answers(new Delivery.Away("is gone", Optional.of(Duration.ofSeconds(absence))));
        run(agent, absence);
        uplink.accepts();
        run(agent, 15);
        assertTrue(uplink.taken.size() > 3);
        assertTrue(agent.waiting() < 10);
    }

    @Test
    void goesOnSamplingWhileAReportIsUnderWay() {
        Agent agent = agent(1000);
        CompletableFuture<Delivery> slow = new CompletableFuture<>();
        uplink.answers(slow);
        run(agent, 25);
        assertEquals(25, counting.times.size());
        assertEquals(1, uplink.asked);
        slow.complete(new Delivery.Accepted(0));
        uplink.accepts();
        run(agent, 5);
        assertEquals(numbers(1, 30 - agent.waiting()), uplink.counts("ifInOctets"));
    }

    @Test
    void aReportTurnedDownIsLostAndCounted() {
        Agent agent = agent(1000);
        uplink.answers(new Delivery.Refused("answers 400"));
        List<AgentEvent> events = run(agent, 50);
        assertEquals(List.of(new AgentEvent.ReportRefused("answers 400")), events);
        assertEquals(
                agent.counts().samplesTaken() - agent.waiting(), agent.counts().samplesRefused());
    }

    @Test
    void countsWhatTheControllerCouldNotUse() {
        Agent agent = agent(1000);
        uplink.answers(new Delivery.Accepted(1));
        agent.sample(START.plusSeconds(1));
        agent.sample(START.plusSeconds(2));
        agent.flush(START.plusSeconds(2));
        assertEquals(1, agent.counts().samplesDelivered());
        assertEquals(1, agent.counts().samplesRefused());
    }

    @Test
    void noticesLateAndMissedTicks() {
        Agent agent = agent(1000);
        agent.step(START.plusMillis(1000));
        agent.step(START.plusMillis(2249));
        assertEquals(0, agent.counts().ticksLate());
        agent.step(START.plusMillis(3251));
        assertEquals(1, agent.counts().ticksLate());
        agent.step(START.plusMillis(7000));
        assertEquals(3, agent.counts().ticksMissed());
        assertEquals(START.plusSeconds(8), agent.nextStep());
    }

    @Test
    void doesNothingBetweenTheLinesOfTheGrid() {
        Agent agent = agent(1000);
        agent.step(START.plusMillis(400));
        agent.step(START.plusMillis(999));
        assertEquals(List.of(), counting.times);
    }

    @Test
    void startsTheGridAnewWhenTheClockIsSetBack() {
        Agent agent = agent(1000);
        run(agent, 100);
        Instant earlier = START.minusSeconds(3600);
        agent.step(earlier);
        assertEquals(earlier.plusSeconds(1), agent.nextStep());
        int before = uplink.asked;
        run(agent, 5);
        assertEquals(before + 1, uplink.asked);
        assertEquals(0, agent.counts().ticksMissed());
    }

    @Test
    void aBrokenCollectorIsToldOnceAndStopsNobody() {
        Counting other = new Counting("other");
        Agent agent =
                new Agent(
                        origin("h1"), AgentPace.STANDARD, List.of(counting, other), uplink, START);
        counting.broken = true;
        List<AgentEvent> events = run(agent, 10);
        AgentEvent only = events.getFirst();
        assertEquals(1, events.size());
        assertInstanceOf(AgentEvent.CollectorFailed.class, only);
        assertEquals(10, other.times.size());
        counting.broken = false;
        run(agent, 1);
        counting.broken = true;
        assertEquals(1, run(agent, 3).size());
    }

    @Test
    void reportsItsOwnHealth() {
        Agent agent = agent(1000);
        agent.step(START.plusSeconds(1));
        agent.step(START.plusSeconds(9));
        agent.flush(START.plusSeconds(9));
        assertEquals(7, uplink.counts("agentTicksMissed").getLast());
        assertEquals(0, uplink.counts("agentSamplesDropped").getLast());
    }

    @Test
    void agentsOfDifferentNamesReportAtDifferentTimes() {
        assertNotEquals(firstReport("h1"), firstReport("h2"));
    }

    private Instant firstReport(String name) {
        FakeUplink own = new FakeUplink();
        Agent agent = new Agent(origin(name), AgentPace.STANDARD, List.of(), own, START);
        Instant at = START;
        while (own.asked == 0) {
            at = agent.nextStep();
            assertFalse(at.isAfter(START.plusSeconds(5)));
            agent.step(at);
        }
        return at;
    }
}
