package io.teleon.simulator.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.models.network.DatapathId;
import io.teleon.models.traffic.NodePair;
import io.teleon.models.traffic.TrafficSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatrixReplayTest {

    private static final Instant BEGIN = Instant.parse("2026-03-02T00:00:00Z");
    private static final TrafficSeries SERIES =
            TrafficSeries.of(
                    Instant.parse("2004-03-01T00:00:00Z"),
                    Duration.ofMinutes(5),
                    List.of(new NodePair(new DatapathId(1), new DatapathId(2))),
                    new double[][] {{10}, {20}, {40}});

    @Test
    void playsTheSeriesFromItsBeginning() {
        MatrixReplay replay = new MatrixReplay(SERIES, BEGIN, MatrixReplay.AfterEnd.WRAP);

        assertEquals(SERIES.at(SERIES.start()), replay.rateAt(BEGIN));
        assertEquals(
                SERIES.at(SERIES.start().plusSeconds(333)), replay.rateAt(BEGIN.plusSeconds(333)));
    }

    @Test
    void beginsAgainAfterTheEndOrHasNothingToSay() {
        Instant muchLater = BEGIN.plus(Duration.ofMinutes(15 * 7)).plusSeconds(333);

        assertEquals(
                SERIES.at(SERIES.start().plusSeconds(333)),
                new MatrixReplay(SERIES, BEGIN, MatrixReplay.AfterEnd.WRAP).rateAt(muchLater));
        assertEquals(
                1,
                new MatrixReplay(SERIES, BEGIN, MatrixReplay.AfterEnd.MISSING)
                        .rateAt(BEGIN.plus(Duration.ofMinutes(15)))
                        .missingCount());
    }

    @Test
    void knowsNothingOfTheTimeBefore() {
        MatrixReplay replay = new MatrixReplay(SERIES, BEGIN, MatrixReplay.AfterEnd.WRAP);

        assertEquals(1, replay.rateAt(BEGIN.minusNanos(1)).missingCount());
    }
}
