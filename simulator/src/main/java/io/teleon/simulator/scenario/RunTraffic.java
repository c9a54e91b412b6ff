package io.teleon.simulator.scenario;

import io.teleon.models.format.TrafficFiles;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Topology;
import io.teleon.models.time.Chance;
import io.teleon.models.traffic.NodePair;
import io.teleon.models.traffic.TrafficSeries;
import io.teleon.simulator.scenario.Scenario.TrafficPlan.Source;
import io.teleon.simulator.scenario.SurgePlan.Height;
import io.teleon.simulator.scenario.SurgePlan.Scope;
import io.teleon.simulator.traffic.GeneratedTraffic;
import io.teleon.simulator.traffic.LinkSurge;
import io.teleon.simulator.traffic.LoadScaling;
import io.teleon.simulator.traffic.MatrixReplay;
import io.teleon.simulator.traffic.MirroredTraffic;
import io.teleon.simulator.traffic.SourceHistory;
import io.teleon.simulator.traffic.Surge;
import io.teleon.simulator.traffic.SurgedTraffic;
import io.teleon.simulator.traffic.TrafficShape;
import io.teleon.simulator.traffic.TrafficSource;
import io.teleon.simulator.world.ControllerPlan;
import io.teleon.simulator.world.Elements;
import io.teleon.simulator.world.WorldPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The traffic of a run as its scenario says it: a source, scaled to a load, with surges on top;
/// and what the controller has measured of it before.
final class RunTraffic {

    /// Generated traffic that is not scaled fills about so much of the network.
    private static final double USUAL_FILL = 0.05;

    /// A run that only a person ends is scaled by what a week brings.
    private static final Duration SCALED_BY = Duration.ofDays(7);

    private final WorldPlan plan;
    private final Scenario scenario;
    private final Elements elements;

    private RunTraffic(WorldPlan plan, Scenario scenario) {
        this.plan = plan;
        this.scenario = scenario;
        this.elements = new Elements(plan.topology());
    }

    /// The plan with the scenario's traffic and history in it.
    ///
    /// @throws IOException when a file cannot be read
    /// @throws IllegalArgumentException when a surge names what is not there
    static WorldPlan added(WorldPlan plan, Scenario scenario, Path folder) throws IOException {
        return switch (scenario.traffic().source()) {
            case Source.None _ -> withHistory(plan, Optional.empty(), scenario);
            case Source.Generated _ ->
                    new RunTraffic(plan, scenario)
                            .with(generated(plan.topology(), scenario.seed()));
            case Source.Recorded(String file) -> {
                TrafficSeries series =
                        TrafficFiles.read(folder.resolve(file), plan.topology())
                                .series(plan.topology());
                WorldPlan moved = plan.withStart(series.start());
                yield new RunTraffic(moved, scenario)
                        .with(new MatrixReplay(series, series.start(), MatrixReplay.AfterEnd.WRAP));
            }
        };
    }

    private static TrafficSource generated(Topology topology, long seed) {
        double capacity =
                topology.links().stream().mapToDouble(l -> l.capacity().bitsPerSecond()).sum();
        return GeneratedTraffic.of(
                topology,
                new Bandwidth(USUAL_FILL * capacity),
                TrafficShape.BACKBONE,
                new Chance(seed).of("traffic"));
    }

    private WorldPlan with(TrafficSource source) {
        TrafficSource usual = scaled(source);
        List<Surge> surges = new ArrayList<>();
        List<Surge> earlier = new ArrayList<>();
        for (SurgePlan each : scenario.traffic().surges()) {
            Surge surge = surge(each, usual);
            if (each.days() != SurgePlan.Days.EARLIER) {
                surges.add(surge);
            }
            if (each.days() != SurgePlan.Days.RUN) {
                long days = scenario.history().map(Duration::toDays).orElse(0L) + 1;
                for (long day = 1; day <= days; day++) {
                    earlier.add(surge.earlier(Duration.ofDays(day)));
                }
            }
        }
        TrafficSource played = surged(usual, surges);
        TrafficSource told = surged(earlier(usual), earlier);
        return withHistory(
                plan.withTraffic(played),
                scenario.history().map(span -> new SourceHistory(told, played, plan.start(), span)),
                scenario);
    }

    private static TrafficSource surged(TrafficSource source, List<Surge> surges) {
        return surges.isEmpty() ? source : SurgedTraffic.of(source, surges);
    }

    private static WorldPlan withHistory(
            WorldPlan plan, Optional<SourceHistory> history, Scenario scenario) {
        return plan.withController(
                new ControllerPlan(
                        scenario.autonomy(),
                        history.map(h -> h),
                        Optional.empty(),
                        scenario.management()));
    }

    private TrafficSource earlier(TrafficSource usual) {
        return switch (scenario.historyLike()) {
            case SAME -> usual;
            case MIRRORED -> new MirroredTraffic(usual);
            case OTHER_SEED -> scaled(generated(plan.topology(), ~scenario.seed()));
        };
    }

    private TrafficSource scaled(TrafficSource source) {
        Optional<Double> load = scenario.traffic().load();
        Duration span =
                scenario.duration().compareTo(SCALED_BY) < 0 ? scenario.duration() : SCALED_BY;
        Instant start = plan.start();
        return load.isEmpty()
                ? source
                : LoadScaling.toPeak(source, plan.topology(), start, start.plus(span), load.get());
    }

    private Surge surge(SurgePlan surge, TrafficSource usual) {
        Surge course =
                new Surge(
                        List.of(),
                        plan.start().plus(surge.at()),
                        surge.rise(),
                        surge.hold(),
                        surge.fall(),
                        1);
        return switch (surge.height()) {
            case Height.Factor(double times) -> course.of(pairs(surge.scope(), usual), times);
            case Height.ToLoad(double share) ->
                    LinkSurge.toLoad(link(surge.scope()), share, course, usual, plan.topology());
        };
    }

    private Link link(Scope scope) {
        if (!(scope instanceof Scope.On(List<String> link))) {
            throw new IllegalStateException("a plan whose load is not that of a link");
        }
        LinkId id = elements.link(link.get(0), link.get(1));
        return plan.topology().linkFrom(id.source()).orElseThrow();
    }

    private List<NodePair> pairs(Scope scope, TrafficSource usual) {
        return switch (scope) {
            case Scope.Everybody _ -> usual.pairs();
            case Scope.Of(String name) -> {
                var node = elements.node(name);
                yield usual.pairs().stream()
                        .filter(p -> p.source().equals(node) || p.target().equals(node))
                        .toList();
            }
            case Scope.Pairs(var between) ->
                    between.stream()
                            .map(p -> new NodePair(elements.node(p.from()), elements.node(p.to())))
                            .toList();
            case Scope.On _ -> LinkSurge.pairsBy(link(scope).id(), usual, plan.topology());
        };
    }
}
