package io.teleon.models.traffic;

import io.teleon.models.network.LinkId;
import java.util.List;

/// Loads, loss and delay of demands that change over time. Mutable, for one owner and one thread;
/// [FluidSolution] is the immutable answer for everybody else.
///
/// Links are spoken of by their number in the [FluidNetwork], demands by the slot that [#add]
/// gives; rates are in bits per second, delays in seconds. Results are those of the last [#solve];
/// between a change and the next one they mean nothing.
///
/// Inelastic demands go first and are thinned by `ProportionalLoss`; elastic ones share what is
/// left by `WaterFilling`, which leaves them with no loss but the inherent one. What is sent into a
/// link of capacity 0 is lost there.
public final class FluidSolver {

    /// With more demands changed, looking for what they reach is not worth it.
    private static final double MAX_CHANGED_SHARE = 0.25;

    /// So many may always change before everything is solved again.
    private static final int FEW_CHANGED = 16;

    private final FluidNetwork network;
    private final double[] capacity;
    private final double[] keep;
    private final double[] propagationSeconds;
    private final RouteTable table;
    private final InelasticStage inelastic;
    private final ElasticStage elastic;

    /// Links on whose routes, capacity or loss something changed since the last solve, by the kind
    /// of the demands concerned.
    private final IndexSet touched = new IndexSet();

    private final IndexSet touchedElastic = new IndexSet();
    private final IndexSet moved = new IndexSet();
    private final IndexSet changedSlots = new IndexSet();

    /// What all demands offer, roughly.
    private double total;

    /// Whether so much changed that everything is solved again.
    private boolean isAllChanged = true;

    FluidSolver(FluidNetwork network) {
        this.network = network;
        int links = network.linkCount();
        capacity = new double[links];
        keep = new double[links];
        propagationSeconds = new double[links];
        for (int link = 0; link < links; link++) {
            capacity[link] = network.capacityBitsPerSecond(link);
            keep[link] = 1 - network.loss(link);
            propagationSeconds[link] = network.links().get(link).delay().toNanos() * 1e-9;
        }
        table = new RouteTable(links);
        inelastic = new InelasticStage(table, capacity, keep);
        elastic = new ElasticStage(table, capacity, keep, inelastic);
        solve();
    }

    private FluidSolver(FluidSolver other) {
        network = other.network;
        capacity = other.capacity.clone();
        keep = other.keep.clone();
        propagationSeconds = other.propagationSeconds;
        table = new RouteTable(other.table);
        inelastic = new InelasticStage(table, capacity, keep);
        inelastic.copyFrom(other.inelastic);
        elastic = new ElasticStage(table, capacity, keep, inelastic);
        elastic.copyFrom(other.elastic);
        touched.addAll(other.touched);
        touchedElastic.addAll(other.touchedElastic);
        changedSlots.addAll(other.changedSlots);
        total = other.total;
        isAllChanged = other.isAllChanged;
    }

    /// The same state in a solver of its own.
    public FluidSolver copy() {
        return new FluidSolver(this);
    }

    public FluidNetwork network() {
        return network;
    }

    /// @return the slot that stands for this demand from now on
    /// @throws IllegalArgumentException if the network lacks a link; nothing is changed then
    public int add(RoutedDemand routed) {
        checkLinks(routed.forwarding());
        Demand demand = routed.demand();
        int slot = addDemand(demand.offered().bitsPerSecond(), demand.elasticity());
        addRoutes(slot, routed.forwarding());
        return slot;
    }

    /// Adds a demand that is delivered whole along these links.
    ///
    /// @return the slot that stands for this demand from now on
    public int add(double offered, Elasticity elasticity, int... links) {
        checkLinks(links);
        int slot = addDemand(offered, elasticity);
        table.addRoute(slot, 1, true, links, 0, links.length);
        touchLinks(slot);
        return slot;
    }

    private int addDemand(double offered, Elasticity elasticity) {
        double rate = checkedOffer(offered, 0);
        int slot = table.addDemand(rate, elasticity == Elasticity.ELASTIC);
        elastic.makeRoomForSlots();
        total += rate;
        noteChanged(slot);
        return slot;
    }

