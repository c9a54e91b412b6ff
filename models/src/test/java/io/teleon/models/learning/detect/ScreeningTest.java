package io.teleon.models.learning.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScreeningTest {

    private static final int ROWS = 400;

    private final Screening screening = new Screening();
    private final SplittableRandom random = new SplittableRandom(1);

    private static Instant at(int row) {
        return Instant.ofEpochSecond(300L * row);
    }

    private List<Finding> row(int row, int series, int odd) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < series; i++) {
            double value = 50 + random.nextGaussian() + (i < odd ? 100 : 0);
            findings.addAll(screening.observe("n1", "n1/metric-" + i, at(row), value));
        }
        return findings;
    }

    private void quietly(int series) {
        for (int row = 0; row < ROWS; row++) {
            row(row, series, 0);
        }
    }

    @Test
    void aMetricGetsItsScoreWithoutAnyConfiguration() {
        quietly(10);
        List<Finding> findings = row(ROWS, 10, 1);
        assertEquals(1, findings.size(), findings.toString());
        Finding.Odd odd = (Finding.Odd) findings.getFirst();
        assertEquals("n1/metric-0", odd.series());
        assertTrue(odd.surprise() > Detectors.ALARM);
    }

    @Test
    void muchOddAtOnceIsOneEventOfTheNode() {
        quietly(10);
        List<Finding> events = new ArrayList<>();
        for (int row = ROWS; row < ROWS + 8; row++) {
            row(row, 10, 5).stream().filter(Finding.OddNode.class::isInstance).forEach(events::add);
        }
        assertEquals(1, events.size(), events.toString());
        Finding.OddNode node = (Finding.OddNode) events.getFirst();
        assertEquals("n1", node.node());
        assertTrue(node.rate() >= 0.3, node.toString());
    }

    @Test
    void whatIsOddIsLookedAtDeeply() {
        quietly(4);
        row(ROWS, 4, 1);
        assertTrue(screening.promoted().contains("n1/metric-0"));
        row(ROWS + 1, 4, 1);
    }

    @Test
    void thePastIsLearnedWithoutALookInDepth() {
        for (int row = 0; row < ROWS; row++) {
            screening.learn("n1", "s", at(row), 50 + random.nextGaussian());
        }
        assertEquals(ROWS, screening.rows("s"));
        assertEquals(1, screening.learn("n1", "s", at(ROWS), 150).size(), "it would have told");
        assertEquals(List.of(), screening.promoted());
        assertTrue(screening.surprise("s").orElseThrow() > Detectors.ALARM);
        assertTrue(screening.surprise("t").isEmpty());
    }

    @Test
    void fewerAreLookedAtDeeplyWhereItIsToldSo() {
        Screening few = new Screening(2);
        for (String series : List.of("a", "b", "c")) {
            few.observe("n1", series, at(0), 1);
            few.promote(series);
        }
        assertEquals(List.of("b", "c"), few.promoted());
    }

    @Test
    void theLongestPromotedMakesRoom() {
        for (int i = 0; i <= Screening.MOST_DEEP; i++) {
            screening.observe("n1", "s" + i, at(0), 1);
            screening.promote("s" + i);
        }
        assertEquals(Screening.MOST_DEEP, screening.promoted().size());
        assertFalse(screening.promoted().contains("s0"));
        screening.forget("s1");
        assertFalse(screening.promoted().contains("s1"));
        assertEquals(Screening.MOST_DEEP, screening.size());
    }

    @Test
    void aSilentSeriesIsAFaultOfTelemetryToldOnce() {
        quietly(3);
        Instant soon = at(ROWS + 3);
        assertEquals(List.of(), screening.silent(soon));
        Instant late = at(ROWS + 10);
        List<Finding> findings = screening.silent(late);
        assertEquals(4, findings.size(), findings.toString());
        assertTrue(
                findings.subList(0, 3).stream()
                        .allMatch(f -> ((Finding.Odd) f).sign() == Sign.SILENCE));
        assertEquals(new Finding.OddNode("n1", late, 3, 3), findings.get(3));
        assertEquals(List.of(), screening.silent(at(ROWS + 20)));
    }

    @Test
    void whatIsTooMuchIsCountedAndLeftAlone() {
        for (int i = 0; i < Screening.MOST_SERIES + 5; i++) {
            screening.observe("n" + i % 100, "s" + i, at(0), 1);
        }
        assertEquals(Screening.MOST_SERIES, screening.size());
        assertEquals(5, screening.refused());
    }

    @Test
    void rowsThatComeLateOrTwiceAreNotCounted() {
        quietly(1);
        for (int i = 0; i < 5; i++) {
            screening.observe("n1", "n1/metric-0", at(ROWS - 1), 50);
            screening.observe("n1", "n1/metric-0", at(ROWS - 2), 50);
        }
        screening.observe("n1", "n1/metric-0", at(ROWS), Double.NaN);
        assertEquals(ROWS, screening.rows("n1/metric-0"));
    }

    @Test
    void aClockThatRanAheadAndWasSetBackHidesNeitherSilenceNorWhatIsUsual() {
        quietly(10);
        int ahead = 100_000;
        for (int row = ahead; row < ahead + 3; row++) {
            row(row, 10, 5);
        }
        assertTrue(screening.rate("n1", at(ahead + 3)) >= 0.5);
        assertEquals(0, screening.rate("n1", at(ROWS)));
        for (int row = ROWS; row < ROWS + 40; row++) {
            row(row, 10, 0);
        }
        assertEquals(List.of(), screening.silent(at(ROWS + 42)));
        long silent =
                screening.silent(at(ROWS + 60)).stream()
                        .filter(finding ->
                                finding instanceof Finding.Odd odd && odd.sign() == Sign.SILENCE)
                        .count();
        assertEquals(10, silent);
    }
}
