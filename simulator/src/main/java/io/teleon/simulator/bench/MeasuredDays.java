package io.teleon.simulator.bench;

import io.teleon.controller.report.ActionState;
import io.teleon.controller.report.ActionView;
import io.teleon.models.format.BuiltInTopologies;
import io.teleon.models.format.TrafficFiles;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Topology;
import io.teleon.models.time.Chance;
import io.teleon.models.traffic.NodePair;
import io.teleon.models.traffic.TrafficSeries;
import io.teleon.simulator.scenario.RunReport;
import io.teleon.simulator.traffic.DefaultLoads;
import io.teleon.simulator.traffic.LoadScaling;
import io.teleon.simulator.traffic.MatrixReplay;
import io.teleon.simulator.traffic.NoisyTraffic;
import io.teleon.simulator.traffic.SourceHistory;
import io.teleon.simulator.traffic.TrafficSource;
import io.teleon.simulator.world.AutonomyMode;
import io.teleon.simulator.world.ControllerPlan;
import io.teleon.simulator.world.World;
import io.teleon.simulator.world.WorldPlan;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Measured traffic of Abilene from 8 March 2004 on, replayed with noise from a seed, nothing
/// failing: whatever programs do there is either a false alarm or for a breach that would have
/// come.
///
/// The traffic is scaled so that the busiest link would peak at [#PEAK] of its capacity over the
/// three days if nothing wobbled. The controller knows the days before, with their noise, as it
/// would have measured them.
public final class MeasuredDays {

    static final String FILE = "tm-abilene/abilene-20040301-20040310.mbps.csv.gz";
    static final Instant START = Instant.parse("2004-03-08T00:00:00Z");
    static final double PEAK = 0.8;
    static final Duration WHOLE = Duration.ofDays(3);

    /// An action is for something that comes within this time.
    static final Duration EFFECT = Duration.ofMinutes(30);

    private static final double NOISE = 0.1;
    private static final Duration MEMORY = Duration.ofMinutes(20);
    private static final Duration LOOK = Duration.ofHours(1);

    private final Topology topology = BuiltInTopologies.abilene();
    private final TrafficSeries series;
    private final double factor;

    private MeasuredDays(TrafficSeries series) {
        this.series = series;
        factor = LoadScaling.factor(measured(), topology, START, START.plus(WHOLE), PEAK);
    }

    /// @param data the folder of public data sets
    /// @throws IOException where the traffic is not there
    static MeasuredDays read(Path data) throws IOException {
        Topology topology = BuiltInTopologies.abilene();
        return new MeasuredDays(TrafficFiles.read(data.resolve(FILE), topology).series(topology));
    }

    private TrafficSource measured() {
        return new MatrixReplay(series, series.start(), MatrixReplay.AfterEnd.WRAP);
    }

    /// The link that [#PEAK] is of, for people.
    String busiest() {
        return name(
                Breaches.of(
                                DefaultLoads.of(measured().scaledBy(factor), topology),
                                START,
                                WHOLE,
                                Duration.ofMinutes(1))
                        .peakLink());
    }

    /// An action that changed the network.
    ///
    /// @param begun seconds since the start
    /// @param over when nothing was left of it, infinite where it was in force at the end
    /// @param why it came to its end, or what was said of it last
    /// @param isFalse whether without it nothing would have been wrong
    public record Acted(
            long id,
            String action,
            String target,
            double begun,
            double over,
            String outcome,
            String why,
            boolean isFalse) {}

    /// A breach that was injected.
    ///
    /// @param from when it began in the run without actions
    /// @param factor by which the traffic by its link rose
    /// @param isCaught whether an action for its link was confirmed in time
    /// @param isPrevented whether it hardly came and no action for its link was needed, since one
    ///   for another link had led traffic of this one away in time and was confirmed
    /// @param overloadedBefore link-seconds of overload while it lasted, had nobody done anything
    /// @param overloaded link-seconds of overload while it lasted, as it was played
    public record Injected(
            String link,
            double from,
            double seconds,
            double factor,
            boolean isCaught,
            boolean isPrevented,
            double overloadedBefore,
            double overloaded) {

        /// Whether hardly any of it came, by an action for its link or for another on the way.
        public boolean isAverted() {
            return Breach.isAverted(overloaded, overloadedBefore);
        }
    }