    private void addRoutes(int slot, Forwarding forwarding) {
        for (Route route : forwarding.routes()) {
            List<LinkId> ids = route.links();
            int[] links = new int[ids.size()];
            for (int i = 0; i < links.length; i++) {
                links[i] = network.indexOf(ids.get(i));
            }
            boolean isDelivered = route.end() == Route.End.DELIVERED;
            table.addRoute(slot, route.share(), isDelivered, links, 0, links.length);
        }
        touchLinks(slot);
    }

    public void remove(int slot) {
        checkSlot(slot);
        beforeChange(slot);
        total -= table.offered[slot];
        table.removeDemand(slot);
    }

    /// @throws IllegalArgumentException if all rates together are above 4.5 Pbit/s
    public void offer(int slot, double offered) {
        checkSlot(slot);
        double rate = checkedOffer(offered, table.offered[slot]);
        beforeChange(slot);
        total += rate - table.offered[slot];
        table.offered[slot] = rate;
    }

    /// @throws IllegalArgumentException if the network lacks a link; nothing is changed then
    public void reroute(int slot, Forwarding forwarding) {
        checkSlot(slot);
        checkLinks(forwarding);
        beforeChange(slot);
        table.clearRoutes(slot);
        addRoutes(slot, forwarding);
    }

    /// Sends the whole demand along these links.
    public void reroute(int slot, int... links) {
        checkSlot(slot);
        checkLinks(links);
        beforeChange(slot);
        table.clearRoutes(slot);
        table.addRoute(slot, 1, true, links, 0, links.length);
        touchLinks(slot);
    }

    public void setCapacity(int link, double bitsPerSecond) {
        capacity[link] = checkedRate(bitsPerSecond);
        touched.add(link);
    }

    /// The share of what it carries that the link loses by itself, 0 to 1.
    public void setLoss(int link, double share) {
        if (!(share >= 0) || share > 1) {
            throw new IllegalArgumentException("link " + link + " loses " + share + ", not 0..1");
        }
        touched.add(link);
        for (int i = 0; i < table.throughCount[link]; i++) {
            beforeChange(table.demandOf[table.through[link][i]]);
        }
        keep[link] = 1 - share;
    }

    /// Takes a demand out of the loads as it is; the next solve puts it back as it is then.
    private void beforeChange(int slot) {
        if (isAllChanged || changedSlots.contains(slot)) {
            return;
        }
        touchLinks(slot);
        if (table.elastic[slot]) {
            elastic.detach(slot);
        } else {
            inelastic.detach(slot);
        }
        noteChanged(slot);
    }

    private void noteChanged(int slot) {
        changedSlots.add(slot);
        isAllChanged |= changedSlots.size() > FEW_CHANGED + MAX_CHANGED_SHARE * table.slotCount;
    }

    private void touchLinks(int slot) {
        if (!isAllChanged) {
            table.addLinks(slot, table.elastic[slot] ? touchedElastic : touched);
        }
    }

    private void checkSlot(int slot) {
        if (!table.isAlive(slot)) {
            throw new IllegalArgumentException("no demand in slot " + slot);
        }
    }

    private void checkLinks(Forwarding forwarding) {
        forwarding.routes().forEach(route -> route.links().forEach(network::indexOf));
    }

    private void checkLinks(int[] links) {
        for (int i = 0; i < links.length; i++) {
            if (links[i] < 0 || links[i] >= table.linkCount) {
                throw new IllegalArgumentException(
                        "no link " + links[i] + ", only 0.." + (table.linkCount - 1));
            }
            for (int j = 0; j < i; j++) {
                if (links[j] == links[i]) {
                    throw new IllegalArgumentException("route takes link " + links[i] + " twice");
                }
            }
        }
    }

    private double checkedOffer(double offered, double instead) {
        double rate = checkedRate(offered);
        if (total - instead + rate > Loads.MAX_TOTAL) {
            throw new IllegalArgumentException(
                    "rate of "
                            + rate
                            + " bit/s brings all demands together above "
                            + Loads.MAX_TOTAL
                            + " bit/s");
        }
        return rate;
    }

    private static double checkedRate(double bitsPerSecond) {
        if (!(bitsPerSecond >= 0) || Double.isInfinite(bitsPerSecond)) {
            throw new IllegalArgumentException(
                    "rate of " + bitsPerSecond + " bit/s is not zero or more");
        }
        // Not -0.0, whose bits are out of order.
        return bitsPerSecond + 0.0;
    }

