package io.teleon.controller.loop;

import io.teleon.controller.assurance.Assurance;
import io.teleon.controller.flow.FlowTables;
import io.teleon.controller.intent.Intents;
import io.teleon.controller.report.AutonomyView;
import io.teleon.controller.report.ControllerView;
import io.teleon.controller.report.ControllerView.LinkView;
import io.teleon.controller.report.ControllerView.PortView;
import io.teleon.controller.report.ControllerView.SwitchView;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.IncidentView;
import io.teleon.controller.session.Sessions;
import io.teleon.controller.telemetry.AgentWatch;
import io.teleon.controller.telemetry.PortRates;
import io.teleon.controller.topology.HostTracker;
import io.teleon.controller.topology.NetworkState;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Node;
import java.time.Instant;
import java.util.List;

/// Puts together what the parts of the controller know.
final class ViewBuilder {

    private final NetworkState network;
    private final HostTracker hosts;
    private final Sessions sessions;
    private final FlowTables tables;
    private final TableKeeper keeper;
    private final Intents intents;
    private final PortRates rates;
    private final AgentWatch agents;
    private final Assurance assurance;
    private final Probing probing;

    ViewBuilder(
            NetworkState network,
            HostTracker hosts,
            Sessions sessions,
            FlowTables tables,
            TableKeeper keeper,
            Intents intents,
            PortRates rates,
            AgentWatch agents,
            Assurance assurance,
            Probing probing) {
        this.network = network;
        this.hosts = hosts;
        this.sessions = sessions;
        this.tables = tables;
        this.keeper = keeper;
        this.intents = intents;
        this.rates = rates;
        this.agents = agents;
        this.assurance = assurance;
        this.probing = probing;
    }

    ControllerView view(
            Instant now,
            List<IncidentView> incidents,
            AutonomyView autonomy,
            List<Event> events,
            ControllerView.SelfView self) {
        return new ControllerView(
                now,
                network.present(),
                network.nodes().stream().map(this::view).toList(),
                network.linkStatus().stream().map(this::view).toList(),
                hosts.all(),
                intents.views().stream()
                        .map(intent ->
                                intent.with(
                                        assurance.view(intent.serial()),
                                        probing.of(intent.serial())))
                        .toList(),
                agents.views(),
                incidents,
                autonomy,
                events,
                self);
    }

    private SwitchView view(Node node) {
        DatapathId id = node.id();
        return new SwitchView(
                id,
                node.name(),
                node.location(),
                sessions.remoteOf(id),
                network.ports(id).stream()
                        .map(port -> new ConnectPoint(id, port.number()))
                        .map(this::view)
                        .toList(),
                tables.ruleCount(id),
                keeper.last(id));
    }

    private PortView view(ConnectPoint point) {
        PortRates.Rates measured = rates.of(point);
        return new PortView(
                point,
                network.port(point).orElseThrow().name(),
                network.isUp(point),
                measured.received(),
                measured.sent());
    }

    private LinkView view(NetworkState.LinkStatus status) {
        return new LinkView(
                status.link(),
                status.up(),
                status.since(),
                rates.of(status.link().source()).sent());
    }
}
