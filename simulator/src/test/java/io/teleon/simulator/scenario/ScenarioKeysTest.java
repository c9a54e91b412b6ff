package io.teleon.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.report.Notice;
import io.teleon.models.config.Settings;
import io.teleon.models.format.MalformedInput;
import io.teleon.models.format.SourceText;
import io.teleon.policies.program.Policy;
import io.teleon.simulator.fault.Fault;
import io.teleon.simulator.world.AutonomyMode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What a scenario may say, and what it is told when it says something wrong.
class ScenarioKeysTest {

    private static Scenario read(String... lines) {
        return Settings.read(
                new SourceText("s.yaml", "duration: 1 h\n" + String.join("\n", lines) + "\n"),
                Scenario.class);
    }

    @Test
    void readsWhatIsNew() {
        Scenario scenario =
                read(
                        "history: 2 d",
                        "history-like: mirrored",
                        "autonomy: reactive",
                        "traffic:",
                        "  source: generated",
                        "  surges:",
                        "    - {at: 5 min, to-load: 1.2, on: [ATLAng, IPLSng], days: daily}",
                        "    - {at: 9 min, rise: 10 s, factor: 3, of: NYCMng}",
                        "faults:",
                        "  - {at: 1 s, lying-sensor: {from: A, to: B, rate: 3 Gbit/s}}",
                        "  - {at: 1 s, telemetry-lost: {}}",
                        "requests:",
                        "  - {at: 1 s, set-autonomy: {action: steer, level: suggest}}",
                        "  - {at: 2 s, pause: {}}",
                        "  - {at: 3 s, freeze: {from: 1 min, to: 2 min}}",
                        "expectations:",
                        "  - actions: {action: shift, outcome: confirmed}",
                        "  - no-action-of: {}",
                        "  - slo-violation-seconds: {at-most: 3}",
                        "  - max-moves: {per-hour: 4}",
                        "  - notices: {kind: ticket-opened, topic: noc, subject: A>B, text: bad, to: 1 min}");

        assertEquals(Optional.of(Duration.ofDays(2)), scenario.history());
        assertEquals(AutonomyMode.REACTIVE, scenario.autonomy());
        assertEquals(
                new SurgePlan.Scope.On(List.of("ATLAng", "IPLSng")),
                scenario.traffic().surges().getFirst().scope());
        assertEquals(new Fault.TelemetryLost(Optional.empty()), scenario.faults().get(1).fault());
        assertEquals(
                new ScheduledRequest.Request.SetAutonomy("steer", Policy.Mode.SUGGEST, "operator"),
                scenario.requests().getFirst().request());
        assertEquals(new Expectation.SloViolationSeconds(3), scenario.expectations().get(2));
        assertEquals(
                new Expectation.Notices(
                        Optional.of(Notice.Kind.TICKET_OPENED),
                        Optional.of("noc"),
                        Optional.of("A>B"),
                        Optional.of("bad"),
                        Optional.empty(),
                        Optional.of(Duration.ofMinutes(1)),
                        1,
                        1_000_000_000),
                scenario.expectations().get(4));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "autonomy: some | 2:11 | one of none, reactive, full",
                "history: 1 min | 1:1 | 5 min..400 d",
                "history-like: upside-down | 2:15 | one of same, mirrored, other-seed",
                "traffic: {surges: [{at: 1 s, factor: 2, everybody: {}}]} | 2:1 | source is missing",
                "faults: [{at: 1 s, hidden-capacity: {from: A, to: B, share: 2}}] | 2:20 | (0, 1)",
                "faults: [{at: 1 s, lying-sensor: {from: A, to: B}}] | 2:20 | factor, rate",
                "faults: [{at: 1 s, port-stuck: [A]}] | 2:20 | two nodes it joins",
                "requests: [{at: 1 s, set-autonomy: {action: x, level: shadow}}] | 2:22 | shadow is not one of off, suggest, approve, auto",
                "requests: [{at: 1 s, freeze: {from: 9 s, to: 1 s}}] | 2:22 | window from",
                "expectations: [{transitions: {states: []}}] | 2:17 | states is empty",
                "expectations: [{notices: {kind: ticket}}] | 2:33 | one of message, ticket-opened, ticket-closed",
                "expectations: [{notices: {about: A>B}}] | 2:27 | about",
                "expectations: [{notices: {min: 2, max: 1}}] | 2:17 | min 2 and max 1 are not 0 <= min <= max",
                "expectations: [{notices: {min: -1}}] | 2:17 | min -1",
                "expectations: [{notices: {from: 9 s, to: 1 s}}] | 2:17 | no time is from 9 s to before 1 s",
                "expectations: [{no-action-of: {from: 9 s, to: 9 s}}] | 2:17 | no time is from 9 s to before 9 s"
            })
    void tellsThePlaceTheValueAndWhatWasExpected(String line, String place, String expected) {
        MalformedInput failure = assertThrows(MalformedInput.class, () -> read(line));
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.contains("s.yaml:" + place), message);
        assertTrue(message.contains(expected), message);
    }

    @Test
    void aLoadNeedsALink() {
        MalformedInput failure =
                assertThrows(
                        MalformedInput.class,
                        () ->
                                read(
                                        "traffic:",
                                        "  source: generated",
                                        "  surges: [{at: 1 s, to-load: 2, of: NYCMng}]"));
        assertTrue(String.valueOf(failure.getMessage()).contains("'on: [A, B]'"));
    }

    static List<String> ofAutonomy() {
        return ScenarioFiles.ofAutonomy();
    }

    /// Everything they name is there; what comes of them is seen where the programs run.
    @ParameterizedTest
    @MethodSource("ofAutonomy")
    void theScenariosOfAutonomyCanBePlayed(String name) throws IOException {
        ScenarioFiles.Found found = ScenarioFiles.find(name);
        assertTrue(found.scenario().expectations().size() >= 6, "it proves little");
        ScenarioRun run = ScenarioRun.of(found, _ -> {}, () -> 0);
        assertEquals(AutonomyMode.FULL, run.scenario().autonomy());
        run.playUntil(Duration.ofSeconds(5));
    }

    @Test
    void otherAutonomyIsHeldToWhatMustNeverBe() throws IOException {
        Scenario none =
                ScenarioFiles.find("congestion-ramp").scenario().withAutonomy(AutonomyMode.NONE);
        assertEquals(
                List.of(
                        new Expectation.NoLoop(),
                        new Expectation.NoBlackHole(),
                        new Expectation.NoOwnerlessRule()),
                none.expectations());
    }

    @Test
    void anActionIsFalseWhereNothingWouldHaveBeenWrong() {
        RunReport alone =
                report(
                        List.of(),
                        List.of(
                                new RunReport.Trouble("A>B", 1000, 1100),
                                new RunReport.Trouble("A/4", 3000, 3100)));
        RunReport acting =
                report(
                        List.of(
                                action("shift", "A>B", 500),
                                action("shift", "A>B", 5000),
                                action("steer", "B>A", 1000),
                                action("mute", "A/4", 3010),
                                action("mute", "B/4", 3010),
                                action("open_ticket", "B>A", 1000)),
                        List.of());
        assertEquals(
                List.of(5000.0, 1000.0, 3010.0),
                Comparison.falseActions(acting, alone).stream().map(RunReport.Action::at).toList());
    }

    private static RunReport.Action action(String name, String target, double at) {
        return new RunReport.Action(
                1,
                at,
                "rule",
                name,
                target,
                Optional.empty(),
                Optional.empty(),
                "confirmed",
                true,
                1);
    }

    private static RunReport report(
            List<RunReport.Action> actions, List<RunReport.Trouble> troubles) {
        return new RunReport(
                "s",
                1,
                AutonomyMode.FULL,
                1,
                1,
                Optional.empty(),
                new RunReport.Topology(0, 0, 0),
                new RunReport.Intents(0, 0, 0, 0, 0),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                actions,
                Optional.empty(),
                troubles,
                new RunReport.Probes(0, 0),
                List.of());
    }

    @Test
    void shippedNamesAreHintedAt() {
        IOException failure =
                assertThrows(IOException.class, () -> ScenarioFiles.find("flash-crowt"));
        assertTrue(String.valueOf(failure.getMessage()).contains("flash-crowd"));
        assertEquals(Path.of(""), foundFolder());
    }

    private static Path foundFolder() {
        try {
            return ScenarioFiles.find("flash-crowd").folder();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
