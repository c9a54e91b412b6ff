package io.teleon.models.traffic;

import io.teleon.models.network.LinkId;
import java.util.Arrays;
import java.util.List;

/// Loads, loss and delay of demands that change over time. Mutable, for one owner and one thread;
/// [FluidSolution] is the immutable answer for everybody else.
///
/// Links are spoken of by their number in the [FluidNetwork], demands by the slot that [#add]
/// gives; rates are in bits per second, delays in seconds. Results are those of the last [#solve];
/// between a change and the next one they mean nothing.
///
/// Inelastic demands go first and are thinned by [ProportionalLoss]; elastic ones share what is
/// left by [WaterFilling], which leaves them with no loss but the inherent one. What is sent into a
/// link of capacity 0 is lost there.
public final class FluidSolver {

    private final FluidNetwork network;
    private final double[] capacity;
    private final double[] keep;
    private final double[] propagationSeconds;
    private final RouteTable table;

    /// Inelastic, by link: the load if no link were overloaded, what arrives, the share that is let
    /// in, and the share that comes out at the other end.
    private final double[] unthinned;

    private final double[] arriving;
    private final boolean[] overloadable;
    private final double[] letIn;
    private final double[] passing;

    /// Elastic, by link: the load if all sent what they offer, what they may use, what arrives.
    private final double[] wanted;

    private final double[] room;
    private final boolean[] fillable;
    private final double[] elasticArriving;

    /// By slot, of elastic demands.
    private double[] rate = new double[16];

