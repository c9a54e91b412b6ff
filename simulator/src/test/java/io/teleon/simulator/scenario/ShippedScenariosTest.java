package io.teleon.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every shipped scenario meets its expectations, and its transcript is the golden one.
///
/// After a change that is meant: `-Dteleon.golden=update` writes the transcripts anew, to be read
/// before they are committed.
class ShippedScenariosTest {

    private static final Path GOLDEN =
            Path.of("src/test/resources/io/teleon/simulator/scenario/golden");

    static List<String> shipped() {
        return ScenarioFiles.shipped();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void meetsItsExpectationsAndItsTranscriptIsTheGoldenOne(String name) throws IOException {
        List<String> lines = new ArrayList<>();
        ScenarioRun run = ScenarioRun.of(ScenarioFiles.find(name), lines::add, () -> 0);
        run.playUntil(run.scenario().duration());
        List<Verdict> verdicts = run.judge(run.report(1));

        assertAll(verdicts.stream().map(v -> () -> assertTrue(v.isMet(), v.text())));
        assertTrue(verdicts.size() >= 5, "a scenario without expectations proves nothing");
        assertGolden(GOLDEN.resolve(name + ".txt"), lines);
    }

    private static void assertGolden(Path file, List<String> lines) throws IOException {
        if ("update".equals(System.getProperty("teleon.golden"))) {
            Files.createDirectories(GOLDEN);
            Files.write(file, lines);
        }
        assertEquals(
                String.join("\n", Files.readAllLines(file)),
                String.join("\n", lines),
                "the transcript differs from " + file);
    }
}
