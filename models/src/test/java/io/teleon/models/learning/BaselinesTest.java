package io.teleon.models.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BaselinesTest {

    private static final int[] STEPS = {1, 12};

    @Test
    void theNaiveOnesRepeatWhatWas() {
        Forecaster last = new LastValue();
        Forecaster season = new SeasonalNaive(4);
        Forecaster mean = new Ewma(0.5);
        for (double value : new double[] {1, 2, 3, Double.NaN, 5, 6}) {
            last.observe(value);
            season.observe(value);
            mean.observe(value);
        }

        assertEquals(6, last.ahead(12));
        assertEquals(3, season.ahead(1));
        // What is missing there is taken for the last value.
        assertEquals(6, season.ahead(2));
        assertEquals(5, season.ahead(3));
        assertEquals(3, season.ahead(5));
        assertEquals(4.8125, mean.ahead(1));
    }

    @Test
    void regressionsLearnWhatIsLinear() {
        SplittableRandom random = new SplittableRandom(1);
        double[] carried = {0, 0};
        double[] values =
                Series.of(
                        5 * Series.DAY,
                        bin -> {
                            double next =
                                    1.6 * carried[0] - 0.8 * carried[1] + random.nextGaussian();
                            carried[1] = carried[0];
                            carried[0] = next;
                            return 1000 + next;
                        });
        double[] training = java.util.Arrays.copyOf(values, 4 * Series.DAY);
        SeasonLags lags = SeasonLags.of(Series.STEP);
        Forecaster ridge = ArRidge.fitted(training, lags, STEPS);
        Forecaster linear = NLinear.of(NLinear.fit(List.of(training), STEPS));

        // The innovation has a mean size of 0.8; nobody can do better.
        assertEquals(0.8, error(ridge, values), 0.08);
        assertEquals(0.8, error(linear, values), 0.08);
        assertTrue(error(new LastValue(), values) > 1.1);
    }

    private static double error(Forecaster forecaster, double[] values) {
        double error = 0;
        int count = 0;
        for (int bin = 0; bin + 1 < values.length; bin++) {
            forecaster.observe(values[bin]);
            if (bin >= 4 * Series.DAY) {
                error += Math.abs(forecaster.ahead(1) - values[bin + 1]);
                count++;
            }
        }
        return error / count;
    }

    @Test
    void anEvaluationCountsTheSameBinsForAllOfThem() {
        double[] values = Series.of(3 * Series.DAY, bin -> 10 + bin % 7);
        Evaluation evaluation =
                new Evaluation(
                        new Evaluation.Plan(
                                List.of(values),
                                Instant.EPOCH,
                                Series.STEP,
                                2 * Series.DAY,
                                2 * Series.DAY,
                                3 * Series.DAY,
                                List.of(1, 7)),
                        () -> 0);
        ForecastModel shipped = ForecastModel.shipped();

        EvaluationRow one = evaluation.baseline("last-value").getFirst();
        // Six steps of 1 and one of 6, of values that average 13.
        assertEquals(12 / 7.0 / 13, one.nmae(), 2e-3);
        assertEquals(1, one.mase(), 1e-2);
        assertEquals(0, evaluation.baseline("last-value").getLast().nmae(), 1e-9);
        assertEquals(0, evaluation.baseline("ar-ridge").getFirst().nmae(), 2e-3);
        assertEquals(2, evaluation.networks("lstm-java", shipped, 1, Optional.empty()).size());
        assertTrue(evaluation.ensemble("ensemble", shipped, 1).getFirst().nmae() < 0.05);
    }
}