    private final ProportionalLoss proportionalLoss;
    private double residual;

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
        unthinned = new double[links];
        arriving = new double[links];
        overloadable = new boolean[links];
        letIn = new double[links];
        passing = new double[links];
        wanted = new double[links];
        room = new double[links];
        fillable = new boolean[links];
        elasticArriving = new double[links];
        proportionalLoss = new ProportionalLoss(table, capacity, keep, overloadable, letIn);
        solve();
    }

    private FluidSolver(FluidSolver other) {
        network = other.network;
        capacity = other.capacity.clone();
        keep = other.keep.clone();
        propagationSeconds = other.propagationSeconds;
        table = new RouteTable(other.table);
        unthinned = other.unthinned.clone();
        arriving = other.arriving.clone();
        overloadable = other.overloadable.clone();
        letIn = other.letIn.clone();
        passing = other.passing.clone();
        wanted = other.wanted.clone();
        room = other.room.clone();
        fillable = other.fillable.clone();
        elasticArriving = other.elasticArriving.clone();
        rate = other.rate.clone();
        residual = other.residual;
        proportionalLoss = new ProportionalLoss(table, capacity, keep, overloadable, letIn);
    }

    /// The same state in a solver of its own.
    public FluidSolver copy() {
        return new FluidSolver(this);
    }

    public FluidNetwork network() {
        return network;
    }

    /// @return the slot that stands for this demand from now on
    public int add(RoutedDemand routed) {
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
        return slot;
    }

    private int addDemand(double offered, Elasticity elasticity) {
        int slot = table.addDemand(checkedRate(offered), elasticity == Elasticity.ELASTIC);
        if (slot >= rate.length) {
            rate = Arrays.copyOf(rate, table.offered.length);
        }
        return slot;
    }

    private void addRoutes(int slot, Forwarding forwarding) {
        for (Route route : forwarding.routes()) {
            List<LinkId> ids = route.links();
            int[] links = new int[ids.size()];
            for (int i = 0; i < links.length; i++) {
                links[i] = network.indexOf(ids.get(i));
            }
            table.addRoute(
                    slot,
                    route.share(),
                    route.end() == Route.End.DELIVERED,
                    links,
                    0,
                    links.length);
        }
    }

    public void remove(int slot) {
        checkSlot(slot);
        table.removeDemand(slot);
    }

    public void offer(int slot, double offered) {
        checkSlot(slot);
        table.offered[slot] = checkedRate(offered);
    }

    public void reroute(int slot, Forwarding forwarding) {
        checkSlot(slot);
        table.clearRoutes(slot);
        addRoutes(slot, forwarding);
    }

    /// Sends the whole demand along these links.
    public void reroute(int slot, int... links) {
        checkSlot(slot);
        checkLinks(links);
        table.clearRoutes(slot);
        table.addRoute(slot, 1, true, links, 0, links.length);
    }

    public void setCapacity(int link, double bitsPerSecond) {
        capacity[link] = checkedRate(bitsPerSecond);
    }

    /// The share of what it carries that the link loses by itself, 0 to 1.
    public void setLoss(int link, double share) {
        if (!(share >= 0) || share > 1) {
            throw new IllegalArgumentException("link " + link + " loses " + share + ", not 0..1");
        }
        keep[link] = 1 - share;
    }

    private void checkSlot(int slot) {
        if (!table.isAlive(slot)) {
            throw new IllegalArgumentException("no demand in slot " + slot);
        }
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

    private static double checkedRate(double bitsPerSecond) {
        if (!(bitsPerSecond >= 0) || Double.isInfinite(bitsPerSecond)) {
            throw new IllegalArgumentException(
                    "rate of " + bitsPerSecond + " bit/s is not zero or more");
        }
        // Not -0.0, whose bits are out of order.
        return bitsPerSecond + 0.0;
    }

    /// Brings loads, loss and rates up to date with all changes.
    public void solve() {
        thinInelastic();
        fillElastic();
    }

    private void thinInelastic() {
        Arrays.fill(letIn, 1);
        System.arraycopy(keep, 0, passing, 0, passing.length);
        addUp(unthinned);
        boolean fits = true;
        for (int link = 0; link < table.linkCount; link++) {
            overloadable[link] = unthinned[link] > capacity[link];
            fits &= !overloadable[link];
        }
        residual = 0;
        if (fits) {
            System.arraycopy(unthinned, 0, arriving, 0, arriving.length);
            return;
        }
        int[] routes = new int[table.routeEnd];
        int count = 0;
        for (int slot = 0; slot < table.slotCount; slot++) {
            if (!table.elastic[slot] && table.offered[slot] > 0) {
                int first = table.firstRoute[slot];
                for (int route = first; route < first + table.routeCount[slot]; route++) {
                    if (meets(route, overloadable)) {
                        routes[count++] = route;
                    }
                }
            }
        }
        proportionalLoss.solve(routes, count);
        residual = proportionalLoss.residual();
        for (int link = 0; link < table.linkCount; link++) {
            passing[link] = letIn[link] * keep[link];
        }
        addUp(arriving);
    }

    /// Sums inelastic loads by link, thinned by [#passing].
    private void addUp(double[] load) {
        Arrays.fill(load, 0);
        for (int slot = 0; slot < table.slotCount; slot++) {
            if (table.elastic[slot] || !(table.offered[slot] > 0)) {
                continue;
            }
            int first = table.firstRoute[slot];
            for (int route = first; route < first + table.routeCount[slot]; route++) {
                double reaching = table.offered[slot] * table.share[route];
                for (int at = table.linkStart[route]; at < table.linkEnd[route]; at++) {
                    int link = table.pool[at];
                    load[link] += reaching;
                    reaching *= passing[link];
                }
            }
        }
    }

    private void fillElastic() {
        for (int link = 0; link < table.linkCount; link++) {
            room[link] = Math.max(0, capacity[link] - arriving[link]);
        }
        addUpElastic(wanted, table.offered);
        for (int link = 0; link < table.linkCount; link++) {
            fillable[link] = wanted[link] > room[link];
        }
        int[] slots = new int[table.slotCount];
        int count = 0;
        for (int slot = 0; slot < table.slotCount; slot++) {
            if (table.elastic[slot]) {
                rate[slot] = table.offered[slot];
                if (table.offered[slot] > 0 && anyMeets(slot, fillable)) {
                    slots[count++] = slot;
                }
            }
        }
        new WaterFilling(table, keep, fillable, room, rate).fill(slots, count);
        addUpElastic(elasticArriving, rate);
    }

    private void addUpElastic(double[] load, double[] rates) {
        Arrays.fill(load, 0);
        for (int slot = 0; slot < table.slotCount; slot++) {
            if (!table.elastic[slot] || !(rates[slot] > 0)) {
                continue;
            }
            int first = table.firstRoute[slot];
            for (int route = first; route < first + table.routeCount[slot]; route++) {
                double reaching = rates[slot] * table.share[route];
                for (int at = table.linkStart[route]; at < table.linkEnd[route]; at++) {
                    int link = table.pool[at];
                    load[link] += reaching;
                    reaching *= keep[link];
                }
            }
        }
    }

    private boolean anyMeets(int slot, boolean[] links) {
        int first = table.firstRoute[slot];
        for (int route = first; route < first + table.routeCount[slot]; route++) {
            if (meets(route, links)) {
                return true;
            }
        }
        return false;
    }

    private boolean meets(int route, boolean[] links) {
        for (int at = table.linkStart[route]; at < table.linkEnd[route]; at++) {
            if (links[table.pool[at]]) {
                return true;
            }
        }
        return false;
    }

    /// How far proportional loss is from a fixed point, relatively: 0 but for networks in which
    /// overloaded links feed each other in circles.
    public double residual() {
        return residual;
    }

    /// What is sent into the link.
    public double arriving(int link) {
        return arriving[link] + elasticArriving[link];
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
        return table.elastic[slot] ? rate[slot] : table.offered[slot];
    }

    public double delivered(int slot) {
        return sent(slot) * deliveredOfSent(slot);
    }

    /// What is delivered by what is offered, 0 to 1; of a demand that offers nothing, what would be
    /// delivered of a trifle.
    public double deliveredShare(int slot) {
        double offered = table.offered[slot];
        double ofSent = deliveredOfSent(slot);
        return table.elastic[slot] && offered > 0 ? ofSent * (rate[slot] / offered) : ofSent;
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
        double[] through = table.elastic[slot] ? keep : passing;
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
        return weight > 0 && !(table.elastic[slot] && rate[slot] == 0 && table.offered[slot] > 0)
                ? sum / weight
                : Double.NaN;
    }

    private double waitSeconds(int link) {
        return network.queueing().waitSeconds(carried(link), capacity[link]);
    }
}
