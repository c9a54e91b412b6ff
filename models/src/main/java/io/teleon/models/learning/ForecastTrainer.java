package io.teleon.models.learning;

import io.teleon.models.learning.network.Architecture;
import io.teleon.models.time.Chance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Makes a [ForecastModel] from series: the linear model of all of them first, then networks on
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

    /// Data as networks learn from them: the linear model is already fitted.
    public static final class Lesson {

        private final Data data;
        private final float[] prior;
        private final boolean weekly;
        private final TrainingSet set;

        private Lesson(Data data) {
            this.data = data;
            List<double[]> training = new ArrayList<>();
            data.values().forEach(values -> training.add(Arrays.copyOf(values, data.trainBins())));
            prior = SharedLinear.fit(training, data.step().toSeconds());
            weekly = data.step().multipliedBy(data.trainBins()).compareTo(LEAST_FOR_WEEKLY) >= 0;
            set =
                    TrainingSet.of(
                            data.values(),
                            data.firstBin(),
                            data.step().toSeconds(),
                            data.trainBins(),
                            prior,
                            weekly,
                            data.alike());
        }

        public TrainingSet set() {
            return set;
        }

        /// One network. The same data, settings and engine give the same bits.
        public NetworkTrainer.Trained train(
                Architecture architecture,
                TrainingSettings settings,
                NetworkTrainer trainer,
                NetworkTrainer.Progress progress) {
            return trainer.train(architecture, set, settings, progress);
        }

        /// Networks that were trained by this lesson, as a model in which they speak together.
        ///
        /// @param engine that trained them
        public ForecastModel model(
                String name,
                List<NetworkTrainer.Trained> trained,
                TrainingSettings settings,
                String engine) {
            return new ForecastModel(
                    card(name, data, settings, engine, trained),
                    prior,
                    trained.stream().map(NetworkTrainer.Trained::weights).toList(),
                    weekly);
        }
    }

    /// The same data, settings and engine give the same bytes.
    ///
    /// @param architectures of the networks, which speak together; what stands there twice is
    ///   trained from different seeds
    public static ForecastModel train(
            String name,
            Data data,
            List<Architecture> architectures,
            TrainingSettings settings,
            NetworkTrainer trainer,
            NetworkTrainer.Progress progress) {
        Lesson lesson = prepare(data);
        List<NetworkTrainer.Trained> trained = new ArrayList<>();
        for (int i = 0; i < architectures.size(); i++) {
            TrainingSettings own = settings.withSeed(seed(settings.seed(), architectures, i));
            trained.add(lesson.train(architectures.get(i), own, trainer, progress));
        }
        return lesson.model(name, trained, settings, trainer.engine());
    }

    /// The seed of one of several networks: what stands before it as well has taken one.
    public static long seed(long first, List<Architecture> architectures, int index) {
        return first
                + Collections.frequency(architectures.subList(0, index), architectures.get(index));
    }

    public static Lesson prepare(Data data) {
        return new Lesson(data);
    }

    private static List<ForecastModel.Entry> card(
            String name,
            Data data,
            TrainingSettings settings,
            String engine,
            List<NetworkTrainer.Trained> trained) {
        Instant end = data.start().plus(data.step().multipliedBy(data.values().getFirst().length));
        return List.of(
                new ForecastModel.Entry("name", name),
                new ForecastModel.Entry(
                        "kind",
                        told(trained, one -> one.weights().architecture().title())
                                + " of "
                                + settings.hidden()
                                + " cells over a linear model"),
                new ForecastModel.Entry("data", data.what()),
                new ForecastModel.Entry("span", data.start() + " .. " + end),
                new ForecastModel.Entry("step", data.step().toString()),
                new ForecastModel.Entry("engine", engine),
                new ForecastModel.Entry("seed", Long.toString(settings.seed())),
                new ForecastModel.Entry(
                        "epochs", told(trained, one -> one.epochs() + ", best " + one.bestEpoch())),
                new ForecastModel.Entry(
                        "validation",
                        "weighted pinball loss "
                                + told(
                                        trained,
                                        one ->
                                                String.format(
                                                        Locale.ROOT, "%.5f", one.validLoss()))));
    }

    private static String told(
            List<NetworkTrainer.Trained> trained, Function<NetworkTrainer.Trained, String> what) {
        return trained.stream().map(what).collect(Collectors.joining(" + "));
    }
}
