package io.teleon.simulator.bench;

import io.teleon.controller.report.ActionState;
import io.teleon.simulator.scenario.Comparison;
import io.teleon.simulator.scenario.RunReport;
import io.teleon.simulator.scenario.ScenarioFiles;
import io.teleon.simulator.world.AutonomyMode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/// What the closed loop is worth: the scenarios of autonomy in three modes, false actions and
/// recall on measured traffic, the kill switch, and how quick the twin is. Every run is a world on
/// one thread, two at once, so that all but times depends on the seed alone.
public final class AutonomyBenchmark {

    private static final int THREADS = 2;

    /// Where actions come to each state: a ramp, a port that hangs, a world that disagrees.
    private static final List<String> SWITCHED =
            List.of("congestion-ramp", "single-failure-stuck", "twin-disagrees");

    private static final List<ActionState> STATES =
            List.of(
                    ActionState.PROPOSED,
                    ActionState.REHEARSING,
                    ActionState.INSTALLING,
                    ActionState.ACTIVE,
                    ActionState.CONFIRMED,
                    ActionState.ENDING,
                    ActionState.UNDOING);

    private AutonomyBenchmark() {}

    /// How much is measured.
    ///
    /// @param data the folder of public data sets; without it no measured traffic is played
    /// @param seed of the scenarios and of the first run of everything else
    /// @param days of measured traffic, 1 to 3
    /// @param noiseSeeds how often they are played
    /// @param switchSeeds with how many seeds the kill switch is pulled
    /// @param parts what is measured
    public record Plan(
            Optional<Path> data,
            long seed,
            int days,
            int noiseSeeds,
            int switchSeeds,
            List<Part> parts) {

        public Plan {
            parts = List.copyOf(parts);
        }

        public boolean has(Part part) {
            return parts.contains(part);
        }
    }

    /// What can be measured alone.
    public enum Part {
        SCENARIOS,
        TRAFFIC,
        SWITCH,
        TWIN
    }

    /// @param busiest the link that the load of the measured traffic is of
    public record Result(
            Plan plan,
            List<Measure> measures,
            List<Comparison> scenarios,
            Optional<String> busiest,
            List<MeasuredDays.Outcome> days,
            List<KillSwitch.Pull> pulls,
            double wallSeconds) {

        public Result {
            measures = List.copyOf(measures);
            scenarios = List.copyOf(scenarios);
            days = List.copyOf(days);
            pulls = List.copyOf(pulls);
        }

        public boolean isReached() {
            return measures.stream().allMatch(Measure::isReached);
        }
    }

