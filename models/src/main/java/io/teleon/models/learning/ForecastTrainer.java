package io.teleon.models.learning;

import io.teleon.models.time.Chance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Makes a [ForecastModel] from series: the linear model of all of them first, then the network on
/// what that, adapted to each series, leaves over.
public final class ForecastTrainer {

    /// With less than two weeks of training, the time of the week would be learned by heart.
    private static final Duration LEAST_FOR_WEEKLY = Duration.ofDays(14);

    private static final Duration GENERATED_STEP = Duration.ofMinutes(5);
    private static final int GENERATED_DAY = 288;

    /// A Thursday, as the weeks of the epoch begin.
    private static final Instant GENERATED_START = Instant.EPOCH;

    /// Series to learn from.
    ///
    /// @param values by series and bin, NaN where missing, all of the same length; values of the
    ///   bins from `trainBins` on choose when to stop
    /// @param start of the first bin, on the grid of the step
    /// @param alike whether errors count in units of each series' own changes, and not in theirs
    public record Data(
            String what,
            List<double[]> values,
            Instant start,
            Duration step,
            int trainBins,
            boolean alike) {

        public Data {
            values = List.copyOf(values);
            if (values.isEmpty()) {
                throw new IllegalArgumentException("there are no series to learn from");
            }
            int bins = values.getFirst().length;
            if (trainBins < 4 * Horizons.NEAR || trainBins >= bins) {
                throw new IllegalArgumentException(
                        trainBins
                                + " bins to train on and "
                                + (bins - trainBins)
                                + " to validate on are not at least "
                                + 4 * Horizons.NEAR
                                + " and 1");
            }
        }

        long firstBin() {
            return Math.floorDiv(start.getEpochSecond(), step.toSeconds()) + 1;
        }
    }

    /// How large a generated set is.
    public record Size(int series, int trainDays, int validDays) {

        /// Of the model that comes with Teleon.
        public static Size shipped() {
            return new Size(160, 8, 2);
        }
    }

    private ForecastTrainer() {}

    /// Series as [GeneratedSeries] draws them.
    public static Data generated(long seed, Size size) {
        int bins = (size.trainDays() + size.validDays()) * GENERATED_DAY;
        return new Data(
                "generated traffic, "
                        + size.series()
                        + " series, "
                        + size.trainDays()
                        + " days to train and "
                        + size.validDays()
                        + " to validate, seed "
                        + seed,
                GeneratedSeries.draw(new Chance(seed).of("traffic"), size.series(), bins),
                GENERATED_START,
                GENERATED_STEP,
                size.trainDays() * GENERATED_DAY,
                true);
    }

    /// The same data, settings and engine give the same bytes.
    public static ForecastModel train(
            String name,
            Data data,
            TrainingSettings settings,
            LstmTrainer trainer,
            LstmTrainer.Progress progress) {
        List<double[]> training = new ArrayList<>();
        data.values().forEach(values -> training.add(Arrays.copyOf(values, data.trainBins())));
        float[] prior = SharedLinear.fit(training, data.step().toSeconds());
        boolean weekly =
                data.step().multipliedBy(data.trainBins()).compareTo(LEAST_FOR_WEEKLY) >= 0;
        TrainingSet set =
                TrainingSet.of(
                        data.values(),
                        data.firstBin(),
                        data.step().toSeconds(),
                        data.trainBins(),
                        prior,
                        weekly,
                        data.alike());
        LstmTrainer.Trained trained = trainer.train(set, settings, progress);
        return new ForecastModel(
                card(name, data, settings, trainer, trained),
                prior,
                Optional.of(trained.weights()),
                weekly);
    }

    private static List<ForecastModel.Entry> card(
            String name,
            Data data,
            TrainingSettings settings,
            LstmTrainer trainer,
            LstmTrainer.Trained trained) {
        Instant end = data.start().plus(data.step().multipliedBy(data.values().getFirst().length));
        return List.of(
                new ForecastModel.Entry("name", name),
                new ForecastModel.Entry(
                        "kind", "LSTM of " + settings.hidden() + " cells over a linear model"),
                new ForecastModel.Entry("data", data.what()),
                new ForecastModel.Entry("span", data.start() + " .. " + end),
                new ForecastModel.Entry("step", data.step().toString()),
                new ForecastModel.Entry("engine", trainer.engine()),
                new ForecastModel.Entry("seed", Long.toString(settings.seed())),
                new ForecastModel.Entry(
                        "epochs", trained.epochs() + ", best " + trained.bestEpoch()),
                new ForecastModel.Entry(
                        "validation",
                        String.format(
                                Locale.ROOT, "weighted pinball loss %.5f", trained.validLoss())));
    }
}
