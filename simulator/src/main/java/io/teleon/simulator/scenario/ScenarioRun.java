package io.teleon.simulator.scenario;

import io.teleon.controller.report.ControllerView;
import io.teleon.models.intent.InstallState;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Topology;
import io.teleon.models.traffic.NodePair;
import io.teleon.simulator.fault.ScheduledFault;
import io.teleon.simulator.scenario.Scenario.HostPair;
import io.teleon.simulator.scenario.Scenario.IntentPlan;
import io.teleon.simulator.traffic.LinkSurge;
import io.teleon.simulator.traffic.Surge;
import io.teleon.simulator.traffic.WhimsicalTraffic;
import io.teleon.simulator.world.Failures;
import io.teleon.simulator.world.HostScans;
import io.teleon.simulator.world.Timings;
import io.teleon.simulator.world.TroubleLog;
import io.teleon.simulator.world.World;
import io.teleon.simulator.world.WorldPlan;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// A scenario being played: the world it describes with everything planned in it.
public final class ScenarioRun {

    /// Above this a run without expectations goes unchecked.
    private static final int MAX_CHECKED_PAIRS = 1000;

    private final String name;
    private final Scenario scenario;
    private final World world;
    private final Optional<WhimsicalTraffic> whims;
    private boolean finished;

    private ScenarioRun(
            String name, Scenario scenario, World world, Optional<WhimsicalTraffic> whims) {
        this.whims = whims;
        this.name = name;
        this.scenario = scenario;
        this.world = world;
    }

    /// @param transcript receives every line
    /// @param wallNanos the machine's clock
    /// @throws IOException when a file it refers to cannot be read
    /// @throws IllegalArgumentException when it names what is not there
    public static ScenarioRun of(
            ScenarioFiles.Found found, Consumer<String> transcript, LongSupplier wallNanos)
            throws IOException {
        return on(
                ScenarioFiles.topology(found.scenario().topology(), found.folder()),
                found,
                transcript,
                wallNanos);
    }

    /// On a network in place of the one that the scenario names.
    ///
    /// @throws IOException when a file it refers to cannot be read
    /// @throws IllegalArgumentException when it names what is not there
    public static ScenarioRun on(
            Topology topology,
            ScenarioFiles.Found found,
            Consumer<String> transcript,
            LongSupplier wallNanos)
            throws IOException {
        Scenario scenario = found.scenario();
        WorldPlan plan =
                WorldPlan.of(topology, scenario.seed(), wallNanos)
                        .withTranscript(transcript)
                        .withTimings(Timings.STANDARD.withChannelDelay(scenario.channelDelay()));
        WorldPlan full = RunTraffic.added(plan, scenario, found.folder());
        Optional<WhimsicalTraffic> whims = full.traffic().map(WhimsicalTraffic::new);
        if (whims.isPresent()) {
            full = full.withTraffic(whims.get());
        }
        if (scenario.expectations().isEmpty() && pairs(topology) > MAX_CHECKED_PAIRS) {
            // The independent walk over every table costs more than all the rest in a large
            // network.
            transcript.accept(
                    "invariants are not checked: more than " + MAX_CHECKED_PAIRS + " pairs");
            full = full.unchecked();
        }
        World world = new World(scenario.agents() ? full : full.withoutAgents());
        ScenarioRun run = new ScenarioRun(found.name(), scenario, world, whims);
        run.planAll();
        return run;
    }

    private static int pairs(Topology topology) {
        return topology.nodeCount() * (topology.nodeCount() - 1);
    }

    private void planAll() {
        world.submitWhenDiscovered(
                switch (scenario.intents()) {
                    case IntentPlan.AllPairs _ -> world.allPairs();
                    case IntentPlan.Pairs(List<HostPair> pairs) ->
                            pairs.stream().map(p -> pair(p.from(), p.to())).toList();
                });
        for (ScheduledFault fault : scenario.faults()) {
            world.plan(fault);
        }
        Requests requests = new Requests(world);
        scenario.requests().forEach(requests::plan);
        for (Scenario.ProbePlan probes : scenario.probes()) {
            world.planProbes(
                    pair(probes.from(), probes.to()),
                    probes.perSecond(),
                    probes.start(),
                    probes.stop());
        }
    }

    private NodePair pair(String from, String to) {
        return new NodePair(world.elements().node(from), world.elements().node(to));
    }

    public String name() {
        return name;
    }

    public Scenario scenario() {
        return scenario;
    }

    public World world() {
        return world;
    }