    /// What a run came to.
    ///
    /// @param peak of the busiest link, had nobody done anything
    /// @param overloadedBefore link-seconds of overload, had nobody done anything
    /// @param overloaded link-seconds of overload as it was played
    /// @param cpuSeconds that the thread was busy
    public record Outcome(
            long seed,
            boolean isInjected,
            AutonomyMode mode,
            double virtualSeconds,
            double peak,
            double overloadedBefore,
            double overloaded,
            long violationSeconds,
            List<Acted> acted,
            List<Injected> injected,
            double wallSeconds,
            double cpuSeconds) {

        public Outcome {
            acted = List.copyOf(acted);
            injected = List.copyOf(injected);
        }

        public long falseActions() {
            return acted.stream().filter(Acted::isFalse).count();
        }

        public long caught() {
            return injected.stream().filter(Injected::isCaught).count();
        }

        public long prevented() {
            return injected.stream().filter(Injected::isPrevented).count();
        }

        public long averted() {
            return injected.stream().filter(Injected::isAverted).count();
        }
    }

    /// Plays some days once.
    ///
    /// @param injects whether [Ramps] lead links into breaches
    Outcome play(long seed, Duration span, boolean injects, AutonomyMode mode) {
        Chance chance = new Chance(seed).of("measured days");
        TrafficSource usual = noisy(chance);
        List<Ramps.Ramp> ramps =
                injects ? Ramps.drawn(topology, noisy(chance), START, span, chance) : List.of();
        TrafficSource played = Ramps.over(usual, ramps);
        long wallBegan = System.nanoTime();
        long cpuBegan = cpuNanos();
        WorldPlan plan =
                WorldPlan.of(topology, seed, System::nanoTime)
                        .withStart(START)
                        .withTraffic(played)
                        .withController(
                                new ControllerPlan(
                                        mode,
                                        Optional.of(
                                                new SourceHistory(
                                                        noisy(chance),
                                                        Ramps.over(noisy(chance), ramps),
                                                        START,
                                                        Duration.between(series.start(), START)))))
                        .unchecked()
                        .withoutAgents();
        World world = new World(plan);
        world.submitWhenDiscovered(world.allPairs());
        NavigableMap<Duration, Double> overloaded = new TreeMap<>();
        for (Duration at : looks(span, ramps)) {
            world.runUntil(at);
            // What is long over is forgotten in time.
            world.actions();
            overloaded.put(at, world.utilisation().overloadedLinkSeconds());
        }
        world.finish();
        double wall = (System.nanoTime() - wallBegan) * 1e-9;
        double cpu = (cpuNanos() - cpuBegan) * 1e-9;

        DefaultLoads loads = DefaultLoads.of(Ramps.over(noisy(chance), ramps), topology);
        Breaches breaches = Breaches.of(loads, START, span, plan.trafficInterval());
        List<Remedy> acted = acted(world, loads, breaches);
        return new Outcome(
                seed,
                injects,
                mode,
                span.toSeconds(),
                breaches.peak(),
                breaches.overloadedLinkSeconds(),
                world.utilisation().overloadedLinkSeconds(),
                world.service().violationSeconds(),
                acted.stream().map(Remedy::acted).toList(),
                injected(ramps, breaches, acted, overloaded),
                wall,
                cpu);
    }

    /// When a run is looked at: each hour, as ramps begin and end, and at its end.
    private static NavigableSet<Duration> looks(Duration span, List<Ramps.Ramp> ramps) {
        NavigableSet<Duration> looks = new TreeSet<>();
        for (Duration at = LOOK; at.compareTo(span) < 0; at = at.plus(LOOK)) {
            looks.add(at);
        }
        for (Ramps.Ramp ramp : ramps) {
            looks.add(Duration.between(START, ramp.surge().begin()));
            looks.add(Duration.between(START, ramp.surge().end()));
        }
        looks.add(span);
        return looks.headSet(span, true);
    }

