package io.teleon.controller.twin;

import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.traffic.Elasticity;
import io.teleon.models.traffic.FluidNetwork;
import io.teleon.models.traffic.FluidSolver;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A network with its demands in numbers, solved in three scenarios. Not changed once it is made;
/// [#with] gives another, for which only what the changes reach is solved again. Links are spoken
/// of by their number in the fluid network, demands by their position.
///
/// All demands are taken for inelastic: nobody promised that they would slow down in time.
final class Scene {

    static final int QUANTILES = 3;

    /// What a hop adds to the length of a way: about what storing and forwarding takes.
    private static final Duration HOP = Duration.ofNanos(10_000);

    final List<TwinDemand> demands;
    final FluidNetwork fluid;

    /// By demand: whether it has a way, and the links of it.
    final boolean[] served;

    final int[][] paths;

    /// By demand, in bits per second: infinity for no limit.
    private final double[] limits;

    private final FluidSolver[] solvers;

    /// By link, in seconds.
    private final double[] lengths;

    private Scene(
            List<TwinDemand> demands,
            FluidNetwork fluid,
            boolean[] served,
            int[][] paths,
            double[] limits,
            FluidSolver[] solvers,
            double[] lengths) {
        this.demands = demands;
        this.fluid = fluid;
        this.served = served;
        this.paths = paths;
        this.limits = limits;
        this.solvers = solvers;
        this.lengths = lengths;
    }

    /// Everything solved anew.
    static Scene of(TwinNetwork network, Ways ways) {
        FluidNetwork fluid = fluid(network);
        List<TwinDemand> demands = network.demands();
        int count = demands.size();
        boolean[] served = new boolean[count];
        int[][] paths = new int[count][];
        double[] limits = new double[count];
        for (int i = 0; i < count; i++) {
            TwinDemand demand = demands.get(i);
            served[i] = ways.isServed(demand, demand.path());
            paths[i] = served[i] ? links(fluid, demand.path()) : new int[0];
            limits[i] = limit(demand.limit());
        }
        FluidSolver[] solvers = new FluidSolver[QUANTILES];
        double[] lengths = fluid.links().stream().mapToDouble(Scene::length).toArray();
        Scene scene = new Scene(demands, fluid, served, paths, limits, solvers, lengths);
        for (int q = 0; q < QUANTILES; q++) {
            solvers[q] = fluid.solver();
            for (int i = 0; i < count; i++) {
                // The slots of a solver from which nothing was removed are the positions.
                solvers[q].add(scene.sent(q, i), Elasticity.INELASTIC, paths[i]);
            }
            solvers[q].solve();
        }
        return scene;
    }

    private static FluidNetwork fluid(TwinNetwork network) {
        FluidNetwork fluid = FluidNetwork.of(network.topology());
        for (Map.Entry<LinkId, Double> lossy : network.lossy().entrySet()) {
            if (fluid.contains(lossy.getKey())) {
                fluid = fluid.withLoss(lossy.getKey(), lossy.getValue());
            }
        }
        return fluid;
    }

    private static double limit(Optional<Bandwidth> limit) {
        return limit.map(Bandwidth::bitsPerSecond).orElse(Double.POSITIVE_INFINITY);
    }

    private static int[] links(FluidNetwork fluid, List<LinkId> path) {
        return path.stream().mapToInt(fluid::indexOf).toArray();
    }

    /// The scene after some changes, whose paths hold.
    Scene with(List<Change> changes) {
        boolean[] nowServed = served.clone();
        int[][] nowPaths = paths.clone();
        double[] nowLimits = limits.clone();
        for (Change change : changes) {
            int i = change.demand();
            TwinDemand demand = demands.get(i);
            nowServed[i] = !change.path().isEmpty() || demand.source().equals(demand.target());
            nowPaths[i] = links(fluid, change.path());
            nowLimits[i] = limit(change.limit());
        }
        FluidSolver[] nowSolvers = new FluidSolver[QUANTILES];
        Scene scene =
                new Scene(demands, fluid, nowServed, nowPaths, nowLimits, nowSolvers, lengths);
        for (int q = 0; q < QUANTILES; q++) {
            FluidSolver solver = solvers[q].copy();
            for (Change change : changes) {
                int i = change.demand();
                if (!Arrays.equals(paths[i], nowPaths[i])) {
                    solver.reroute(i, nowPaths[i]);
                }
                if (solver.offered(i) != scene.sent(q, i)) {
                    solver.offer(i, scene.sent(q, i));
                }
            }
            solver.solve();
            nowSolvers[q] = solver;
        }
        return scene;
    }

    /// What a demand is expected to send at a quantile, in bits per second.
    double expected(int quantile, int demand) {
        return demands.get(demand).expected().at(quantile);
    }

    /// What a demand gets past its limit, if it has a way: nothing enters the network without one.
    double sent(int quantile, int demand) {
        return served[demand] ? Math.min(expected(quantile, demand), limits[demand]) : 0;
    }

    double delivered(int quantile, int demand) {
        return served[demand] ? solvers[quantile].delivered(demand) : 0;
    }

    /// By link, in bits per second, what would be sent into it if no link dropped anything.
    double[] loads(int quantile) {
        double[] loads = new double[fluid.linkCount()];
        for (int i = 0; i < paths.length; i++) {
            double sent = sent(quantile, i);
            for (int link : paths[i]) {
                loads[link] += sent;
            }
        }
        return loads;
    }

    /// A capacity below 1 bit/s counts as that, so that there is a utilisation.
    double capacity(int link) {
        return Math.max(1, fluid.capacityBitsPerSecond(link));
    }

    /// In seconds: propagation, and a little for each hop.
    double length(int demand) {
        double length = 0;
        for (int link : paths[demand]) {
            length += lengths[link];
        }
        return length;
    }

    /// The share that the links of its way lose by themselves, 0 to 1.
    double loss(int demand) {
        double kept = 1;
        for (int link : paths[demand]) {
            kept *= 1 - fluid.loss(link);
        }
        return 1 - kept;
    }

    static double length(Link link) {
        return link.delay().plus(HOP).toNanos() * 1e-9;
    }

    /// The links to which more would be sent than they can carry, at the median.
    boolean[] overloaded() {
        double[] loads = loads(1);
        boolean[] overloaded = new boolean[loads.length];
        for (int link = 0; link < loads.length; link++) {
            overloaded[link] = loads[link] > capacity(link);
        }
        return overloaded;
    }
}