    /// What goes by a link grows from now on until it asks for this share of the link's capacity.
    ///
    /// @return empty where there is no traffic, or no room for more surges
    /// @throws IllegalArgumentException where nothing goes by the link
    public Optional<Surge> surge(LinkId link, double load, Duration rise, Duration hold) {
        Surge course = new Surge(List.of(), world.time().now(), rise, hold, rise, 1);
        return whims.flatMap(traffic -> {
            Surge surge =
                    LinkSurge.toLoad(
                            world.plan().topology().linkFrom(link.source()).orElseThrow(),
                            load,
                            course,
                            traffic.source(),
                            world.plan().topology());
            return traffic.add(surge) ? Optional.of(surge) : Optional.empty();
        });
    }

    /// Ends a surge before its time.
    public void calm(Surge surge) {
        whims.ifPresent(traffic -> traffic.remove(surge));
    }

    /// Plays on up to this time since the start, or to the scenario's end.
    ///
    /// @return whether something is left to play
    public boolean playUntil(Duration since) {
        if (finished) {
            return false;
        }
        boolean atEnd = since.compareTo(scenario.duration()) >= 0;
        world.runUntil(atEnd ? scenario.duration() : since);
        if (atEnd) {
            finish();
        }
        return !atEnd;
    }

    /// Ends it here, before its time if need be.
    public void finish() {
        if (!finished) {
            finished = true;
            world.finish();
        }
    }

    /// What it came to, after [#finish].
    public RunReport report(double wallSeconds) {
        Optional<ControllerView> view = world.view();
        List<ControllerView.IntentView> intents =
                view.map(ControllerView::intents).orElse(List.of());
        int installed =
                (int) intents.stream().filter(i -> i.state() == InstallState.INSTALLED).count();
        int fulfilled =
                (int)
                        intents.stream()
                                .filter(i -> i.state() == InstallState.INSTALLED)
                                .filter(i -> world.delivers(i.intent().id()))
                                .count();
        int parked = (int) intents.stream().filter(i -> i.state() == InstallState.PARKED).count();
        Topology topology = world.plan().topology();
        List<LinkId> known = topology.links().stream().map(Link::id).toList();
        int discovered =
                (int)
                        view.map(ControllerView::links).orElse(List.of()).stream()
                                .filter(l -> known.contains(l.link().id()))
                                .count();
        long now = world.time().nowNanos();
        return new RunReport(
                name,
                scenario.seed(),
                scenario.autonomy(),
                now / 1e9,
                wallSeconds,
                world.isInterfered() ? Optional.empty() : Optional.of(world.transcript().sha256()),
                new RunReport.Topology(topology.nodeCount(), topology.linkCount(), discovered),
                new RunReport.Intents(
                        world.submitted(), installed, fulfilled, installed - fulfilled, parked),
                world.failures().stream().map(f -> failure(f, now)).toList(),
                world.hasTraffic()
                        ? Optional.of(
                                new RunReport.Utilisation(
                                        world.utilisation().mean(),
                                        world.utilisation().p99(),
                                        world.utilisation().overloadedLinkSeconds()))
                        : Optional.empty(),
                world.hasTraffic()
                        ? Optional.of(
                                new RunReport.Service(
                                        world.service().deliveredShare(),
                                        world.service().outageSeconds(),
                                        world.service().violationSeconds()))
                        : Optional.empty(),
                world.actions().stream()
                        .map(a -> RunReport.Action.of(a, world.plan().start()))
                        .toList(),
                Optional.empty(),
                Stream.concat(
                                world.troubles().stream().map(this::trouble),
                                world.scans().stream().map(this::trouble))
                        .toList(),
                new RunReport.Probes(world.probesSent(), world.probesReceived()),
                world.violations().stream().map(v -> world.elements().named(v.text())).toList());
    }

    private RunReport.Trouble trouble(TroubleLog.Trouble trouble) {
        Topology topology = world.plan().topology();
        return new RunReport.Trouble(
                topology.nameOf(trouble.link().source().datapath())
                        + ">"
                        + topology.nameOf(trouble.link().target().datapath()),
                trouble.fromNanos() / 1e9,
                trouble.toNanos() / 1e9);
    }

    private RunReport.Trouble trouble(HostScans.Spell scan) {
        return new RunReport.Trouble(
                world.elements().named(scan.host()), scan.fromNanos() / 1e9, scan.toNanos() / 1e9);
    }

    private static RunReport.Failure failure(Failures.Failure failure, long nowNanos) {
        return new RunReport.Failure(
                failure.atSeconds(),
                failure.element(),
                failure.detectedAtSeconds(),
                failure.restoredAtSeconds(),
                failure.decisionMillis(),
                failure.affectedIntents(),
                failure.lostSeconds(nowNanos));
    }

    /// Whether each expectation was met, after [#finish].
    public List<Verdict> judge(RunReport report) {
        return scenario.expectations().stream().map(e -> Verdict.of(e, report, world)).toList();
    }
}
