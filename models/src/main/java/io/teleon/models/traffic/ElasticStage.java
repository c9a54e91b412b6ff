package io.teleon.models.traffic;

import java.util.Arrays;

/// The second stage of a [FluidSolver]: what elastic demands make of the room that the inelastic
/// ones leave, at once or change by change. Mutable; owned by its solver.
final class ElasticStage {

    private final RouteTable table;
    private final double[] capacity;
    private final double[] keep;
    private final InelasticStage inelastic;

    /// By link, see [Loads]: the load if all sent what they offer, and what arrives.
    private final long[] wanted;

    private final long[] arriving;

    /// By link: what elastic demands may use, and whether it could be full.
    private final double[] room;

    private final boolean[] candidate;

    /// By slot; only those of elastic demands mean something.
    double[] rate = new double[16];

    private final double[] left;
    private final WaterFilling filling;
    private final Influence influence;

    ElasticStage(RouteTable table, double[] capacity, double[] keep, InelasticStage inelastic) {
        this.table = table;
        this.capacity = capacity;
        this.keep = keep;
        this.inelastic = inelastic;
        int links = table.linkCount;
        wanted = new long[links];
        arriving = new long[links];
        room = new double[links];
        candidate = new boolean[links];
        left = new double[links];
        filling = new WaterFilling(table, keep, candidate, left);
        influence = new Influence(table, true);
    }

    void copyFrom(ElasticStage other) {
        int links = table.linkCount;
        System.arraycopy(other.wanted, 0, wanted, 0, links);
        System.arraycopy(other.arriving, 0, arriving, 0, links);
        System.arraycopy(other.room, 0, room, 0, links);
        System.arraycopy(other.candidate, 0, candidate, 0, links);
        rate = other.rate.clone();
    }

    /// In bits per second.
    double arriving(int link) {
        return Loads.bitsPerSecond(arriving[link]);
    }

    void solveAll() {
        table.attachAll(true, table.offered, keep, wanted);
        boolean fits = true;
        for (int link = 0; link < table.linkCount; link++) {
            room[link] = roomNow(link);
            left[link] = room[link];
            candidate[link] = Loads.bitsPerSecond(wanted[link]) > room[link];
            fits &= !candidate[link];
        }
        if (fits) {
            System.arraycopy(table.offered, 0, rate, 0, table.slotCount);
            System.arraycopy(wanted, 0, arriving, 0, arriving.length);
            return;
        }
        int[] slots = new int[table.slotCount];
        int count = 0;
        for (int slot = 0; slot < table.slotCount; slot++) {
            if (table.elastic[slot]) {
                count = addHeldBack(slot, slots, count);
            }
        }
        filling.fill(slots, count, rate);
        table.attachAll(true, rate, keep, arriving);
    }

    private double roomNow(int link) {
        return Math.max(0, capacity[link] - inelastic.arriving(link));
    }

    /// Takes a demand out of the loads, before it changes.
    void detach(int slot) {
        table.detach(slot, table.offered[slot], keep, wanted);
        table.detach(slot, rate[slot], keep, arriving);
    }

    /// Solves again what some changes reach.
    ///
    /// @param changed the slots of elastic demands that were detached, and perhaps of others
    /// @param touched links on whose elastic routes or loss something changed
    /// @param moved links with another room than before, perhaps
    void solveAround(IndexSet changed, IndexSet touched, IndexSet moved) {
        for (int i = 0; i < changed.size(); i++) {
            int slot = changed.get(i);
            if (table.elastic[slot]) {
                rate[slot] = table.offered[slot];
                table.attach(slot, table.offered[slot], keep, wanted);
            }
        }
        influence.begin();
        for (int i = 0; i < touched.size(); i++) {
            seedIfCandidate(touched.get(i));
        }
        for (int i = 0; i < moved.size(); i++) {
            if (roomNow(moved.get(i)) != room[moved.get(i)]) {
                seedIfCandidate(moved.get(i));
            }
        }
        if (!influence.spread(candidate)) {
            solveAll();
            return;
        }
        for (int i = 0; i < influence.links().size(); i++) {
            left[influence.links().get(i)] = room[influence.links().get(i)];
        }
        IndexSet slots = influence.slots();
        int[] heldBack = new int[slots.size()];
        int count = 0;
        for (int i = 0; i < slots.size(); i++) {
            int slot = slots.get(i);
            if (!changed.contains(slot)) {
                table.detach(slot, rate[slot], keep, arriving);
            }
            count = addHeldBack(slot, heldBack, count);
        }
        filling.fill(heldBack, count, rate);
        for (int i = 0; i < slots.size(); i++) {
            table.attach(slots.get(i), rate[slots.get(i)], keep, arriving);
        }
        for (int i = 0; i < changed.size(); i++) {
            int slot = changed.get(i);
            if (table.elastic[slot] && !slots.contains(slot)) {
                table.attach(slot, rate[slot], keep, arriving);
            }
        }
    }

    private void seedIfCandidate(int link) {
        boolean was = candidate[link];
        room[link] = roomNow(link);
        candidate[link] = Loads.bitsPerSecond(wanted[link]) > room[link];
        if (was || candidate[link]) {
            influence.seed(link);
        }
    }

    /// To be called when a demand was added.
    void makeRoomForSlots() {
        if (rate.length < table.slotCount) {
            rate = Arrays.copyOf(rate, table.offered.length);
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
