package io.teleon.controller.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.autonomy.Programs;
import io.teleon.controller.percept.DetourBook;
import io.teleon.controller.percept.GivenNetwork;
import io.teleon.controller.percept.IntentPercepts;
import io.teleon.controller.percept.Percepts;
import io.teleon.controller.percept.Picture;
import io.teleon.controller.percept.Picture.Measured;
import io.teleon.controller.percept.Picture.OfIntent;
import io.teleon.controller.report.AnomalyView;
import io.teleon.controller.report.AnomalyView.Of;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.EventLog;
import io.teleon.controller.report.ProbeView;
import io.teleon.controller.telemetry.PastTraffic;
import io.teleon.controller.telemetry.TrafficHistory;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.LinkId;
import io.teleon.models.traffic.NodePair;
import io.teleon.policies.engine.PolicyEngine;
import io.teleon.policies.host.Circumstances;
import io.teleon.policies.host.Input;
import io.teleon.policies.host.Output;
import io.teleon.policies.link.Linker;
import io.teleon.policies.program.Program;
import io.teleon.policies.syntax.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What of the controller's own series is odd.
class AnomalyWatchTest {

    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final int BINS_OF_A_WEEK = 7 * 288;
    private static final LinkId LINK = GivenNetwork.link("ab");
    private static final IntentId INTENT = IntentId.parse("i");

    private static final String WATCHFUL =
            """
            policy watchful "1.0.0" owner "test" mode enforce
            import net
            proc heed(L: link)
              goal maintain load_anomaly(L) < 50%
            {
              odd:   load_anomaly(L) >= 50% ~> nothing ++ { notify "noc" "{L} is odd" }
              usual: otherwise              ~> nothing
            }
            task heed_link for each L: link run heed(L) priority 10
            """;

    private final GivenNetwork given = new GivenNetwork("ab", "ac", "cb");
    private final EventLog events = new EventLog(10_000);
    private final List<AnomalyView> witnessed = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(1);
    private final TreeMap<IntentId, Double> delays = new TreeMap<>();
    private Instant now = Instant.parse("2026-03-01T00:00:00Z");
    private AnomalyWatch watch = watch(Optional.empty());

    AnomalyWatchTest() {
        given.intent("i", "ab", 10);
    }

    private AnomalyWatch watch(Optional<TrafficHistory> history) {
        return new AnomalyWatch(
                given.network,
                this::probe,
                history,
                events,
                (anomalies, _) -> {
                    witnessed.clear();
                    witnessed.addAll(anomalies);
                });
    }

    private Optional<ProbeView.Delay> probe(IntentId intent) {
        return Optional.ofNullable(delays.get(intent))
                .map(delay -> Math.round(delay * 1e9 + 100 * random.nextGaussian()))
                .map(nanos -> new ProbeView.Delay(now, Duration.ofNanos(nanos), Duration.ZERO));
    }

    /// Noise around the shape of a day.
    private double usual(Instant at) {
        double day = 2 * Math.PI * (at.getEpochSecond() % 86_400) / 86_400;
        return 10e6 * (1 + 0.3 * Math.sin(day) + 0.02 * random.nextGaussian());
    }

    private Picture picture(double times) {
        Picture painted = given.picture();
        SequencedMap<IntentId, OfIntent> intents = new LinkedHashMap<>();
        painted.intents()
                .forEach((id, of) ->
                        intents.put(
                                id,
                                new OfIntent(
                                        of.view(),
                                        of.ends(),
                                        Optional.of(new Measured(times * usual(now), now)))));
        return new Picture(now, painted.links(), intents);
    }

    private void play(int bins, double times) {
        Instant end = now.plus(TrafficHistory.BIN.multipliedBy(bins));
        while (now.isBefore(end)) {
            watch.take(picture(times));
            now = now.plus(LOOK);
        }
    }

    private List<Event> told(Event.Kind kind) {
        return events.all().stream().filter(event -> event.kind() == kind).toList();
    }

    @Test
    void whatDepartsIsToldOnceAndAgainWhenItIsOver() {
        play(BINS_OF_A_WEEK + 10, 1);
        assertEquals(List.of(), told(Event.Kind.ANOMALY_BEGAN));
        play(4, 3);
        List<Event> began = told(Event.Kind.ANOMALY_BEGAN);
        assertEquals(1, began.size(), began.toString());
        assertEquals(LINK.toString(), began.getFirst().subject());
        assertTrue(began.getFirst().text().startsWith("load of a/2 > b/1 is odd: "));
        AnomalyView anomaly = watch.views().getFirst();
        assertEquals(Of.LOAD, anomaly.of());
        assertTrue(anomaly.pValue().orElseThrow() < 1e-4, anomaly.toString());
        assertEquals(watch.views(), witnessed);
        play(48, 1);
        assertEquals(1, told(Event.Kind.ANOMALY_BEGAN).size());
        assertEquals(1, told(Event.Kind.ANOMALY_ENDED).size());
        assertEquals(List.of(), witnessed);
    }

    @Test
    void aSeriesThatHasNotSeenAWeekTellsNothing() {
        play(BINS_OF_A_WEEK - 10, 1);
        play(4, 3);
        assertEquals(Optional.empty(), watch.score(Of.LOAD, LINK.toString()));
        assertEquals(List.of(), told(Event.Kind.ANOMALY_BEGAN));
    }

