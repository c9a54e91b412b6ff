package io.teleon.simulator.world;

import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.openflow.PortDescription;
import io.teleon.controller.report.ControllerView;
import io.teleon.controller.report.Event;
import io.teleon.controller.telemetry.TelemetryStore;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.IntentId;
import io.teleon.models.intent.Precedence;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.HostId;
import io.teleon.models.network.Ipv4Address;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.MacAddress;
import io.teleon.models.network.Node;
import io.teleon.models.network.PortNumber;
import io.teleon.models.network.Topology;
import io.teleon.models.time.Chance;
import io.teleon.models.traffic.NodePair;
import io.teleon.simulator.fault.Fault;
import io.teleon.simulator.fault.ScheduledFault;
import io.teleon.simulator.invariant.Edge;
import io.teleon.simulator.invariant.InvariantChecker;
import io.teleon.simulator.invariant.Violation;
import io.teleon.simulator.network.ControlChannel;
import io.teleon.simulator.network.SwitchSettings;
import io.teleon.simulator.network.VirtualHost;
import io.teleon.simulator.network.VirtualSwitch;
import io.teleon.simulator.network.packet.Packet;
import io.teleon.simulator.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// A network that is not there, with the controller that is: switches, links, hosts, traffic and
/// faults on virtual time. Owned by one thread; [#view] hands out values that any thread may read.
///
/// One host stands at every switch, at the first port after those of its links.
public final class World {

    /// How long discovery may take before intents are submitted all the same.
    private static final Duration DISCOVERY_PATIENCE = Duration.ofSeconds(20);

    /// After this an intent counts as service even if it never delivered.
    private static final Duration SERVICE_PATIENCE = Duration.ofSeconds(10);

    private static final Duration CONVERGENCE = Duration.ofMillis(50);
    private static final Duration FIRST_ANNOUNCEMENT = Duration.ofMillis(500);
    private static final Duration ANNOUNCEMENT_INTERVAL = Duration.ofSeconds(60);

    private final WorldPlan plan;
    private final VirtualTime time;
    private final Chance chance;
    private final Transcript transcript;
    private final Elements elements;
    private final DataPlane network;
    private final ControllerProcess controller;
    private final ControllerBeliefs beliefs;
    private final Optional<InvariantChecker> checker;
    private final TrafficFlows flows;
    private final Failures failures;
    private final List<Violation> violations = new ArrayList<>();
    private final List<Consumer<Event>> subscribers = new ArrayList<>();
    private final ControllerDiary diary;
    private final SequencedMap<IntentId, Flow> intentFlows = new LinkedHashMap<>();
    private final NavigableMap<DatapathId, VirtualHost> hostByNode = new TreeMap<>();
    private Duration channelDelay;
    private final NavigableMap<DatapathId, Duration> slowChannels = new TreeMap<>();
    private final SortedSet<DatapathId> touched = new TreeSet<>();
    private List<Flow> interrupted = new ArrayList<>();
    private boolean inFault;
    private boolean interfered;
    private long probesSent;
    private int submitted;

    public World(WorldPlan plan) {
        this.plan = plan;
        this.time = new VirtualTime(plan.start());
        this.chance = new Chance(plan.seed());
        this.transcript = new Transcript(time, plan.transcript());
        this.elements = new Elements(plan.topology());
        this.diary = new ControllerDiary(transcript, elements);
        this.failures = new Failures(time);
        this.channelDelay = plan.timings().channelDelay();
        this.network = new DataPlane(time, plan.topology(), chance.of("links"));
        buildSwitchesAndHosts();
        this.controller =
                new ControllerProcess(
                        time,
                        ControllerSetup.of(plan.topology(), chance),
                        new ControllerListener(),
                        plan.wallNanos());
        this.beliefs = new ControllerBeliefs(controller);
        this.flows =
                new TrafficFlows(
                        time,
                        network,
                        plan.topology(),
                        plan.traffic(),
                        plan.trafficInterval(),
                        this::deliveryChanged);
        this.checker = plan.isChecked() ? Optional.of(newChecker()) : Optional.empty();
        transcript.line(
                "world",
                plan.topology().nodeCount() + " switches, " + plan.topology().linkCount()
                        + " directed links, " + network.hosts().size() + " hosts, seed "
                        + plan.seed());
        begin();
    }

    // --- building

