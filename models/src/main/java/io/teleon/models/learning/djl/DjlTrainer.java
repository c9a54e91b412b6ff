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
import ai.djl.training.tracker.WarmUpTracker;
import io.teleon.models.learning.NetworkTrainer;
import io.teleon.models.learning.QuantileHeads;
import io.teleon.models.learning.TrainingSet;
import io.teleon.models.learning.TrainingSettings;
import io.teleon.models.learning.network.Architecture;
import io.teleon.models.learning.network.NetworkWeights;
import io.teleon.models.time.Chance;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Trains and runs networks on a learning engine through DJL.
///
/// Chance comes from the settings' seed alone (first weights, which windows), never from the
/// engine's own generator, so that training is repeated bit for bit on the same engine, whatever
/// else the process does.
public final class DjlTrainer implements NetworkTrainer {

    /// The engine that is taken where none is named.
    public static final String MXNET = "MXNet";

    /// Needs the Maven profile `pytorch`.
    public static final String PYTORCH = "PyTorch";

    /// What can be named.
    public static final List<String> ENGINES = List.of(MXNET, PYTORCH);

    private static final String OFFLINE = "ai.djl.offline";

    /// So many series at a time pass through the engine: it bounds what its arrays take.
    private static final int SERIES_AT_ONCE = 33;

    /// PyTorch collects gradients for one thread of a process at a time.
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    private final String engine;

    private DjlTrainer(String engine) {
        this.engine = engine;
    }

    /// Starts MXNet.
    public static DjlTrainer start() {
        return start(MXNET);
    }

    /// Starts an engine, which takes seconds the first time.
    ///
    /// @param engine of [#ENGINES]
    /// @throws IllegalStateException when DJL was not told to stay offline, for it would otherwise
    ///   call a metadata service on its first use; or when the engine or its native library is not
    ///   there
    public static DjlTrainer start(String engine) {
        if (!ENGINES.contains(engine)) {
            throw new IllegalArgumentException("engine '" + engine + "' is not in " + ENGINES);
        }
        if (!"true".equalsIgnoreCase(System.getProperty(OFFLINE))) {
            throw new IllegalStateException(
                    "the learning engine is not started without -D"
                            + OFFLINE
                            + "=true, for it would look for the network");
        }
        if (!Engine.hasEngine(engine)) {
            throw new IllegalStateException(
                    "the learning engine "
                            + engine
                            + " is not among the libraries here"
                            + (engine.equals(PYTORCH) ? ": build with -Ppytorch" : ""));
        }
        try {
            Engine.getEngine(engine);
        } catch (RuntimeException | LinkageError e) {
            throw new IllegalStateException(
                    "the learning engine " + engine + " cannot be started here: " + rootMessage(e),
                    e);
        }
        return new DjlTrainer(engine);
    }

    /// Like [#start], empty where the engine cannot be had; the Java kernel forecasts without it.
    public static Optional<NetworkTrainer> tryStart() {
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
        return engine;
    }

    @Override
    public Trained train(
            Architecture architecture,
            TrainingSet set,
            TrainingSettings settings,
            Progress progress) {
        if (engine.equals(MXNET)) {
            return learn(architecture, set, settings, progress);
        }
        ONE_AT_A_TIME.lock();
        try {
            return learn(architecture, set, settings, progress);
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    private Trained learn(
            Architecture architecture,
            TrainingSet set,
            TrainingSettings settings,
            Progress progress) {
        Chance chance = new Chance(settings.seed()).of(architecture.word());
        Windows windows = new Windows(set, settings, chance.stream("windows"));
        TrainingConfig config =
                new DefaultTrainingConfig(Loss.l2Loss())
                        .optOptimizer(
                                Optimizer.adam()
                                        .optLearningRateTracker(rates(settings, windows.batches()))
                                        .build())
                        .optDevices(new Device[] {Device.cpu()});
        try (Model model = Model.newInstance(architecture.word(), Device.cpu(), engine)) {
            Net net =
                    new Net(architecture, set.inputCount(), settings.hidden(), QuantileHeads.COUNT);
            model.setBlock(net.block());
            Shape shape = new Shape(settings.batch(), settings.window(), set.inputCount());
            net.block().initialize(model.getNDManager(), DataType.FLOAT32, shape);
            // Before the trainer takes its own copy: the engine's store of parameters would else
            // put back what its own chance drew.
            net.write(net.firstWeights(chance.stream("weights")));
            try (Trainer trainer = model.newTrainer(config)) {
                trainer.initialize(shape);
                return learn(
                        trainer,
                        net,
                        windows,
                        settings,
                        (epoch, of, trainLoss, validLoss) ->
                                progress.epoch(architecture, epoch, of, trainLoss, validLoss));
            }
        }
    }

    /// How far a step goes, by how many were made.
    private static Tracker rates(TrainingSettings settings, int batches) {
        float first = (float) settings.learningRate();
        float last = first / 100;
        int steps = settings.epochs() * batches;
        Tracker main =
                switch (settings.schedule()) {
                    case COSINE ->
                            Tracker.cosine()
                                    .setBaseValue(first)
                                    .optFinalValue(last)
                                    .setMaxUpdates(steps)
                                    .build();
                    case STEPS ->
                            Tracker.multiFactor()
                                    .setBaseValue(first)
                                    .setSteps(
                                            new int[] {
                                                Math.max(1, steps / 2), Math.max(2, 3 * steps / 4)
                                            })
                                    .optFactor(0.2f)
                                    .build();
                };
        int warming = settings.warmUpEpochs() * batches;
        return warming == 0
                ? main
                : Tracker.warmUp()
                        .setMainTracker(main)
                        .optWarmUpSteps(warming)
                        .optWarmUpBeginValue(last)
                        .optWarmUpMode(WarmUpTracker.Mode.LINEAR)
                        .build();
    }

    /// Told after each epoch of one network.
    @FunctionalInterface
    private interface Epochs {
        void epoch(int epoch, int of, double trainLoss, double validLoss);
    }

    private static Trained learn(
            Trainer trainer, Net net, Windows windows, TrainingSettings settings, Epochs progress) {
        NetworkWeights best = net.read();
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
            Trainer trainer, Net net, Windows windows, int batch, double clipNorm) {
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

    @Override
    public float[] run(NetworkWeights weights, float[] inputs, int series, int bins) {
        float[] outputs = new float[series * bins * weights.outputs()];
        int inputRow = bins * weights.inputs();
        int outputRow = bins * weights.outputs();
        try (Model model = Model.newInstance("run", Device.cpu(), engine)) {
            Net net =
                    new Net(
                            weights.architecture(),
                            weights.inputs(),
                            weights.hidden(),
                            weights.outputs());
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