    /// Brings loads, loss and rates up to date with all changes. Only what they reach is solved
    /// again; the result has the same bits as that of [#solveAll].
    public void solve() {
        if (isAllChanged) {
            solveAll();
            return;
        }
        moved.clear();
        inelastic.solveAround(changedSlots, touched, moved);
        elastic.solveAround(changedSlots, touchedElastic, moved);
        forgetChanges();
    }

    /// Solves everything, whatever changed.
    public void solveAll() {
        inelastic.solveAll();
        elastic.solveAll();
        forgetChanges();
    }

    private void forgetChanges() {
        touched.clear();
        touchedElastic.clear();
        changedSlots.clear();
        isAllChanged = false;
    }

    /// How far proportional loss is from a fixed point, relatively: 0 but for networks in which
    /// overloaded links feed each other in circles.
    public double residual() {
        return inelastic.residual();
    }

    /// What is sent into the link.
    public double arriving(int link) {
        return inelastic.arriving(link) + elastic.arriving(link);
    }

    /// What the link takes in: never above its capacity.
    public double carried(int link) {
        return Math.min(capacity[link], arriving(link));
    }

    /// The share of what arrives that does not come out at the other end, for the overload and by
    /// itself; 0 where nothing arrives.
    public double loss(int link) {
        double arriving = arriving(link);
        return arriving > 0 ? 1 - carried(link) / arriving * keep[link] : 0;
    }

    /// What is carried by capacity, 0 to 1; a link without capacity is idle or full.
    public double utilisation(int link) {
        double arriving = arriving(link);
        return arriving >= capacity[link] ? (arriving > 0 ? 1 : 0) : arriving / capacity[link];
    }

    public double offered(int slot) {
        return table.offered[slot];
    }

    /// What the source sends: what is offered, or the fair share of an elastic demand.
    public double sent(int slot) {
        return table.elastic[slot] ? elastic.rate[slot] : table.offered[slot];
    }

    public double delivered(int slot) {
        return sent(slot) * deliveredOfSent(slot);
    }

    /// What is delivered by what is offered, 0 to 1; of a demand that offers nothing, what would be
    /// delivered of a trifle.
    public double deliveredShare(int slot) {
        double offered = table.offered[slot];
        double ofSent = deliveredOfSent(slot);
        return table.elastic[slot] && offered > 0
                ? ofSent * (elastic.rate[slot] / offered)
                : ofSent;
    }

    private double deliveredOfSent(int slot) {
        double sum = 0;
        int first = table.firstRoute[slot];
        for (int route = first; route < first + table.routeCount[slot]; route++) {
            if (table.delivered[route]) {
                sum += reachingEnd(slot, route);
            }
        }
        return Math.min(1, sum);
    }

    /// The share of what the demand sends that reaches the end of a route.
    private double reachingEnd(int slot, int route) {
        double[] through = table.elastic[slot] ? keep : inelastic.passing;
        double reaching = table.share[route];
        for (int at = table.linkStart[route]; at < table.linkEnd[route]; at++) {
            reaching *= through[table.pool[at]];
        }
        return reaching;
    }

    /// The mean delay of what is delivered: propagation and waiting before links. NaN if nothing is
    /// delivered.
    public double delaySeconds(int slot) {
        double sum = 0;
        double weight = 0;
        int first = table.firstRoute[slot];
        for (int route = first; route < first + table.routeCount[slot]; route++) {
            if (table.delivered[route]) {
                double reaching = reachingEnd(slot, route);
                double delay = 0;
                for (int at = table.linkStart[route]; at < table.linkEnd[route]; at++) {
                    int link = table.pool[at];
                    delay += propagationSeconds[link] + waitSeconds(link);
                }
                sum += reaching * delay;
                weight += reaching;
            }
        }
        return weight > 0
                        && !(table.elastic[slot]
                                && elastic.rate[slot] == 0
                                && table.offered[slot] > 0)
                ? sum / weight
                : Double.NaN;
    }

    private double waitSeconds(int link) {
        return network.queueing().waitSeconds(carried(link), capacity[link]);
    }
}
