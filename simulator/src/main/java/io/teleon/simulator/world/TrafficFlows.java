package io.teleon.simulator.world;

import io.teleon.models.network.DatapathId;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Path;
import io.teleon.models.network.Routes;
import io.teleon.models.network.Topology;
import io.teleon.models.traffic.Elasticity;
import io.teleon.models.traffic.FluidNetwork;
import io.teleon.models.traffic.FluidSolver;
import io.teleon.models.traffic.NodePair;
import io.teleon.simulator.network.VirtualHost;
import io.teleon.simulator.network.VirtualLink;
import io.teleon.simulator.time.VirtualTime;
import io.teleon.simulator.traffic.TrafficSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;

/// The traffic between hosts as fluid: each pair's way is read from the switches' tables, loads and
/// loss follow from all of them together, and counters are credited exactly rate by time. Owned by
/// the world's thread.
///
/// Nothing is computed that nobody could notice: a pair's way is looked up again only at a switch
/// that changed, loads are solved once for all changes of an instant, and counters are credited
/// when they are about to be read or their rate changes. Whoever changes the network calls
/// [#settle] before and [#tablesChanged] or [#linkChanged] after.
final class TrafficFlows {

    private final VirtualTime time;
    private final DataPlane network;
    private final Optional<TrafficSource> source;
    private final Duration interval;
    private final Listener listener;
    private final FluidSolver solver;
    private final FluidNetwork pipes;
    private final List<Flow> flows = new ArrayList<>();
    private final NavigableMap<NodePair, Flow> byPair = new TreeMap<>();
    private final NavigableMap<DatapathId, SequencedSet<Flow>> through = new TreeMap<>();
    private final Routes routes;
    private final NavigableMap<DatapathId, Routes.Tree> trees = new TreeMap<>();
    private final double[] rates;

    private final VirtualLink[] links;
    private final TroubleLog troubles = new TroubleLog();

    /// What each link really carries, by its number in the fluid network.
    private final double[] capacity;

    private final Metering metering = new Metering();
    private final UtilisationMeter utilisation = new UtilisationMeter();
    private final ServiceMeter service = new ServiceMeter();
    private boolean solved = true;
    private long changedAt;
    private long utilisationSince;
    private double maxUtilisation;
    private int overloadedLinks;

    /// Told of what becomes of the pairs.
    interface Listener {

        /// A pair's packets arrive from now on, or do not any more.
        void deliveryChanged(Flow flow);
    }

    /// @param interval after which the source is asked again
    TrafficFlows(
            VirtualTime time,
            DataPlane network,
            Topology topology,
            Optional<TrafficSource> source,
            Duration interval,
            Listener listener) {
        this.time = time;
        this.network = network;
        this.source = source;
        this.interval = interval;
        this.listener = listener;
        this.pipes = FluidNetwork.of(topology);
        this.solver = pipes.solver();
        this.links =
                pipes.links().stream()
                        .map(link -> network.link(link.id()))
                        .toArray(VirtualLink[]::new);
        this.capacity = new double[pipes.linkCount()];
        for (int link = 0; link < capacity.length; link++) {
            capacity[link] = pipes.capacityBitsPerSecond(link);
        }
        this.rates = new double[source.map(s -> s.pairs().size()).orElse(0)];
        this.routes = Routes.of(topology);
        for (NodePair pair : source.map(TrafficSource::pairs).orElse(List.of())) {
            if (!pair.isSelf()) {
                add(pair);
            }
        }
    }

    /// The flow of a pair; it begins to be watched when it is first asked for.
    Flow flow(NodePair pair) {
        Flow there = byPair.get(pair);
        if (there != null) {
            return there;
        }
        settle();
        Flow added = add(pair);
        walkAll(added);
        markChanged();
        return added;
    }

    private Flow add(NodePair pair) {
        Duration shortest =
                trees.computeIfAbsent(pair.source(), routes::from)
                        .to(pair.target())
                        .map(Path::delay)
                        .orElse(Duration.ZERO);
        Flow flow =
                new Flow(
                        network.hostOf(pair.source()),
                        network.hostOf(pair.target()),
                        solver.add(0, Elasticity.INELASTIC),
                        latestSeconds(shortest));
        flow.sinceNanos = time.nowNanos();
        flow.creditedNanos = time.nowNanos();
        flows.add(flow);
        byPair.put(pair, flow);
        return flow;
    }

