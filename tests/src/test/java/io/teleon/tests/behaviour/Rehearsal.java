package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.teleon.controller.intent.SteerOutcome;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.loop.Hands;
import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.MultipartReply.FlowEntry;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.report.ControllerView;
import io.teleon.controller.report.ControllerView.IntentView;
import io.teleon.controller.report.ControllerView.SwitchView;
import io.teleon.controller.report.Event;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.IntentId;
import io.teleon.models.intent.Precedence;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Host;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Topology;
import io.teleon.models.traffic.NodePair;
import io.teleon.simulator.fault.Fault;
import io.teleon.simulator.fault.ScheduledFault;
import io.teleon.simulator.world.AutonomyMode;
import io.teleon.simulator.world.Backdoor;
import io.teleon.simulator.world.ControllerPlan;
import io.teleon.simulator.world.World;
import io.teleon.simulator.world.WorldPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// A world that was discovered, with short words for what tests do to it and ask of it. Nodes are
/// named, intents too.
final class Rehearsal {

    /// Hosts announce themselves half a second after the start.
    private static final Duration DISCOVERY = Duration.ofSeconds(2);

    private static final Duration STEP = Duration.ofMillis(1);

    private final World world;
    private final List<Event> events = new ArrayList<>();

    private Rehearsal(World world) {
        this.world = world;
        world.subscribe(events::add);
    }

    static Rehearsal of(Topology topology) {
        return of(WorldPlan.of(topology, 1, () -> 0L));
    }

    static Rehearsal of(WorldPlan plan) {
        Rehearsal rehearsal = undiscovered(plan);
        rehearsal.play(DISCOVERY);
        assertEquals(
                plan.topology().linkCount(),
                rehearsal.view().topology().linkCount(),
                "links discovered");
        assertEquals(plan.topology().nodeCount(), rehearsal.view().hosts().size(), "hosts seen");
        return rehearsal;
    }

    /// A network whose controller acts on what it measures, without forecasts, with an intent for
    /// each demand.
    ///
    /// @param traffic `a d 300`: so many Mbit/s from the host at one node to that at another
    static Rehearsal reacting(Topology topology, String... traffic) {
        Rehearsal rehearsal =
                of(
                        WorldPlan.of(topology, 1, () -> 0L)
                                .withTraffic(ConstantTraffic.of(topology, traffic))
                                .withController(
                                        new ControllerPlan(
                                                AutonomyMode.REACTIVE, Optional.empty())));
        for (String demand : traffic) {
            List<String> parts = List.of(demand.split(" ", -1));
            rehearsal.submit(rehearsal.between(parts.get(0), parts.get(1)));
        }
        return rehearsal;
    }

    static Rehearsal undiscovered(WorldPlan plan) {
        return new Rehearsal(new World(plan));
    }

    World world() {
        return world;
    }

    Backdoor backdoor() {
        return world.backdoor();
    }

    Duration elapsed() {
        return world.time().elapsed();
    }

    void play(Duration duration) {
        world.runUntil(elapsed().plus(duration));
    }

    void playMillis(long millis) {
        play(Duration.ofMillis(millis));
    }

    /// Plays on until it is so, in steps of a millisecond.
    ///
    /// @return how long it took
    Duration playUntil(String what, Duration limit, BooleanSupplier reached) {
        Duration began = elapsed();
        while (!reached.getAsBoolean()) {
            if (elapsed().minus(began).compareTo(limit) > 0) {
                throw new AssertionError(what + " not within " + limit);
            }
            play(STEP);
        }
        return elapsed().minus(began);
    }

    // --- names

    DatapathId node(String name) {
        return world.elements().node(name);
    }

    LinkId link(String from, String to) {
        return world.elements().link(from, to);
    }

    /// Where the host of a node is plugged in.
    ConnectPoint port(String node) {
        DatapathId datapath = node(node);
        return ConnectPoint.of(datapath.value(), world.plan().topology().highestPort(datapath) + 1);
    }

