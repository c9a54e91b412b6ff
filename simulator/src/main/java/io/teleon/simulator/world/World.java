package io.teleon.simulator.world;

import io.teleon.controller.audit.AuditTrail;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.loop.Hands;
import io.teleon.controller.loop.LoopStatistics;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.openflow.PortDescription;
import io.teleon.controller.report.ActionView;
import io.teleon.controller.report.ControllerView;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.Insight;
import io.teleon.controller.report.Notice;
import io.teleon.controller.telemetry.Heard;
import io.teleon.controller.telemetry.TelemetryStore;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.PortNumber;
import io.teleon.models.time.Chance;
import io.teleon.models.traffic.NodePair;
import io.teleon.simulator.fault.Fault;
import io.teleon.simulator.fault.ScheduledFault;
import io.teleon.simulator.invariant.Edge;
import io.teleon.simulator.invariant.InvariantChecker;
import io.teleon.simulator.invariant.Violation;
import io.teleon.simulator.network.ControlChannel;
import io.teleon.simulator.network.SwitchChannel;
import io.teleon.simulator.network.VirtualHost;
import io.teleon.simulator.network.packet.Packet;
import io.teleon.simulator.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A network that is not there, with the controller that is: switches, links, hosts, traffic and
/// faults on virtual time. Owned by one thread; [#view] hands out values that any thread may read.
public final class World {

    private static final Duration FIRST_ANNOUNCEMENT = Duration.ofMillis(500);
    private static final Duration ANNOUNCEMENT_INTERVAL = Duration.ofSeconds(60);

    /// Switches and hosts do not all start at the very same nanosecond.
    private static final long STAGGER_NANOS = 10_000;

    private final WorldPlan plan;
    private final VirtualTime time;
    private final Transcript transcript;
    private final Elements elements;
    private final DataPlane network;
    private final ControllerProcess controller;
    private final ControllerBeliefs beliefs;
    private final ControllerDiary diary;
    private final TrafficFlows flows;
    private final Optional<HostAgents> agents;
    private final Optional<InvariantChecker> checker;
    private final Faults faults;
    private final Customers customers;
    private final List<Violation> violations = new ArrayList<>();
    private final List<Consumer<Event>> subscribers = new ArrayList<>();
    private boolean interfered;

    public World(WorldPlan plan) {
        this.plan = plan;
        Chance chance = new Chance(plan.seed());
        time = new VirtualTime(plan.start());
        transcript = new Transcript(time, plan.transcript());
        elements = new Elements(plan.topology());
        diary = new ControllerDiary(transcript, elements);
        network = new DataPlane(time, plan.topology(), chance.of("links"));
        new Construction(plan, time).addTo(network, new SwitchSurroundings(), chance);
        controller =
                new ControllerProcess(
                        time,
                        ControllerSetup.of(plan.topology(), chance, plan.controller()),
                        plan.controller(),
                        new ControllerListener(),
                        plan.wallNanos());
        beliefs = new ControllerBeliefs(controller);
        flows =
                new TrafficFlows(
                        time,
                        network,
                        plan.topology(),
                        plan.traffic(),
                        plan.trafficInterval(),
                        this::deliveryChanged);
        agents = plan.hasAgents() ? Optional.of(newAgents()) : Optional.empty();
        checker = plan.isChecked() ? Optional.of(newChecker(this::violated)) : Optional.empty();
        faults =
                new Faults(
                        new Faults.Scene(
                                time,
                                plan.timings(),
                                elements,
                                network,
                                controller,
                                flows,
                                agents,
                                checker,
                                transcript));
        customers = new Customers(time, plan.topology(), network, controller, flows, transcript);
        begin();
    }

    private HostAgents newAgents() {
        return new HostAgents(
                time,
                plan.topology(),
                network,
                flows,
                controller,
                (agent, told) -> transcript.line("agent", agent + ": " + told));
    }

    private InvariantChecker newChecker(Consumer<Violation> violated) {
        List<Edge> edges = new ArrayList<>();
        for (VirtualHost host : network.hosts()) {
            edges.add(new Edge(host.id(), host.address(), host.location()));
        }
        return new InvariantChecker(time, new DataPlaneWiring(network), beliefs, edges, violated);
    }

    /// What a checker that comes fresh finds wrong now.
    private List<Violation> found() {
        List<Violation> found = new ArrayList<>();
        newChecker(found::add).checkAll(datapaths());
        return found;
    }

