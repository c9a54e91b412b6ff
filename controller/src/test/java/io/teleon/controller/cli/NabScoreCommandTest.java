package io.teleon.controller.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.teleon.controller.GivenData;
import io.teleon.models.learning.nab.NabScore;
import io.teleon.models.learning.nab.Profile;
import io.teleon.models.learning.nab.Scored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NabScoreCommandTest {

    @TempDir private Path folder = Path.of("");

    private static List<Scored> published(Path nab, String detector) throws IOException {
        Path rows = nab.resolve("scorer_oracle").resolve(detector);
        return NabFiles.scored(
                nab.resolve("data"),
                file ->
                        rows.resolve(String.valueOf(file.getParent()))
                                .resolve(detector + "_" + file.getFileName() + ".gz"),
                nab.resolve("labels/combined_windows.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"numenta", "windowedGaussian"})
    void agreesWithThePublishedScoreOfEveryFileAndProfile(String detector) throws IOException {
        Path nab = GivenData.path("nab");
        List<Scored> series = published(nab, detector);
        int compared = 0;
        for (Profile profile : NabFiles.profiles(nab.resolve("config/profiles.json"))) {
            Path file =
                    nab.resolve("scorer_oracle")
                            .resolve(detector + "_" + profile.name() + "_scores.csv");
            for (String line : Files.readAllLines(file).subList(1, 30)) {
                String[] cells = line.split(",", -1);
                Scored one =
                        series.stream().filter(s -> s.name().equals(cells[2])).findFirst().get();
                double worth =
                        NabScore.at(List.of(one), Double.parseDouble(cells[3])).worth(profile);
                assertEquals(Double.parseDouble(cells[4]), worth, 1e-3, line);
                compared++;
            }
        }
        assertEquals(3 * 29, compared);
    }

    @Test
    void aWholeDetectorHasThePublishedScoreOfTheseFiles() throws IOException {
        Path nab = GivenData.path("nab");
        Profile standard = NabFiles.profiles(nab.resolve("config/profiles.json")).getFirst();
        assertEquals(
                65.98,
                NabScore.at(published(nab, "numenta"), 0.542187690735).score(standard),
                0.01);
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static final String PROFILES =
            "{\"standard\": {\"CostMatrix\": {\"tpWeight\": 1.0, \"fnWeight\": 1.0,"
                    + " \"fpWeight\": 0.5}}}";

    /// A hundred rows, of which 15 are for learning; one window; a hit and a false alarm.
    private List<?> command(String windows, double hit, double falseAlarm) throws IOException {
        StringBuilder rows = new StringBuilder("timestamp,value\n");
        StringBuilder scored = new StringBuilder("timestamp,value,anomaly_score\n");
        for (int i = 0; i < 100; i++) {
            String row = String.format("2020-01-01 %02d:%02d:00,%d", i / 60, i % 60, i);
            rows.append(row).append('\n');
            scored.append(row)
                    .append(',')
                    .append(i == 50 ? hit : i == 20 ? falseAlarm : 0)
                    .append('\n');
        }
        write("data/a/x.csv", rows.toString());
        write("scores/a/x.csv", scored.toString());
        return List.of(
                "nab",
                "score",
                "--data",
                folder.resolve("data"),
                "--scores",
                folder.resolve("scores"),
                "--windows",
                write("windows.json", windows),
                "--profiles",
                write("profiles.json", PROFILES),
                "--fit-threshold",
                "--json",
                "-");
    }

    private static final String WINDOW =
            "{\"a/x.csv\": [[\"2020-01-01 00:50:00.000000\", \"2020-01-01 00:59:00.000000\"]]}";

    @Test
    void theBestThresholdFindsTheWindowAndSparesTheFalseAlarm() throws IOException {
        CommandRun run = CommandRun.of(command(WINDOW, 0.9, 0.8));
        assertEquals(0, run.status(), run.err());
        JsonNode result = new ObjectMapper().readTree(run.out());
        assertEquals(0.9, result.path("threshold").asDouble());
        assertEquals(100, result.path("standard").asDouble(), 1e-9);
    }

    @Test
    void aFalseAlarmThatCannotBeSparedCostsItsWeight() throws IOException {
        CommandRun run = CommandRun.of(command(WINDOW, 0.7, 0.8));
        JsonNode result = new ObjectMapper().readTree(run.out());
        assertEquals(0.7, result.path("threshold").asDouble());
        assertEquals(75, result.path("standard").asDouble(), 1e-9);
        assertEquals(1, result.path("falseAlarms").asInt());
    }

    @Test
    void aFileWithoutWindowsIsNamed() throws IOException {
        CommandRun run = CommandRun.of(command("{}", 0.9, 0.8));
        assertEquals(1, run.status());
        assertTrue(run.err().contains("no windows of 'a/x.csv'"), run.err());
    }
}
