package io.teleon.simulator.bench;

import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Path;
import io.teleon.models.network.Routes;
import io.teleon.models.network.Topology;
import io.teleon.models.time.Chance;
import io.teleon.models.traffic.NodePair;
import io.teleon.simulator.fault.Fault;
import io.teleon.simulator.fault.ScheduledFault;
import io.teleon.simulator.world.Failures;
import io.teleon.simulator.world.World;
import io.teleon.simulator.world.WorldPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// How long the controller takes to lead intents around a cut link: the wall time its loop spends
/// from the cut until every affected intent delivers again, apart from channels and switches. A
/// random network of 200 switches; the curve is over the number of intents on the link, each run in
/// a world of its own; the baseline of the cost of one intent is the run with one.
public final class RestoreBenchmark {

    private static final int NODES = 200;
    private static final List<Integer> AFFECTED = List.of(1, 100, 1000);
    private static final int WARM_UPS = 5;
    private static final int RUNS = 30;
    private static final Duration CUT_AT = Duration.ofSeconds(15);
    private static final Duration END = Duration.ofSeconds(25);

    /// @param p50Millis wall time in the control loop
    /// @param p99Millis of as many runs, the worst
    /// @param virtualMillis from the cut until the last intent delivers, with channels of 1 ms and
    ///   switches that take 50 us a flow-mod
    /// @param millisPerIntent the median by the number of intents
    public record Row(
            int affectedIntents,
            int runs,
            double p50Millis,
            double p99Millis,
            double virtualMillis,
            double millisPerIntent) {}

    private RestoreBenchmark() {}

    public static List<Row> run(Consumer<String> progress) {
        Topology topology = RandomNetwork.of(NODES, new Chance(1));
        progress.accept("looking for the busiest link of " + NODES + " switches");
        Busiest busiest = busiest(topology);
        List<Row> rows = new ArrayList<>();
        for (int affected : AFFECTED) {
            List<NodePair> pairs = busiest.pairs().subList(0, affected);
            progress.accept("cutting a link under " + affected + " intents");
            for (int i = 0; i < WARM_UPS; i++) {
                cut(topology, busiest.link(), pairs);
            }
            List<Failures.Failure> runs = new ArrayList<>();
            for (int i = 0; i < RUNS; i++) {
                runs.add(cut(topology, busiest.link(), pairs));
            }
            rows.add(row(runs));
        }
        return rows;
    }

    private record Busiest(LinkId link, List<NodePair> pairs) {}

    /// The cable most shortest paths go by, with their pairs.
    private static Busiest busiest(Topology topology) {
        Routes routes = Routes.of(topology);
        NavigableMap<LinkId, List<NodePair>> byLink = new TreeMap<>();
        for (var from : topology.nodes()) {
            Routes.Tree tree = routes.from(from.id());
            for (var to : topology.nodes()) {
                if (!from.equals(to)) {
                    Path path = tree.to(to.id()).orElseThrow();
                    for (Link link : path.links()) {
                        byLink.computeIfAbsent(link.id(), _ -> new ArrayList<>())
                                .add(new NodePair(from.id(), to.id()));
                    }
                }
            }
        }
        LinkId busiest = byLink.firstKey();
        for (var entry : byLink.entrySet()) {
            if (entry.getValue().size() > byLink.getOrDefault(busiest, List.of()).size()) {
                busiest = entry.getKey();
            }
        }
        return new Busiest(busiest, byLink.getOrDefault(busiest, List.of()));
    }

    private static Failures.Failure cut(Topology topology, LinkId link, List<NodePair> pairs) {
        World world =
                new World(WorldPlan.of(topology, 1, System::nanoTime).unchecked().withoutAgents());
        world.submitWhenDiscovered(pairs);
        world.plan(
                ScheduledFault.forEver(
                        CUT_AT,
                        new Fault.LinkDown(
                                List.of(
                                        topology.nameOf(link.source().datapath()),
                                        topology.nameOf(link.target().datapath())))));
        world.runUntil(END);
        Failures.Failure failure = world.failures().getFirst();
        if (failure.affectedIntents() != pairs.size() || failure.decisionMillis().isEmpty()) {
            throw new IllegalStateException(
                    failure.affectedIntents()
                            + " of "
                            + pairs.size()
                            + " intents were affected, restored at "
                            + failure.restoredAtSeconds());
        }
        return failure;
    }

    private static Row row(List<Failures.Failure> runs) {
        double[] millis =
                runs.stream().mapToDouble(f -> f.decisionMillis().orElseThrow()).toArray();
        Arrays.sort(millis);
        Failures.Failure any = runs.getFirst();
        double median = millis[millis.length / 2];
        return new Row(
                any.affectedIntents(),
                runs.size(),
                median,
                millis[millis.length - 1],
                Math.round(1e9 * (any.restoredAtSeconds().orElseThrow() - any.atSeconds())) / 1e6,
                median / any.affectedIntents());
    }
}
