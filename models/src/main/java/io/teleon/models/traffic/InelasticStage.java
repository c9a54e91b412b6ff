package io.teleon.models.traffic;

import java.util.Arrays;

/// The first stage of a [FluidSolver]: what inelastic demands do to the links, at once or change by
/// change. Mutable; owned by its solver.
final class InelasticStage {

    private final RouteTable table;
    private final double[] capacity;
    private final double[] keep;

    /// By link, see [Loads]: the load if no link were overloaded, and what arrives.
    private final long[] unthinned;

    private final long[] arriving;

    /// By link: whether it could be overloaded, the share that is let in, the share that comes out
    /// at the other end, and how far the former is from its fixed point.
    private final boolean[] candidate;

    private final double[] letIn;
    final double[] passing;
    private final double[] residual;

    private final ProportionalLoss loss;
    private final Influence influence;

    InelasticStage(RouteTable table, double[] capacity, double[] keep) {
        this.table = table;
        this.capacity = capacity;
        this.keep = keep;
        int links = table.linkCount;
        unthinned = new long[links];
        arriving = new long[links];
        candidate = new boolean[links];
        letIn = new double[links];
        passing = new double[links];
        residual = new double[links];
        loss = new ProportionalLoss(table, capacity, keep, candidate, letIn, residual);
        influence = new Influence(table, false);
    }

    void copyFrom(InelasticStage other) {
        int links = table.linkCount;
        System.arraycopy(other.unthinned, 0, unthinned, 0, links);
        System.arraycopy(other.arriving, 0, arriving, 0, links);
        System.arraycopy(other.candidate, 0, candidate, 0, links);
        System.arraycopy(other.letIn, 0, letIn, 0, links);
        System.arraycopy(other.passing, 0, passing, 0, links);
        System.arraycopy(other.residual, 0, residual, 0, links);
    }

    /// In bits per second.
    double arriving(int link) {
        return Loads.bitsPerSecond(arriving[link]);
    }

    void solveAll() {
        Arrays.fill(letIn, 1);
        Arrays.fill(residual, 0);
        System.arraycopy(keep, 0, passing, 0, passing.length);
        table.attachAll(false, table.offered, keep, unthinned);
        boolean fits = true;
        for (int link = 0; link < table.linkCount; link++) {
            candidate[link] = isCandidate(link);
            fits &= !candidate[link];
        }
        if (fits) {
            System.arraycopy(unthinned, 0, arriving, 0, arriving.length);
            return;
        }
        int[] routes = new int[table.routeEnd];
        int count = 0;
        for (int slot = 0; slot < table.slotCount; slot++) {
            count = addThinned(slot, routes, count);
        }
        loss.solve(routes, count);
        for (int link = 0; link < table.linkCount; link++) {
            passing[link] = letIn[link] * keep[link];
        }
        table.attachAll(false, table.offered, passing, arriving);
    }

    private boolean isCandidate(int link) {
        return Loads.bitsPerSecond(unthinned[link]) > capacity[link];
    }

    /// Takes a demand out of the loads, before it changes.
    void detach(int slot) {
        table.detach(slot, table.offered[slot], keep, unthinned);
        table.detach(slot, table.offered[slot], passing, arriving);
    }

    /// Solves again what some changes reach.
    ///
    /// @param changed the slots of inelastic demands that were detached, and perhaps of others
    /// @param touched links on whose inelastic routes, capacity or loss something changed
    /// @param moved takes the links at which another load may arrive than before
    void solveAround(IndexSet changed, IndexSet touched, IndexSet moved) {
        for (int i = 0; i < changed.size(); i++) {
            int slot = changed.get(i);
            if (!table.elastic[slot]) {
                table.attach(slot, table.offered[slot], keep, unthinned);
            }
        }
        influence.begin();
        for (int i = 0; i < touched.size(); i++) {
            int link = touched.get(i);
            boolean was = candidate[link];
            candidate[link] = isCandidate(link);
            if (was || candidate[link]) {
                influence.seed(link);
            }
        }
        if (!influence.spread(candidate)) {
            solveAll();
            for (int link = 0; link < table.linkCount; link++) {
                moved.add(link);
            }
            return;
        }
        IndexSet slots = influence.slots();
        int[] routes = new int[routeCount(slots)];
        int count = 0;
        moved.addAll(touched);
        for (int i = 0; i < slots.size(); i++) {
            int slot = slots.get(i);
            count = addThinned(slot, routes, count);
            table.addLinks(slot, moved);
            if (!changed.contains(slot)) {
                table.detach(slot, table.offered[slot], passing, arriving);
            }
        }
        letAllIn(touched);
        letAllIn(influence.links());
        loss.solve(routes, count);
        for (int i = 0; i < influence.links().size(); i++) {
            int link = influence.links().get(i);
            passing[link] = letIn[link] * keep[link];
        }
        for (int i = 0; i < slots.size(); i++) {
            table.attach(slots.get(i), table.offered[slots.get(i)], passing, arriving);
        }
        for (int i = 0; i < changed.size(); i++) {
            int slot = changed.get(i);
            if (!table.elastic[slot] && !slots.contains(slot)) {
                table.attach(slot, table.offered[slot], passing, arriving);
            }
        }
    }

    private void letAllIn(IndexSet links) {
        for (int i = 0; i < links.size(); i++) {
            int link = links.get(i);
            letIn[link] = 1;
            passing[link] = keep[link];
            residual[link] = 0;
        }
    }

    private int routeCount(IndexSet slots) {
        int count = 0;
        for (int i = 0; i < slots.size(); i++) {
            count += table.routeCount[slots.get(i)];
        }
        return count;
    }

    /// Appends the routes of an inelastic demand that meet a candidate.
    private int addThinned(int slot, int[] routes, int count) {
        if (table.elastic[slot] || !(table.offered[slot] > 0)) {
            return count;
        }
        int next = count;
        int end = table.firstRoute[slot] + table.routeCount[slot];
        for (int route = table.firstRoute[slot]; route < end; route++) {
            if (table.meets(route, candidate)) {
                routes[next++] = route;
            }
        }
        return next;
    }

    /// The largest of all links'.
    double residual() {
        double most = 0;
        for (double one : residual) {
            most = Math.max(most, one);
        }
        return most;
    }
}