    private void begin() {
        transcript.line(
                "world",
                plan.topology().nodeCount()
                        + " switches, "
                        + plan.topology().linkCount()
                        + " directed links, "
                        + network.hosts().size()
                        + " hosts, seed "
                        + plan.seed());
        controller.start();
        long stagger = 0;
        for (SwitchSite site : network.sites()) {
            time.at(stagger, site::connect);
            stagger += STAGGER_NANOS;
        }
        long announced = FIRST_ANNOUNCEMENT.toNanos();
        for (VirtualHost host : network.hosts()) {
            time.at(announced, () -> announce(host));
            announced += STAGGER_NANOS;
        }
        flows.start();
        agents.ifPresent(HostAgents::start);
        checker.ifPresent(c -> c.checkAll(datapaths()));
    }

    private void announce(VirtualHost host) {
        network.send(host, host.announcement());
        time.after(ANNOUNCEMENT_INTERVAL, () -> announce(host));
    }

    private Collection<DatapathId> datapaths() {
        return network.sites().stream().map(SwitchSite::datapath).toList();
    }

    // --- what happens in it

    /// What switches ask of the world.
    private final class SwitchSurroundings implements SwitchSite.Surroundings {

        @Override
        public void transmit(ConnectPoint from, Packet packet) {
            network.transmit(from, packet);
        }

        @Override
        public Optional<SwitchChannel> call(SwitchSite site) {
            if (!controller.isRunning()) {
                return Optional.empty();
            }
            ControlChannel channel =
                    new ControlChannel(
                            time, () -> faults.channelDelay(site.datapath()), controller, site);
            time.after(
                    faults.channelDelay(site.datapath()),
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
            if (!faults.claims(site)) {
                checker.ifPresent(c -> c.changed(site.datapath()));
            }
        }

        @Override
        public void countersWanted(SwitchSite site) {
            flows.creditAt(site);
        }

        @Override
        public void portSet(SwitchSite site, PortNumber port) {
            faults.portsSwitched(site);
            ConnectPoint point = new ConnectPoint(site.datapath(), port);
            network.linkFrom(point).ifPresent(_ -> faults.portSet(point, isTakenDown(site, port)));
        }

        private static boolean isTakenDown(SwitchSite site, PortNumber port) {
            return site.device()
                    .port(port)
                    .filter(p -> p.config().contains(PortDescription.Config.PORT_DOWN))
                    .isPresent();
        }
    }

    /// What the controller does.
    private final class ControllerListener implements ControllerProcess.Listener {

        @Override
        public void journalled(JournalEntry entry) {
            beliefs.journalled(entry);
        }

        @Override
        public void published(Event event) {
            diary.published(event);
            faults.failures().told(event.subject());
            for (Consumer<Event> subscriber : List.copyOf(subscribers)) {
                subscriber.accept(event);
            }
        }

        @Override
        public void told(Notice notice) {
            diary.told(notice);
        }

        @Override
        public void sent(OpenFlowMessage message) {
            diary.sent(message);
        }

        @Override
        public void stepped() {
            diary.stepped();
            faults.controllerStepped();
        }
    }

    private void deliveryChanged(Flow flow) {
        faults.deliveryChanged(flow);
        customers.deliveryChanged(flow);
    }

    private void violated(Violation violation) {
        violations.add(violation);
        transcript.line("VIOLATION", elements.named(violation.text()));
        for (String step : violation.evidence()) {
            transcript.line("VIOLATION", "    " + elements.named(step));
        }
    }

    // --- what is done to it

    /// Plans a fault and, where it does not last, its end.
    ///
    /// @throws IllegalArgumentException if it names what is not there
    public void plan(ScheduledFault fault) {
        faults.plan(fault);
    }

    /// A person breaks something now: from now on the transcript stands for nothing.
    ///
    /// @throws IllegalArgumentException if it names what is not there
    public void strike(Fault fault) {
        interfered = true;
        plan(ScheduledFault.forEver(time.elapsed(), fault));
    }

    /// A person mends what a person broke.
    public void mend(Fault fault) {
        interfered = true;
        faults.mend(fault);
    }

    /// Plans something for a time since the start.
    public void at(Duration since, Runnable action) {
        time.at(since.toNanos(), action);
    }

    /// Submits an intent for each of these ordered pairs once all links and hosts are discovered,
    /// or patience ends.
    public void submitWhenDiscovered(List<NodePair> pairs) {
        customers.submitWhenDiscovered(pairs);
    }