    private static double latestSeconds(Duration shortest) {
        return ServiceMeter.MOST_STRETCH * shortest.toNanos() * 1e-9;
    }

    /// Walks everything for the first time and lets traffic come.
    void start() {
        settle();
        for (Flow flow : flows) {
            walkAll(flow);
        }
        markChanged();
        source.ifPresent(_ -> refreshRates());
    }

    private void refreshRates() {
        TrafficSource traffic = source.orElseThrow();
        settle();
        traffic.fill(time.now().plus(interval.dividedBy(2)), rates);
        for (int i = 0; i < rates.length; i++) {
            Flow flow = byPair.get(traffic.pairs().get(i));
            double rate = Double.isNaN(rates[i]) ? 0 : rates[i];
            if (flow != null && rate != flow.demand) {
                credit(flow);
                flow.demand = rate;
                offer(flow);
            }
        }
        markChanged();
        time.after(interval, this::refreshRates);
    }

    /// Offers the fluid network what meters let pass of a flow, and of those that share a meter
    /// with it.
    private void offer(Flow flow) {
        metering.sharing(flow).forEach(this::offerAlone);
    }

    private void offerAlone(Flow flow) {
        double passing = metering.passing(flow);
        if (passing != solver.offered(flow.slot)) {
            credit(flow);
            solver.offer(flow.slot, passing);
            markChanged();
        }
    }

    /// The share that meters let pass.
    private double admitted(Flow flow) {
        return flow.demand > 0 ? solver.offered(flow.slot) / flow.demand : 1;
    }

    // --- changes

    private void markChanged() {
        if (solved) {
            solved = false;
            changedAt = time.nowNanos();
        }
    }

    /// Brings everything up to date with the changes so far. To be called before a change at a
    /// later time, and before anything is read.
    void settle() {
        if (solved || changedAt == time.nowNanos()) {
            return;
        }
        // What is credited by the old loss must be credited before the new one is known.
        for (Flow flow : flows) {
            credit(flow, changedAt);
        }
        solver.solve();
        solved = true;
        utilisation.add(changedAt - utilisationSince, maxUtilisation, overloadedLinks);
        utilisationSince = changedAt;
        maxUtilisation = 0;
        overloadedLinks = 0;
        for (int link = 0; link < pipes.linkCount(); link++) {
            maxUtilisation = Math.max(maxUtilisation, solver.utilisation(link));
            boolean isOverloaded = solver.arriving(link) > capacity[link];
            if (isOverloaded) {
                overloadedLinks++;
            }
            VirtualLink cable = links[link];
            troubles.note(
                    cable.link().id(),
                    isOverloaded || cable.isCut() || cable.loss() > 0,
                    changedAt);
        }
        for (Flow flow : flows) {
            double share = solver.deliveredShare(flow.slot) * admitted(flow);
            double delay = solver.delaySeconds(flow.slot);
            boolean late = delay > flow.latestSeconds;
            double offered = flow.demand;
            if (share != flow.share || late != flow.late || offered != flow.offered) {
                account(flow, changedAt);
                flow.share = share;
                flow.late = late;
                flow.offered = offered;
            }
        }
        carryAtHosts();
    }

    /// Hosts count for themselves what they send and get. One whose switch has no power has no
    /// signal, and sends nothing.
    private void carryAtHosts() {
        for (VirtualHost host : network.hosts()) {
            host.networkInterface().stopFluid(changedAt);
        }
        for (Flow flow : flows) {
            if (network.site(flow.from.location().datapath()).isPowered()) {
                flow.from.networkInterface().send(flow.offered);
                flow.to.networkInterface().receive(flow.offered * flow.share);
            }
        }
    }

    private void account(Flow flow, long untilNanos) {
        if (flow.inService && untilNanos > flow.sinceNanos) {
            service.add(
                    flow.account, flow.sinceNanos, untilNanos, flow.offered, flow.share, flow.late);
        }
        flow.sinceNanos = Math.max(flow.sinceNanos, untilNanos);
    }

    /// From now on what this pair gets counts as service.
    void beginService(Flow flow) {
        if (flow.inService) {
            return;
        }
        settle();
        account(flow, time.nowNanos());
        flow.inService = true;
    }

