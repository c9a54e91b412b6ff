package io.teleon.simulator.world;

import io.teleon.controller.report.ActionView;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.traffic.NodePair;
import io.teleon.simulator.fault.Fault;
import io.teleon.simulator.fault.Fault.LyingSensor.Counters;
import io.teleon.simulator.fault.Fault.LyingSensor.Says;
import io.teleon.simulator.fault.ScheduledFault;
import io.teleon.simulator.invariant.InvariantChecker;
import io.teleon.simulator.network.VirtualHost;
import io.teleon.simulator.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Brings faults about and takes them back, and keeps the account of whom they hit. Owned by the
/// world's thread.
final class Faults {

    /// The time a network may take to find another way, apart from the channels' delay.
    private static final Duration CONVERGENCE = Duration.ofMillis(50);

    /// After its link came up, a host needs so long to announce itself.
    private static final Duration HOST_START = Duration.ofMillis(500);

    private final VirtualTime time;
    private final Timings timings;
    private final Elements elements;
    private final DataPlane network;
    private final ControllerProcess controller;
    private final TrafficFlows flows;
    private final Optional<HostAgents> agents;
    private final Optional<InvariantChecker> checker;
    private final Transcript transcript;
    private final Failures failures;
    private final HostScans scans;
    private final NavigableMap<DatapathId, Duration> slowChannels = new TreeMap<>();

    /// Crashes that are not over, by switch.
    private final NavigableMap<DatapathId, Integer> crashes = new TreeMap<>();

    private final SortedSet<DatapathId> touched = new TreeSet<>();
    private final List<Flow> interrupted = new ArrayList<>();
    private final List<Stuck> stuck = new ArrayList<>();
    private final List<Ambush> ambushes = new ArrayList<>();
    private Duration channelDelay;
    private boolean isUnderWay;

    /// What faults work on.
    record Scene(
            VirtualTime time,
            Timings timings,
            Elements elements,
            DataPlane network,
            ControllerProcess controller,
            TrafficFlows flows,
            Optional<HostAgents> agents,
            Optional<InvariantChecker> checker,
            Transcript transcript) {}

    /// A kill that waits for an action.
    private record Ambush(Fault.ControllerKilledAt kill, Duration away) {

        boolean isMet(ActionView action) {
            return kill.action().filter(name -> !action.action().endsWith(name)).isEmpty()
                    && action.state() == kill.state();
        }
    }

    /// A link whose ports hang until one of them is bounced.
    private static final class Stuck {

        private final Fault.PortStuck fault;
        private final List<LinkId> links;
        private boolean isDown;

        private Stuck(Fault.PortStuck fault, List<LinkId> links) {
            this.fault = fault;
            this.links = links;
        }
    }

    Faults(Scene scene) {
        time = scene.time();
        timings = scene.timings();
        elements = scene.elements();
        network = scene.network();
        controller = scene.controller();
        flows = scene.flows();
        agents = scene.agents();
        checker = scene.checker();
        transcript = scene.transcript();
        failures = new Failures(time);
        scans = new HostScans(time, network);
        channelDelay = timings.channelDelay();
    }

    Failures failures() {
        return failures;
    }

    Duration channelDelay(DatapathId datapath) {
        return slowChannels.getOrDefault(datapath, channelDelay);
    }

    // --- planning

