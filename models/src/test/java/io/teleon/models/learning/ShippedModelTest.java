package io.teleon.models.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShippedModelTest {

    private final ForecastModel model = ForecastModel.shipped();

    @Test
    void hasACardAndANetwork() {
        assertEquals("shipped", model.name());
        assertEquals(Optional.of("1"), model.entry("seed"));
        assertEquals(1, model.networks().size());
        assertTrue(ModelArchive.write(model).length < 200_000);
    }

    @Test
    void foreseesASteadyRampAQuarterOfAnHourAhead() {
        for (int quiet : new int[] {12, 40, 288}) {
            SplittableRandom random = new SplittableRandom(quiet);
            double[] values =
                    Series.of(
                            quiet + 30,
                            bin ->
                                    (1 + 0.05 * Math.max(0, bin - quiet + 1))
                                            * (1 + 0.005 * random.nextGaussian()));

            double relative = Series.relativeError(model, values, quiet + 4, 2);

            assertTrue(relative < 0.8, "after " + quiet + " quiet bins: " + relative);
        }
    }

    @Test
    void learnsTheDayAndForeseesAnHourAndSixHoursAhead() {
        SplittableRandom random = new SplittableRandom(4);
        double[] values =
                Series.of(
                        4 * Series.DAY,
                        bin ->
                                (1 + 0.5 * Math.sin(2 * Math.PI * bin / Series.DAY))
                                        * (1 + 0.02 * random.nextGaussian()));

        assertTrue(Series.relativeError(model, values, 2 * Series.DAY, 11) < 0.5);
        assertTrue(Series.relativeError(model, values, 2 * Series.DAY, 12) < 0.3);
    }
}
