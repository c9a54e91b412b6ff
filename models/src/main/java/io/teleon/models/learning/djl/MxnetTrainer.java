package io.teleon.models.learning.djl;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
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

import io.teleon.models.learning.LstmTrainer;
import io.teleon.models.learning.LstmWeights;
import io.teleon.models.learning.QuantileHeads;
import io.teleon.models.learning.TrainingSet;
import io.teleon.models.learning.TrainingSettings;
import io.teleon.models.time.Chance;

import java.util.Optional;
import java.util.random.RandomGenerator;

/// Trains and runs the network on MXNet through DJL.
///
/// Chance comes from the settings' seed alone (first weights, which windows), never from the
/// engine's own generator, so that training is repeated bit for bit whatever else the process does.
public final class MxnetTrainer implements LstmTrainer {

    private static final String ENGINE = "MXNet";
    private static final String OFFLINE = "ai.djl.offline";

    /// So many series at a time pass through the engine: it bounds what its arrays take.
    private static final int SERIES_AT_ONCE = 33;

    private MxnetTrainer() {}

    /// Starts the engine, which takes seconds the first time.
    ///
    /// @throws IllegalStateException when DJL was not told to stay offline, for it would otherwise
    ///   call a metadata service on its first use; or when the engine's native library is not there
    public static MxnetTrainer start() {
        if (!"true".equalsIgnoreCase(System.getProperty(OFFLINE))) {
            throw new IllegalStateException(
                    "the learning engine is not started without -D"
                            + OFFLINE
                            + "=true, for it would look for the network");
        }
        try {
            Engine.getEngine(ENGINE);
        } catch (RuntimeException | LinkageError e) {
            throw new IllegalStateException(
                    "the learning engine " + ENGINE + " cannot be started here: " + rootMessage(e),
                    e);
        }
        return new MxnetTrainer();
    }

