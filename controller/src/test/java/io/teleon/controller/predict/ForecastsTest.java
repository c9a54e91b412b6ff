package io.teleon.controller.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.percept.GivenNetwork;
import io.teleon.controller.percept.OfferedLoads;
import io.teleon.controller.percept.Picture;
import io.teleon.controller.percept.Picture.Measured;
import io.teleon.controller.percept.Picture.OfIntent;
import io.teleon.controller.percept.Picture.OfLink;
import io.teleon.controller.report.ModelsView;
import io.teleon.controller.telemetry.TrafficHistory;
import io.teleon.models.intent.IntentId;
import io.teleon.models.learning.ForecastModel;
import io.teleon.models.learning.SeriesForecasters;
import io.teleon.models.network.LinkId;
import io.teleon.models.time.Deadlines;
import io.teleon.models.traffic.NodePair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ForecastsTest {

    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Instant START = Instant.parse("2026-03-01T00:00:30Z");
    private static final LinkId LINK = GivenNetwork.link("ab");
    private static final IntentId INTENT = IntentId.parse("i");

    /// Two directions of three cables, and two intents.
    private static final int SERIES = 8;

    private static final int DAY = 288;

    private final GivenNetwork given = new GivenNetwork("ab", "ac", "cb");
    private final Set<IntentId> gone = new TreeSet<>();
    private final Set<IntentId> silent = new TreeSet<>();

    ForecastsTest() {
        given.intent("i", "ab", 10);
        given.intent("j", "cb", 10);
    }

    /// Forecasts on a time of their own.
    private final class Life {
        private final Deadlines deadlines = new Deadlines();
        private final List<TrafficHistory.Bin> kept = new ArrayList<>();
        private final Forecasts forecasts;
        private Instant now = START;

        Life(int bins) {
            forecasts =
                    new Forecasts(
                            ForecastModel.baseline(),
                            new OfferedLoads(given.network, given.hosts),
                            Optional.of(_ -> past(bins)),
                            kept::add,
                            deadlines,
                            true);
        }

        void look() {
            forecasts.take(picture(now));
        }

        /// One slice is told, if one waits.
        boolean slice() {
            Optional<Instant> next = deadlines.next();
            next.ifPresent(deadlines::pass);
            return next.isPresent();
        }

        void slices() {
            while (slice()) {}
        }

        /// @param promptly whether slices are told in between
        void pass(Duration time, boolean promptly) {
            for (Instant end = now.plus(time); now.isBefore(end); now = now.plus(LOOK)) {
                look();
                if (promptly) {
                    slices();
                }
            }
        }

        ModelsView.Intake intake() {
            return forecasts.intake();
        }
    }

    private static double rate(Instant at) {
        double day = 2 * Math.PI * (at.getEpochSecond() % 86_400) / 86_400;
        return 10e6 * (1 + 0.3 * Math.sin(day)) + 1e5 * (at.getEpochSecond() / 300 % 7);
    }

    private List<TrafficHistory.Bin> past(int count) {
        List<TrafficHistory.Bin> bins = new ArrayList<>();
        Instant last = START.minusSeconds(30);
        for (int i = count - 1; i >= 0; i--) {
            Instant end = last.minus(TrafficHistory.BIN.multipliedBy(i));
            SequencedMap<NodePair, Double> rates = new LinkedHashMap<>();
            rates.put(new NodePair(GivenNetwork.node('a'), GivenNetwork.node('b')), rate(end));
            rates.put(new NodePair(GivenNetwork.node('c'), GivenNetwork.node('b')), rate(end));
            bins.add(new TrafficHistory.Bin(end, rates));
        }
        return bins;
    }

    private Picture picture(Instant now) {
        Picture painted = given.picture();
        SequencedMap<IntentId, OfIntent> intents = new LinkedHashMap<>();
        TreeMap<LinkId, Double> offered = new TreeMap<>();
        painted.intents()
                .forEach((id, of) -> {
                    if (!gone.contains(id)) {
                        double sends = silent.contains(id) ? Double.NaN : rate(now);
                        intents.put(
                                id,
                                new OfIntent(
                                        of.view(),
                                        of.ends(),
                                        Optional.of(new Measured(sends, now))
                                                .filter(m -> !Double.isNaN(m.value()))));
                        of.view().path().forEach(link -> offered.merge(link, sends, Double::sum));
                    }
                });
        SequencedMap<LinkId, OfLink> links = new LinkedHashMap<>();
        painted.links()
                .forEach((id, of) ->
                        links.put(id, offering(of, offered.getOrDefault(id, 0.0), now)));
        return new Picture(now, links, intents);
    }

    private static OfLink offering(OfLink of, double offered, Instant now) {
        return new OfLink(
                of.link(),
                of.observed(),
                of.up(),
                of.adminUp(),
                of.carried(),
                Optional.of(new Measured(offered, now)).filter(m -> !Double.isNaN(m.value())),
                of.soon(),
                of.loss(),
                of.rxPower(),
                of.users());
    }

    // --- the past

    @Test
    void thePastIsToldInSlicesAndNothingIsForeseenBefore() {
        Life life = new Life(2 * DAY);
        life.look();
        long all = 2L * DAY * SERIES;
        for (long told = 0; ; ) {
            ModelsView.Intake intake = life.intake();
            long step = intake.told() - told;
            // Counted by whole bins.
            assertTrue(step > 0 && step < Forecasts.SLICE + SERIES, "in one slice " + step);
            told = intake.told();
            assertEquals(all, intake.known());
            if (told == all) {
                break;
            }
            assertFalse(intake.warm());
            assertEquals(Optional.empty(), life.forecasts.ofLink(LINK));
            assertEquals(Optional.empty(), life.forecasts.ofIntent(INTENT));
            assertEquals(Instant.MIN, life.forecasts.renewedAt());
            assertEquals(0, life.forecasts.licensed());
            assertTrue(life.slice(), "another slice is planned");
        }

        assertTrue(life.intake().warm());
        assertEquals(
                Forecasts.PAUSE.multipliedBy((all - 1) / Forecasts.SLICE), life.intake().took());
        Instant last = START.minusSeconds(30);
        assertEquals(last, life.forecasts.ofLink(LINK).orElseThrow().at());
        assertEquals(last, life.forecasts.ofIntent(INTENT).orElseThrow().at());
        assertEquals(last, life.forecasts.renewedAt());
        assertFalse(life.slice(), "nothing more is planned");
    }

    @Test
    void aWeekOfABackboneIsToldWithinAMinute() {
        long observations = 7L * DAY * (132 + 30);
        Duration told = Forecasts.PAUSE.multipliedBy(observations / Forecasts.SLICE + 1);
        assertTrue(told.compareTo(Duration.ofMinutes(1)) < 0, told.toString());
    }

    @Test
    void whatIsMeasuredMeanwhileComesAfterThePastInOrder() {
        Life prompt = new Life(2 * DAY);
        Life slow = new Life(2 * DAY);
        Duration span = Duration.ofMinutes(31);
        prompt.pass(span, true);
        slow.pass(span, false);
        assertEquals(Optional.empty(), slow.forecasts.ofLink(LINK));
        slow.slices();

        assertEquals(
                START.minusSeconds(30).plus(Duration.ofMinutes(30)), prompt.forecasts.renewedAt());
        assertEquals(prompt.forecasts.renewedAt(), slow.forecasts.renewedAt());
        assertEquals(prompt.forecasts.ofLink(LINK), slow.forecasts.ofLink(LINK));
        assertEquals(prompt.forecasts.ofIntent(INTENT), slow.forecasts.ofIntent(INTENT));
        assertEquals(prompt.forecasts.judged(LINK), slow.forecasts.judged(LINK));
        assertEquals(2 * DAY + 6, slow.forecasts.rememberedBins());
        assertEquals(6, slow.kept.size(), "the next life loses nothing");
    }

    @Test
    void whatWaitsTooLongCountsAsMissing() {
        Life life = new Life(2 * DAY);
        int bins = Backlog.MOST_LIVE + 3;
        life.pass(TrafficHistory.BIN.multipliedBy(bins).plus(LOOK), false);
        life.slices();

        double[] remembered = life.forecasts.remembered(DAY).getFirst().values().getFirst();
        assertEquals(2 * DAY + bins, remembered.length);
        for (int i = 0; i < remembered.length; i++) {
            boolean lost = i >= 2 * DAY && i < 2 * DAY + 3;
            assertEquals(lost, Double.isNaN(remembered[i]), "bin " + i);
        }
    }

    @Test
    void thePastWaitsForWhatIsNotMeasuredButNotForEver() {
        silent.add(INTENT);
        Life life = new Life(DAY);
        Duration shortly = Forecasts.MOST_WAITING.minus(LOOK);
        life.pass(shortly, true);
        assertEquals(0, life.intake().known());
        assertFalse(life.intake().warm());
        assertEquals(Optional.empty(), life.forecasts.ofLink(LINK));

        life.pass(LOOK.multipliedBy(2), true);
        assertTrue(life.intake().warm());
        assertEquals((long) DAY * SERIES, life.intake().told());
        assertTrue(life.forecasts.ofLink(LINK).isPresent());
        assertTrue(life.forecasts.ofIntent(INTENT).isPresent(), "by what is known of its past");
    }

    @Test
    void withoutAPastForecastsComeWithTheFirstHour() {
        Life life = new Life(0);
        life.pass(Duration.ofMinutes(59), true);
        assertTrue(life.intake().warm());
        assertEquals(Optional.empty(), life.forecasts.ofLink(LINK));
        life.pass(Duration.ofMinutes(3), true);
        assertTrue(life.forecasts.ofLink(LINK).isPresent());
    }

    @Test
    void aBinOfManyIsToldInSlicesToo() {
        for (int i = 0; i < 2 * Forecasts.SLICE; i++) {
            given.intent("many-" + i, "ac", 1);
        }
        Life life = new Life(0);
        life.pass(Duration.ofMinutes(5), false);
        life.look();
        assertEquals(Forecasts.SLICE, life.forecasts.followed());
        assertEquals(Instant.MIN, life.forecasts.renewedAt());
        assertTrue(life.slice());
        assertEquals(2 * Forecasts.SLICE, life.forecasts.followed());
        assertTrue(life.slice());
        assertEquals(2 * Forecasts.SLICE + SERIES, life.forecasts.followed());
        assertEquals(START.plus(Duration.ofSeconds(270)), life.forecasts.renewedAt());
        assertFalse(life.slice());
    }

    // --- what is gone

    @Test
    void seriesOfIntentsThatAreGoneAreForgottenAndThoseThatPauseAreNot() {
        IntentId other = IntentId.parse("j");
        Life life = new Life(DAY);
        life.pass(LOOK, true);
        assertEquals(SERIES, life.forecasts.followed());

        silent.add(INTENT);
        gone.add(other);
        life.pass(Duration.ofMinutes(11), true);
        assertEquals(SERIES - 1, life.forecasts.followed());
        assertEquals(Optional.empty(), life.forecasts.ofIntent(other));
        assertEquals(
                life.forecasts.renewedAt(), life.forecasts.ofIntent(INTENT).orElseThrow().at());
    }

    @Test
    void anotherModelDoesNotBringBackWhatIsGone() {
        Life life = new Life(DAY);
        life.pass(LOOK, true);
        gone.add(IntentId.parse("j"));
        life.pass(Duration.ofMinutes(6), true);
        List<SeriesForecasters> ready =
                List.of(
                        SeriesForecasters.of(ForecastModel.baseline(), TrafficHistory.BIN),
                        SeriesForecasters.of(ForecastModel.baseline(), TrafficHistory.BIN));
        life.forecasts.adopt(ForecastModel.baseline(), ready, START.minus(Duration.ofDays(1)));
        assertTrue(life.forecasts.ofIntent(INTENT).isPresent());
        life.pass(Duration.ofMinutes(6), true);
        assertEquals(SERIES - 1, life.forecasts.followed());
    }
}
