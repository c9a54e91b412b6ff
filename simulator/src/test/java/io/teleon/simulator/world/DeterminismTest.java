package io.teleon.simulator.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.teleon.simulator.SimulatorMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same seed gives the same transcript in processes of their own, whose hash orders differ.
class DeterminismTest {

    @TempDir private Path folder = Path.of("");

    @Test
    void twoProcessesWriteTheSameTranscript() throws IOException, InterruptedException {
        String first = transcriptOfAnotherProcess("7");
        String second = transcriptOfAnotherProcess("7");
        assertEquals(first, second);
        assertNotEquals(first, transcriptOfAnotherProcess("8"));
    }

    private String transcriptOfAnotherProcess(String seed)
            throws IOException, InterruptedException {
        String java = ProcessHandle.current().info().command().orElseThrow();
        Path file = Files.createTempFile(folder, "transcript", ".txt");
        Process process =
                new ProcessBuilder(
                                List.of(
                                        java,
                                        "--enable-native-access=ALL-UNNAMED",
                                        "--sun-misc-unsafe-memory-access=allow",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        SimulatorMain.class.getName(),
                                        "simulate",
                                        "abilene-link-cut",
                                        "--seed",
                                        seed,
                                        "--transcript",
                                        file.toString()))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertEquals(0, process.waitFor());
        return Files.readString(file);
    }
}