    private void buildSwitchesAndHosts() {
        int number = 0;
        for (Node node : plan.topology().nodes()) {
            number++;
            int hostPort = plan.topology().highestPort(node.id()) + 1;
            ConnectPoint location = ConnectPoint.of(node.id().value(), hostPort);
            VirtualHost host =
                    new VirtualHost(
                            new HostId(new MacAddress(0x0200_0000_0000L | number)),
                            new Ipv4Address(10 << 24 | (number >>> 8) << 16 | (number & 255) << 8 | 1),
                            location);
            VirtualSwitch device =
                    new VirtualSwitch(
                            SwitchSettings.of(node.id()).withMaxEntries(plan.tableSize()), ports(node, hostPort), plan.start());
            network.add(host);
            hostByNode.put(node.id(), host);
            network.add(
                    new SwitchSite(
                            time,
                            plan.timings(),
                            new SwitchSurroundings(),
                            node.name(),
                            device,
                            chance.stream("switch " + node.id())));
        }
    }

    private List<PortDescription> ports(Node node, int hostPort) {
        List<PortDescription> ports = new ArrayList<>();
        SortedSet<PortNumber> numbers = new TreeSet<>();
        for (Link link : plan.topology().links()) {
            if (link.source().datapath().equals(node.id())) {
                numbers.add(link.source().port());
            }
            if (link.target().datapath().equals(node.id())) {
                numbers.add(link.target().port());
            }
        }
        numbers.add(new PortNumber(hostPort));
        for (PortNumber number : numbers) {
            long kbps =
                    plan.topology()
                            .linkFrom(new ConnectPoint(node.id(), number))
                            .map(link -> (long) (link.capacity().bitsPerSecond() / 1000))
                            .orElse(10_000_000L);
            ports.add(
                    new PortDescription(
                            number,
                            new MacAddress(
                                    0x0600_0000_0000L
                                            | ((node.id().value() & 0xff_ffffL) << 16)
                                            | (number.value() & 0xffff)),
                            "port" + number,
                            EnumSet.noneOf(PortDescription.Config.class),
                            EnumSet.noneOf(PortDescription.State.class),
                            Math.min(kbps, 0xffff_ffffL),
                            Math.min(kbps, 0xffff_ffffL)));
        }
        return ports;
    }

    private InvariantChecker newChecker() {
        List<Edge> edges = new ArrayList<>();
        for (VirtualHost host : network.hosts()) {
            edges.add(new Edge(host.id(), host.address(), host.location()));
        }
        return new InvariantChecker(
                time, new DataPlaneWiring(network), beliefs, edges, this::violated);
    }

    private void begin() {
        controller.start();
        long stagger = 0;
        for (SwitchSite site : network.sites()) {
            time.at(stagger, site::connect);
            stagger += 10_000;
        }
        long first = FIRST_ANNOUNCEMENT.toNanos();
        for (VirtualHost host : network.hosts()) {
            time.at(first, () -> announce(host));
            first += 100_000;
        }
        flows.start();
        if (plan.hasAgents()) {
            new HostAgents(
                            time,
                            plan.topology(),
                            network,
                            flows,
                            controller,
                            (agent, told) -> transcript.line("agent", agent + ": " + told))
                    .start();
        }
        checker.ifPresent(c -> c.checkAll(datapaths()));
    }

    private void announce(VirtualHost host) {
        network.send(host, host.announcement());
        time.after(ANNOUNCEMENT_INTERVAL, () -> announce(host));
    }

    private Collection<DatapathId> datapaths() {
        return network.sites().stream().map(SwitchSite::datapath).toList();
    }

    // --- what switches ask of the world

    private final class SwitchSurroundings implements SwitchSite.Surroundings {

        @Override
        public void transmit(ConnectPoint from, Packet packet) {
            network.transmit(from, packet);
        }

        @Override
        public Optional<ControlChannel> call(SwitchSite site) {
            if (!controller.isRunning()) {
                return Optional.empty();
            }
            ControlChannel channel =
                    new ControlChannel(time, () -> channelDelay(site.datapath()), controller, site);
            time.after(
                    channelDelay(site.datapath()),
                    () -> {
                        if (controller.isRunning()) {
                            controller.accept(channel, site.name());
                        } else {
                            channel.cut("nobody answers");
                        }
                    });
            return Optional.of(channel);
        }

        @Override
        public void changed(SwitchSite site) {
            flows.tablesChanged(site);
            if (inFault) {
                touched.add(site.datapath());
            } else {
                checker.ifPresent(c -> c.changed(site.datapath()));
            }
        }