    /// Like [#start], empty where the engine cannot be had; the Java kernel forecasts without it.
    public static Optional<LstmTrainer> tryStart() {
        try {
            return Optional.of(start());
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    private static String rootMessage(Throwable problem) {
        Throwable root = problem;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    @Override
    public String engine() {
        return ENGINE;
    }

    @Override
    public Trained train(TrainingSet set, TrainingSettings settings, Progress progress) {
        Chance chance = new Chance(settings.seed()).of("lstm");
        Windows windows = new Windows(set, settings, chance.stream("windows"));
        TrainingConfig config =
                new DefaultTrainingConfig(Loss.l2Loss())
                        .optOptimizer(
                                Optimizer.adam()
                                        .optLearningRateTracker(
                                                Tracker.cosine()
                                                        .setBaseValue(
                                                                (float) settings.learningRate())
                                                        .optFinalValue(
                                                                (float) settings.learningRate()
                                                                        / 100)
                                                        .setMaxUpdates(
                                                                settings.epochs()
                                                                        * windows.batches())
                                                        .build())
                                        .build())
                        .optDevices(new Device[] {Device.cpu()});
        try (Model model = Model.newInstance("lstm", Device.cpu(), ENGINE)) {
            LstmNet net = new LstmNet(set.inputCount(), settings.hidden(), QuantileHeads.COUNT);
            model.setBlock(net.block());
            Shape shape = new Shape(settings.batch(), settings.window(), set.inputCount());
            net.block().initialize(model.getNDManager(), DataType.FLOAT32, shape);
            // Before the trainer takes its own copy: the engine's store of parameters would else
            // put back what its own chance drew.
            net.write(firstWeights(net, chance.stream("weights")));
            try (Trainer trainer = model.newTrainer(config)) {
                trainer.initialize(shape);
                return learn(trainer, net, windows, settings, progress);
            }
        }
    }

    private static Trained learn(
            Trainer trainer,
            LstmNet net,
            Windows windows,
            TrainingSettings settings,
            Progress progress) {
        LstmWeights best = net.read();
        double bestLoss = Double.POSITIVE_INFINITY;
        int bestEpoch = 0;
        double trainLoss = Double.NaN;
        int epoch = 0;
        while (epoch < settings.epochs() && epoch - bestEpoch < settings.patience()) {
            epoch++;
            windows.shuffle();
            double sum = 0;
            for (int batch = 0; batch < windows.batches(); batch++) {
                sum += step(trainer, net, windows, batch, settings.clipNorm());
            }
            trainLoss = sum / windows.batches();
            double validLoss = validate(trainer, windows);
            progress.epoch(epoch, settings.epochs(), trainLoss, validLoss);
            if (validLoss < bestLoss) {
                bestLoss = validLoss;
                bestEpoch = epoch;
                best = net.read();
            }
        }
        return new Trained(best, epoch, bestEpoch, trainLoss, bestLoss);
    }

    private static double step(
            Trainer trainer, LstmNet net, Windows windows, int batch, double clipNorm) {
        try (NDManager manager = trainer.getManager().newSubManager()) {
            Windows.Arrays arrays = windows.batch(manager, batch);
            double loss;
            try (GradientCollector collector = trainer.newGradientCollector()) {
                NDArray out = trainer.forward(new NDList(arrays.inputs())).singletonOrThrow();
                NDArray value = PinballLoss.of(out, arrays.residuals(), arrays.weights());
                collector.backward(value);
                loss = value.getFloat();
            }
            net.clip(clipNorm);
            trainer.step();
            return loss;
        }
    }

    private static double validate(Trainer trainer, Windows windows) {
        double sum = 0;
        double weight = 0;
        for (int part = 0; part < windows.validParts(SERIES_AT_ONCE); part++) {
            try (NDManager manager = trainer.getManager().newSubManager()) {
                Windows.Arrays arrays = windows.valid(manager, part, SERIES_AT_ONCE);
                NDArray out = trainer.evaluate(new NDList(arrays.inputs())).singletonOrThrow();
                double share = arrays.weights().sum().getFloat();
                sum += share * PinballLoss.of(out, arrays.residuals(), arrays.weights()).getFloat();
                weight += share;
            }
        }
        return weight > 0 ? sum / weight : 0;
    }

    /// Uniform after Glorot & Bengio (AISTATS 2010); cells begin by remembering (Jozefowicz,
    /// Zaremba & Sutskever, ICML 2015).
    private static LstmWeights firstWeights(LstmNet net, RandomGenerator random) {
        int hidden = net.hidden();
        float[] bias = new float[4 * hidden];
        for (int i = hidden; i < 2 * hidden; i++) {
            bias[i] = 1;
        }
        float[] headBias = new float[net.outputs()];
        return new LstmWeights(
                net.inputs(),
                hidden,
                net.outputs(),
                uniform(random, 4 * hidden, net.inputs()),
                uniform(random, 4 * hidden, hidden),
                bias,
                new float[4 * hidden],
                smaller(uniform(random, net.outputs(), hidden)),
                headBias);
    }

    private static float[] uniform(RandomGenerator random, int rows, int columns) {
        float[] values = new float[rows * columns];
        double bound = Math.sqrt(6.0 / (rows / 4.0 + columns));
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
        return values;
    }

    /// The network begins by agreeing with the linear model.
    private static float[] smaller(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= 0.1f;
        }
        return values;
    }

    @Override
    public float[] run(LstmWeights weights, float[] inputs, int series, int bins) {
        float[] outputs = new float[series * bins * weights.outputs()];
        int inputRow = bins * weights.inputs();
        int outputRow = bins * weights.outputs();
        try (Model model = Model.newInstance("lstm", Device.cpu(), ENGINE)) {
            LstmNet net = new LstmNet(weights.inputs(), weights.hidden(), weights.outputs());
            model.setBlock(net.block());
            NDManager root = model.getNDManager();
            net.block().initialize(root, DataType.FLOAT32, new Shape(1, bins, weights.inputs()));
            net.write(weights);
            for (int from = 0; from < series; from += SERIES_AT_ONCE) {
                int count = Math.min(SERIES_AT_ONCE, series - from);
                float[] part = new float[count * inputRow];
                System.arraycopy(inputs, from * inputRow, part, 0, part.length);
                try (NDManager manager = root.newSubManager()) {
                    NDArray x = manager.create(part, new Shape(count, bins, weights.inputs()));
                    float[] said =
                            net.block()
                                    .forward(
                                            new ParameterStore(manager, false),
                                            new NDList(x),
                                            false)
                                    .singletonOrThrow()
                                    .toFloatArray();
                    System.arraycopy(said, 0, outputs, from * outputRow, said.length);
                }
            }
        }
        return outputs;
    }
}