    /// The host that the controller sees at a node.
    Host host(String node) {
        return view().hosts().stream()
                .filter(host -> host.location().equals(port(node)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no host at " + node));
    }

    // --- asking

    Answer ask(Ask ask) {
        List<Answer> answers = new ArrayList<>();
        world.interfere(ask, answers::add);
        assertEquals(1, answers.size(), "answers to " + ask);
        return answers.getFirst();
    }

    /// An intent between the hosts of two nodes, named `from.to`.
    Intent between(String from, String to) {
        return new Intent.HostToHost(
                new IntentId(from + "." + to), Precedence.INTENT, host(from).id(), host(to).id());
    }

    void submit(Intent intent) {
        assertEquals(new Answer.Accepted(true), ask(new Ask.Submit(intent)), intent.summary());
    }

    /// Submits it and plays on until it is installed.
    void install(Intent intent) {
        submit(intent);
        playUntilState(intent.id().value(), InstallState.INSTALLED);
    }

    void install(String from, String to) {
        install(between(from, to));
    }

    void withdraw(String intent) {
        assertEquals(
                new Answer.Accepted(true), ask(new Ask.Withdraw(new IntentId(intent))), intent);
    }

    void move(String intent, LinkId... avoid) {
        assertEquals(
                new Answer.Accepted(true),
                ask(new Ask.Move(new IntentId(intent), List.of(avoid))),
                intent);
    }

    /// Does something as the controller's own programs do.
    <T> T act(Function<Hands, T> deed) {
        List<T> results = new ArrayList<>();
        world.act(hands -> results.add(deed.apply(hands)));
        assertEquals(1, results.size(), "a controller that acts");
        return results.getFirst();
    }

    Instant now() {
        return world.time().now();
    }

    /// Steers an intent along these nodes.
    SteerOutcome steer(String intent, String... nodes) {
        List<LinkId> path = way(nodes);
        return act(hands -> hands.intents().steer(new IntentId(intent), path, now()));
    }

    List<LinkId> way(String... nodes) {
        List<LinkId> path = new ArrayList<>();
        for (int i = 1; i < nodes.length; i++) {
            path.add(link(nodes[i - 1], nodes[i]));
        }
        return path;
    }

    SteerOutcome release(String intent) {
        return act(hands -> hands.intents().release(new IntentId(intent), now()));
    }

    void reconcile() {
        assertInstanceOf(Answer.Accepted.class, ask(new Ask.Reconcile(Optional.empty())));
    }

    // --- what goes wrong

    void begin(Fault fault, Duration lasting) {
        world.plan(ScheduledFault.lasting(elapsed(), lasting, fault));
        play(Duration.ZERO);
    }

    void begin(Fault fault) {
        world.plan(ScheduledFault.forEver(elapsed(), fault));
        play(Duration.ZERO);
    }

    void cut(String from, String to) {
        begin(new Fault.LinkDown(List.of(from, to)));
    }

    void cut(String from, String to, Duration lasting) {
        begin(new Fault.LinkDown(List.of(from, to)), lasting);
    }

    /// Probe packets from now on, a thousand a second.
    void probe(String from, String to, Duration lasting) {
        world.planProbes(
                new NodePair(node(from), node(to)), 1000, elapsed(), elapsed().plus(lasting));
    }

    long lostProbes() {
        return world.probesSent() - world.probesReceived();
    }

    // --- what is there

    ControllerView view() {
        return world.view().orElseThrow(() -> new AssertionError("no controller is running"));
    }

    IntentView intent(String id) {
        return view().intents().stream()
                .filter(view -> view.intent().id().value().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no intent " + id));
    }

    InstallState state(String id) {
        return intent(id).state();
    }

    Duration playUntilState(String id, InstallState state) {
        return playUntil(id + " is " + state, Duration.ofMinutes(2), () -> state(id) == state);
    }

    /// The nodes an intent passes, as the controller sees it.
    String path(String id) {
        List<LinkId> links = intent(id).path();
        if (links.isEmpty()) {
            return "";
        }
        StringBuilder names = new StringBuilder(name(links.getFirst().source()));
        links.forEach(link -> names.append(' ').append(name(link.target())));
        return names.toString();
    }

    private String name(ConnectPoint point) {
        return world.plan().topology().nameOf(point.datapath());
    }

    SwitchView switchView(String node) {
        return view().switches().stream()
                .filter(view -> view.id().equals(node(node)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no switch " + node));
    }

    /// What a switch holds, as it says itself.
    List<FlowEntry> entries(String node) {
        return backdoor().entries(node(node));
    }

    /// Changes a switch's tables behind the controller's back.
    void tamper(String node, FlowMod mod) {
        List<OpenFlowMessage> answers = backdoor().say(node(node), mod);
        assertEquals(List.of(), answers, "answers to " + mod);
    }

    List<Event> events(Event.Kind kind) {
        return events.stream().filter(event -> event.kind() == kind).toList();
    }

    /// That every switch with power holds what its intents need and nothing else, and that nothing
    /// ever went wrong that must not.
    void assertRight() {
        assertTablesRight();
        assertNoViolation();
    }

    void assertTablesRight() {
        SortedSet<String> expected = ExpectedTables.of(view(), powered());
        SortedSet<String> actual = ExpectedTables.actual(backdoor(), powered());
        assertEquals(
                List.of(), actual.stream().filter(e -> !expected.contains(e)).toList(), "excess");
        assertEquals(
                List.of(), expected.stream().filter(e -> !actual.contains(e)).toList(), "missing");
    }

    private List<DatapathId> powered() {
        return world.plan().topology().nodes().stream()
                .map(node -> node.id())
                .filter(backdoor()::isPowered)
                .toList();
    }

    void assertNoViolation() {
        assertEquals(
                List.of(),
                world.violations().stream().map(v -> v.text() + " " + v.evidence()).toList());
    }
}