        @Override
        public void countersWanted(SwitchSite site) {
            flows.creditAt(site);
        }
    }

    private Duration channelDelay(DatapathId datapath) {
        return slowChannels.getOrDefault(datapath, channelDelay);
    }

    // --- what the controller tells

    private final class ControllerListener implements ControllerProcess.Listener {

        @Override
        public void journalled(JournalEntry entry) {
            beliefs.journalled(entry);
        }

        @Override
        public void published(Event event) {
            diary.published(event);
            failures.told(event.subject());
            for (Consumer<Event> subscriber : List.copyOf(subscribers)) {
                subscriber.accept(event);
            }
        }

        @Override
        public void sent(OpenFlowMessage message) {
            diary.sent(message);
        }

        @Override
        public void stepped() {
            diary.stepped();
        }
    }

    private void deliveryChanged(Flow flow) {
        if (flow.delivers()) {
            for (Failures.Failure mended : failures.restored(flow, controller.stepWallNanos())) {
                transcript.line(
                        "service",
                        mended.affectedIntents() + " intents have a way again after "
                                + mended.element());
            }
        } else if (inFault && flow.inService) {
            interrupted.add(flow);
        }
        if (flow.delivers() && !flow.inService && flow.hasIntent) {
            flows.beginService(flow);
        }
    }

    private void violated(Violation violation) {
        violations.add(violation);
        transcript.line("VIOLATION", elements.named(violation.text()));
        for (String step : violation.evidence()) {
            transcript.line("VIOLATION", "    " + elements.named(step));
        }
    }

    // --- faults

    /// Plans a fault and, where it does not last, its end.
    ///
    /// @throws IllegalArgumentException if it names what is not there
    public void plan(ScheduledFault scheduled) {
        elements.links(scheduled.fault());
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
        String element = scheduled.fault().element();
        time.at(at, () -> begin(scheduled.fault(), element));
        scheduled
                .lasting()
                .ifPresent(
                        lasting ->
                                time.at(
                                        at + lasting.toNanos(),
                                        () -> end(scheduled.fault(), element)));
    }

    private void begin(Fault fault, String element) {
        transcript.line("fault", element + " begins");
        Failures.Failure failure =
                failures.begin(element, elements.subjects(fault), controller.stepWallNanos());
        disturb(fault, true);
        failures.hit(failure, interrupted, cutOff(interrupted));
        if (!interrupted.isEmpty()) {
            transcript.line("service", interrupted.size() + " intents have no way");
        }
        interrupted = new ArrayList<>();
    }

    private void end(Fault fault, String element) {
        transcript.line("fault", element + " is over");
        disturb(fault, false);
        interrupted = new ArrayList<>();
    }

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

    private void disturb(Fault fault, boolean begins) {
        flows.settle();
        inFault = true;
        touched.clear();
        interrupted = new ArrayList<>();
        Duration window = CONVERGENCE.plus(channelDelay.multipliedBy(2));
        switch (fault) {
            case Fault.LinkDown(List<String> between) -> cut(elements.cable(between), begins);
            case Fault.DirectionDown(String from, String to) ->
                    cut(List.of(elements.link(from, to)), begins);
            case Fault.PortFlap _ -> throw new IllegalStateException("flaps are planned one by one");
            case Fault.LinkLoss(String from, String to, double share) -> {
                LinkId link = elements.link(from, to);
                network.link(link).lose(begins ? share : 0);
                flows.linkChanged(link);
            }
            case Fault.SwitchCrash(String name) -> power(elements.node(name), !begins);
            case Fault.SlowChannel(Duration delay, Optional<String> name) -> {
                if (name.isPresent()) {
                    slow(elements.node(name.get()), delay, begins);
                } else {
                    channelDelay = begins ? delay : plan.timings().channelDelay();
                }
                window = window.plus(delay.multipliedBy(2));
            }
            case Fault.ChannelDown(String name) -> {
                network.site(elements.node(name)).reachable(!begins);
                window = window.plus(plan.timings().lastRetry().multipliedBy(2));
            }
            case Fault.ControllerGone _ -> {
                if (begins) {
                    controller.kill();
                } else {
                    controller.start();
                }
                window = window.plus(plan.timings().lastRetry().multipliedBy(2));
            }
        }
        inFault = false;
        Duration patience = window;
        checker.ifPresent(c -> c.disturbed(touched, patience.toNanos()));
    }

