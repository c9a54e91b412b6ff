package io.teleon.models.traffic;

import java.util.Arrays;

/// The demands and routes of one [FluidSolver] in flat arrays, and for every link the routes over
/// it. Mutable; owned by its solver, which reads the arrays in its inner loops.
///
/// A demand has a slot, whose number stays for as long as the demand does; its routes are
/// contiguous; the links of a route are contiguous in a pool. The canonical order of routes, in
/// which every sum is taken so that it has the same bits however the table came about, is by demand
/// slot, then by position within the demand. Replaced routes leave garbage behind, which is swept
/// when it outweighs what is alive.
final class RouteTable {

    private static final int FREE = -1;

    /// Garbage below this many links is not worth a sweep.
    private static final int MIN_SWEEP = 1 << 12;

    final int linkCount;

    int slotCount;
    double[] offered = new double[16];
    boolean[] elastic = new boolean[16];
    int[] firstRoute = new int[16];
    int[] routeCount = new int[16];

    int routeEnd;
    double[] share = new double[16];
    boolean[] delivered = new boolean[16];
    int[] demandOf = new int[16];

    /// Route `r` takes `pool[linkStart[r]] ... pool[linkEnd[r] - 1]`.
    int[] linkStart = new int[16];

    int[] linkEnd = new int[16];
    int[] pool = new int[64];
    int poolEnd;

    /// For each link its routes in canonical order.
    int[][] through;

    int[] throughCount;

    private int[] freeSlots = new int[4];
    private int freeCount;
    private int garbage;

    RouteTable(int linkCount) {
        this.linkCount = linkCount;
        through = new int[linkCount][0];
        throughCount = new int[linkCount];
    }

    RouteTable(RouteTable other) {
        linkCount = other.linkCount;
        slotCount = other.slotCount;
        offered = other.offered.clone();
        elastic = other.elastic.clone();
        firstRoute = other.firstRoute.clone();
        routeCount = other.routeCount.clone();
        routeEnd = other.routeEnd;
        share = other.share.clone();
        delivered = other.delivered.clone();
        demandOf = other.demandOf.clone();
        linkStart = other.linkStart.clone();
        linkEnd = other.linkEnd.clone();
        pool = other.pool.clone();
        poolEnd = other.poolEnd;
        through = new int[linkCount][];
        for (int link = 0; link < linkCount; link++) {
            through[link] = other.through[link].clone();
        }
        throughCount = other.throughCount.clone();
        freeSlots = other.freeSlots.clone();
        freeCount = other.freeCount;
        garbage = other.garbage;
    }

    boolean isAlive(int slot) {
        return slot >= 0 && slot < slotCount && routeCount[slot] != FREE;
    }

    /// A slot without routes.
    int addDemand(double bitsPerSecond, boolean isElastic) {
        int slot;
        if (freeCount > 0) {
            slot = freeSlots[--freeCount];
        } else {
            slot = slotCount++;
            if (slot == offered.length) {
                int size = grown(slot);
                offered = Arrays.copyOf(offered, size);
                elastic = Arrays.copyOf(elastic, size);
                firstRoute = Arrays.copyOf(firstRoute, size);
                routeCount = Arrays.copyOf(routeCount, size);
            }
        }
        offered[slot] = bitsPerSecond;
        elastic[slot] = isElastic;
        firstRoute[slot] = routeEnd;
        routeCount[slot] = 0;
        return slot;
    }

    void removeDemand(int slot) {
        clearRoutes(slot);
        offered[slot] = 0;
        routeCount[slot] = FREE;
        if (freeCount == freeSlots.length) {
            freeSlots = Arrays.copyOf(freeSlots, grown(freeCount));
        }
        freeSlots[freeCount++] = slot;
    }

    /// Removes the demand's routes; those that [#addRoute] adds next are its new ones.
    void clearRoutes(int slot) {
        for (int route = firstRoute[slot]; route < firstRoute[slot] + routeCount[slot]; route++) {
            for (int at = linkStart[route]; at < linkEnd[route]; at++) {
                unlink(pool[at], route);
            }
            demandOf[route] = FREE;
            garbage += 1 + linkEnd[route] - linkStart[route];
        }
        routeCount[slot] = 0;
        if (garbage > MIN_SWEEP && garbage > (poolEnd + routeEnd) / 2) {
            sweep();
        }
        firstRoute[slot] = routeEnd;
    }

    /// Adds a route to the demand that was added or cleared last.
    void addRoute(int slot, double routeShare, boolean isDelivered, int[] links, int from, int to) {
        append(slot, routeShare, isDelivered, links, from, to);
        routeCount[slot]++;
    }