    /// From now on it does not.
    void endService(Flow flow) {
        settle();
        account(flow, time.nowNanos());
        service.close(flow.account);
        flow.inService = false;
    }

    /// A table, a group or a port of this switch changed, or its power.
    void tablesChanged(SwitchSite site) {
        SequencedSet<Flow> concerned = through.get(site.datapath());
        if (concerned == null) {
            return;
        }
        for (Flow flow : List.copyOf(concerned)) {
            if (FlowWalk.isSameAt(flow.walk, site)) {
                if (!flow.walk.meters().isEmpty()) {
                    // A meter may have been given another rate.
                    offer(flow);
                }
                continue;
            }
            walkAll(flow);
            markChanged();
        }
    }

    /// A link was cut, mended, or loses another share.
    void linkChanged(LinkId link) {
        solver.setLoss(pipes.indexOf(link), network.link(link).loss());
        markChanged();
        SequencedSet<Flow> concerned = through.get(link.source().datapath());
        if (concerned != null) {
            for (Flow flow : List.copyOf(concerned)) {
                walkAll(flow);
            }
        }
    }

    /// A link carries only a share of what its plan says, or all of it again.
    void capacityChanged(LinkId link, double share) {
        int index = pipes.indexOf(link);
        capacity[index] = share * pipes.capacityBitsPerSecond(index);
        solver.setCapacity(index, capacity[index]);
        markChanged();
    }

    private void walkAll(Flow flow) {
        credit(flow);
        FlowWalk before = flow.walk;
        FlowWalk walk = FlowWalk.of(flow, network, pipes);
        flow.walk = walk;
        if (!before.meters().isEmpty() || !walk.meters().isEmpty()) {
            metering.moved(flow, before.meters(), walk.meters()).forEach(this::offerAlone);
        }
        for (DatapathId datapath : before.visited()) {
            SequencedSet<Flow> there = through.get(datapath);
            if (there != null && !walk.visited().contains(datapath)) {
                there.remove(flow);
            }
        }
        for (DatapathId datapath : walk.visited()) {
            through.computeIfAbsent(datapath, _ -> new LinkedHashSet<>()).add(flow);
        }
        solver.reroute(flow.slot, walk.forwarding());
        if (walk.delivers() != before.delivers()) {
            listener.deliveryChanged(flow);
        }
    }

    // --- counters

    /// The counters of this host's interface are about to be read.
    void countAt(VirtualHost host) {
        settle();
        host.networkInterface().count(time.nowNanos());
    }

    /// Counters of this switch are about to be read, or entries of it to go.
    void creditAt(SwitchSite site) {
        settle();
        SequencedSet<Flow> concerned = through.get(site.datapath());
        if (concerned != null) {
            concerned.forEach(this::credit);
        }
    }

    private void credit(Flow flow) {
        credit(flow, time.nowNanos());
    }

    private void credit(Flow flow, long untilNanos) {
        double seconds = (untilNanos - flow.creditedNanos) * 1e-9;
        flow.creditedNanos = Math.max(flow.creditedNanos, untilNanos);
        if (seconds <= 0 || flow.demand <= 0) {
            return;
        }
        double bytes = flow.demand * seconds / 8;
        flow.walk.credit(
                bytes / VirtualHost.FLUID_PACKET_OCTETS,
                bytes,
                admitted(flow),
                solver,
                time.start().plusNanos(untilNanos));
    }

    // --- results

    /// Accounts for everything up to now.
    void finish() {
        markChanged();
        long now = time.nowNanos();
        if (changedAt != now) {
            settle();
        } else {
            changedAt = now - 1;
            settle();
        }
        utilisation.add(now - utilisationSince, maxUtilisation, overloadedLinks);
        utilisationSince = now;
        for (Flow flow : flows) {
            account(flow, now);
        }
    }

    UtilisationMeter utilisation() {
        return utilisation;
    }

    ServiceMeter service() {
        return service;
    }

    List<TroubleLog.Trouble> troubles() {
        return troubles.all(time.nowNanos());
    }

    boolean hasTraffic() {
        return source.isPresent();
    }

    /// The load of a link as it is now.
    double utilisation(LinkId link) {
        settle();
        return solver.utilisation(pipes.indexOf(link));
    }
}