    private void slow(DatapathId datapath, Duration delay, boolean begins) {
        if (begins) {
            slowChannels.put(datapath, delay);
        } else {
            slowChannels.remove(datapath);
        }
    }

    private void cut(List<LinkId> links, boolean isCut) {
        for (LinkId link : links) {
            network.link(link).cut(isCut);
        }
        for (LinkId link : links) {
            network.refreshSignal(link);
            flows.linkChanged(link);
            touched.add(link.source().datapath());
            touched.add(link.target().datapath());
        }
    }

    private void power(DatapathId datapath, boolean on) {
        SwitchSite site = network.site(datapath);
        touched.add(datapath);
        if (on) {
            site.powerOn();
        } else {
            site.powerOff();
        }
        network.refreshSignalsAround(datapath);
        flows.tablesChanged(site);
        for (Link link : plan.topology().links()) {
            if (link.target().datapath().equals(datapath)) {
                flows.linkChanged(link.id());
                touched.add(link.source().datapath());
            }
        }
        if (on) {
            // Whoever is plugged in announces itself when its link comes up.
            time.after(FIRST_ANNOUNCEMENT, () -> network.send(host(datapath), host(datapath).announcement()));
        }
    }

    // --- requests

    /// Submits an intent for each of these ordered pairs once all links and hosts are discovered, or
    /// patience ends.
    public void submitWhenDiscovered(List<NodePair> pairs) {
        time.after(Duration.ofMillis(500), () -> submitOrWait(pairs));
    }

    private void submitOrWait(List<NodePair> pairs) {
        Optional<ControllerView> view = controller.view();
        long linksUp =
                view.map(v -> v.links().stream().filter(ControllerView.LinkView::up).count()).orElse(0L);
        int hosts = view.map(v -> v.hosts().size()).orElse(0);
        boolean complete =
                linksUp >= plan.topology().linkCount() && hosts >= network.hosts().size();
        if (!complete && time.elapsed().compareTo(DISCOVERY_PATIENCE) < 0) {
            time.after(Duration.ofMillis(100), () -> submitOrWait(pairs));
            return;
        }
        transcript.line(
                "world",
                linksUp + " of " + plan.topology().linkCount() + " links and " + hosts + " of "
                        + network.hosts().size() + " hosts are discovered; "
                        + pairs.size() + " intents are submitted");
        pairs.forEach(this::submit);
    }

    /// Every ordered pair of nodes.
    public List<NodePair> allPairs() {
        return flows.flows().stream().map(Flow::pair).toList();
    }

    /// Submits a host-to-host intent between the hosts of two nodes.
    public void submit(NodePair pair) {
        Flow flow = flow(pair);
        IntentId id = intentId(pair);
        flow.hasIntent = true;
        if (intentFlows.putIfAbsent(id, flow) == null) {
            submitted++;
        }
        ask(
                new Ask.Submit(
                        new Intent.HostToHost(
                                id, Precedence.INTENT, flow.from.id(), flow.to.id())));
        time.after(
                SERVICE_PATIENCE,
                () -> {
                    if (!flow.inService && intentFlows.containsKey(id)) {
                        flows.beginService(flow);
                    }
                });
    }

    public void withdraw(NodePair pair) {
        intentFlows.remove(intentId(pair));
        flow(pair).hasIntent = false;
        flows.endService(flow(pair));
        ask(new Ask.Withdraw(intentId(pair)));
    }

    /// Plans something for a time since the start.
    public void at(Duration since, Runnable action) {
        time.at(since.toNanos(), action);
    }

    /// Asks the controller something and notes its answer in the transcript.
    public void ask(Ask ask) {
        controller.ask(
                ask,
                answer -> {
                    if (answer instanceof Answer.Rejected(var reason, var text, var _)) {
                        transcript.line("controller", "rejects " + name(ask) + ": " + reason + ", " + text);
                    }
                });
    }

    private static String name(Ask ask) {
        return switch (ask) {
            case Ask.Submit(Intent intent) -> "submit " + intent.id();
            case Ask.Withdraw(IntentId id) -> "withdraw " + id;
            case Ask.Move(IntentId id, List<LinkId> _) -> "move " + id;
            case Ask.Reconcile _ -> "reconcile";
            case Ask.Retry(IntentId id) -> "retry " + id;
        };
    }

    /// A person outside asks: from now on the transcript stands for nothing.
    public void interfere(Ask ask, Consumer<Answer> answered) {
        interfered = true;
        transcript.line("outside", name(ask));
        controller.ask(ask, answered);
    }

