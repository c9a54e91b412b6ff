package io.teleon.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The scenarios by which autonomy is proved meet their expectations.
///
/// Each build plays a few of them; `-Dteleon.autonomy=all` plays all, in some minutes.
class AutonomyScenariosTest {

    private static final List<String> IN_EACH_BUILD =
            List.of(
                    "congestion-ramp",
                    "single-failure-cut",
                    "single-failure-stuck",
                    "ten-flaps",
                    "remedy-would-isolate",
                    "telemetry-lost",
                    "controller-killed-mid-action");

    static List<String> played() {
        return "all".equals(System.getProperty("teleon.autonomy"))
                ? ScenarioFiles.ofAutonomy()
                : IN_EACH_BUILD;
    }

    @ParameterizedTest
    @MethodSource("played")
    void meetsItsExpectations(String name) throws IOException {
        ScenarioRun run = ScenarioRun.of(ScenarioFiles.find(name), _ -> {}, () -> 0);
        run.playUntil(run.scenario().duration());
        List<Verdict> verdicts = run.judge(run.report(1));
        assertAll(verdicts.stream().map(v -> () -> assertTrue(v.isMet(), v.text())));
        assertTrue(verdicts.size() >= 5, "a scenario without expectations proves nothing");
    }
}
