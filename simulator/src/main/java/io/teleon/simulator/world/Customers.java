package io.teleon.simulator.world;

import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.report.ControllerView;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.IntentId;
import io.teleon.models.intent.Precedence;
import io.teleon.models.network.HostId;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Topology;
import io.teleon.models.traffic.NodePair;
import io.teleon.simulator.network.VirtualHost;
import io.teleon.simulator.time.VirtualTime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/// Those who want something of the network: they submit intents for pairs of hosts, move and
/// withdraw them, and send probes. Owned by the world's thread.
final class Customers {

    /// How long discovery may take before intents are submitted all the same.
    private static final Duration DISCOVERY_PATIENCE = Duration.ofSeconds(20);

    private static final Duration FIRST_LOOK = Duration.ofMillis(500);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /// After this an intent counts as service even if it never delivered.
    private static final Duration SERVICE_PATIENCE = Duration.ofSeconds(10);

    private final VirtualTime time;
    private final Topology topology;
    private final DataPlane network;
    private final ControllerProcess controller;
    private final TrafficFlows flows;
    private final Transcript transcript;
    private final SequencedMap<IntentId, Flow> served = new LinkedHashMap<>();
    private int submitted;
    private long probesSent;

    Customers(
            VirtualTime time,
            Topology topology,
            DataPlane network,
            ControllerProcess controller,
            TrafficFlows flows,
            Transcript transcript) {
        this.time = time;
        this.topology = topology;
        this.network = network;
        this.controller = controller;
        this.flows = flows;
        this.transcript = transcript;
    }

    // --- intents

    void submitWhenDiscovered(List<NodePair> pairs) {
        time.after(FIRST_LOOK, () -> submitOrWait(pairs));
    }

    private void submitOrWait(List<NodePair> pairs) {
        Optional<ControllerView> view = controller.view();
        int links = view.map(v -> v.topology().linkCount()).orElse(0);
        int hosts = view.map(v -> v.hosts().size()).orElse(0);
        boolean isComplete = links >= topology.linkCount() && hosts >= network.hosts().size();
        if (!isComplete && time.elapsed().compareTo(DISCOVERY_PATIENCE) < 0) {
            time.after(LOOK_AGAIN, () -> submitOrWait(pairs));
            return;
        }
        transcript.line(
                "world",
                links
                        + " of "
                        + topology.linkCount()
                        + " links and "
                        + hosts
                        + " of "
                        + network.hosts().size()
                        + " hosts are discovered; "
                        + pairs.size()
                        + " intents are submitted");
        pairs.forEach(this::submit);
    }

    void submit(NodePair pair) {
        Flow flow = flows.flow(pair);
        IntentId id = id(pair);
        serve(id, flow);
        ask(
                new Ask.Submit(
                        new Intent.HostToHost(
                                id, Precedence.INTENT, flow.from.id(), flow.to.id())));
    }

    void withdraw(NodePair pair) {
        stopServing(id(pair));
        ask(new Ask.Withdraw(id(pair)));
    }

    /// An intent that delivers is being served.
    void deliveryChanged(Flow flow) {
        if (flow.delivers() && flow.hasIntent) {
            flows.beginService(flow);
        }
    }

    /// Asks the controller; only a refusal is worth a line.
    void ask(Ask ask) {
        ask(
                ask,
                answer -> {
                    if (answer instanceof Answer.Rejected(var reason, String text, var _)) {
                        transcript.line(
                                "controller", "rejects " + name(ask) + ": " + reason + ", " + text);
                    }
                });
    }

    void ask(Ask ask, Consumer<Answer> answered) {
        controller.ask(ask, answered);
    }

    /// Somebody outside asks: what they withdraw is served no longer, what they submit is.
    void askFromOutside(Ask ask, Consumer<Answer> answered) {
        ask(
                ask,
                answer -> {
                    if (answer instanceof Answer.Accepted) {
                        follow(ask);
                    }
                    answered.accept(answer);
                });
    }

    private void follow(Ask ask) {
        switch (ask) {
            case Ask.Withdraw(IntentId id) -> stopServing(id);
            case Ask.Submit(
                            Intent.HostToHost(
                                    var id,
                                    var _,
                                    HostId source,
                                    HostId target,
                                    var _)) ->
                    network.host(source)
                            .flatMap(from -> network.host(target).map(to -> pair(from, to)))
                            .ifPresent(pair -> serve(id, flows.flow(pair)));
            case Ask.Submit(Intent.PointToPoint _),
                    Ask.Move _,
                    Ask.Reconcile _,
                    Ask.Retry _,
                    Ask.ReloadPolicy _,
                    Ask.Foresee _,
                    Ask.ToAutonomy _ -> {}
            case Ask.Named(String _, Ask asked) -> follow(asked);
        }
    }

