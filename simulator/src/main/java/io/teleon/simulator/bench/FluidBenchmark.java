package io.teleon.simulator.bench;

import io.teleon.models.network.Topology;
import io.teleon.models.time.Chance;
import io.teleon.models.traffic.FluidSolver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// How long the fluid network takes to solve, and how much less a change costs.
///
/// A network of 1000 nodes carries demands between random pairs along shortest paths, half of them
/// elastic. Every link has room for its load at load 1 and up to 150 % more. At load 0.9 no link is
/// full, which is how networks are run; at 1.02 about one in a hundred is; at 1.2 about one in
/// eight, and nearly everything bears on everything.
///
/// *Full* solves all demands, as when every rate has changed. *Change* sends one demand another way
/// (over one more node where there is one, and back), and solves what that reaches; the baseline of
/// its ratio is the full solve. *Build* adds the demands to an empty solver, once.
public final class FluidBenchmark {

    private static final int NODES = 1000;
    private static final double[] LOADS = {0.9, 1.02, 1.2};
    private static final int MIN_DEMANDS = 1000;
    private static final int MAX_DEMANDS = 1_000_000;
    private static final int FULL_SOLVES = 7;
    private static final int CHANGES = 41;
    private static final long WARM_NANOS = 500_000_000L;

    /// @param overloadedLinks links to which more is sent than they can carry
    /// @param fullMillis median
    /// @param changeMillis median
    public record Row(
            int nodes,
            int links,
            int demands,
            double load,
            int overloadedLinks,
            double buildMillis,
            double fullMillis,
            double changeMillis) {

        /// How many times less a change costs than a full solve.
        public double ratio() {
            return fullMillis / changeMillis;
        }
    }

    private FluidBenchmark() {}

    /// Rows for 1000 demands and each power of ten up to `maxDemands`, at each load.
    public static List<Row> run(int maxDemands, Consumer<String> progress) {
        if (maxDemands < MIN_DEMANDS || maxDemands > MAX_DEMANDS) {
            throw new IllegalArgumentException(
                    maxDemands + " demands are not in " + MIN_DEMANDS + ".." + MAX_DEMANDS);
        }
        progress.accept("drawing a network of " + NODES + " nodes");
        Topology topology = RandomNetwork.of(NODES, new Chance(1));
        List<Row> rows = new ArrayList<>();
        for (int demands = MIN_DEMANDS; demands <= maxDemands; demands *= 10) {
            progress.accept("routing " + demands + " demands");
            DrawnDemands drawn = new DrawnDemands(topology, demands, new Chance(1));
            for (double load : LOADS) {
                progress.accept("solving " + demands + " demands at load " + load);
                rows.add(measure(drawn, load));
            }
        }
        return rows;
    }

    private static Row measure(DrawnDemands drawn, double load) {
        long begin = System.nanoTime();
        FluidSolver solver = drawn.solver(load);
        double buildMillis = millisSince(begin);
        double fullMillis = median(FULL_SOLVES, _ -> solver.solveAll());
        int[] changed = drawn.some(CHANGES);
        int[][] detours = Arrays.stream(changed).mapToObj(drawn::detour).toArray(int[][]::new);
        double thereAndBack =
                median(
                        CHANGES,
                        round -> {
                            solver.reroute(changed[round], detours[round]);
                            solver.solve();
                            solver.reroute(changed[round], drawn.path(changed[round]));
                            solver.solve();
                        });
        return new Row(
                NODES,
                solver.network().linkCount(),
                drawn.count(),
                load,
                drawn.overloadedLinks(load),
                buildMillis,
                fullMillis,
                thereAndBack / 2);
    }

    private interface Work {
        void doRound(int round);
    }

    private static double median(int rounds, Work work) {
        long warmFrom = System.nanoTime();
        for (int round = 0; round < rounds && System.nanoTime() - warmFrom < WARM_NANOS; round++) {
            work.doRound(round);
        }
        double[] millis = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            long begin = System.nanoTime();
            work.doRound(round);
            millis[round] = millisSince(begin);
        }
        Arrays.sort(millis);
        return millis[rounds / 2];
    }

    private static double millisSince(long begin) {
        return (System.nanoTime() - begin) / 1e6;
    }
}
