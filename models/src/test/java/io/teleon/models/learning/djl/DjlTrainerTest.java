package io.teleon.models.learning.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.teleon.models.learning.ForecastTrainer;
import io.teleon.models.learning.LstmKernel;
import io.teleon.models.learning.LstmTrainer;
import io.teleon.models.learning.LstmWeights;
import io.teleon.models.learning.ModelArchive;
import io.teleon.models.learning.Networks;
import io.teleon.models.learning.TrainingSettings;
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

@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class MxnetTrainerTest {

    private static final ForecastTrainer.Size SMALL = new ForecastTrainer.Size(6, 2, 1);

    @Test
    void theKernelSaysWhatTheEngineSays() {
        LstmWeights weights = Networks.drawn(5, 32);
        int series = 3;
        int bins = 200;
        float[] inputs = Networks.inputs(6, series * bins);
        float[] engine = MxnetTrainer.start().run(weights, inputs, series, bins);

        LstmKernel kernel = new LstmKernel(weights);
        float[] said = new float[weights.outputs()];
        for (int i = 0; i < series; i++) {
            float[] state = new float[32];
            float[] cell = new float[32];
            for (int bin = 0; bin < bins; bin++) {
                int row = i * bins + bin;
                kernel.step(
                        Arrays.copyOfRange(
                                inputs, row * weights.inputs(), (row + 1) * weights.inputs()),
                        state,
                        cell);
                kernel.read(state, said);
                float[] expected =
                        Arrays.copyOfRange(
                                engine, row * weights.outputs(), (row + 1) * weights.outputs());
                assertArrayEquals(expected, said, 1e-5f);
            }
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

    private static byte[] trained(long seed, List<Double> losses) {
        TrainingSettings settings = new TrainingSettings(seed, 8, 3, 3, 8, 48, 1e-2, 1);
        return ModelArchive.write(
                ForecastTrainer.train(
                        "small",
                        ForecastTrainer.generated(seed, SMALL),
                        settings,
                        MxnetTrainer.start(),
                        (epoch, of, trainLoss, validLoss) -> losses.add(trainLoss)));
    }

    @Test
    void isNotStartedUnlessToldToStayOffline() {
        String before = System.getProperty("ai.djl.offline");
        try {
            System.clearProperty("ai.djl.offline");
            IllegalStateException refusal =
                    assertThrows(IllegalStateException.class, MxnetTrainer::start);
            assertTrue(String.valueOf(refusal.getMessage()).contains("-Dai.djl.offline=true"));
            assertEquals(Optional.<LstmTrainer>empty(), MxnetTrainer.tryStart());
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
