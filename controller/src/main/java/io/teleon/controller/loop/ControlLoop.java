package io.teleon.controller.loop;

import io.teleon.controller.act.Edge;
import io.teleon.controller.assurance.Assurance;
import io.teleon.controller.assurance.AssuranceSettings;
import io.teleon.controller.assurance.Ends;
import io.teleon.controller.assurance.TrafficMeasurements;
import io.teleon.controller.audit.AuditChain;
import io.teleon.controller.audit.AuditRecord;
import io.teleon.controller.audit.Evidence;
import io.teleon.controller.autonomy.Autonomy;
import io.teleon.controller.autonomy.AutonomyParts;
import io.teleon.controller.autonomy.AutonomySettings;
import io.teleon.controller.containment.Containments;
import io.teleon.controller.detect.AnomalyWatch;
import io.teleon.controller.detect.ScanWatch;
import io.teleon.controller.flow.Confirmation;
import io.teleon.controller.flow.FlowTables;
import io.teleon.controller.incident.IncidentWatch;
import io.teleon.controller.intent.Intents;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.learning.LearnReport;
import io.teleon.controller.learning.Learning;
import io.teleon.controller.packet.DiscoverySeal;
import io.teleon.controller.packet.ProbeSeal;
import io.teleon.controller.percept.DetourBook;
import io.teleon.controller.percept.HostNames;
import io.teleon.controller.percept.IntentTraffic;
import io.teleon.controller.percept.LinkLosses;
import io.teleon.controller.percept.LinkNames;
import io.teleon.controller.percept.MeasuredTraffic;
import io.teleon.controller.percept.OfferedLoads;
import io.teleon.controller.percept.Painter;
import io.teleon.controller.predict.Forecasts;
import io.teleon.controller.probe.LinkProbes;
import io.teleon.controller.probe.Probes;
import io.teleon.controller.probe.ShortestDelays;
import io.teleon.controller.report.AutonomyView;
import io.teleon.controller.report.ControllerView;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.EventLog;
import io.teleon.controller.report.Insight;
import io.teleon.controller.report.ProbeView;
import io.teleon.controller.report.Severity;
import io.teleon.controller.session.Sessions;
import io.teleon.controller.session.SwitchSignal;
import io.teleon.controller.telemetry.AgentWatch;
import io.teleon.controller.telemetry.ContainmentRates;
import io.teleon.controller.telemetry.Heard;
import io.teleon.controller.telemetry.IntentRates;
import io.teleon.controller.telemetry.PortRates;
import io.teleon.controller.telemetry.TunnelRates;
import io.teleon.controller.topology.ArpListener;
import io.teleon.controller.topology.HostTracker;
import io.teleon.controller.topology.LinkDiscovery;
import io.teleon.controller.topology.Management;
import io.teleon.controller.topology.ManagementPlan;
import io.teleon.controller.topology.NetworkState;
import io.teleon.controller.topology.PacketInLimit;
import io.teleon.controller.topology.PortBounces;
import io.teleon.controller.topology.TopologyChange;
import io.teleon.models.intent.IntentId;
import io.teleon.models.learning.ForecastModel;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.HostId;
import io.teleon.models.network.LinkId;
import io.teleon.models.time.Chance;
import io.teleon.models.time.Deadlines;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The controller without its edges: everything it knows and decides, advanced one stimulus at a
/// time. Owned by one thread.
///
/// A step first lets pass every deadline that has come, then takes the stimulus, then follows what
/// both led to until nothing is left (signals of sessions, changes of the topology, confirmations),
/// and last sends what was written to each switch as one batch.
public final class ControlLoop {

    /// Discovery frames that may be missed before a link is given up, and some patience.
    private static final double MISSED_INTERVALS = 3.5;

    /// After which switches have answered what they were asked, or will not in time.
    private static final Duration ANSWERED = Duration.ofSeconds(1);

