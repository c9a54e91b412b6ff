package io.teleon.simulator.bench;

import io.teleon.controller.twin.Candidate;
import io.teleon.controller.twin.Detours;
import io.teleon.controller.twin.Expected;
import io.teleon.controller.twin.Rehearsal;
import io.teleon.controller.twin.Twin;
import io.teleon.controller.twin.TwinDemand;
import io.teleon.controller.twin.TwinNetwork;
import io.teleon.models.format.BuiltInTopologies;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Topology;
import io.teleon.models.time.Chance;
import io.teleon.models.traffic.Demand;
import io.teleon.models.traffic.DemandId;
import io.teleon.models.traffic.Elasticity;
import io.teleon.models.traffic.FluidNetwork;
import io.teleon.models.traffic.FluidSolution;
import io.teleon.models.traffic.Forwarding;
import io.teleon.models.traffic.Route;
import io.teleon.models.traffic.RoutedDemand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// How long the twin takes to try what might be done about a network's busiest link, beside its
/// alternatives.
///
/// *Rehearse* judges all candidates, invariants and ranking included. The baseline of its ratio
/// solves the fluid network from nothing for each candidate and scenario, and for leaving things as
/// they are; it checks and ranks nothing. *First* is the first rehearsal of its kind, on code that
/// may not be compiled yet. *Detours* looks, once, for up to four ways around each link.
public final class TwinBenchmark {

    private static final double[] LOADS = {0.9, 1.2};
    private static final int ROUNDS = 15;
    private static final long WARM_NANOS = 2_000_000_000L;

    /// @param concerned intents over the busiest link
    /// @param best the name of the best candidate and the verdict on it
    /// @param rehearseMillis median
    /// @param worstMillis of the same rounds
    /// @param naiveMillis median
    /// @param ratio how many times less a rehearsal takes than the baseline
    public record Row(
            String network,
            int nodes,
            int intents,
            double load,
            int candidates,
            int concerned,
            String best,
            double firstMillis,
            double rehearseMillis,
            double worstMillis,
            double naiveMillis,
            double ratio,
            double detoursMillis) {}

    private TwinBenchmark() {}

    public static List<Row> run(Consumer<String> progress) {
        List<Row> rows = new ArrayList<>();
        for (double load : LOADS) {
            progress.accept("rehearsing on Abilene at load " + load);
            rows.add(measure("Abilene", BuiltInTopologies.abilene(), 132, load));
        }
        Topology random = RandomNetwork.of(200, new Chance(1));
        for (double load : LOADS) {
            progress.accept("rehearsing on 200 switches at load " + load);
            rows.add(measure("random, 200 switches", random, 10_000, load));
        }
        return rows;
    }

    static Row measure(String name, Topology topology, int intents, double load) {
        DrawnTwin drawn = new DrawnTwin(topology, intents, load);
        TwinNetwork network = drawn.network();
        List<Candidate> candidates = drawn.candidates();
        long begin = System.nanoTime();
        Rehearsal rehearsal = Twin.rehearse(network, candidates.getFirst(), candidates);
        double first = millisSince(begin);
        double[] rehearse = millis(() -> Twin.rehearse(network, candidates.getFirst(), candidates));
        double[] naive = millis(() -> solveEach(network, candidates));
        long detoursBegin = System.nanoTime();
        topology.links().forEach(link -> Detours.around(topology, link.id()));
        double detours = millisSince(detoursBegin);
        double median = rehearse[ROUNDS / 2];
        return new Row(
                name,
                topology.nodeCount(),
                intents,
                load,
                candidates.size(),
                drawn.onBusiest().size(),
                rehearsal.best().candidate().name() + " " + rehearsal.best().kind(),
                first,
                median,
                rehearse[ROUNDS - 1],
                naive[ROUNDS / 2],
                naive[ROUNDS / 2] / median,
                detours);
    }

    private static double[] millis(Runnable work) {
        long warmFrom = System.nanoTime();
        for (int round = 0; round < ROUNDS && System.nanoTime() - warmFrom < WARM_NANOS; round++) {
            work.run();
        }
        double[] millis = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            work.run();
            millis[round] = millisSince(begin);
        }
        Arrays.sort(millis);
        return millis;
    }

    private static double millisSince(long begin) {
        return (System.nanoTime() - begin) / 1e6;
    }

    private static void solveEach(TwinNetwork network, List<Candidate> candidates) {
        solve(network);
        candidates.forEach(candidate -> solve(after(network, candidate)));
    }

    private static TwinNetwork after(TwinNetwork network, Candidate candidate) {
        List<TwinDemand> demands = new ArrayList<>();
        switch (candidate) {
            case Candidate.TakeDown takeDown -> {
                return Twin.without(network, takeDown.link());
            }
            case Candidate.Reroute reroute -> {
                for (TwinDemand d : network.demands()) {
                    List<LinkId> path = reroute.paths().getOrDefault(d.id(), d.path());
                    demands.add(changed(d, path, d.limit()));
                }
            }
            case Candidate.Limit limit -> {
                for (TwinDemand d : network.demands()) {
                    Optional<Bandwidth> rate = Optional.ofNullable(limit.limits().get(d.id()));
                    demands.add(changed(d, d.path(), rate.or(d::limit)));
                }
            }
        }
        return new TwinNetwork(network.topology(), demands, network.managementNode());
    }

    private static TwinDemand changed(TwinDemand d, List<LinkId> path, Optional<Bandwidth> limit) {
        return new TwinDemand(d.id(), d.source(), d.target(), path, d.rank(), d.expected(), limit);
    }

    private static void solve(TwinNetwork network) {
        for (int quantile = 0; quantile < 3; quantile++) {
            List<RoutedDemand> routed = new ArrayList<>();
            for (TwinDemand demand : network.demands()) {
                routed.add(routed(demand, quantile));
            }
            FluidSolution solution = FluidNetwork.of(network.topology()).solve(routed);
            if (solution.delivered().bitsPerSecond() < 0) {
                throw new IllegalStateException("less than nothing was delivered");
            }
        }
    }

    private static RoutedDemand routed(TwinDemand demand, int quantile) {
        Expected expected = demand.expected();
        double wanted = List.of(expected.p10(), expected.p50(), expected.p90()).get(quantile);
        double rate = demand.limit().map(l -> Math.min(l.bitsPerSecond(), wanted)).orElse(wanted);
        return new RoutedDemand(
                new Demand(
                        new DemandId(demand.id().value()),
                        demand.source(),
                        demand.target(),
                        new Bandwidth(rate),
                        Elasticity.INELASTIC),
                new Forwarding(List.of(new Route(demand.path(), 1, Route.End.DELIVERED))));
    }
}