    @Test
    void whatAnEarlierLifeMeasuredIsKnownAtOnce() {
        PastTraffic past = new PastTraffic();
        NodePair pair = new NodePair(GivenNetwork.node('a'), GivenNetwork.node('b'));
        for (int bin = 0; bin < BINS_OF_A_WEEK + 10; bin++) {
            now = now.plus(TrafficHistory.BIN);
            SequencedMap<NodePair, Double> rates = new LinkedHashMap<>();
            rates.put(pair, usual(now));
            past.add(new TrafficHistory.Bin(now, rates));
        }
        watch = watch(Optional.of(past));
        play(2, 1);
        assertEquals(List.of(), told(Event.Kind.ANOMALY_BEGAN));
        play(4, 3);
        assertEquals(1, told(Event.Kind.ANOMALY_BEGAN).size());
    }

    @Test
    void programsAreToldAndCanGuardOnIt() {
        Percepts percepts =
                new Percepts(
                        given.names,
                        new DetourBook(given.network),
                        Optional.empty(),
                        Optional.of(watch),
                        new IntentPercepts(_ -> false, _ -> Optional.empty(), Optional.empty()));
        Program program =
                Linker.link(List.of(new Source("watchful.tr", WATCHFUL)), Programs::shipped)
                        .program()
                        .orElseThrow();
        PolicyEngine engine = PolicyEngine.start(program);
        play(BINS_OF_A_WEEK + 10, 1);
        assertEquals(List.of(), notices(engine, percepts));
        play(4, 3);
        assertEquals(List.of("a>b is odd"), notices(engine, percepts));
    }

    private List<String> notices(PolicyEngine engine, Percepts percepts) {
        List<Input> scores =
                percepts
                        .of(
                                picture(1),
                                new Percepts.Doings(
                                        (_, _) -> false,
                                        (_, _) -> false,
                                        (_, _) -> Optional.empty(),
                                        List.of(),
                                        List.of()))
                        .stream()
                        .filter(input ->
                                input instanceof Input.Measured m
                                        && m.fact().name().local().equals("load_anomaly"))
                        .toList();
        assertEquals(6, scores.size(), "of each link once in a bin");
        List<String> texts = new ArrayList<>();
        for (Output output : engine.step(scores, now, Circumstances.NONE).outputs()) {
            if (output instanceof Output.Notified told) {
                texts.add(told.text());
            }
        }
        return texts;
    }

    @Test
    void anIntentThatComesAndAWayThatChangesAreNoAnomaly() {
        delays.put(INTENT, 0.001);
        play(BINS_OF_A_WEEK + 10, 1);
        given.intent("j", "ab", 10);
        play(12, 1);
        assertEquals(List.of(), told(Event.Kind.ANOMALY_BEGAN));
        given.intent("i", "acb", 10);
        delays.put(INTENT, 0.004);
        play(12, 1);
        assertEquals(List.of(), told(Event.Kind.ANOMALY_BEGAN));
    }

    @Test
    void aDelayThatDepartsOnTheSameWayIsOne() {
        delays.put(INTENT, 0.001);
        play(BINS_OF_A_WEEK + 10, 1);
        delays.put(INTENT, 0.004);
        play(4, 1);
        assertEquals(
                List.of(Of.DELAY), watch.views().stream().map(AnomalyView::of).distinct().toList());
        assertEquals("i", told(Event.Kind.ANOMALY_BEGAN).getFirst().subject());
    }

    @Test
    void aHostOfWhichMuchIsOddIsOneUntilLittleIs() {
        watch.heard("h1", 0.2, now, now);
        assertEquals(List.of(), told(Event.Kind.ANOMALY_BEGAN));
        watch.heard("h1", 0.4, now, now);
        watch.heard("h1", 0.5, now, now);
        watch.heard("h1", 0.2, now, now);
        assertEquals(1, told(Event.Kind.ANOMALY_BEGAN).size());
        assertEquals(1, witnessed.size());
        assertEquals(0.5, watch.views().getFirst().score(), 1e-9);
        watch.heard("h1", 0.1, now, now);
        assertEquals(1, told(Event.Kind.ANOMALY_ENDED).size());
        assertEquals(List.of(), watch.views());
    }

    @Test
    void aHostWhoseClockIsSlowIsToldOnceAndGivenUpWhenItsAgentIsSilent() {
        for (int bin = 0; bin < 6; bin++) {
            watch.heard("h1", 0.4, now.minusSeconds(1200), now);
            play(1, 1);
        }
        assertEquals(1, told(Event.Kind.ANOMALY_BEGAN).size());
        assertEquals(List.of(), told(Event.Kind.ANOMALY_ENDED));
        play(4, 1);
        assertEquals(1, told(Event.Kind.ANOMALY_ENDED).size());
        assertEquals(List.of(), witnessed);
    }

    @Test
    void nothingIsKeptOfALinkWhoseCableWasMoved() {
        play(2, 1);
        assertEquals(6, watch.size());
        given.network.linkSeen(new LinkId(ConnectPoint.of(1, 2), ConnectPoint.of(3, 1)), now);
        play(2, 1);
        assertEquals(5, watch.size());
    }

    @Test
    void nothingIsKeptOfAnIntentThatWasWithdrawnAfterAProbe() {
        delays.put(INTENT, 0.001);
        play(2, 1);
        assertEquals(7, watch.size());
        watch.take(picture(1));
        for (int look = 0; look < 10; look++) {
            now = now.plus(LOOK);
            watch.take(new Picture(now, given.picture().links(), new LinkedHashMap<>()));
        }
        assertEquals(6, watch.size());
    }
}