    private final ControllerConfig config;
    private final Outbox outbox = new Outbox();
    private final AuditChain audit;
    private final Deadlines deadlines = new Deadlines();
    private final EventLog events;
    private final Sessions sessions;
    private final SwitchPolls polls;
    private final NetworkState network;
    private final HostTracker hosts;
    private final LinkDiscovery discovery;
    private final FlowTables tables;
    private final Intents intents;
    private final PortRates rates = new PortRates();
    private final TunnelRates tunnelRates = new TunnelRates();
    private final IntentRates intentRates;
    private final FlowPolling polling;
    private final PortBounces bounces;
    private final Containments containments;
    private final ContainmentPolling contained;
    private final ScanWatch scans;
    private final Edge edge;
    private final LinkLosses losses = new LinkLosses();
    private final AgentWatch agents;
    private final SwitchMessages messages;
    private final Probing probing;
    private final LinkProbes linkProbes;
    private final Assurance assurance;
    private final Painter painter;
    private final OfferedLoads loads;
    private final IntentTraffic traffic;
    private final IncidentWatch incidents;
    private final ViewBuilder views;
    private final Foresight foresight;
    private final Management management;
    private final Optional<Autonomy> autonomy;

    private long steps;
    private long heard;

    /// @param past what an earlier life left
    public ControlLoop(ControllerConfig config, Past past, Instant now) {
        this.config = config;
        audit = new AuditChain(outbox, past.audit());
        events = new EventLog(config.eventCapacity());
        sessions = new Sessions(outbox, config.sessions(), deadlines, events);
        polls = new SwitchPolls(sessions, deadlines);
        network = new NetworkState(config.inventory(), events);
        hosts = new HostTracker(events);
        tables = new FlowTables(sessions);
        discovery =
                new LinkDiscovery(
                        network,
                        hosts,
                        sessions,
                        new DiscoverySeal(config.discoveryKey()),
                        new Chance(config.seed()).stream("discovery nonces"),
                        events);
        intents = new Intents(network, hosts, tables, outbox, deadlines, events, config.intents());
        agents = new AgentWatch(config.agentSilence(), events);
        intentRates = new IntentRates(tunnelRates, intents);
        polling = new FlowPolling(sessions, tables, intents, intentRates, tunnelRates, outbox);
        bounces = new PortBounces(network, sessions, outbox, deadlines);
        probing =
                new Probing(
                        new Probes(config.probes(), sessions, new ProbeSeal(config.discoveryKey())),
                        intents,
                        network,
                        new PacketInLimit(
                                config.packetInsPerSecond() + config.probes().perSecond()),
                        events,
                        outbox);
        linkProbes = new LinkProbes(sessions, config.portPollInterval());
        management =
                new Management(
                        config.autonomy()
                                .map(AutonomySettings::management)
                                .orElse(ManagementPlan.NONE),
                        network,
                        events);
        containments = new Containments(network, tables, outbox, events, management);
        ContainmentRates keptBack = new ContainmentRates();
        contained = new ContainmentPolling(sessions, containments, keptBack);
        scans = new ScanWatch(network, intents, containments, keptBack, events);
        edge = new Edge(containments, scans, new HostNames(network));
        TableKeeper keeper = new TableKeeper(tables, network, intents, containments, events);
        messages =
                new SwitchMessages(
                        network,
                        discovery,
                        probing,
                        new ArpListener(network, hosts, sessions, scans::asked),
                        new PacketInLimit(config.packetInsPerSecond()),
                        keeper,
                        intents,
                        rates,
                        losses,
                        polling,
                        contained,
                        bounces,
                        outbox);
        loads = new OfferedLoads(network, hosts);
        assurance =
                new Assurance(
                        AssuranceSettings.STANDARD,
                        intents,
                        new TrafficMeasurements(
                                intentRates, intents, probing::of, new ShortestDelays(network)),
                        new Suspensions(
                                        network,
                                        new Ends(network, hosts),
                                        loads,
                                        containments,
                                        this::maintained)
                                ::of,
                        events,
                        audit,
                        outbox);
        traffic = new MeasuredTraffic(intents, intentRates);
        painter = new Painter(network, intents, rates, traffic, losses, loads);
        incidents = new IncidentWatch(network, intents, painter, deadlines, events, audit, outbox);
        views =
                new ViewBuilder(
                        network, hosts, sessions, tables, keeper, intents, rates, agents, assurance,
                        probing);
        foresight =
                new Foresight(
                        network,
                        intents,
                        new OfferedLoads(network, hosts),
                        new MeasuredTraffic(intents, intentRates));
        events.record(
                now,
                Severity.NORMAL,
                Event.Kind.STARTED,
                "controller",
                past.journal().isEmpty()
                        ? "started with an empty journal"
                        : "started with " + past.journal().size() + " journal entries");
        audit.record(
                now,
                AuditRecord.CONTROLLER,
                AuditRecord.Kind.STARTED,
                AuditRecord.CONTROLLER,
                List.of(Evidence.of("journal entries", past.journal().size())));
        intents.restore(past.journal(), hosts, now);
        bounces.restore(past.journal(), now);
        containments.restore(past.journal());
        containments.wanted().forEach(one -> edge.names().presume(one.point(), one.host()));
        assurance.restore(past.journal(), now);
        incidents.restore(past.journal(), now);
        incidents.scanning().forEach(point -> scans.presume(point, now));
        autonomy = config.autonomy().map(settings -> autonomy(settings, past, now));
        management.watch(deadlines, now);
        deadlines.at(now.plus(config.discoveryInterval()), this::look);
        deadlines.at(now.plus(config.portPollInterval()), this::pollFlows);
        deadlines.at(now.plus(Probes.TICK), this::probe);
    }