    /// @param progress is told what was done last
    /// @throws IOException where something to be played is not there
    public static Result run(Plan plan, Consumer<String> progress)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        List<Comparison> scenarios = new ArrayList<>();
        List<MeasuredDays.Outcome> days = new ArrayList<>();
        List<KillSwitch.Pull> pulls = new ArrayList<>();
        Optional<MeasuredDays> measured =
                plan.has(Part.TRAFFIC) && plan.data().isPresent()
                        ? Optional.of(MeasuredDays.read(plan.data().get()))
                        : Optional.empty();
        try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
            if (plan.has(Part.SCENARIOS)) {
                scenarios.addAll(
                        all(pool, scenarioRuns(plan), "scenarios in three modes", progress));
            }
            if (plan.has(Part.SWITCH)) {
                all(pool, pulls(plan), "pulls of the kill switch", progress)
                        .forEach(pull -> pull.ifPresent(pulls::add));
            }
            if (measured.isPresent()) {
                days.addAll(
                        all(
                                pool,
                                dayRuns(plan, measured.get()),
                                "runs of measured days",
                                progress));
            }
        }
        List<Measure> measures = new ArrayList<>();
        if (plan.has(Part.SCENARIOS)) {
            measures.addAll(ofScenarios(scenarios));
        }
        if (plan.has(Part.TRAFFIC)) {
            measures.addAll(ofDays(days));
        }
        if (plan.has(Part.SWITCH)) {
            measures.add(ofSwitch(pulls));
        }
        if (plan.has(Part.TWIN)) {
            measures.addAll(ofTwin(TwinBenchmark.run(progress)));
        }
        return new Result(
                plan,
                measures,
                scenarios,
                measured.map(MeasuredDays::busiest),
                days,
                pulls,
                (System.nanoTime() - began) * 1e-9);
    }

    // --- what is played

    private static List<Callable<Comparison>> scenarioRuns(Plan plan) {
        List<Callable<Comparison>> runs = new ArrayList<>();
        for (String name : ScenarioFiles.ofAutonomy()) {
            runs.add(() -> {
                ScenarioFiles.Found found = ScenarioFiles.find(name);
                return Comparison.of(
                        new ScenarioFiles.Found(
                                found.name(),
                                found.scenario().withSeed(plan.seed()),
                                found.folder()),
                        System::nanoTime);
            });
        }
        return runs;
    }

    private static List<Callable<Optional<KillSwitch.Pull>>> pulls(Plan plan) {
        List<Callable<Optional<KillSwitch.Pull>>> pulls = new ArrayList<>();
        for (int i = 0; i < plan.switchSeeds(); i++) {
            long seed = plan.seed() + i;
            for (String scenario : SWITCHED) {
                for (ActionState state : STATES) {
                    pulls.add(() -> KillSwitch.play(scenario, seed, state));
                }
            }
        }
        return pulls;
    }

    private static List<Callable<MeasuredDays.Outcome>> dayRuns(Plan plan, MeasuredDays measured) {
        List<Callable<MeasuredDays.Outcome>> runs = new ArrayList<>();
        Duration span = Duration.ofDays(plan.days());
        for (boolean injects : new boolean[] {false, true}) {
            for (int i = 0; i < plan.noiseSeeds(); i++) {
                long seed = plan.seed() + i;
                runs.add(() -> measured.play(seed, span, injects, AutonomyMode.FULL));
            }
        }
        return runs;
    }

    private static <T> List<T> all(
            ExecutorService pool, List<Callable<T>> runs, String what, Consumer<String> progress)
            throws InterruptedException {
        AtomicInteger done = new AtomicInteger();
        progress.accept("0 of " + runs.size() + " " + what);
        List<Future<T>> futures = new ArrayList<>();
        for (Callable<T> run : runs) {
            futures.add(
                    pool.submit(() -> {
                        T value = run.call();
                        progress.accept(done.incrementAndGet() + " of " + runs.size() + " " + what);
                        return value;
                    }));
        }
        List<T> values = new ArrayList<>();
        for (Future<T> future : futures) {
            try {
                values.add(future.get());
            } catch (ExecutionException e) {
                pool.shutdownNow();
                throw new IllegalStateException("a run broke, of the " + what, e);
            }
        }
        return values;
    }

    // --- what came of it

    private static List<Measure> ofScenarios(List<Comparison> scenarios) {
        double full = sum(scenarios, AutonomyMode.FULL, AutonomyBenchmark::violations);
        double reactive = sum(scenarios, AutonomyMode.REACTIVE, AutonomyBenchmark::violations);
        List<Comparison> foreseeable =
                scenarios.stream().filter(AutonomyBenchmark::isForeseeable).toList();
        double ramp = sum(foreseeable, AutonomyMode.FULL, AutonomyBenchmark::violations);
        double rampReactive =
                sum(foreseeable, AutonomyMode.REACTIVE, AutonomyBenchmark::violations);
        return List.of(
                new Measure(
                        "SLO-violation seconds over the scenarios, full by reactive",
                        reactive > 0 ? OptionalDouble.of(full / reactive) : OptionalDouble.empty(),
                        "ratio",
                        "reactive",
                        OptionalDouble.of(1),
                        0.5,
                        0.1,
                        true),
                new Measure(
                        "SLO-violation seconds on the predicted ramp, full",
                        OptionalDouble.of(ramp),
                        "s",
                        "reactive",
                        OptionalDouble.of(rampReactive),
                        0,
                        0,
                        true),
                new Measure(
                        "false actions over the scenarios, full",
                        OptionalDouble.of((double) falseActions(scenarios, AutonomyMode.FULL)),
                        "actions",
                        "reactive",
                        OptionalDouble.of((double) falseActions(scenarios, AutonomyMode.REACTIVE)),
                        Double.POSITIVE_INFINITY,
                        0,
                        true));
    }

    /// The ramp that comes each day, with nothing else going on.
    private static boolean isForeseeable(Comparison comparison) {
        return comparison.of(AutonomyMode.FULL).report().scenario().equals("congestion-ramp");
    }

    private static long falseActions(List<Comparison> scenarios, AutonomyMode mode) {
        return scenarios.stream().mapToLong(c -> c.of(mode).falseActions().size()).sum();
    }

    private static double violations(RunReport report) {
        return report.service().map(s -> (double) s.sloViolationSeconds()).orElse(0.0);
    }

    private static double sum(
            List<Comparison> scenarios, AutonomyMode mode, ToDoubleFunction<RunReport> part) {
        return scenarios.stream().mapToDouble(c -> part.applyAsDouble(c.of(mode).report())).sum();
    }

    private static List<Measure> ofDays(List<MeasuredDays.Outcome> days) {
        List<MeasuredDays.Outcome> quiet = days.stream().filter(d -> !d.isInjected()).toList();
        List<MeasuredDays.Outcome> ramps = days.stream().filter(d -> d.isInjected()).toList();
        long injected = ramps.stream().mapToLong(d -> d.injected().size()).sum();
        long caught = ramps.stream().mapToLong(MeasuredDays.Outcome::caught).sum();
        long prevented = ramps.stream().mapToLong(MeasuredDays.Outcome::prevented).sum();
        double before = ramps.stream().mapToDouble(d -> d.overloadedBefore()).sum();
        double after = ramps.stream().mapToDouble(d -> d.overloaded()).sum();
        return List.of(
                new Measure(
                        "false actions on measured traffic, all seeds",
                        quiet.isEmpty()
                                ? OptionalDouble.empty()
                                : OptionalDouble.of(
                                        (double)
                                                quiet.stream()
                                                        .mapToLong(d -> d.falseActions())
                                                        .sum()),
                        "actions",
                        "actions in all",
                        quiet.isEmpty()
                                ? OptionalDouble.empty()
                                : OptionalDouble.of(
                                        (double)
                                                quiet.stream()
                                                        .mapToLong(d -> d.acted().size())
                                                        .sum()),
                        1,
                        0,
                        true),
                new Measure(
                        "injected breaches acted on in time, or prevented on the way (recall)",
                        share(caught + prevented, injected),
                        "share",
                        "no autonomy",
                        share(0, injected),
                        0.9,
                        0.98,
                        false),
                new Measure(
                        "of these by a confirmed action for the very link, 60 s late at most",
                        share(caught, injected),
                        "share",
                        "no autonomy",
                        share(0, injected),
                        Double.NEGATIVE_INFINITY,
                        0.98,
                        false),
                new Measure(
                        "injected breaches averted: at most a tenth of their overload came",
                        share(ramps.stream().mapToLong(d -> d.averted()).sum(), injected),
                        "share",
                        "no autonomy",
                        share(0, injected),
                        Double.NEGATIVE_INFINITY,
                        0.98,
                        false),
                new Measure(
                        "overloaded link-seconds with injected breaches, full by no autonomy",
                        before > 0 ? OptionalDouble.of(after / before) : OptionalDouble.empty(),
                        "ratio",
                        "no autonomy",
                        OptionalDouble.of(1),
                        Double.POSITIVE_INFINITY,
                        0,
                        true));
    }

    private static OptionalDouble share(long some, long all) {
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) some / all);
    }

    private static Measure ofSwitch(List<KillSwitch.Pull> pulls) {
        return new Measure(
                "kill switch to last action stopped, slowest",
                pulls.stream().mapToDouble(KillSwitch.Pull::millis).max(),
                "ms",
                "none: nothing else stops actions",
                OptionalDouble.empty(),
                1000,
                100,
                true);
    }

    /// A small and a large network: each has its own bound.
    private static List<Measure> ofTwin(List<TwinBenchmark.Row> rows) {
        return List.of(ofTwin(rows, 12, 100), ofTwin(rows, 200, 2000));
    }

    private static Measure ofTwin(List<TwinBenchmark.Row> rows, int nodes, double bound) {
        List<TwinBenchmark.Row> ours = rows.stream().filter(r -> r.nodes() == nodes).toList();
        return new Measure(
                "slowest rehearsal on " + nodes + " switches",
                ours.stream().mapToDouble(TwinBenchmark.Row::worstMillis).max(),
                "ms",
                "solving from nothing for each candidate, median",
                ours.stream().mapToDouble(TwinBenchmark.Row::naiveMillis).max(),
                bound,
                bound,
                true);
    }
}
