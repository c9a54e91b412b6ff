package io.teleon.controller.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.autonomy.AutonomySettings;
import io.teleon.controller.learning.LearningSettings;
import io.teleon.controller.topology.ManagementPlan;
import io.teleon.models.config.Settings;
import io.teleon.models.format.SourceText;
import io.teleon.models.learning.network.Architecture;
import io.teleon.policies.program.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the controller's configuration file says about autonomy and notices.
class DaemonSettingsTest {

    @TempDir private Path folder;

    private static DaemonSettings read(String yaml) {
        return Settings.read(new SourceText("settings.yaml", yaml), DaemonSettings.class);
    }

    @Test
    void nothingIsDoneByItselfUnlessTheFileSaysSo() {
        DaemonSettings usual = read("");
        assertEquals(Optional.empty(), usual.autonomy().settings());
        assertEquals(Path.of("teleon/notices.jsonl"), usual.notices().file());
        assertEquals(Optional.empty(), usual.notices().webhook());
    }

    @Test
    void autonomyComesWithItsTickAndLevels() {
        AutonomySettings settings =
                read("autonomy: {mode: reactive, tick: 2 s, levels: {steer: auto, shift: suggest}}")
                        .autonomy()
                        .settings()
                        .orElseThrow();
        assertEquals(Duration.ofSeconds(2), settings.tick());
        assertEquals(
                Map.of("steer", Policy.Mode.AUTO, "shift", Policy.Mode.SUGGEST), settings.levels());
        assertTrue(!settings.forecasts());
        assertTrue(read("autonomy: {mode: full}").autonomy().settings().orElseThrow().forecasts());
    }

    @Test
    void theControllersOwnWayIsNamedAsPeopleDo() {
        String yaml =
                "autonomy: {mode: full, management: {node: SEAT, ports: [SEAT/3, edge/7/12]}}";
        assertEquals(
                new ManagementPlan(Optional.of("SEAT"), List.of("SEAT/3", "edge/7/12")),
                read(yaml).autonomy().settings().orElseThrow().management());
        assertEquals(read(yaml), read(Settings.write(read(yaml))));
        assertEquals(
                ManagementPlan.NONE,
                read("autonomy: {mode: full}").autonomy().settings().orElseThrow().management());
    }

    @Test
    void nothingIsTrainedUnlessTheFileSaysWhen() {
        assertEquals(Optional.empty(), read("").learning().settings());
        LearningSettings nightly =
                read("learning: {calendar: '0 30 3 * * ?', networks: [gru, lstm]}")
                        .learning()
                        .settings()
                        .orElseThrow();
        assertEquals(List.of(Architecture.GRU, Architecture.LSTM), nightly.networks());
        assertTrue(read("learning: {on-drift: true}").learning().settings().isPresent());
    }

    @Test
    void whatIsInEffectReadsBackTheSame() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "s3cret");
        String yaml =
                "autonomy: {mode: full, levels: {steer: approve}}\n"
                        + "notices: {file: n.jsonl, webhook: {url: 'https://example.net/hook?a=b',"
                        + " token-file: "
                        + token
                        + "}}\n";
        DaemonSettings settings = read(yaml);
        assertEquals(settings, read(Settings.write(settings)));
        Path config = Files.writeString(folder.resolve("controller.yaml"), yaml);
        CommandRun run = CommandRun.of(List.of("controller", "--check-config", "--config", config));
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().contains("give-up: 3600 s"), run.out());
        assertTrue(!run.out().contains("s3cret"), run.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "autonomy: {mode: half} | mode 'half' is not one of none, reactive, full",
                "autonomy: {mode: full, tick: 2 min} | tick PT2M is not above 0 and at most 1 min",
                "autonomy: {mode: full, levels: {steer: on}} | steer 'on' is not one of off, suggest, approve, auto",
                "autonomy: {mode: full, levels: {steer: shadow}} | level of steer is shadow,"
                        + " expected off, suggest, approve or auto",
                "autonomy: {mode: full, levels: {stere: auto}} | there is no action 'stere', did you"
                        + " mean 'steer'?",
                "autonomy: {levels: {steer: auto}} | levels are set, but in mode none no program"
                        + " runs",
                "autonomy: {mode: full, management: {ports: [SEAT]}} | port 'SEAT' is not of the form"
                        + " SWITCH/PORT, such as SEAT/3",
                "autonomy: {mode: full, management: {ports: [SEAT/local]}} | port 'SEAT/local' is not"
                        + " of the form SWITCH/PORT, such as SEAT/3",
                "autonomy: {mode: full, management: {ports: [SEAT/3, SEAT/3]}} | port 'SEAT/3' is"
                        + " named twice",
                "autonomy: {mode: full, management: {node: ' '}} | node ' ' is empty, expected the"
                        + " name of a switch",
                "autonomy: {mode: full, management: {nod: SEAT}} | unknown key 'nod', did you mean"
                        + " 'node'?",
                "autonomy: {management: {node: SEAT}} | management is set, but in mode none no"
                        + " program runs",
                "learning: {calendar: nightly} | calendar 'nightly' is no cron expression like",
                "learning: {networks: [lstn]} | there is no network 'lstn', only [lstm, gru, rnn,",
                "learning: {engine: TF} | engine 'TF' is not one that learns: [MXNet, PyTorch]",
                "learning: {most-a-day: 0} | least gap PT6H, 0 a day and patience PT2H are not from",
                "notices: {fiel: x} | fiel",
                "notices: {max-bytes: 10} | max-bytes 10 is below 1000",
                "notices: {webhook: {url: 'http://example.net/'}} | 'http://example.net/' is not"
                        + " encrypted: http goes to this machine only",
                "notices: {webhook: {url: 'ftp://example.net/'}} | 'ftp://example.net/' is not of"
                        + " the form https://HOST/PATH",
                "notices: {webhook: {url: 'https://u:p@example.net/'}} | it has a password in it",
                "notices: {webhook: {url: 'https://example.net/', give-up: 8 d}} | is not above 0 and"
                        + " at most 7 d"
            })
    void saysInOneLineWhereAndWhatIsWrong(String yaml, String expected) throws IOException {
        Path config = Files.writeString(folder.resolve("controller.yaml"), yaml + "\n");
        CommandRun run = CommandRun.of(List.of("controller", "--check-config", "--config", config));
        assertEquals(1, run.status());
        assertTrue(run.err().startsWith("teleon: controller.yaml:1:"), run.err());
        assertTrue(run.err().contains(expected), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @Test
    void aTokenThatIsNotThereIsToldByTheCheckToo() throws IOException {
        Path config =
                Files.writeString(
                        folder.resolve("controller.yaml"),
                        "notices: {webhook: {url: 'https://example.net/', token-file: /no/where}}\n");
        CommandRun run = CommandRun.of(List.of("controller", "--check-config", "--config", config));
        assertEquals(1, run.status());
        assertEquals("teleon: the webhook's token-file /no/where cannot be read\n", run.err());
    }
}