    private void probe(Instant now) {
        probing.tick(now);
        linkProbes.tick(quiet(), now);
        deadlines.at(now.plus(Probes.TICK), this::probe);
    }

    /// Links that lost packets, as far as frames can be sent over them.
    private List<LinkId> quiet() {
        return painter.suspects().stream()
                .filter(network::isLinkUp)
                .filter(link -> network.isConnected(link.source().datapath()))
                .filter(link -> network.isConnected(link.target().datapath()))
                .toList();
    }

    private void pollFlows(Instant now) {
        polling.ask();
        contained.ask();
        deadlines.at(now.plus(ANSWERED), this::judge);
        deadlines.at(now.plus(config.portPollInterval()), this::pollFlows);
    }

    private List<LinkId> maintained() {
        return autonomy.map(Autonomy::maintained).orElse(List.of());
    }

    private void judge(Instant now) {
        assurance.look(now);
        incidents.look(now);
    }

    private Autonomy autonomy(AutonomySettings settings, Past past, Instant now) {
        Optional<Forecasts> forecasts = forecasts(settings, loads, past);
        return new Autonomy(
                settings,
                new AutonomyParts(
                        network,
                        intents,
                        bounces,
                        edge,
                        traffic,
                        new LinkNames(network),
                        new DetourBook(network),
                        painter,
                        forecasts,
                        forecasts.flatMap(f -> learning(settings, f, past, now)),
                        new AnomalyWatch(network, this::delay, past.traffic(), events, incidents),
                        this::probed,
                        outbox::add,
                        deadlines,
                        events,
                        outbox,
                        audit,
                        incidents,
                        management),
                past.journal(),
                now);
    }

    private Optional<ProbeView.Delay> delay(IntentId intent) {
        return probed(intent).flatMap(ProbeView::delay);
    }

    private Optional<ProbeView> probed(IntentId intent) {
        OptionalInt serial = intents.serialOf(intent);
        return serial.isPresent() ? probing.of(serial.getAsInt()) : Optional.empty();
    }

    private Optional<Forecasts> forecasts(
            AutonomySettings settings, OfferedLoads loads, Past past) {
        return settings.forecasts()
                ? Optional.of(
                        new Forecasts(
                                past.model().orElseGet(ForecastModel::shipped),
                                loads,
                                past.traffic(),
                                bin -> outbox.add(new Effect.Binned(bin)),
                                deadlines,
                                settings.learning().isPresent()))
                : Optional.empty();
    }

    private Optional<Learning> learning(
            AutonomySettings settings, Forecasts forecasts, Past past, Instant now) {
        return settings.learning()
                .map(own ->
                        new Learning(
                                own,
                                forecasts,
                                Forecasts.inForce(forecasts.model(), past.journal(), now),
                                order -> outbox.add(new Effect.Learn(order)),
                                deadlines,
                                events,
                                outbox,
                                now));
    }

    /// Takes one stimulus.
    ///
    /// @param now not before that of the step before
    /// @return what is to be done, in order
    public List<Effect> step(Stimulus stimulus, Instant now) {
        steps++;
        deadlines.pass(now);
        settle(now);
        take(stimulus, now);
        settle(now);
        autonomy.ifPresent(a -> a.settle(now));
        settle(now);
        tables.flush(now);
        publish();
        incidents.settle(now);
        publish();
        return outbox.drain();
    }

