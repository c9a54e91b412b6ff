package io.teleon.simulator.bench;

import io.teleon.controller.report.ControllerView;
import io.teleon.models.network.Topology;
import io.teleon.models.time.Chance;
import io.teleon.simulator.world.World;
import io.teleon.simulator.world.WorldPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// How long it takes until a network is discovered: from the moment at which the first switch calls
/// until every direction of every link is up in the controller's graph and every host is known. The
/// curve is over the number of switches; the baseline is the smallest network, a switch.
public final class DiscoveryBenchmark {

    private static final List<Integer> SIZES = List.of(50, 200, 500, 1000);
    private static final Duration STEP = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /// @param wallSeconds of one thread for everything: switches, encoding, controller
    /// @param controllerSeconds of these in the control loop
    /// @param virtualSeconds what a network of that size would have waited
    /// @param wallMillisPerSwitch flat where the cost grows with the size
    public record Row(
            int switches,
            int links,
            double wallSeconds,
            double controllerSeconds,
            double virtualSeconds,
            double wallMillisPerSwitch) {}

    private DiscoveryBenchmark() {}

    public static List<Row> run(Consumer<String> progress) {
        progress.accept("warming up");
        discover(RandomNetwork.of(100, new Chance(2)));
        List<Row> rows = new ArrayList<>();
        for (int size : SIZES) {
            progress.accept("discovering " + size + " switches");
            rows.add(discover(RandomNetwork.of(size, new Chance(1))));
        }
        return rows;
    }

    private static Row discover(Topology topology) {
        long began = System.nanoTime();
        World world =
                new World(WorldPlan.of(topology, 1, System::nanoTime).unchecked().withoutAgents());
        Duration now = Duration.ZERO;
        while (!isComplete(world)) {
            now = now.plus(STEP);
            if (now.compareTo(PATIENCE) > 0) {
                throw new IllegalStateException(
                        topology.nodeCount() + " switches were not discovered within " + PATIENCE);
            }
            world.runUntil(now);
        }
        double wallSeconds = (System.nanoTime() - began) / 1e9;
        return new Row(
                topology.nodeCount(),
                topology.linkCount(),
                wallSeconds,
                world.statistics().nanosBusy() / 1e9,
                now.toMillis() / 1e3,
                wallSeconds * 1e3 / topology.nodeCount());
    }

    private static boolean isComplete(World world) {
        Topology planned = world.plan().topology();
        ControllerView view = world.view().orElseThrow();
        return view.topology().linkCount() == planned.linkCount()
                && view.hosts().size() == planned.nodeCount();
    }
}