    private static NodePair pair(VirtualHost from, VirtualHost to) {
        return new NodePair(from.location().datapath(), to.location().datapath());
    }

    private void serve(IntentId id, Flow flow) {
        flow.hasIntent = true;
        if (served.putIfAbsent(id, flow) == null) {
            submitted++;
        }
        time.after(
                SERVICE_PATIENCE,
                () -> {
                    if (served.containsKey(id)) {
                        flows.beginService(flow);
                    }
                });
    }

    private void stopServing(IntentId id) {
        Flow flow = served.remove(id);
        if (flow != null) {
            flow.hasIntent = served.containsValue(flow);
            if (!flow.hasIntent) {
                flows.endService(flow);
            }
        }
    }

    static String name(Ask ask) {
        return switch (ask) {
            case Ask.Submit(Intent intent) -> "submit " + intent.id();
            case Ask.Withdraw(IntentId id) -> "withdraw " + id;
            case Ask.Move(IntentId id, List<LinkId> _) -> "move " + id;
            case Ask.Reconcile _ -> "reconcile";
            case Ask.Retry(IntentId id) -> "retry " + id;
            case Ask.ReloadPolicy(String policy, var _, var _, String by) ->
                    "reload policy " + policy + " by " + by;
            case Ask.Named(String by, Ask asked) -> name(asked) + " by " + by;
            case Ask.Foresee(Ask asked) -> "what comes of: " + name(asked);
            case Ask.Pause(String reason, String by) -> "pause by " + by + ": " + reason;
            case Ask.Resume(String by) -> "resume by " + by;
            case Ask.SetAutonomy(String action, var level, String by) ->
                    "autonomy of " + action + " " + level + " by " + by;
            case Ask.Decide(long approval, boolean granted, String by) ->
                    (granted ? "grant " : "deny ") + approval + " by " + by;
            case Ask.UndoAction(long action, String by) -> "undo action " + action + " by " + by;
            case Ask.Maintain(var link, boolean on, String by) ->
                    (on ? "maintain " : "end maintenance of ") + link + " by " + by;
            case Ask.Freeze(String window, var from, var to, String by) ->
                    "freeze " + window + " " + from + ".." + to + " by " + by;
        };
    }

    /// `LOSAng.NYCMng`; the datapath ids where names do not make an id of their own.
    IntentId id(NodePair pair) {
        String name =
                wordOf(topology.nameOf(pair.source()))
                        + "."
                        + wordOf(topology.nameOf(pair.target()));
        return IntentId.tryParse(name)
                .filter(id ->
                        Optional.ofNullable(served.get(id))
                                .filter(flow -> !flow.pair().equals(pair))
                                .isEmpty())
                .orElseGet(() -> new IntentId(pair.source() + "." + pair.target()));
    }

    private static String wordOf(String node) {
        return node.replaceAll("[^A-Za-z0-9_-]", "_");
    }

    int submitted() {
        return submitted;
    }

    boolean isDelivering(IntentId id) {
        return Optional.ofNullable(served.get(id)).filter(Flow::delivers).isPresent();
    }

    // --- probes

    void planProbes(NodePair pair, int perSecond, Duration start, Duration stop) {
        VirtualHost from = network.hostOf(pair.source());
        VirtualHost to = network.hostOf(pair.target());
        long distance = Duration.ofSeconds(1).toNanos() / perSecond;
        time.at(start.toNanos(), () -> probe(from, to, 0, distance, stop.toNanos()));
    }

    private void probe(VirtualHost from, VirtualHost to, long sequence, long distance, long stop) {
        if (time.nowNanos() >= stop) {
            return;
        }
        probesSent++;
        network.send(from, from.probeTo(to, sequence));
        time.at(time.nowNanos() + distance, () -> probe(from, to, sequence + 1, distance, stop));
    }

    long probesSent() {
        return probesSent;
    }

    long probesReceived() {
        return network.hosts().stream().mapToLong(VirtualHost::probesReceived).sum();
    }
}