    private void publish() {
        for (Event event : events.drainFresh()) {
            assurance.heard(event);
            incidents.heard(event);
            outbox.add(new Effect.Publish(event));
        }
    }

    /// When a step is due even if nothing happens.
    public Optional<Instant> nextDeadline() {
        return deadlines.next();
    }

    private void take(Stimulus stimulus, Instant now) {
        switch (stimulus) {
            case Stimulus.Connected(var connection, String remote) ->
                    sessions.connected(connection, remote, now);
            case Stimulus.Spoke(var connection, var message) -> {
                heard++;
                sessions.spoke(connection, message, now);
            }
            case Stimulus.Garbled(var connection, String reason) ->
                    sessions.garbled(connection, reason, now);
            case Stimulus.Disconnected(var connection, String reason) ->
                    sessions.disconnected(connection, reason);
            case Stimulus.Asked(RequestId request, Ask ask) -> {
                List<String> diff = foresight.diff(ask, autonomy, now);
                Answer answer = answer(ask, now);
                if (answer instanceof Answer.Accepted(boolean changed)) {
                    AskAudit.record(audit, ask, changed, diff, now);
                } else if (answer instanceof Answer.Rejected rejected
                        && ask instanceof Ask.Named named) {
                    AskAudit.recordRefusal(audit, named, rejected, now);
                }
                outbox.add(new Effect.Reply(request, answer));
            }
            case Stimulus.AgentHeard(Heard report) -> {
                agents.heard(report.agent(), now);
                autonomy.ifPresent(a -> a.saw(report, now));
            }
            case Stimulus.Rehearsed(var purpose, var rehearsal) ->
                    autonomy.ifPresent(a -> a.rehearsed(purpose, rehearsal, now));
            case Stimulus.Learned(LearnReport report) ->
                    autonomy.ifPresent(a -> a.learned(report, now));
            case Stimulus.DeadlinePassed _ -> {}
        }
    }

    private Answer answer(Ask ask, Instant now) {
        return switch (ask) {
            case Ask.Submit(var intent) -> intents.submit(intent, now);
            case Ask.Withdraw(var id) -> intents.withdraw(id, now);
            case Ask.Move(var id, List<LinkId> avoid) -> intents.move(id, avoid, now);
            case Ask.Retry(var id) -> intents.retry(id, now);
            case Ask.Reconcile(Optional<DatapathId> datapath) -> reconcile(datapath, now);
            case Ask.ReloadPolicy asked ->
                    autonomy.map(a -> a.reload(asked, now)).orElseGet(Foresight::noPrograms);
            case Ask.Named(String _, Ask asked) -> answer(asked, now);
            case Ask.Foresee(Ask asked) -> foresight.of(asked, autonomy, now);
            case Ask.ToAutonomy asked ->
                    autonomy.map(a -> a.answer(asked, now)).orElseGet(Foresight::noPrograms);
        };
    }

    private Answer reconcile(Optional<DatapathId> wanted, Instant now) {
        Optional<Answer> refusal = Foresight.againstReconciling(network, wanted);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        for (var node : network.nodes()) {
            if (network.isConnected(node.id())
                    && wanted.filter(id -> !id.equals(node.id())).isEmpty()) {
                tables.read(node.id(), now);
            }
        }
        return new Answer.Accepted(true);
    }

    private void settle(Instant now) {
        boolean more = true;
        while (more) {
            List<SwitchSignal> signals = sessions.drainSignals();
            signals.forEach(signal -> follow(signal, now));
            List<TopologyChange> changes = network.drainChanges();
            changes.forEach(change -> follow(change, now));
            List<Confirmation> confirmed = tables.drainConfirmed();
            confirmed.forEach(confirmation -> follow(confirmation, now));
            if (scans.drainNews()) {
                autonomy.ifPresent(Autonomy::scanBegan);
            }
            more = !signals.isEmpty() || !changes.isEmpty() || !confirmed.isEmpty();
        }
    }

