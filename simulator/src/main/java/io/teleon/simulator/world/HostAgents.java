package io.teleon.simulator.world;

import io.teleon.agent.Agent;
import io.teleon.agent.AgentEvent;
import io.teleon.agent.AgentPace;
import io.teleon.agent.uplink.Delivery;
import io.teleon.agent.uplink.Origin;
import io.teleon.controller.telemetry.IngestResult;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Topology;
import io.teleon.simulator.network.VirtualHost;
import io.teleon.simulator.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/// An agent on every virtual host: the agent as it is, with virtual counters below it and the
/// controller's ear above it. What goes between them are the bytes that would go over HTTP. Owned
/// by the world's thread.
final class HostAgents {

    /// Rarely reported, well within what the controller calls silence; a few minutes are kept.
    private static final AgentPace PACE =
            new AgentPace(Duration.ofSeconds(1), Duration.ofSeconds(10), 2_000);

    private final VirtualTime time;
    private final Diary diary;
    private final List<Hosted> agents = new ArrayList<>();
    private final SortedSet<DatapathId> silent = new TreeSet<>();

    private record Hosted(String name, DatapathId node, Agent agent) {}

    /// Told of what the agents notice.
    interface Diary {

        void noticed(String agent, String told);
    }

    HostAgents(
            VirtualTime time,
            Topology topology,
            DataPlane network,
            TrafficFlows flows,
            ControllerProcess controller,
            Diary diary) {
        this.time = time;
        this.diary = diary;
        for (VirtualHost host : network.hosts()) {
            String name = name(topology, host);
            agents.add(
                    new Hosted(
                            name,
                            host.location().datapath(),
                            new Agent(
                                    new Origin(name, name, host.id(), time.now()),
                                    PACE,
                                    List.of(
                                            new HostCollector(host, flows, network),
                                            new OpticsCollector(
                                                    host.location().datapath(), network)),
                                    report -> deliver(controller, report),
                                    time.now())));
        }
    }

    /// A topology's names are unique, but not bounded.
    private static String name(Topology topology, VirtualHost host) {
        String name = "host-" + topology.nameOf(host.location().datapath());
        return Origin.isName(name) ? name : "host-" + host.id();
    }

    private static CompletableFuture<Delivery> deliver(
            ControllerProcess controller, byte[] report) {
        Optional<IngestResult> result = controller.report(report);
        return CompletableFuture.completedFuture(
                result.isEmpty()
                        ? new Delivery.Away("does not answer", Optional.empty())
                        : switch (result.get()) {
                            case IngestResult.Accepted accepted ->
                                    new Delivery.Accepted(accepted.rejected());
                            case IngestResult.Refused(String reason) ->
                                    new Delivery.Refused(reason);
                        });
    }

    void start() {
        if (!agents.isEmpty()) {
            time.at(agents.getFirst().agent().nextStep(), this::step);
        }
    }

    /// All of them measure on the same grid.
    private void step() {
        Instant now = time.now();
        for (Hosted hosted : agents) {
            if (silent.contains(hosted.node())) {
                continue;
            }
            for (AgentEvent event : hosted.agent().step(now)) {
                diary.noticed(hosted.name(), told(event));
            }
        }
        time.at(now.plus(PACE.sampleInterval()), this::step);
    }

    /// The agent of this node's host dies, or comes back to life as it was.
    void silence(DatapathId node, boolean now) {
        if (now) {
            silent.add(node);
        } else {
            silent.remove(node);
        }
    }

    private static String told(AgentEvent event) {
        return switch (event) {
            case AgentEvent.ControllerAway(String reason) ->
                    "the controller " + reason + ", samples are kept";
            case AgentEvent.ControllerBack(int waiting) ->
                    "the controller is back, " + waiting + " samples wait";
            case AgentEvent.ReportRefused(String reason) ->
                    "the controller turned a report down: " + reason;
            case AgentEvent.CollectorFailed(String collector, String reason) ->
                    collector + " cannot be read: " + reason;
            case AgentEvent.BufferFull(int samples) ->
                    "more than " + samples + " samples wait, the oldest are lost";
            case AgentEvent.SeriesOdd(String series, String what, double surprise) ->
                    "%s: %s (surprise %.1f)".formatted(series, what, surprise);
            case AgentEvent.HostOdd(int odd, int series) ->
                    odd + " of " + series + " series are odd at once";
        };
    }
}