    /// The name of the intent between two nodes' hosts.
    public IntentId intentId(NodePair pair) {
        String name = intentName(plan.topology().nameOf(pair.source())) + "." + intentName(plan.topology().nameOf(pair.target()));
        boolean fits =
                IntentId.tryParse(name).isPresent()
                        && Optional.ofNullable(intentFlows.get(new IntentId(name)))
                                .filter(f -> !f.pair().equals(pair))
                                .isEmpty();
        return fits
                ? new IntentId(name)
                : new IntentId("s" + pair.source() + "." + pair.target());
    }

    private static String intentName(String node) {
        return node.replaceAll("[^A-Za-z0-9_-]", "_");
    }

    private Flow flow(NodePair pair) {
        return flows.flow(pair)
                .orElseThrow(() -> new IllegalArgumentException("no hosts for " + pair));
    }

    private VirtualHost host(DatapathId node) {
        VirtualHost host = hostByNode.get(node);
        if (host == null) {
            throw new IllegalArgumentException("no host at " + node);
        }
        return host;
    }

    /// Sends probe packets at even distances in [start, stop).
    public void planProbes(NodePair pair, int perSecond, Duration start, Duration stop) {
        long distance = 1_000_000_000L / perSecond;
        time.at(
                start.toNanos(),
                () -> probe(host(pair.source()), host(pair.target()), 0, distance, stop.toNanos()));
    }

    private void probe(VirtualHost from, VirtualHost to, long sequence, long distance, long stop) {
        if (time.nowNanos() >= stop) {
            return;
        }
        probesSent++;
        network.send(from, from.probeTo(to, sequence));
        time.at(
                time.nowNanos() + distance,
                () -> probe(from, to, sequence + 1, distance, stop));
    }

    // --- running

    /// Performs everything due within this time since the start.
    public void runUntil(Duration since) {
        time.runUntil(since.toNanos());
    }

    /// Ends the run: a last whole check, and all accounts closed.
    public void finish() {
        checker.ifPresent(c -> c.checkAll(datapaths()));
        flows.finish();
        transcript.line("world", "ends");
    }

    // --- results

    public WorldPlan plan() {
        return plan;
    }

    public Elements elements() {
        return elements;
    }

    public VirtualTime time() {
        return time;
    }

    public Backdoor backdoor() {
        return new Backdoor(network, controller);
    }

    public Transcript transcript() {
        return transcript;
    }

    public boolean isInterfered() {
        return interfered;
    }

    /// What the controller knows, or nothing while it is gone.
    public Optional<ControllerView> view() {
        flows.settle();
        return controller.view();
    }

    /// What the controller has measured and been told by agents; any thread may read it.
    public TelemetryStore telemetry() {
        return controller.telemetry();
    }

    public void subscribe(Consumer<Event> subscriber) {
        subscribers.add(subscriber);
    }

    public List<Violation> violations() {
        return List.copyOf(violations);
    }

    public List<Failures.Failure> failures() {
        return failures.all();
    }

    /// How often the controller told of this kind of event, about this subject or any.
    public int eventCount(Event.Kind kind, Optional<String> subject) {
        return diary.count(kind, subject);
    }

    public long probesSent() {
        return probesSent;
    }

    public long probesReceived() {
        return network.hosts().stream().mapToLong(VirtualHost::probesReceived).sum();
    }

    public int submitted() {
        return submitted;
    }

    /// Whether an intent's packets arrive by the switches' tables.
    public boolean delivers(IntentId id) {
        return Optional.ofNullable(intentFlows.get(id)).filter(Flow::delivers).isPresent();
    }

    public boolean hasTraffic() {
        return flows.hasTraffic();
    }

    public double meanMaxUtilisation() {
        return flows.utilisation().mean();
    }

    public double p99MaxUtilisation() {
        return flows.utilisation().p99();
    }

    public double overloadedLinkSeconds() {
        return flows.utilisation().overloadedLinkSeconds();
    }

    public double deliveredShare() {
        return flows.service().deliveredShare();
    }

    public double outageSeconds() {
        return flows.service().outageSeconds();
    }

    public long violationSeconds() {
        return flows.service().violationSeconds();
    }

    /// What a link carries by its capacity now.
    public double utilisation(LinkId link) {
        return flows.utilisation(link);
    }

    /// Wall time that the controller's loop took so far.
    public long controllerWallNanos() {
        return controller.stepWallNanos();
    }

    public long controllerSteps() {
        return controller.steps();
    }
}
