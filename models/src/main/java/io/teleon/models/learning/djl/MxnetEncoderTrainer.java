package io.teleon.models.learning.djl;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.TrainingConfig;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.teleon.models.learning.event.EncoderTrainer;
import io.teleon.models.learning.event.EncoderWeights;
import io.teleon.models.learning.event.WordParts;
import io.teleon.models.learning.network.Architecture;
import io.teleon.models.learning.network.NetworkWeights;
import io.teleon.models.time.Chance;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// Trains and runs the network of [EncoderWeights] on MXNet through DJL.
///
/// Chance comes from the settings' seed alone, never from the engine's own generator.
public final class MxnetEncoderTrainer implements EncoderTrainer {

    private final String engine;

    private MxnetEncoderTrainer(String engine) {
        this.engine = engine;
    }

    /// Starts the engine as [DjlTrainer#start()] does.
    ///
    /// @throws IllegalStateException when it cannot be had, with the reason
    public static MxnetEncoderTrainer start() {
        return new MxnetEncoderTrainer(DjlTrainer.start().engine());
    }

    @Override
    public String engine() {
        return engine;
    }

    /// Examples of the same length, by their places.
    private record Bucket(int words, List<Integer> places) {}

    @Override
    public EncoderWeights train(List<Example> examples, Settings settings, Progress progress) {
        Chance chance = new Chance(settings.seed()).of("encoder");
        int kinds = 1 + examples.stream().mapToInt(Example::kind).max().orElse(0);
        List<Bucket> batches = batches(examples, settings.batch(), chance.stream("batches"));
        TrainingConfig config =
                new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                        .optOptimizer(
                                Optimizer.adam()
                                        .optLearningRateTracker(
                                                Tracker.cosine()
                                                        .setBaseValue((float) settings.rate())
                                                        .optFinalValue((float) settings.rate() / 50)
                                                        .setMaxUpdates(
                                                                settings.epochs() * batches.size())
                                                        .build())
                                        .build())
                        .optDevices(new Device[] {Device.cpu()});
        try (Model model = Model.newInstance("encoder", Device.cpu(), engine)) {
            EncoderNet net =
                    new EncoderNet(settings.size(), settings.hidden(), settings.outputs(), kinds);
            model.setBlock(net);
            Shape shape = new Shape(settings.batch(), 8, WordParts.MOST);
            net.initialize(model.getNDManager(), DataType.FLOAT32, shape, shape);
            RandomGenerator random = chance.stream("weights");
            net.write(firstWeights(settings, random));
            net.kindWeights().set(uniform(random, kinds * settings.outputs(), 0.3));
            try (Trainer trainer = model.newTrainer(config)) {
                trainer.initialize(shape, shape);
                RandomGenerator order = chance.stream("order");
                for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
                    shuffle(batches, order);
                    double loss = 0;
                    double right = 0;
                    for (Bucket batch : batches) {
                        double[] said = step(trainer, examples, batch);
                        loss += said[0] / batches.size();
                        right += said[1];
                    }
                    progress.epoch(epoch, settings.epochs(), loss, right / examples.size());
                }
                return net.read();
            }
        }
    }

    /// Loss, and how many were right.
    private static double[] step(Trainer trainer, List<Example> examples, Bucket batch) {
        try (NDManager manager = trainer.getManager().newSubManager()) {
            float[] kinds = new float[batch.places().size()];
            List<List<String>> texts = new ArrayList<>();
            for (int i = 0; i < kinds.length; i++) {
                kinds[i] = (float) examples.get(batch.places().get(i)).kind();
                texts.add(examples.get(batch.places().get(i)).words());
            }
            NDArray labels = manager.create(kinds);
            double loss;
            NDArray choice;
            try (GradientCollector collector = trainer.newGradientCollector()) {
                choice = trainer.forward(inputs(manager, texts, batch.words())).get(0);
                NDArray value = trainer.getLoss().evaluate(new NDList(labels), new NDList(choice));
                collector.backward(value);
                loss = value.getFloat();
            }
            trainer.step();
            double right =
                    choice.argMax(1)
                            .toType(DataType.FLOAT32, false)
                            .eq(labels)
                            .toType(DataType.FLOAT32, false)
                            .sum()
                            .getFloat();
            return new double[] {loss, right};
        }
    }

    /// Parts and their shares, of texts of the same length.
    private static NDList inputs(NDManager manager, List<List<String>> texts, int words) {
        int each = words * WordParts.MOST;
        float[] parts = new float[texts.size() * each];
        float[] shares = new float[parts.length];
        for (int text = 0; text < texts.size(); text++) {
            int[] of = WordParts.of(texts.get(text));
            for (int word = 0; word < words; word++) {
                int count = 0;
                while (count < WordParts.MOST && of[word * WordParts.MOST + count] >= 0) {
                    count++;
                }
                for (int part = 0; part < count; part++) {
                    int at = text * each + word * WordParts.MOST + part;
                    parts[at] = (float) of[word * WordParts.MOST + part];
                    shares[at] = 1f / count;
                }
            }
        }
        Shape shape = new Shape(texts.size(), words, WordParts.MOST);
        return new NDList(manager.create(parts, shape), manager.create(shares, shape));
    }

    private static List<Bucket> batches(List<Example> examples, int most, RandomGenerator random) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            places.add(i);
        }
        shuffle(places, random);
        TreeMap<Integer, List<Integer>> byLength = new TreeMap<>();
        for (int place : places) {
            byLength.computeIfAbsent(examples.get(place).words().size(), _ -> new ArrayList<>())
                    .add(place);
        }
        List<Bucket> batches = new ArrayList<>();
        byLength.forEach((words, all) -> {
            for (int from = 0; from < all.size(); from += most) {
                batches.add(
                        new Bucket(
                                words,
                                List.copyOf(all.subList(from, Math.min(all.size(), from + most)))));
            }
        });
        return batches;
    }

    private static <T> void shuffle(List<T> values, RandomGenerator random) {
        for (int i = values.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            T value = values.get(i);
            values.set(i, values.get(other));
            values.set(other, value);
        }
    }

    private static EncoderWeights firstWeights(Settings settings, RandomGenerator random) {
        int hidden = settings.hidden();
        return new EncoderWeights(
                uniform(random, WordParts.BUCKETS * settings.size(), 0.5),
                direction(settings, random),
                direction(settings, random),
                uniform(
                        random,
                        settings.outputs() * 2 * hidden,
                        Math.sqrt(6.0 / (2 * hidden + settings.outputs()))),
                new float[settings.outputs()]);
    }

    /// Cells begin by remembering; attention begins nearly even.
    private static NetworkWeights direction(Settings settings, RandomGenerator random) {
        int hidden = settings.hidden();
        float[] bias = new float[4 * hidden];
        for (int i = hidden; i < 2 * hidden; i++) {
            bias[i] = 1;
        }
        double bound = Math.sqrt(6.0 / (settings.size() + hidden));
        return new NetworkWeights(
                Architecture.LSTM,
                settings.size(),
                hidden,
                1,
                List.of(
                        uniform(random, 4 * hidden * settings.size(), bound),
                        uniform(random, 4 * hidden * hidden, Math.sqrt(3.0 / hidden)),
                        bias,
                        new float[4 * hidden],
                        uniform(random, hidden, 0.1),
                        new float[1]));
    }

    private static float[] uniform(RandomGenerator random, int count, double bound) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
        return values;
    }

    @Override
    public float[] run(EncoderWeights weights, List<String> words) {
        try (Model model = Model.newInstance("encoder", Device.cpu(), engine)) {
            EncoderNet net = new EncoderNet(weights.size(), weights.hidden(), weights.outputs(), 1);
            model.setBlock(net);
            NDManager manager = model.getNDManager();
            Shape shape = new Shape(1, words.size(), WordParts.MOST);
            net.initialize(manager, DataType.FLOAT32, shape, shape);
            net.write(weights);
            return net.forward(
                            new ParameterStore(manager, false),
                            inputs(manager, List.of(words), words.size()),
                            false)
                    .get(1)
                    .toFloatArray();
        }
    }
}
