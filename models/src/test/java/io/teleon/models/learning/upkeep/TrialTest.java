package io.teleon.models.learning.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.learning.ForecastModel;
import io.teleon.models.learning.ForecastTrainer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// On traffic of the kind that the shipped model learned from, but which it has not seen.
class TrialTest {

    private static final ForecastTrainer.Data DATA =
            ForecastTrainer.generated(77, new ForecastTrainer.Size(24, 2, 1));
    private static final Trial.Span SPAN =
            new Trial.Span(
                    IntStream.range(0, 24).mapToObj(i -> "series " + i).toList(),
                    DATA.values(),
                    DATA.start(),
                    DATA.step(),
                    2 * 288);

    @Test
    void oneThatKnowsMoreWinsAndHasSeenTheWholeSpan() {
        Trial.Outcome outcome =
                Trial.hold(List.of(SPAN), ForecastModel.baseline(), ForecastModel.shipped());

        assertTrue(outcome.won(), outcome.toString());
        assertTrue(outcome.gain() > outcome.lowerEnd());
        assertEquals(24, outcome.ready().getFirst().series().size());
        assertEquals(
                DATA.start().plus(DATA.step().multipliedBy(3 * 288)),
                outcome.ready().getFirst().latest("series 0").orElseThrow().at());
    }

    @Test
    void oneThatKnowsLessDoesNot() {
        Trial.Outcome outcome =
                Trial.hold(List.of(SPAN), ForecastModel.shipped(), ForecastModel.baseline());

        assertFalse(outcome.won(), outcome.toString());
        assertTrue(outcome.gain() < 0, outcome.toString());
    }

    @Test
    void theSameModelNeverBeatsItself() {
        Trial.Outcome outcome =
                Trial.hold(List.of(SPAN), ForecastModel.shipped(), ForecastModel.shipped());

        assertEquals(0, outcome.gain());
        assertFalse(outcome.won());
    }

    @Test
    void aSpanTooShortToTellIsRefused() {
        List<double[]> values = DATA.values();
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new Trial.Span(
                                SPAN.names(), values, DATA.start(), DATA.step(), 3 * 288 - 100));
    }
}
