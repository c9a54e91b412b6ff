package io.teleon.simulator.drill;

import io.teleon.simulator.scenario.RunReport;
import io.teleon.simulator.world.AutonomyMode;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Owns the threads that play many drills, some at once: each is a world of its own on one thread, so that their outcomes do
/// not depend on how many run beside.
public final class DrillSweepRunner {

    private DrillSweepRunner() {}

    /// @param acted actions that changed the network
    public record Summary(int good, int bad, int faults, long acted, long confirmed, long undone) {

        Summary plus(DrillOutcome outcome) {
            List<RunReport.Action> changing =
                    outcome.report().stream()
                            .flatMap(report -> report.actions().stream())
                            .filter(RunReport.Action::changedNetwork)
                            .toList();
            return new Summary(
                    good + (outcome.isGood() ? 1 : 0),
                    bad + (outcome.isGood() ? 0 : 1),
                    faults + outcome.drill().scenario().faults().size(),
                    acted + changing.size(),
                    confirmed + with("confirmed", changing),
                    undone + with("undone", changing));
        }

        private static long with(String outcome, List<RunReport.Action> actions) {
            return actions.stream().filter(action -> action.outcome().equals(outcome)).count();
        }
    }

    /// Drills of consecutive seeds.
    ///
    /// @param failed hears of those that are not good, in the order of their seeds
    public static Summary play(
            long firstSeed,
            int count,
            int threads,
            AutonomyMode autonomy,
            Consumer<DrillOutcome> failed)
            throws InterruptedException {
        Summary summary = new Summary(0, 0, 0, 0, 0, 0);
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<DrillOutcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                long seed = firstSeed + i;
                outcomes.add(
                        pool.submit(() ->
                                DrillRun.play(DrillDraw.of(seed, autonomy), _ -> {}, () -> 0)));
            }
            for (int i = 0; i < count; i++) {
                DrillOutcome outcome = outcome(outcomes.get(i), firstSeed + i);
                summary = summary.plus(outcome);
                if (!outcome.isGood()) {
                    failed.accept(outcome);
                }
            }
        }
        return summary;
    }

    private static DrillOutcome outcome(Future<DrillOutcome> future, long seed)
            throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("drill " + seed + " broke", e);
        }
    }
}
