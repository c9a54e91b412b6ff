package io.teleon.models.learning.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import io.teleon.models.learning.ForecastTrainer;
import io.teleon.models.learning.NetworkTrainer.Trained;
import io.teleon.models.learning.Networks;
import io.teleon.models.learning.QuantileHeads;
import io.teleon.models.learning.TrainingSettings;
import io.teleon.models.learning.network.Architecture;
import io.teleon.models.learning.network.NetworkWeights;
import io.teleon.models.time.Chance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// What keeps training from learning by heart, and from being thrown off by one batch.
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class TrainingLimitsTest {

    private static final int EPOCHS = 40;

    /// Nothing but chance, and little of it: whatever is learned of it is learned by heart.
    private static ForecastTrainer.Lesson noise() {
        SplittableRandom random = new SplittableRandom(3);
        List<double[]> values = new ArrayList<>();
        for (int series = 0; series < 2; series++) {
            values.add(random.doubles(360, 5, 15).toArray());
        }
        return ForecastTrainer.prepare(
                new ForecastTrainer.Data(
                        "noise", values, Instant.EPOCH, Duration.ofMinutes(5), 240, true));
    }

    private static TrainingSettings settings(int epochs, int patience, double clipNorm) {
        return new TrainingSettings(
                1, 16, epochs, patience, 2, 48, 2e-2, TrainingSettings.Schedule.STEPS, 0, clipNorm);
    }

    private static Trained train(TrainingSettings settings, List<Double> validLosses) {
        return noise().train(
                        Architecture.LSTM,
                        settings,
                        DjlTrainer.start(),
                        (_, _, _, _, validLoss) -> validLosses.add(validLoss));
    }

    @Test
    void whoOnlyLearnsByHeartIsStoppedAndGoesBackToTheBestEpoch() {
        List<Double> losses = new ArrayList<>();
        Trained trained = train(settings(EPOCHS, 4, 1), losses);

        int best = trained.bestEpoch();
        assertEquals(best + 4, trained.epochs(), losses.toString());
        assertTrue(trained.epochs() < EPOCHS / 2, losses.toString());
        assertEquals(trained.epochs(), losses.size());
        assertEquals(losses.get(best - 1), trained.validLoss());
        assertTrue(losses.stream().allMatch(loss -> loss >= trained.validLoss()));
        assertTrue(losses.getLast() > 1.02 * trained.validLoss(), losses.toString());

        // One that was stopped later, of which the last epochs differ, brings back the same.
        Trained patient = train(settings(EPOCHS, 7, 1), new ArrayList<>());
        assertEquals(best, patient.bestEpoch());
        assertEquals(best + 7, patient.epochs());
        assertSame(trained.weights(), patient.weights());
    }

    private static void assertSame(NetworkWeights expected, NetworkWeights actual) {
        for (int i = 0; i < expected.arrays().size(); i++) {
            assertArrayEquals(expected.arrays().get(i), actual.arrays().get(i));
        }
    }

    /// A norm far below what Adam adds to its divisor stops all learning, if only it is heeded at
    /// each step.
    @Test
    void trainingHeedsTheNorm() {
        TrainingSettings settings = settings(2, 2, 1e-12);
        NetworkWeights weights = train(settings, new ArrayList<>()).weights();
        NetworkWeights first =
                new Net(Architecture.LSTM, weights.inputs(), weights.hidden(), weights.outputs())
                        .firstWeights(
                                new Chance(settings.seed())
                                        .of(Architecture.LSTM.word()).stream("weights"));
        for (int i = 0; i < first.arrays().size(); i++) {
            assertArrayEquals(first.arrays().get(i), weights.arrays().get(i), 1e-4f);
        }
    }

    @Test
    void aHugeGradientIsShortenedAndKeepsItsDirection() {
        NetworkWeights weights = Networks.drawn(Architecture.LSTM, 5, 8);
        Shape shape = new Shape(2, 24, weights.inputs());
        try (Model model = Model.newInstance("clip", Device.cpu(), DjlTrainer.start().engine())) {
            Net net =
                    new Net(
                            Architecture.LSTM,
                            weights.inputs(),
                            weights.hidden(),
                            QuantileHeads.COUNT);
            model.setBlock(net.block());
            net.block().initialize(model.getNDManager(), DataType.FLOAT32, shape);
            net.write(weights);
            DefaultTrainingConfig config =
                    new DefaultTrainingConfig(Loss.l2Loss())
                            .optDevices(new Device[] {Device.cpu()});
            try (Trainer trainer = model.newTrainer(config)) {
                trainer.initialize(shape);
                NDArray inputs = trainer.getManager().create(Networks.inputs(6, 48), shape);
                try (GradientCollector collector = trainer.newGradientCollector()) {
                    NDArray out = trainer.forward(new NDList(inputs)).singletonOrThrow();
                    collector.backward(out.mul(1e6f).sum());
                }
                double[] huge = gradient(net);
                assertTrue(norm(huge) > 1e6, "norm " + norm(huge));

                net.clip(0.5);
                double[] clipped = gradient(net);
                assertEquals(0.5, norm(clipped), 1e-4);
                for (int i = 0; i < huge.length; i++) {
                    assertEquals(huge[i] * 0.5 / norm(huge), clipped[i], 1e-6);
                }

                net.clip(0.6);
                assertArrayEquals(clipped, gradient(net), "a short one is left as it is");
            }
        }
    }

    private static double[] gradient(Net net) {
        List<Double> all = new ArrayList<>();
        for (NDArray gradient : net.block().gradients()) {
            for (float value : gradient.toFloatArray()) {
                all.add((double) value);
            }
            gradient.close();
        }
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double norm(double[] values) {
        double square = 0;
        for (double value : values) {
            square += value * value;
        }
        return Math.sqrt(square);
    }
}
