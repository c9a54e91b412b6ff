package io.teleon.models.traffic;

import java.util.Arrays;

/// The second stage of a [FluidSolver]: what elastic demands make of the room that the inelastic
/// ones leave, at once or change by change. Mutable; owned by its solver.
final class ElasticStage {

    private final RouteTable table;
    private final double[] capacity;
    private final double[] keep;
    private final double[] inelastic;

    /// By link: the load if all sent what they offer, what they may use, whether it could be full,
    /// and what arrives.
    private final double[] wanted;

    private final double[] room;
    private final boolean[] candidate;
    final double[] arriving;

    /// By slot; only those of elastic demands mean something.
    double[] rate = new double[16];

    private final WaterFilling filling;
    private final Influence influence;

    /// Links whose load is to be summed anew; only meaningful while solving.
    private final IndexSet stale = new IndexSet();

    /// @param inelastic what inelastic demands send into each link
    ElasticStage(RouteTable table, double[] capacity, double[] keep, double[] inelastic) {
        this.table = table;
        this.capacity = capacity;
        this.keep = keep;
        this.inelastic = inelastic;
        int links = table.linkCount;
        wanted = new double[links];
        room = new double[links];
        candidate = new boolean[links];
        arriving = new double[links];
        filling = new WaterFilling(table, keep, candidate, room);
        influence = new Influence(table, true);
    }

    void copyFrom(ElasticStage other) {
        int links = table.linkCount;
        System.arraycopy(other.wanted, 0, wanted, 0, links);
        System.arraycopy(other.room, 0, room, 0, links);
        System.arraycopy(other.candidate, 0, candidate, 0, links);
        System.arraycopy(other.arriving, 0, arriving, 0, links);
        rate = other.rate.clone();
    }

    private void makeRoomForSlots() {
        if (rate.length < table.slotCount) {
            rate = Arrays.copyOf(rate, table.offered.length);
        }
    }

    void solveAll() {
        makeRoomForSlots();
        table.addUp(true, table.offered, keep, wanted);
        for (int link = 0; link < table.linkCount; link++) {
            room[link] = Math.max(0, capacity[link] - inelastic[link]);
            candidate[link] = wanted[link] > room[link];
        }
        int[] slots = new int[table.slotCount];
        int count = 0;
        for (int slot = 0; slot < table.slotCount; slot++) {
            if (table.elastic[slot]) {
                count = addHeldBack(slot, slots, count);
            }
        }
        filling.fill(slots, count, rate);
        table.addUp(true, rate, keep, arriving);
    }

    /// Solves again what some changes reach.
    ///
    /// @param touched links on whose elastic routes or loss something changed
    /// @param moved links with another room than before, perhaps
    /// @param changed the slots of demands that changed, of either kind
    void solveAround(IndexSet touched, IndexSet moved, IndexSet changed) {
        makeRoomForSlots();
        table.addUp(touched, true, table.offered, keep, wanted);
        influence.begin();
        seedCandidates(touched);
        seedCandidates(moved);
        influence.spread(candidate);
        for (int i = 0; i < influence.links().size(); i++) {
            int link = influence.links().get(i);
            room[link] = Math.max(0, capacity[link] - inelastic[link]);
        }
        for (int i = 0; i < changed.size(); i++) {
            rate[changed.get(i)] = table.offered[changed.get(i)];
        }
        IndexSet slots = influence.slots();
        int[] heldBack = new int[slots.size()];
        int count = 0;
        stale.clear();
        stale.addAll(touched);
        for (int i = 0; i < slots.size(); i++) {
            count = addHeldBack(slots.get(i), heldBack, count);
            table.addLinks(slots.get(i), stale);
        }
        filling.fill(heldBack, count, rate);
        table.addUp(stale, true, rate, keep, arriving);
    }

    private void seedCandidates(IndexSet links) {
        for (int i = 0; i < links.size(); i++) {
            int link = links.get(i);
            boolean was = candidate[link];
            candidate[link] = wanted[link] > Math.max(0, capacity[link] - inelastic[link]);
            if (was || candidate[link]) {
                influence.seed(link);
            }
        }
    }

    /// Gives an elastic demand all it wants, and appends it if a candidate may forbid that.
    private int addHeldBack(int slot, int[] slots, int count) {
        rate[slot] = table.offered[slot];
        if (!(table.offered[slot] > 0)) {
            return count;
        }
        int end = table.firstRoute[slot] + table.routeCount[slot];
        for (int route = table.firstRoute[slot]; route < end; route++) {
            if (table.meets(route, candidate)) {
                slots[count] = slot;
                return count + 1;
            }
        }
        return count;
    }
}
