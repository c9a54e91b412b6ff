package io.teleon.models.learning.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.teleon.models.learning.ForecastTrainer;
import io.teleon.models.learning.ModelArchive;
import io.teleon.models.learning.NetworkTrainer;
import io.teleon.models.learning.Networks;
import io.teleon.models.learning.TrainingSettings;
import io.teleon.models.learning.network.Architecture;
import io.teleon.models.learning.network.NetworkKernel;
import io.teleon.models.learning.network.NetworkWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class DjlTrainerTest {

    private static final ForecastTrainer.Size SMALL = new ForecastTrainer.Size(6, 2, 1);
    private static final ForecastTrainer.Lesson LESSON =
            ForecastTrainer.prepare(ForecastTrainer.generated(1, SMALL));

    /// Those that the build says are there: MXNet, and PyTorch under its profile.
    static List<Arguments> enginesAndNetworks() {
        List<Arguments> all = new ArrayList<>();
        for (String engine :
                System.getProperty("teleon.engines", DjlTrainer.MXNET).split(",", -1)) {
            for (Architecture architecture : Architecture.values()) {
                all.add(Arguments.of(engine, architecture));
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("enginesAndNetworks")
    void theKernelSaysWhatTheEngineSays(String engine, Architecture architecture) {
        NetworkWeights weights = Networks.drawn(architecture, 5, 16);
        int series = 3;
        int bins = 100;
        float[] inputs = Networks.inputs(6, series * bins);
        float[] expected = DjlTrainer.start(engine).run(weights, inputs, series, bins);

        NetworkKernel kernel = new NetworkKernel(weights);
        float[] said = new float[weights.outputs()];
        for (int i = 0; i < series; i++) {
            float[] state = new float[kernel.stateSize()];
            for (int bin = 0; bin < bins; bin++) {
                int row = i * bins + bin;
                kernel.step(
                        Arrays.copyOfRange(
                                inputs, row * weights.inputs(), (row + 1) * weights.inputs()),
                        state);
                kernel.read(state, said);
                assertArrayEquals(
                        Arrays.copyOfRange(
                                expected, row * weights.outputs(), (row + 1) * weights.outputs()),
                        said,
                        1e-5f);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("enginesAndNetworks")
    void everyNetworkLearnsOnEveryEngine(String engine, Architecture architecture) {
        List<Double> losses = new ArrayList<>();
        TrainingSettings settings =
                small(1).withSchedule(TrainingSettings.Schedule.STEPS, 1).withEpochs(4);
        NetworkTrainer.Trained trained =
                LESSON.train(
                        architecture,
                        settings,
                        DjlTrainer.start(engine),
                        (_, _, _, trainLoss, _) -> losses.add(trainLoss));

        assertEquals(architecture, trained.weights().architecture());
        assertTrue(losses.getLast() < losses.getFirst(), losses.toString());
    }

    @Test
    void anEngineThatIsNotThereIsNamed() {
        assertTrue(
                String.valueOf(
                                assertThrows(
                                                IllegalArgumentException.class,
                                                () -> DjlTrainer.start("Torch"))
                                        .getMessage())
                        .startsWith("engine 'Torch' is not in "));
        if (!System.getProperty("teleon.engines", "").contains(DjlTrainer.PYTORCH)) {
            assertTrue(
                    String.valueOf(
                                    assertThrows(
                                                    IllegalStateException.class,
                                                    () -> DjlTrainer.start(DjlTrainer.PYTORCH))
                                            .getMessage())
                            .endsWith("is not among the libraries here: build with -Ppytorch"));
        }
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherDoesNot() {
        byte[] first = trained(1, new ArrayList<>());
        // The engine's own chance must not matter.
        ai.djl.engine.Engine.getEngine("MXNet").setRandomSeed(99);

        assertArrayEquals(first, trained(1, new ArrayList<>()));
        assertFalse(Arrays.equals(first, trained(2, new ArrayList<>())));
    }

    @Test
    void learnsAndTellsHowFarItIs() {
        List<Double> losses = new ArrayList<>();
        trained(1, losses);

        assertEquals(3, losses.size());
        assertTrue(losses.getLast() < losses.getFirst(), losses.toString());
    }

    private static TrainingSettings small(long seed) {
        return new TrainingSettings(
                seed, 8, 3, 3, 8, 48, 1e-2, TrainingSettings.Schedule.COSINE, 0, 1);
    }

    private static byte[] trained(long seed, List<Double> losses) {
        return ModelArchive.write(
                ForecastTrainer.train(
                        "small",
                        ForecastTrainer.generated(seed, SMALL),
                        List.of(Architecture.LSTM),
                        small(seed),
                        DjlTrainer.start(),
                        (_, _, _, trainLoss, _) -> losses.add(trainLoss)));
    }

    @Test
    void isNotStartedUnlessToldToStayOffline() {
        String before = System.getProperty("ai.djl.offline");
        try {
            System.clearProperty("ai.djl.offline");
            IllegalStateException refusal =
                    assertThrows(IllegalStateException.class, DjlTrainer::start);
            assertTrue(String.valueOf(refusal.getMessage()).contains("-Dai.djl.offline=true"));
            assertEquals(Optional.<NetworkTrainer>empty(), DjlTrainer.tryStart());
        } finally {
            System.setProperty("ai.djl.offline", String.valueOf(before));
        }
    }

    @Test
    void startsWithoutAnyNetworkAndWithAnEmptyCache(@TempDir Path cache)
            throws IOException, InterruptedException {
        assumeTrue(run(List.of("unshare", "-n", "true")) == 0, "no network namespaces here");
        String classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        assertEquals(
                0,
                run(
                        List.of(
                                "unshare",
                                "-n",
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                classPath,
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dai.djl.offline=true",
                                "-DDJL_CACHE_DIR=" + cache,
                                OfflineStartMain.class.getName())));
    }

    private static int run(List<String> command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            if (command.getFirst().equals("unshare")) {
                return -1;
            }
            throw e;
        }
    }
}
