package io.teleon.models.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.format.BuiltInTopologies;
import io.teleon.models.format.SourceText;
import io.teleon.models.format.TrafficCsv;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TrafficSeriesTest {

    private static final Instant START = Instant.parse("2004-03-01T00:00:00Z");
    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final NodePair PAIR = new NodePair(new DatapathId(1), new DatapathId(2));

    @Property
    void keepsTheMeanOfEachInterval(
            @ForAll @Size(min = 1, max = 9) List<@DoubleRange(max = 1e9) Double> means) {
        TrafficSeries series = series(means);

        for (int sample = 0; sample < means.size(); sample++) {
            // Simpson's rule is exact for a parabola; its last point lies just inside the interval.
            Instant begin = START.plus(INTERVAL.multipliedBy(sample));
            double left = rate(series, begin);
            double middle = rate(series, begin.plus(INTERVAL.dividedBy(2)));
            double right = rate(series, begin.plus(INTERVAL).minusNanos(1));
            assertEquals(means.get(sample), (left + 4 * middle + right) / 6, 0.1);
        }
    }

    @Property
    void isNeverNegativeAndNeverJumps(
            @ForAll @Size(min = 2, max = 9) List<@DoubleRange(max = 1e9) Double> means) {
        TrafficSeries series = series(means);
        Duration step = INTERVAL.dividedBy(50);

        for (Instant time = START; time.isBefore(series.end()); time = time.plus(step)) {
            assertTrue(rate(series, time) >= 0);
        }
        for (int sample = 1; sample < means.size(); sample++) {
            Instant border = START.plus(INTERVAL.multipliedBy(sample));
            assertEquals(rate(series, border.minusNanos(1)), rate(series, border), 1);
        }
    }

    @Test
    void followsAStraightLineExactly() {
        TrafficSeries series = series(List.of(10.0, 20.0, 30.0, 40.0));

        assertEquals(15, rate(series, START.plus(INTERVAL)), 1e-9);
        assertEquals(
                22.5,
                rate(series, START.plus(INTERVAL).plus(INTERVAL.multipliedBy(3).dividedBy(4))),
                1e-9);
    }

    @Test
    void staysMissingWhereASampleIsMissingAndOnlyThere() {
        TrafficSeries series = series(List.of(10.0, Double.NaN, 30.0));

        assertEquals(10, rate(series, START.plus(INTERVAL).minusNanos(1)), 1e-6);
        assertEquals(Optional.empty(), series.at(START.plus(INTERVAL)).rate(PAIR));
        assertEquals(Optional.empty(), series.sample(1).rate(PAIR));
        assertEquals(1, series.sample(1).missingCount());
        assertEquals(Bandwidth.ZERO, series.sample(1).total());
        assertEquals(30, rate(series, START.plus(INTERVAL.multipliedBy(2))), 1e-9);
    }

    @Test
    void scalesEverySample() {
        assertEquals(30, rate(series(List.of(10.0)).scaledBy(3), START), 1e-9);
    }

    @Test
    void refusesTimesOutsideOfTheSeries() {
        TrafficSeries series = series(List.of(10.0));

        assertThrows(IllegalArgumentException.class, () -> series.at(START.minusNanos(1)));
        assertThrows(IllegalArgumentException.class, () -> series.at(START.plus(INTERVAL)));
    }

    @Test
    void readsATableByTheNamesOfTheNodesAndLeavesOutSelfPairs() {
        TrafficSeries series =
                table(
                        """
                        time,STTLng>STTLng,NYCMng>STTLng,CHINng>NYCMng
                        2004-03-01T00:00:00Z,9,1.5,2
                        2004-03-01T00:05:00Z,9,,3
                        2004-03-01T00:15:00Z,9,1,4
                        """);

        Topology abilene = BuiltInTopologies.abilene();
        NodePair pair =
                new NodePair(
                        abilene.nodeNamed("NYCMng").orElseThrow().id(),
                        abilene.nodeNamed("STTLng").orElseThrow().id());
        assertEquals(2, series.pairs().size());
        assertEquals(Duration.ofMinutes(5), series.interval());
        assertEquals(4, series.sampleCount());
        assertEquals(Optional.of(Bandwidth.ofMegabits(1.5)), series.sample(0).rate(pair));
        assertEquals(1, series.sample(1).missingCount());
        assertEquals(2, series.sample(2).missingCount(), "the row that is not there");
    }

    @Test
    void refusesATableThatNamesAnUnknownNode() {
        IllegalArgumentException refusal =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> table("time,STTLng>NYCMmg\n2004-03-01T00:00:00Z,1\n"));

        assertEquals(
                "the traffic names node 'NYCMmg', which the topology does not have, did you mean 'NYCMng'?",
                refusal.getMessage());
    }

    private static TrafficSeries table(String text) {
        return TrafficSeries.of(
                TrafficCsv.read(new SourceText("traffic.csv", text)), BuiltInTopologies.abilene());
    }

    private static TrafficSeries series(List<Double> means) {
        double[][] rates = new double[means.size()][1];
        for (int i = 0; i < rates.length; i++) {
            rates[i][0] = means.get(i);
        }
        return TrafficSeries.of(START, INTERVAL, List.of(PAIR), rates);
    }

    private static double rate(TrafficSeries series, Instant time) {
        return series.at(time).rate(PAIR).orElseThrow().bitsPerSecond();
    }
}