    private void append(
            int slot, double routeShare, boolean isDelivered, int[] links, int from, int to) {
        int route = routeEnd++;
        if (route == share.length) {
            growRoutes(grown(route));
        }
        share[route] = routeShare;
        delivered[route] = isDelivered;
        demandOf[route] = slot;
        int count = to - from;
        if (poolEnd + count > pool.length) {
            pool = Arrays.copyOf(pool, grown(poolEnd + count));
        }
        System.arraycopy(links, from, pool, poolEnd, count);
        linkStart[route] = poolEnd;
        poolEnd += count;
        linkEnd[route] = poolEnd;
        for (int at = linkStart[route]; at < poolEnd; at++) {
            link(pool[at], route);
        }
    }

    private void growRoutes(int size) {
        share = Arrays.copyOf(share, size);
        delivered = Arrays.copyOf(delivered, size);
        demandOf = Arrays.copyOf(demandOf, size);
        linkStart = Arrays.copyOf(linkStart, size);
        linkEnd = Arrays.copyOf(linkEnd, size);
    }

    private static int grown(int size) {
        return Math.addExact(size, (size >> 1) + 16);
    }

    private void link(int link, int route) {
        int count = throughCount[link]++;
        if (count == through[link].length) {
            through[link] = Arrays.copyOf(through[link], grown(count));
        }
        int[] routes = through[link];
        int at = count;
        if (count > 0 && comesAfter(routes[count - 1], route)) {
            at = position(link, route, count);
            System.arraycopy(routes, at, routes, at + 1, count - at);
        }
        routes[at] = route;
    }

    private void unlink(int link, int route) {
        int count = throughCount[link]--;
        int at = position(link, route, count);
        System.arraycopy(through[link], at + 1, through[link], at, count - at - 1);
    }

    /// Where the route is, or would be, among the first `count` routes of a link.
    private int position(int link, int route, int count) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (comesAfter(route, through[link][middle])) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean comesAfter(int route, int other) {
        int slot = demandOf[route];
        int otherSlot = demandOf[other];
        return slot != otherSlot ? slot > otherSlot : route > other;
    }

    /// Rewrites routes and pool without garbage, in canonical order.
    private void sweep() {
        RouteTable swept = new RouteTable(linkCount);
        for (int slot = 0; slot < slotCount; slot++) {
            int first = firstRoute[slot];
            firstRoute[slot] = swept.routeEnd;
            for (int route = first; route < first + routeCount[slot]; route++) {
                swept.append(
                        slot,
                        share[route],
                        delivered[route],
                        pool,
                        linkStart[route],
                        linkEnd[route]);
            }
        }
        share = swept.share;
        delivered = swept.delivered;
        demandOf = swept.demandOf;
        linkStart = swept.linkStart;
        linkEnd = swept.linkEnd;
        routeEnd = swept.routeEnd;
        pool = swept.pool;
        poolEnd = swept.poolEnd;
        through = swept.through;
        throughCount = swept.throughCount;
        garbage = 0;
    }

    boolean meets(int route, boolean[] links) {
        for (int at = linkStart[route]; at < linkEnd[route]; at++) {
            if (links[pool[at]]) {
                return true;
            }
        }
        return false;
    }

    void addLinks(int slot, IndexSet links) {
        for (int route = firstRoute[slot]; route < firstRoute[slot] + routeCount[slot]; route++) {
            for (int at = linkStart[route]; at < linkEnd[route]; at++) {
                links.add(pool[at]);
            }
        }
    }

    /// Adds what arrives at each link if one demand sends at a rate and of what is sent into a link
    /// a share gets through; see [Loads].
    void attach(int slot, double rate, double[] getsThrough, long[] load) {
        int end = firstRoute[slot] + routeCount[slot];
        for (int route = firstRoute[slot]; route < end; route++) {
            double reaching = rate * share[route];
            for (int at = linkStart[route]; at < linkEnd[route]; at++) {
                int link = pool[at];
                load[link] += Loads.parts(reaching);
                reaching *= getsThrough[link];
            }
        }
    }

    /// Takes away what [#attach] added with the same arguments.
    void detach(int slot, double rate, double[] getsThrough, long[] load) {
        int end = firstRoute[slot] + routeCount[slot];
        for (int route = firstRoute[slot]; route < end; route++) {
            double reaching = rate * share[route];
            for (int at = linkStart[route]; at < linkEnd[route]; at++) {
                int link = pool[at];
                load[link] -= Loads.parts(reaching);
                reaching *= getsThrough[link];
            }
        }
    }

    /// [#attach] for all demands of a kind, from nothing.
    void attachAll(boolean isElastic, double[] rates, double[] getsThrough, long[] load) {
        Arrays.fill(load, 0);
        for (int slot = 0; slot < slotCount; slot++) {
            if (elastic[slot] == isElastic && rates[slot] > 0) {
                attach(slot, rates[slot], getsThrough, load);
            }
        }
    }
}
