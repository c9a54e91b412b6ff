package io.teleon.simulator.bench;

import io.teleon.models.format.BuiltInTopologies;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.Topology;
import io.teleon.models.time.Chance;
import io.teleon.models.traffic.NodePair;
import io.teleon.simulator.fault.FaultDraw;
import io.teleon.simulator.fault.ScheduledFault;
import io.teleon.simulator.traffic.GeneratedTraffic;
import io.teleon.simulator.traffic.LoadScaling;
import io.teleon.simulator.traffic.TrafficShape;
import io.teleon.simulator.traffic.TrafficSource;
import io.teleon.simulator.world.World;
import io.teleon.simulator.world.WorldPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// How much faster than real time a whole world goes by: switches, controller, encoded messages,
/// agents, traffic at load 0.9 and a fault every quarter of an hour or so, on one thread. The
/// baseline of the ratio is real time.
///
/// The clock starts when discovery is over and every intent is submitted, after a world of the same
/// kind has run for a while.
public final class WorldBenchmark {

    private static final Duration WARM_UP = Duration.ofMinutes(10);
    private static final Duration BEGINNING = Duration.ofSeconds(30);

    /// @param isChecked whether the invariant checker watched
    /// @param ratio virtual seconds a second
    public record Row(
            String network,
            int nodes,
            int links,
            int intents,
            boolean isChecked,
            double virtualSeconds,
            double wallSeconds,
            double ratio) {}

    private record Kind(
            String name, Topology topology, int intents, boolean isChecked, Duration duration) {}

    private WorldBenchmark() {}

    public static List<Row> run(Consumer<String> progress) {
        Topology abilene = BuiltInTopologies.abilene();
        Topology random = RandomNetwork.of(200, new Chance(1));
        List<Kind> kinds =
                List.of(
                        new Kind("Abilene", abilene, 132, true, Duration.ofHours(4)),
                        new Kind("Abilene", abilene, 132, false, Duration.ofHours(4)),
                        new Kind(
                                "random, 200 switches",
                                random,
                                2000,
                                false,
                                Duration.ofMinutes(30)));
        List<Row> rows = new ArrayList<>();
        for (Kind kind : kinds) {
            progress.accept("warming up: " + kind.name());
            play(kind, WARM_UP);
            progress.accept(
                    "playing " + kind.duration().toMinutes() + " minutes of " + kind.name());
            double seconds = play(kind, kind.duration());
            double virtual = kind.duration().toSeconds();
            rows.add(
                    new Row(
                            kind.name(),
                            kind.topology().nodeCount(),
                            kind.topology().linkCount(),
                            kind.intents(),
                            kind.isChecked(),
                            virtual,
                            seconds,
                            virtual / seconds));
        }
        return rows;
    }

    /// @return wall seconds for this much virtual time after the beginning
    private static double play(Kind kind, Duration duration) {
        Duration end = BEGINNING.plus(duration);
        WorldPlan plan = WorldPlan.of(kind.topology(), 1, System::nanoTime);
        List<NodePair> pairs = pairs(kind);
        TrafficSource everything =
                GeneratedTraffic.of(
                        kind.topology(),
                        Bandwidth.ofGigabits(1),
                        TrafficShape.BACKBONE,
                        new Chance(1).of("traffic"));
        TrafficSource some = new SomePairs(everything, pairs);
        TrafficSource traffic =
                LoadScaling.toPeak(
                        some, kind.topology(), plan.start(), plan.start().plus(end), 0.9);
        WorldPlan full = plan.withTraffic(traffic);
        World world = new World(kind.isChecked() ? full : full.unchecked());
        for (ScheduledFault fault : FaultDraw.within(kind.topology(), new Chance(1), end)) {
            world.plan(fault);
        }
        world.submitWhenDiscovered(pairs);
        world.runUntil(BEGINNING);
        if (world.submitted() != kind.intents()) {
            throw new IllegalStateException(
                    world.submitted() + " of " + kind.intents() + " intents are submitted");
        }
        long began = System.nanoTime();
        world.runUntil(end);
        return (System.nanoTime() - began) / 1e9;
    }

    private static List<NodePair> pairs(Kind kind) {
        List<NodePair> all = new ArrayList<>();
        kind.topology()
                .nodes()
                .forEach(from ->
                        kind.topology().nodes().stream()
                                .filter(to -> !to.equals(from))
                                .forEach(to -> all.add(new NodePair(from.id(), to.id()))));
        RandomGenerator random = new Chance(1).stream("pairs");
        while (all.size() > kind.intents()) {
            int last = all.size() - 1;
            int drawn = random.nextInt(all.size());
            all.set(drawn, all.get(last));
            all.remove(last);
        }
        all.sort(null);
        return all;
    }
}