    private void follow(SwitchSignal signal, Instant now) {
        DatapathId datapath = signal.datapath();
        switch (signal) {
            case SwitchSignal.Ready(var _, String name, String remote, var ports) -> {
                network.switchReady(datapath, name, ports, now);
                bounces.switchReady(datapath, now);
                events.record(
                        now,
                        Severity.NORMAL,
                        Event.Kind.SWITCH_CONNECTED,
                        datapath,
                        "switch " + network.nameOf(datapath) + " connected from " + remote);
                tables.connected(datapath, now);
                tables.await(new Confirmation.SwitchCompared(datapath), List.of(datapath));
                polls.together(datapath, config.portPollInterval(), now, this::pollPorts);
                polls.each(datapath, config.tableReadInterval(), now, this::pollTables);
                polls.each(datapath, config.discoveryInterval(), now, discovery::probe);
            }
            case SwitchSignal.Lost(var _, String reason) -> {
                network.switchLost(datapath);
                tables.disconnected(datapath);
                events.record(
                        now,
                        Severity.MAJOR,
                        Event.Kind.SWITCH_DISCONNECTED,
                        datapath,
                        "switch " + network.nameOf(datapath) + " lost: " + reason);
            }
            case SwitchSignal.Said(var _, var message) -> messages.said(datapath, message, now);
        }
    }

    private void pollPorts(DatapathId datapath, Instant now) {
        messages.askForPortCounters(datapath, sessions);
        messages.checkAnswers(datapath, config.answerTimeout(), sessions, now);
    }

    private void pollTables(DatapathId datapath, Instant now) {
        tables.read(datapath, now);
    }

    private void follow(TopologyChange change, Instant now) {
        autonomy.ifPresent(a -> a.changed(change, now));
        switch (change) {
            case TopologyChange.SwitchUp _ -> intents.networkGrew(now);
            case TopologyChange.LinkUp(LinkId link) -> {
                containments.linkFound(link, now);
                if (!network.isLinkUp(link.reversed())
                        && network.isConnected(link.target().datapath())) {
                    discovery.probe(link.target(), now);
                }
                intents.networkGrew(now);
            }
            case TopologyChange.LinkDown(LinkId link) -> {
                incidents.breaks(link);
                intents.linkDown(link, now);
            }
            case TopologyChange.HostChanged(HostId host) -> intents.hostChanged(host, now);
        }
    }

    private void follow(Confirmation confirmation, Instant now) {
        if (confirmation instanceof Confirmation.SwitchCompared(DatapathId datapath)
                && network.isConnected(datapath)) {
            discovery.probe(datapath, now);
        }
        intents.confirmed(confirmation, now);
        containments.confirmed(confirmation, now);
    }

    private void look(Instant now) {
        long patience = (long) (config.discoveryInterval().toNanos() * MISSED_INTERVALS);
        network.expire(now.minusNanos(patience), now);
        agents.check(now);
        scans.look(now);
        deadlines.at(now.plus(config.discoveryInterval()), this::look);
    }

    /// What can be done to the network, and what is measured of it; to be used within a step or
    /// followed by one.
    public Hands hands() {
        return new Hands(network, intents, bounces, edge, rates, intentRates, tunnelRates);
    }

    /// Everything the controller knows, as of its last step.
    public ControllerView view(Instant now) {
        return views.view(
                now,
                incidents.views(),
                autonomy.map(a -> a.view(now)).orElse(AutonomyView.NONE),
                events.all(),
                new ControllerView.SelfView(
                        heard,
                        outbox.sent(),
                        tables.outstandingBarriers(),
                        steps,
                        outbox.appended(),
                        probing.counts()));
    }

    /// What goes on inside the autonomy, as of the last step.
    public Insight insight(Instant now) {
        return autonomy.map(a -> a.insight(now)).orElseGet(() -> Insight.none(now));
    }

    /// Why a rule of a program does not fire, one line for each reason.
    public List<String> whyNot(Insight.RunningRule rule) {
        return autonomy.map(a -> a.whyNot(rule)).orElse(List.of());
    }

    /// Entries that lead to the present decisions, to take the place of the whole journal.
    public List<JournalEntry> snapshot(Instant now) {
        List<JournalEntry> entries = new ArrayList<>(intents.snapshot(now));
        autonomy.ifPresent(a -> entries.addAll(a.snapshot(now)));
        entries.addAll(bounces.snapshot(now));
        entries.addAll(containments.snapshot(now));
        entries.addAll(assurance.snapshot());
        entries.addAll(incidents.snapshot(now));
        return List.copyOf(entries);
    }
}