    /// @throws IllegalArgumentException if it names what is not there
    void plan(ScheduledFault scheduled) {
        elements.links(scheduled.fault());
        if (scheduled.fault() instanceof Fault.AgentSilent && agents.isEmpty()) {
            throw new IllegalArgumentException("no agents run that could fall silent");
        }
        long at = scheduled.at().toNanos();
        if (scheduled.fault() instanceof Fault.PortFlap flap) {
            for (int i = 0; i < flap.times(); i++) {
                Fault.LinkDown down = new Fault.LinkDown(flap.between());
                String element = flap.element() + " (" + (i + 1) + " of " + flap.times() + ")";
                long from = at + i * flap.period().toNanos();
                time.at(from, () -> begin(down, element));
                time.at(from + flap.period().toNanos() / 2, () -> end(down, element));
            }
            return;
        }
        if (scheduled.fault() instanceof Fault.ControllerKilledAt kill) {
            Duration away =
                    scheduled
                            .lasting()
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "controller-killed-at needs 'lasting'"));
            time.at(at, () -> ambushes.add(new Ambush(kill, away)));
            return;
        }
        Fault fault = scheduled.fault();
        time.at(at, () -> begin(fault, fault.element()));
        scheduled
                .lasting()
                .ifPresent(lasting ->
                        time.at(at + lasting.toNanos(), () -> end(fault, fault.element())));
    }

    private void begin(Fault fault, String element) {
        transcript.line("fault", element + " begins");
        Failures.Failure failure =
                failures.begin(element, subjects(fault), controller.stepWallNanos());
        disturb(fault, true);
        failures.hit(failure, interrupted, cutOff(interrupted));
        if (!interrupted.isEmpty()) {
            transcript.line("service", interrupted.size() + " intents have no way");
        }
    }

    List<HostScans.Spell> scans() {
        return scans.all();
    }

    /// What a controller may name when it tells of this fault.
    private SortedSet<String> subjects(Fault fault) {
        SortedSet<String> subjects = elements.subjects(fault);
        if (fault instanceof Fault.HostScan(String node, int _, boolean _)) {
            subjects.add(network.hostOf(elements.node(node)).location().toString());
        }
        return subjects;
    }

    /// Ends a fault now that was planned without an end.
    void mend(Fault fault) {
        time.at(time.nowNanos(), () -> end(fault, fault.element()));
    }

    private void end(Fault fault, String element) {
        if (fault instanceof Fault.PortStuck ports && !isStuck(ports)) {
            return; // somebody bounced them before
        }
        transcript.line("fault", element + " is over");
        disturb(fault, false);
    }

    /// Those between whose ends no way is left.
    private List<Flow> cutOff(List<Flow> among) {
        NavigableMap<DatapathId, SortedSet<DatapathId>> reach = new TreeMap<>();
        List<Flow> cutOff = new ArrayList<>();
        for (Flow flow : among) {
            NodePair pair = flow.pair();
            if (!reach.computeIfAbsent(pair.source(), network::reachableFrom)
                    .contains(pair.target())) {
                cutOff.add(flow);
            }
        }
        return cutOff;
    }

    private boolean isStuck(Fault.PortStuck fault) {
        return stuck.stream().anyMatch(s -> s.fault.equals(fault));
    }

    // --- what follows from them

    /// The controller did a step: whether an action has come to where a kill waits for it.
    void controllerStepped() {
        if (ambushes.isEmpty()) {
            return;
        }
        List<ActionView> actions =
                controller.view().map(v -> v.autonomy().actions()).orElse(List.of());
        for (Ambush ambush : List.copyOf(ambushes)) {
            if (actions.stream().anyMatch(ambush::isMet)) {
                ambushes.remove(ambush);
                Fault fault = new Fault.ControllerGone();
                // Not in the midst of the step that is being looked at.
                time.at(time.nowNanos(), () -> begin(fault, ambush.kill().element()));
                time.after(ambush.away(), () -> end(fault, ambush.kill().element()));
            }
        }
    }

    /// Somebody set this port: what hangs comes to its senses once it was down and is up again.
    void portSet(ConnectPoint point, boolean isTakenDown) {
        for (Stuck each : List.copyOf(stuck)) {
            if (each.links.stream().noneMatch(link -> link.source().equals(point))) {
                continue;
            }
            if (each.isDown && !isTakenDown) {
                end(each.fault, each.fault.element());
            }
            each.isDown = isTakenDown;
        }
    }

    /// A switch changed; whether a fault that is coming about right now is the reason.
    boolean claims(SwitchSite site) {
        if (isUnderWay) {
            touched.add(site.datapath());
        }
        return isUnderWay;
    }

    void deliveryChanged(Flow flow) {
        if (!flow.delivers()) {
            if (isUnderWay && flow.inService) {
                interrupted.add(flow);
            }
            return;
        }
        for (Failures.Failure mended : failures.restored(flow, controller.stepWallNanos())) {
            transcript.line(
                    "service",
                    mended.affectedIntents()
                            + " intents have a way again after "
                            + mended.element());
        }
    }

    // --- bringing about

    private void disturb(Fault fault, boolean begins) {
        flows.settle();
        isUnderWay = true;
        touched.clear();
        interrupted.clear();
        switch (fault) {
            case Fault.LinkDown _, Fault.CableCut _ -> cut(elements.links(fault), begins);
            case Fault.DirectionDown(String from, String to) ->
                    cut(List.of(elements.link(from, to)), begins);
            case Fault.PortFlap _, Fault.ControllerKilledAt _ ->
                    throw new IllegalStateException("flaps and ambushes are planned apart");
            case Fault.LinkLoss(String from, String to, double share) -> {
                LinkId link = elements.link(from, to);
                network.link(link).lose(begins ? share : 0);
                flows.linkChanged(link);
            }
            case Fault.SwitchCrash(String name) -> power(elements.node(name), !begins);
            case Fault.SlowChannel(Duration delay, Optional<String> name) ->
                    slow(name.map(elements::node), delay, begins);
            case Fault.ChannelDown(String name) ->
                    network.site(elements.node(name)).reachable(!begins);
            case Fault.ControllerGone _ -> {
                if (begins) {
                    controller.kill();
                } else {
                    controller.start();
                }
            }
            case Fault.LyingSensor(String from, String to, var says, var counters) ->
                    lie(elements.link(from, to).source(), says, counters, begins);
            case Fault.TelemetryLost(Optional<String> name) ->
                    name.map(n -> List.of(network.site(elements.node(n))))
                            .orElseGet(() -> List.copyOf(network.sites()))
                            .forEach(site -> site.mute(begins));
            case Fault.HiddenCapacity(String from, String to, double share) ->
                    flows.capacityChanged(elements.link(from, to), begins ? share : 1);
            case Fault.PortStuck ports -> stick(ports, begins);
            case Fault.AgentSilent(String name) ->
                    agents.ifPresent(a -> a.silence(elements.node(name), begins));
            case Fault.HostScan(String name, int perSecond, boolean spoofed) -> {
                if (begins) {
                    scans.begin(elements.node(name), perSecond, spoofed);
                } else {
                    scans.end(elements.node(name));
                }
            }
        }
        isUnderWay = false;
        checker.ifPresent(c -> c.disturbed(touched, window(fault).toNanos()));
    }

    /// Somebody switched a port of this switch off or on: to the network that is as a cut.
    void portsSwitched(SwitchSite site) {
        interrupted.clear();
        touched.clear();
        isUnderWay = true;
        touched.add(site.datapath());
        flows.tablesChanged(site);
        network.refreshSignalsAround(site.datapath());
        isUnderWay = false;
        checker.ifPresent(c -> c.disturbed(touched, window().toNanos()));
    }

    private Duration window() {
        return CONVERGENCE.plus(channelDelay.multipliedBy(2));
    }

    /// How long the network may take after this fault: twice the channels' delay more than the
    /// convergence time, and while a switch cannot be reached until it has called again.
    private Duration window(Fault fault) {
        Duration window = window();
        return switch (fault) {
            case Fault.LinkDown _,
                    Fault.CableCut _,
                    Fault.DirectionDown _,
                    Fault.PortFlap _,
                    Fault.LinkLoss _,
                    Fault.SwitchCrash _,
                    Fault.LyingSensor _,
                    Fault.TelemetryLost _,
                    Fault.HiddenCapacity _,
                    Fault.PortStuck _,
                    Fault.HostScan _,
                    Fault.AgentSilent _ ->
                    window;
            case Fault.SlowChannel(Duration delay, var _) -> window.plus(delay.multipliedBy(2));
            case Fault.ChannelDown _, Fault.ControllerGone _, Fault.ControllerKilledAt _ ->
                    window.plus(timings.lastRetry().multipliedBy(2));
        };
    }

    private void cut(List<LinkId> links, boolean isCut) {
        for (LinkId link : links) {
            network.link(link).cut(isCut);
        }
        signalsChanged(links);
    }

    private void stick(Fault.PortStuck fault, boolean begins) {
        List<LinkId> links = elements.links(fault);
        if (begins) {
            stuck.add(new Stuck(fault, links));
        } else {
            stuck.removeIf(s -> s.fault.equals(fault));
        }
        links.forEach(link -> network.link(link).stick(begins));
        signalsChanged(links);
    }

    private void lie(ConnectPoint at, Says says, Counters counters, boolean begins) {
        SensorLies lies = network.site(at.datapath()).lies();
        if (begins) {
            lies.begin(at.port(), says, counters);
        } else {
            lies.end(at.port(), counters);
        }
    }

    private void signalsChanged(List<LinkId> links) {
        for (LinkId link : links) {
            network.refreshSignal(link);
            flows.linkChanged(link);
            touched.add(link.source().datapath());
            touched.add(link.target().datapath());
        }
    }

    /// Power goes with the first of several crashes at once, and is back when the last is over.
    private void power(DatapathId datapath, boolean on) {
        int left = crashes.merge(datapath, on ? -1 : 1, Integer::sum);
        if (left != (on ? 0 : 1)) {
            return;
        }
        SwitchSite site = network.site(datapath);
        touched.add(datapath);
        if (on) {
            site.powerOn();
        } else {
            site.powerOff();
        }
        network.refreshSignalsAround(datapath);
        flows.tablesChanged(site);
        for (Link link : elements.topology().links()) {
            if (link.target().datapath().equals(datapath)) {
                flows.linkChanged(link.id());
                touched.add(link.source().datapath());
            }
        }
        if (on) {
            VirtualHost host = network.hostOf(datapath);
            time.after(HOST_START, () -> network.send(host, host.announcement()));
        }
    }

    private void slow(Optional<DatapathId> datapath, Duration delay, boolean begins) {
        if (datapath.isEmpty()) {
            channelDelay = begins ? delay : timings.channelDelay();
        } else if (begins) {
            slowChannels.put(datapath.get(), delay);
        } else {
            slowChannels.remove(datapath.get());
        }
    }
}