    /// Every ordered pair of nodes.
    public List<NodePair> allPairs() {
        List<NodePair> pairs = new ArrayList<>();
        for (DatapathId source : datapaths()) {
            for (DatapathId target : datapaths()) {
                if (!source.equals(target)) {
                    pairs.add(new NodePair(source, target));
                }
            }
        }
        return pairs;
    }

    /// Submits a host-to-host intent between the hosts of two nodes.
    public void submit(NodePair pair) {
        customers.submit(pair);
    }

    public void withdraw(NodePair pair) {
        customers.withdraw(pair);
    }

    /// The name of the intent between two nodes' hosts.
    public IntentId intentId(NodePair pair) {
        return customers.id(pair);
    }

    public void ask(Ask ask) {
        customers.ask(ask);
    }

    /// A person outside asks: from now on the transcript stands for nothing.
    public void interfere(Ask ask, Consumer<Answer> answered) {
        interfered = true;
        transcript.line("outside", Customers.name(ask));
        customers.askFromOutside(ask, answered);
    }

    /// Somebody acts with the controller's own hands, as its programs do: from now on the
    /// transcript stands for nothing.
    public void act(Consumer<Hands> deed) {
        interfered = true;
        controller.act(deed);
    }

    /// An agent outside the world reported: that too is more than the seed can tell.
    public void agentHeardFromOutside(Heard heard) {
        interfered = true;
        controller.agentHeard(heard);
    }

    /// Sends probe packets at even distances in [start, stop).
    public void planProbes(NodePair pair, int perSecond, Duration start, Duration stop) {
        customers.planProbes(pair, perSecond, start, stop);
    }

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

    /// Ways to it behind the controller's back.
    public Backdoor backdoor() {
        return new Backdoor(network, controller, this::found);
    }

    // --- what comes of it

    public WorldPlan plan() {
        return plan;
    }

    public Elements elements() {
        return elements;
    }

    public VirtualTime time() {
        return time;
    }

    public Transcript transcript() {
        return transcript;
    }

    public boolean isInterfered() {
        return interfered;
    }

    /// What the controller knows, or nothing while it is gone.
    public Optional<ControllerView> view() {
        return controller.view();
    }

    /// What goes on inside the controller's autonomy, or nothing while it is gone.
    public Optional<Insight> insight() {
        return controller.insight();
    }

    /// Why a rule of a program does not fire, one line for each reason.
    public List<String> whyNot(Insight.RunningRule rule) {
        return controller.whyNot(rule);
    }

    /// What the controller has measured and been told by agents; any thread may read it.
    public TelemetryStore telemetry() {
        return controller.telemetry();
    }

    /// The audit of the controller's lives; any thread may read it.
    public AuditTrail audit() {
        return controller.audit();
    }

    public void subscribe(Consumer<Event> subscriber) {
        subscribers.add(subscriber);
    }

    public List<Violation> violations() {
        return List.copyOf(violations);
    }

    public List<Failures.Failure> failures() {
        return faults.failures().all();
    }

    /// How often the controller told of this kind of event, about this subject or any.
    public int eventCount(Event.Kind kind, Optional<String> subject) {
        return diary.count(kind, subject);
    }

    /// What the controller told people outside in all its lives, oldest first, with names in place
    /// of datapath ids.
    public List<Notice> notices() {
        return diary.notices();
    }

    /// How often the most restless intent was led another way within some hour.
    public int mostMovesInAnHour() {
        return diary.mostMovesInAnHour();
    }

    /// The actions of programs over all lives of the controller, as they were last seen, by their
    /// numbers.
    public List<ActionView> actions() {
        return controller.actions();
    }

    public long probesSent() {
        return customers.probesSent();
    }

    public long probesReceived() {
        return customers.probesReceived();
    }

    public int submitted() {
        return customers.submitted();
    }

    /// Whether an intent's packets arrive by the switches' tables.
    public boolean delivers(IntentId id) {
        return customers.isDelivering(id);
    }

    /// When links were asked for more than they carry, cut, or lossy.
    public List<TroubleLog.Trouble> troubles() {
        return flows.troubles();
    }

    /// When hosts asked for one address after the other.
    public List<HostScans.Spell> scans() {
        return faults.scans();
    }

    public boolean hasTraffic() {
        return flows.hasTraffic();
    }

    public UtilisationMeter utilisation() {
        return flows.utilisation();
    }

    public ServiceMeter service() {
        return flows.service();
    }

    /// What a link carries by its capacity now.
    public double utilisation(LinkId link) {
        return flows.utilisation(link);
    }

    /// How the controller's loop is doing, by the machine's clock.
    public LoopStatistics statistics() {
        return controller.statistics();
    }
}
