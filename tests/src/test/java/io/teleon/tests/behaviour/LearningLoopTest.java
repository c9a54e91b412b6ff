package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.learning.LearningSettings;
import io.teleon.controller.learning.NetworkWorkshop;
import io.teleon.controller.learning.Workshop;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.ModelsView;
import io.teleon.controller.schedule.CronCalendar;
import io.teleon.models.learning.ForecastModel;
import io.teleon.models.learning.ModelArchive;
import io.teleon.models.learning.TrainingSettings;
import io.teleon.models.learning.djl.DjlTrainer;
import io.teleon.models.learning.network.Architecture;
import io.teleon.models.learning.upkeep.TrainingBudget;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.Topology;
import io.teleon.models.time.Chance;
import io.teleon.simulator.traffic.GeneratedTraffic;
import io.teleon.simulator.traffic.SourceHistory;
import io.teleon.simulator.traffic.TrafficShape;
import io.teleon.simulator.traffic.TrafficSource;
import io.teleon.simulator.world.AutonomyMode;
import io.teleon.simulator.world.ControllerPlan;
import io.teleon.simulator.world.WorldPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The controller of a small network that has measured for four days trains a challenger when its
/// calendar says so, with the real engine, and goes by whoever won.
class LearningLoopTest {

    private final List<ForecastModel> stored = new ArrayList<>();

    private Rehearsal network(Workshop workshop) {
        Topology topology = Networks.diamond();
        TrafficSource traffic =
                GeneratedTraffic.of(
                        topology, Bandwidth.ofMegabits(400), TrafficShape.BACKBONE, new Chance(4));
        LearningSettings settings =
                new LearningSettings(
                        new CronCalendar("0 1 * * * ?"),
                        false,
                        List.of(Architecture.GRU),
                        TrainingSettings.standard().withHidden(4).withEpochs(1),
                        TrainingBudget.Limits.standard());
        ControllerPlan plan =
                new ControllerPlan(
                        AutonomyMode.FULL,
                        Optional.of(
                                new SourceHistory(
                                        traffic,
                                        traffic,
                                        WorldPlan.USUAL_START,
                                        Duration.ofDays(4))),
                        Optional.of(new ControllerPlan.Learning(settings, workshop)));
        Rehearsal rehearsal =
                Rehearsal.of(
                        WorldPlan.of(topology, 1, () -> 0L)
                                .withTraffic(traffic)
                                .withController(plan));
        rehearsal.submit(rehearsal.between("a", "d"));
        rehearsal.submit(rehearsal.between("b", "c"));
        rehearsal.play(Duration.ofMinutes(3));
        return rehearsal;
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void aChallengerIsTrainedByCalendarAndWhoeverWinsIsInForce() {
        Rehearsal rehearsal = network(new NetworkWorkshop(DjlTrainer::start, stored::add, () -> 0));

        String told = rehearsal.events(Event.Kind.MODEL).getLast().text();
        ModelsView models = rehearsal.view().autonomy().models().orElseThrow();
        if (stored.isEmpty()) {
            assertTrue(told.startsWith("the challenger lost and is forgotten: "), told);
            assertEquals("shipped", models.inForce().name());
        } else {
            assertTrue(told.contains(" is in force: loss on the newest day "), told);
            assertEquals(ModelArchive.digest(stored.getFirst()), models.inForce().digest());
            assertEquals(Optional.of("shipped"), models.predecessor());
        }
        assertTrue(models.followed() > 0);
        assertTrue(models.lastResult().matches("(won|lost): .*"), models.lastResult());
    }

    @Test
    void withoutAnEngineTheModelStaysAndPeopleAreTold() {
        Rehearsal rehearsal = network(Workshop.NONE);

        assertEquals(
                "no challenger: nothing is learned here",
                rehearsal.events(Event.Kind.MODEL).getLast().text());
        assertEquals(1, rehearsal.events(Event.Kind.MODEL).size());
        ModelsView models = rehearsal.view().autonomy().models().orElseThrow();
        assertEquals("shipped", models.inForce().name());
        assertEquals("MXNet", card(models, "engine"));
    }

    private static String card(ModelsView models, String key) {
        return models.inForce().card().stream()
                .filter(entry -> entry.key().equals(key))
                .map(ForecastModel.Entry::value)
                .findFirst()
                .orElse("");
    }
}
