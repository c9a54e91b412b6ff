package io.teleon.models.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

class SeriesForecastersTest {

    private static final List<ForecastModel> MODELS =
            List.of(ForecastModel.baseline(), ForecastModel.shipped());

    @Test
    void foreseesEachOfTheNextTwelveBinsThenSixHoursAndADay() {
        SeriesForecast forecast =
                Series.forecasts(ForecastModel.shipped(), Series.of(12, bin -> 5))
                        .getLast()
                        .orElseThrow();

        List<Duration> expected = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            expected.add(Duration.ofMinutes(5L * i));
        }
        expected.add(Duration.ofHours(6));
        expected.add(Duration.ofHours(24));
        assertEquals(
                expected, forecast.points().stream().map(SeriesForecast.Point::horizon).toList());
        assertEquals(Series.end(11), forecast.at());
        assertEquals("shipped", forecast.model());
    }

    @Test
    void saysNothingBeforeTwelveObservations() {
        List<Optional<SeriesForecast>> forecasts =
                Series.forecasts(
                        ForecastModel.shipped(),
                        Series.of(24, bin -> bin % 2 == 0 ? 1 : Double.NaN));

        assertTrue(forecasts.subList(0, 22).stream().allMatch(Optional::isEmpty));
        assertTrue(forecasts.get(22).isPresent());
    }

    @Property(tries = 40)
    void whateverComesQuantilesRiseAndAreNumbers(
            @ForAll long seed,
            @ForAll @DoubleRange(min = 0, max = 0.5) double missing,
            @ForAll @IntRange(min = -12, max = 12) int size) {
        SplittableRandom random = new SplittableRandom(seed);
        double unit = Math.pow(10, size);
        double[] values =
                Series.of(
                        400,
                        bin -> {
                            if (random.nextDouble() < missing) {
                                return Double.NaN;
                            }
                            return switch (random.nextInt(20)) {
                                case 0 -> 0;
                                case 1 -> unit * 1000;
                                case 2 -> -unit;
                                default -> unit * (1 + random.nextGaussian() / 10);
                            };
                        });
        for (ForecastModel model : MODELS) {
            // The record checks what a quantile must be.
            long count =
                    Series.forecasts(model, values).stream().filter(Optional::isPresent).count();
            assertTrue(count > 300);
        }
    }

    @Property(tries = 10)
    void theSameInputsGiveTheSameForecasts(@ForAll long seed) {
        double[] values = noise(seed, 300);

        assertEquals(
                Series.forecasts(ForecastModel.shipped(), values),
                Series.forecasts(ForecastModel.shipped(), values));
    }

    @Property(tries = 10)
    void aForecastKnowsNothingLater(@ForAll long seed) {
        double[] values = noise(seed, 300);
        double[] other = values.clone();
        other[200] *= 3;

        assertEquals(
                Series.forecasts(ForecastModel.shipped(), values).subList(0, 200),
                Series.forecasts(ForecastModel.shipped(), other).subList(0, 200));
    }

    @Test
    void skippedBinsCountAsMissing() {
        double[] values = noise(7, 200);
        values[150] = Double.NaN;
        values[151] = Double.NaN;
        SeriesForecasters skipping = SeriesForecasters.of(ForecastModel.shipped(), Series.STEP);
        for (int bin = 0; bin < values.length; bin++) {
            if (!Double.isNaN(values[bin])) {
                skipping.observe("a", Series.end(bin), values[bin]);
            }
        }

        assertEquals(
                Series.forecasts(ForecastModel.shipped(), values).getLast(), skipping.latest("a"));
    }

    @Test
    void aBinThatIsNotNewChangesNothing() {
        SeriesForecasters forecasters = SeriesForecasters.of(ForecastModel.shipped(), Series.STEP);
        for (int bin = 0; bin < 20; bin++) {
            forecasters.observe("a", Series.end(bin), bin);
        }
        Optional<SeriesForecast> before = forecasters.latest("a");

        assertEquals(before, forecasters.observe("a", Series.end(19), 1000));
        assertEquals(before, forecasters.observe("a", Series.end(3), 1000));
    }

    @Test
    void keepsForecastsBesideWhatCameNewestFirst() {
        double[] values = noise(3, 60);
        SeriesForecasters forecasters = SeriesForecasters.of(ForecastModel.shipped(), Series.STEP);
        List<Optional<SeriesForecast>> said = new ArrayList<>();
        for (int bin = 0; bin < values.length; bin++) {
            said.add(forecasters.observe("a", Series.end(bin), values[bin]));
        }

        List<Judged> judged = forecasters.judged("a");
        Judged newest = judged.getFirst();
        assertEquals(Series.end(58), newest.issuedAt());
        assertEquals(values[59], newest.actual(), 1e-4);
        assertEquals(said.get(58).orElseThrow().points().getFirst().p50(), newest.p50(), 1e-4);
        for (int i = 1; i < judged.size(); i++) {
            Instant later = judged.get(i - 1).issuedAt().plus(judged.get(i - 1).horizon());
            assertFalse(judged.get(i).issuedAt().plus(judged.get(i).horizon()).isAfter(later));
        }
    }

    @Test
    void forgetsWhatItIsToldTo() {
        SeriesForecasters forecasters = SeriesForecasters.of(ForecastModel.baseline(), Series.STEP);
        forecasters.observe("b", Series.end(0), 1);
        forecasters.observe("a", Series.end(0), 1);
        assertEquals(List.of("a", "b"), forecasters.series());

        forecasters.forget("a");

        assertEquals(List.of("b"), forecasters.series());
        assertEquals(Optional.empty(), forecasters.latest("a"));
        assertEquals(List.of(), forecasters.judged("a"));
    }

    @Test
    void refusesTimesThatAreNoEndOfABin() {
        SeriesForecasters forecasters = SeriesForecasters.of(ForecastModel.baseline(), Series.STEP);

        assertThrows(
                IllegalArgumentException.class,
                () -> forecasters.observe("a", Instant.ofEpochSecond(301), 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> SeriesForecasters.of(ForecastModel.baseline(), Duration.ofMillis(1500)));
    }

    @Test
    void nineOfTenFallIntoTheIntervalThoughTheSeriesDriftsAndGrowsRestless() {
        SplittableRandom random = new SplittableRandom(5);
        SeriesForecasters forecasters = SeriesForecasters.of(ForecastModel.shipped(), Series.STEP);
        int series = 12;
        int bins = 6 * Series.DAY;
        double[] level = new double[series];
        double[][][] within = new double[series][bins + 12][];
        int[] inside = new int[2];
        int[] count = new int[2];
        for (int bin = 0; bin < bins; bin++) {
            for (int i = 0; i < series; i++) {
                double restless = 0.02 * (1 + i % 3) * (1 + 2.0 * bin / bins);
                level[i] = 0.97 * level[i] + restless * random.nextGaussian();
                double value = (10 + bin / 200.0) * Math.exp(level[i]);
                double[] told = within[i][bin];
                if (told != null && bin >= Series.DAY) {
                    for (int h = 0; h < 2; h++) {
                        boolean known = !Double.isNaN(told[2 * h]);
                        count[h] += known ? 1 : 0;
                        inside[h] +=
                                known && value >= told[2 * h] && value <= told[2 * h + 1] ? 1 : 0;
                    }
                }
                Optional<SeriesForecast> forecast =
                        forecasters.observe("s" + i, Series.end(bin), value);
                if (forecast.isPresent()) {
                    note(within[i], bin + 1, 0, forecast.get().points().get(0));
                    note(within[i], bin + 12, 1, forecast.get().points().get(11));
                }
            }
        }
        for (int h = 0; h < 2; h++) {
            double coverage = (double) inside[h] / count[h];
            assertTrue(coverage > 0.88 && coverage < 0.92, "coverage " + coverage);
        }
    }

    private static void note(double[][] within, int bin, int which, SeriesForecast.Point point) {
        if (within[bin] == null) {
            within[bin] = new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN};
        }
        within[bin][2 * which] = point.p05();
        within[bin][2 * which + 1] = point.p95();
    }

    private static double[] noise(long seed, int bins) {
        SplittableRandom random = new SplittableRandom(seed);
        return Series.of(bins, bin -> 100 + 10 * random.nextGaussian());
    }
}
