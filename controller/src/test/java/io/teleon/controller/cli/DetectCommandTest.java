package io.teleon.controller.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.teleon.controller.GivenData;
import io.teleon.models.learning.detect.Detectors;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DetectCommandTest {

    @TempDir private Path folder = Path.of("");

    /// Four days that follow the hour, with a surge on the last one.
    private List<String> rows() {
        SplittableRandom random = new SplittableRandom(1);
        LocalDateTime start = LocalDateTime.parse("2020-01-01T00:00:00");
        return java.util.stream.IntStream.range(0, 1152)
                .mapToObj(i -> {
                    double value =
                            10
                                    + 3 * Math.sin(2 * Math.PI * i / 288)
                                    + 0.2 * random.nextGaussian()
                                    + (i >= 1000 && i < 1010 ? 20 : 0);
                    String time = start.plusMinutes(5L * i).toString().replace('T', ' ');
                    return String.format(Locale.ROOT, "%s:00,%.3f", time, value);
                })
                .toList();
    }

    private List<String> detect(String detector, List<String> rows) throws IOException {
        Path input = folder.resolve("series.csv");
        Path output = folder.resolve("scores.csv");
        Files.write(input, List.of("timestamp,value"));
        Files.write(input, rows, java.nio.file.StandardOpenOption.APPEND);
        CommandRun run =
                CommandRun.of(
                        List.of(
                                "detect",
                                "--input",
                                input,
                                "--output",
                                output,
                                "--detector",
                                detector));
        assertEquals(0, run.status(), run.err());
        return Files.readAllLines(output);
    }

    private static double score(String row) {
        return Double.parseDouble(row.substring(row.lastIndexOf(',') + 1));
    }

    @ParameterizedTest
    @EnumSource(Detectors.class)
    void aRowIsScoredByTheRowsUpToItOnly(Detectors detector) throws IOException {
        List<String> whole = detect(detector.words(), rows());
        assertEquals("timestamp,value,anomaly_score", whole.getFirst());
        for (int length : List.of(1, 300)) {
            List<String> part = detect(detector.words(), rows().subList(0, length));
            assertEquals(whole.subList(0, length + 1), part);
        }
    }

    @Test
    void theRowInWhichASurgeBeginsIsTheOddestOfAll() throws IOException {
        List<String> scored = detect("screening", rows());
        int oddest = 1;
        for (int i = 1; i < scored.size(); i++) {
            double one = score(scored.get(i));
            assertTrue(one >= 0 && one <= 1, scored.get(i));
            oddest = one > score(scored.get(oddest)) ? i : oddest;
        }
        assertEquals(1000, oddest - 1);
    }

    @Test
    void scoresAreDrawnOverTheSeriesAndWhatIsLabelled() throws IOException {
        Path windows = folder.resolve("windows.json");
        Files.writeString(
                windows, "{\"series.csv\": [[\"2020-01-04 11:00:00\", \"2020-01-04 13:00:00\"]]}");
        detect("screening", rows());
        Path plots = folder.resolve("plots");
        List<Object> command =
                List.of(
                        "detect",
                        "--input",
                        folder.resolve("series.csv"),
                        "--output",
                        folder.resolve("scores.csv"),
                        "--windows",
                        windows);
        assertEquals(2, CommandRun.of(command).status(), "windows without plots");
        List<Object> drawing = new ArrayList<>(command);
        drawing.addAll(List.of("--plots", plots));
        CommandRun run = CommandRun.of(drawing);
        assertEquals(0, run.status(), run.err());
        BufferedImage picture = ImageIO.read(plots.resolve("series.png").toFile());
        assertTrue(has(picture, Pictures.WINDOW), "the window");
        assertTrue(has(picture, Pictures.OURS), "the scores");
        assertTrue(has(picture, Pictures.PLAIN), "the series");
    }

    private static boolean has(BufferedImage picture, Color color) {
        for (int x = 0; x < picture.getWidth(); x++) {
            for (int y = 0; y < picture.getHeight(); y++) {
                if ((picture.getRGB(x, y) & 0xffffff) == (color.getRGB() & 0xffffff)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void aValueThatIsNoneIsToldWithItsPlace() throws IOException {
        Path input = folder.resolve("bad.csv");
        Files.writeString(input, "timestamp,value\n2020-01-01 00:00:00,1\n2020-01-01 00:05:00,x\n");
        CommandRun run =
                CommandRun.of(
                        List.of("detect", "--input", input, "--output", folder.resolve("o.csv")));
        assertEquals(1, run.status());
        assertEquals("teleon: bad.csv:3:21: value 'x' is not a number\n", run.err());
    }

    @Test
    void anUnknownDetectorIsAnsweredWithThoseThereAre() {
        CommandRun run =
                CommandRun.of(
                        List.of("detect", "--input", "a", "--output", "b", "--detector", "magic"));
        assertEquals(2, run.status());
        assertTrue(run.err().contains("'magic' is not one of [screening, "), run.err());
    }

    private JsonNode onPublicSeries(String detector) throws IOException {
        Path nab = GivenData.path("nab");
        return scored(
                detector,
                nab.resolve("data"),
                nab.resolve("labels/combined_windows.json"),
                nab.resolve("config/profiles.json"));
    }

    private JsonNode scored(String detector, Path data, Path windows, Path profiles)
            throws IOException {
        Path scores = folder.resolve(detector);
        CommandRun.of(
                List.of("detect", "--input", data, "--output", scores, "--detector", detector));
        CommandRun run =
                CommandRun.of(
                        List.of(
                                "nab",
                                "score",
                                "--data",
                                data,
                                "--scores",
                                scores,
                                "--windows",
                                windows,
                                "--profiles",
                                profiles,
                                "--fit-threshold",
                                "--json",
                                "-"));
        assertEquals(0, run.status(), run.err());
        return new ObjectMapper().readTree(run.out());
    }

    @Test
    void screeningDoesBetterOnPublicSeriesThanTheRuleOfOneLine() throws IOException {
        double ours = leaveCategoryOut(onPublicSeries("screening"));
        double floor = leaveCategoryOut(onPublicSeries("range"));
        assertTrue(ours >= 67, "by leave-category-out " + ours);
        assertTrue(ours >= floor + 8, ours + " against " + floor);
    }

    /// On two of the public series, so that it takes seconds; the README has all of them.
    @ParameterizedTest
    @EnumSource(Detectors.class)
    void everyDetectorGetsItsCardOnPublicSeries(Detectors detector) throws IOException {
        Path nab = GivenData.path("nab");
        Path some = folder.resolve("some/realKnownCause");
        Files.createDirectories(some);
        for (String name : List.of("ec2_request_latency_system_failure", "rogue_agent_key_hold")) {
            Files.copy(
                    nab.resolve("data/realKnownCause/" + name + ".csv"),
                    some.resolve(name + ".csv"));
        }
        JsonNode card =
                scored(
                        detector.words(),
                        folder.resolve("some"),
                        nab.resolve("labels/combined_windows.json"),
                        nab.resolve("config/profiles.json"));
        for (String field : List.of("precision", "recall", "falseAlarmsPerDay", "standard")) {
            assertTrue(card.path(field).isNumber(), detector + ": " + field + " in " + card);
        }
        assertTrue(card.path("recall").asDouble() > 0, card.toString());
    }

    private static double leaveCategoryOut(JsonNode result) {
        return result.path("leaveCategoryOut").path("standard").asDouble();
    }
}
