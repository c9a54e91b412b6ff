package io.teleon.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.report.ActionState;
import io.teleon.controller.report.ActionView;
import io.teleon.models.config.Settings;
import io.teleon.models.format.SourceText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The whole loop leaves the controller's own way alone, where a scenario says that it goes by the
/// network.
class ManagementScenarioTest {

    private static List<ActionView> bounces(String... lines) throws IOException {
        Scenario scenario =
                Settings.read(
                        new SourceText(
                                "management.yaml",
                                "duration: 4 min\n"
                                        + "traffic: {source: generated, load: 0.4}\n"
                                        + "autonomy: full\n"
                                        + String.join("\n", lines)
                                        + "\n"),
                        Scenario.class);
        ScenarioRun run =
                ScenarioRun.of(
                        new ScenarioFiles.Found("management", scenario, Path.of("")),
                        _ -> {},
                        () -> 0);
        run.playUntil(scenario.duration());
        return run.world().view().orElseThrow().autonomy().actions().stream()
                .filter(action -> action.action().equals("bounce_port"))
                .toList();
    }

    private static void allRefused(List<ActionView> bounces, String why) {
        assertTrue(!bounces.isEmpty(), "a bounce was wanted");
        for (ActionView bounce : bounces) {
            assertEquals(ActionState.REFUSED, bounce.state(), bounce.toString());
            String text = bounce.steps().getLast().text();
            assertTrue(text.contains(why), text);
        }
    }

    @Test
    void theOnlyLinkToTheManagementNodeIsLeftUpThoughItIsSick() throws IOException {
        allRefused(
                bounces(
                        "management: {node: ATLAM5}",
                        "faults:",
                        "  - {at: 1 min, link-loss: {from: ATLAng, to: ATLAM5, share: 0.25}}"),
                "would cut the controller's own way from ATLAM5 to ");
    }

    @Test
    void aManagementPortThatHangsIsLeftToPeople() throws IOException {
        String stuck = "faults: [{at: 1 min, port-stuck: [DNVRng, KSCYng]}]";
        assertTrue(
                bounces(stuck).stream().anyMatch(b -> b.state() != ActionState.REFUSED),
                "it is bounced where nothing forbids it");
        allRefused(
                bounces("management: {ports: [DNVRng/1, DNVRng/2, DNVRng/3]}", stuck),
                "carries the controller's own way: cutting it is refused");
    }
}
