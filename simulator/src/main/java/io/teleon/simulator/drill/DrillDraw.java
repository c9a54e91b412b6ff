package io.teleon.simulator.drill;

import io.teleon.models.format.BuiltInTopologies;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.Link;
import io.teleon.models.network.Node;
import io.teleon.models.network.Topology;
import io.teleon.models.time.Chance;
import io.teleon.simulator.fault.Fault;
import io.teleon.simulator.fault.Fault.LyingSensor.Counters;
import io.teleon.simulator.fault.Fault.LyingSensor.Says;
import io.teleon.simulator.fault.FaultDraw;
import io.teleon.simulator.fault.ScheduledFault;
import io.teleon.simulator.scenario.Scenario;
import io.teleon.simulator.scenario.Scenario.TrafficPlan;
import io.teleon.simulator.scenario.ScheduledRequest;
import io.teleon.simulator.scenario.ScheduledRequest.Request;
import io.teleon.simulator.scenario.SurgePlan;
import io.teleon.simulator.world.AutonomyMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Draws drills: one in twenty on Abilene, all others on small random networks.
public final class DrillDraw {

    private static final Duration LENGTH = Duration.ofMinutes(8);

    /// Everything that goes wrong is over by then.
    private static final Duration CALM_FROM = Duration.ofSeconds(330);

    private static final Duration FIRST = Duration.ofSeconds(30);

    /// Until a controller that comes back has taken over what it knew.
    private static final Duration RESTART = Duration.ofSeconds(2);

    private final long seed;
    private final RandomGenerator random;
    private final Topology topology;

    private DrillDraw(long seed) {
        this.seed = seed;
        this.random = new Chance(seed).stream("drill");
        this.topology =
                random.nextInt(20) == 0 ? BuiltInTopologies.abilene() : RandomNetwork.of(random);
    }

    /// The drill of this seed; always the same.
    public static Drill of(long seed, AutonomyMode autonomy) {
        return new DrillDraw(seed).draw(autonomy);
    }

    private Drill draw(AutonomyMode autonomy) {
        TrafficPlan traffic =
                new TrafficPlan(
                        new TrafficPlan.Source.Generated(),
                        Optional.of(0.2 + 0.6 * random.nextDouble()),
                        surges());
        List<ScheduledFault> faults = faults();
        List<ScheduledRequest> requests =
                requests().stream()
                        .map(request ->
                                new ScheduledRequest(
                                        whenHeard(request.at(), faults), request.request()))
                        .toList();
        Scenario scenario =
                Scenario.usual(LENGTH, traffic)
                        .withSeed(seed)
                        .withFaults(faults)
                        .withRequests(requests)
                        .withAutonomy(autonomy);
        return new Drill(seed, topology, scenario);
    }

    /// A controller that is gone hears nobody: whoever asks then asks again when it is back.
    private static Duration whenHeard(Duration asked, List<ScheduledFault> faults) {
        Duration at = asked;
        boolean waits = true;
        while (waits) {
            waits = false;
            for (ScheduledFault fault : faults) {
                Duration back =
                        fault.fault() instanceof Fault.ControllerGone && fault.lasting().isPresent()
                                ? fault.at().plus(fault.lasting().get()).plus(RESTART)
                                : Duration.ZERO;
                if (at.compareTo(fault.at()) >= 0 && at.compareTo(back) < 0) {
                    at = back;
                    waits = true;
                }
            }
        }
        return at;
    }

    private boolean perhaps(int inHundred) {
        return random.nextInt(100) < inHundred;
    }

    private Duration between(Duration from, Duration to) {
        return from.plusMillis(random.nextLong(Math.max(1, to.minus(from).toMillis())));
    }

    private List<SurgePlan> surges() {
        List<SurgePlan> surges = new ArrayList<>();
        while (perhaps(45) && surges.size() < 2) {
            Link link = link();
            Duration at = between(FIRST, Duration.ofMinutes(3));
            surges.add(
                    new SurgePlan(
                            at,
                            perhaps(40) ? Duration.ofSeconds(5) : Duration.ofMinutes(2),
                            Duration.ofSeconds(30 + random.nextInt(60)),
                            Duration.ofSeconds(30),
                            SurgePlan.Days.RUN,
                            new SurgePlan.Height.Factor(1.5 + 3 * random.nextDouble()),
                            new SurgePlan.Scope.On(names(link))));
        }
        return surges;
    }

    private Link link() {
        return topology.links().get(random.nextInt(topology.linkCount()));
    }

    private String node() {
        List<Node> nodes = topology.nodes();
        return nodes.get(random.nextInt(nodes.size())).name();
    }

    private List<String> names(Link link) {
        return List.of(
                topology.nameOf(link.source().datapath()),
                topology.nameOf(link.target().datapath()));
    }

    private List<ScheduledFault> faults() {
        List<ScheduledFault> faults =
                new ArrayList<>(
                        FaultDraw.within(
                                topology,
                                new Chance(seed).of("drill"),
                                CALM_FROM,
                                FaultDraw.Pace.BRISK));
        if (perhaps(30)) {
            faults.add(hidden(lyingSensor()));
        }
        if (perhaps(20)) {
            faults.add(
                    hidden(
                            new Fault.TelemetryLost(
                                    perhaps(50) ? Optional.empty() : Optional.of(node()))));
        }
        if (perhaps(20)) {
            List<String> link = names(link());
            faults.add(
                    hidden(
                            new Fault.HiddenCapacity(
                                    link.get(0), link.get(1), 0.1 + 0.8 * random.nextDouble())));
        }
        if (perhaps(25)) {
            faults.add(hidden(new Fault.PortStuck(names(link()))));
        }
        if (perhaps(10)) {
            faults.add(hidden(new Fault.AgentSilent(node())));
        }
        return faults;
    }

    private Fault lyingSensor() {
        List<String> link = names(link());
        Says says =
                perhaps(70)
                        ? new Says.Factor(5 * random.nextDouble())
                        : new Says.Rate(Bandwidth.ofMegabits(random.nextInt(10_000)));
        Counters[] counters = Counters.values();
        return new Fault.LyingSensor(
                link.get(0), link.get(1), says, counters[random.nextInt(counters.length)]);
    }

    /// Over whatever else goes wrong meanwhile.
    private ScheduledFault hidden(Fault fault) {
        Duration at = between(FIRST, CALM_FROM.minusMinutes(2));
        Duration lasting = between(Duration.ofSeconds(20), CALM_FROM.minus(at));
        return ScheduledFault.lasting(at, lasting, fault);
    }

    private List<ScheduledRequest> requests() {
        List<ScheduledRequest> requests = new ArrayList<>();
        if (perhaps(15)) {
            Duration at = between(FIRST, CALM_FROM.minusMinutes(2));
            requests.add(new ScheduledRequest(at, new Request.Pause("drill", "drill")));
            requests.add(
                    new ScheduledRequest(
                            between(at.plusSeconds(10), CALM_FROM), new Request.Resume("drill")));
        }
        if (perhaps(15)) {
            Duration from = between(FIRST, CALM_FROM.minusMinutes(2));
            requests.add(
                    new ScheduledRequest(
                            FIRST,
                            new Request.Freeze(
                                    "change_freeze", from, between(from, CALM_FROM), "drill")));
        }
        if (perhaps(15)) {
            requests.add(
                    new ScheduledRequest(
                            between(FIRST, CALM_FROM),
                            new Request.Undo(Optional.empty(), "drill")));
        }
        return requests;
    }
}