    private TrafficSource noisy(Chance chance) {
        return NoisyTraffic.of(measured().scaledBy(factor), NOISE, MEMORY, chance.of("noise"));
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private List<Remedy> acted(World world, DefaultLoads loads, Breaches breaches) {
        Map<IntentId, NodePair> pairs = new TreeMap<>();
        world.allPairs().forEach(pair -> pairs.put(world.intentId(pair), pair));
        List<Remedy> acted = new ArrayList<>();
        for (ActionView view : world.actions()) {
            if (!RunReport.Action.of(view, START).changedNetwork()) {
                continue;
            }
            List<LinkId> concerned =
                    view.intents().stream()
                            .flatMap(intent -> Optional.ofNullable(pairs.get(intent)).stream())
                            .flatMap(pair -> loads.path(pair).stream())
                            .distinct()
                            .toList();
            double begun = begun(view);
            boolean isReason =
                    breaches.isReason(
                            link -> name(link).equals(view.target()),
                            concerned::contains,
                            begun,
                            begun + EFFECT.toSeconds());
            acted.add(
                    new Remedy(
                            new Acted(
                                    view.id(),
                                    view.action(),
                                    view.target(),
                                    begun,
                                    view.state().isFinal()
                                            ? since(view.steps().getLast().at())
                                            : Double.POSITIVE_INFINITY,
                                    view.outcome(),
                                    why(view),
                                    !isReason),
                            concerned));
        }
        return acted;
    }

    /// The last step says no more than that it is over where there was one that began its end.
    private static String why(ActionView view) {
        return view.steps().stream()
                .filter(step ->
                        step.state() == ActionState.ENDING || step.state() == ActionState.UNDOING)
                .findFirst()
                .orElse(view.steps().getLast())
                .text();
    }

    private static double begun(ActionView view) {
        return view.steps().stream()
                .filter(step ->
                        step.state() == ActionState.INSTALLING
                                || step.state() == ActionState.ACTIVE)
                .findFirst()
                .map(step -> since(step.at()))
                .orElseGet(() -> since(view.proposedAt()));
    }

    private static double since(Instant at) {
        return Duration.between(START, at).toNanos() * 1e-9;
    }

    /// @param overloaded link-seconds of overload until each look
    private List<Injected> injected(
            List<Ramps.Ramp> ramps,
            Breaches breaches,
            List<Remedy> acted,
            NavigableMap<Duration, Double> overloaded) {
        List<Injected> injected = new ArrayList<>();
        for (Ramps.Ramp ramp : ramps) {
            double begin = since(ramp.surge().begin());
            double end = since(ramp.surge().end());
            List<Breaches.Spell> spells =
                    breaches.nearlyFull().stream()
                            .filter(s -> s.link().equals(ramp.link()) && s.overlaps(begin, end))
                            .toList();
            if (spells.isEmpty()) {
                continue; // the run ends before it
            }
            double from = spells.getFirst().from();
            double seconds = spells.stream().mapToDouble(s -> s.to() - s.from()).sum();
            double came =
                    until(overloaded, ramp.surge().end()) - until(overloaded, ramp.surge().begin());
            Breach breach =
                    new Breach(ramp.link(), from, breaches.overloadedLinkSeconds(begin, end), came);
            injected.add(
                    new Injected(
                            name(ramp.link()),
                            from,
                            seconds,
                            ramp.surge().factor(),
                            breach.isCaught(acted, name(ramp.link())),
                            breach.isPrevented(acted, name(ramp.link())),
                            breach.overloadedBefore(),
                            came));
        }
        return injected;
    }

    private static double until(NavigableMap<Duration, Double> overloaded, Instant at) {
        return overloaded.headMap(Duration.between(START, at), true).values().stream()
                .mapToDouble(seconds -> seconds)
                .max()
                .orElse(0);
    }

    private String name(LinkId link) {
        Link there = topology.linkFrom(link.source()).orElseThrow();
        return topology.nameOf(there.id().source().datapath())
                + ">"
                + topology.nameOf(there.id().target().datapath());
    }
}
