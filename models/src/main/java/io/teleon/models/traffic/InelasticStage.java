package io.teleon.models.traffic;

import java.util.Arrays;

/// The first stage of a [FluidSolver]: what inelastic demands do to the links, at once or change by
/// change. Mutable; owned by its solver.
final class InelasticStage {

    private final RouteTable table;
    private final double[] capacity;
    private final double[] keep;

    /// By link: the load if no link were overloaded, and what arrives.
    private final double[] unthinned;

    final double[] arriving;

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
        unthinned = new double[links];
        arriving = new double[links];
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

    void solveAll() {
        Arrays.fill(letIn, 1);
        Arrays.fill(residual, 0);
        table.addUp(false, table.offered, keep, unthinned);
        boolean fits = true;
        for (int link = 0; link < table.linkCount; link++) {
            candidate[link] = unthinned[link] > capacity[link];
            fits &= !candidate[link];
        }
        System.arraycopy(keep, 0, passing, 0, passing.length);
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
        table.addUp(false, table.offered, passing, arriving);
    }

    /// Solves again what some changes reach.
    ///
    /// @param touched links on whose inelastic routes, capacity or loss something changed
    /// @param moved takes the links at which another load may arrive than before
    void solveAround(IndexSet touched, IndexSet moved) {
        table.addUp(touched, false, table.offered, keep, unthinned);
        influence.begin();
        for (int i = 0; i < touched.size(); i++) {
            int link = touched.get(i);
            boolean was = candidate[link];
            candidate[link] = unthinned[link] > capacity[link];
            letIn[link] = 1;
            residual[link] = 0;
            if (was || candidate[link]) {
                influence.seed(link);
            } else {
                passing[link] = keep[link];
            }
        }
        influence.spread(candidate);
        IndexSet slots = influence.slots();
        int[] routes = new int[routeCount(slots)];
        int count = 0;
        moved.addAll(touched);
        for (int i = 0; i < slots.size(); i++) {
            count = addThinned(slots.get(i), routes, count);
            table.addLinks(slots.get(i), moved);
        }
        loss.solve(routes, count);
        for (int i = 0; i < influence.links().size(); i++) {
            int link = influence.links().get(i);
            passing[link] = letIn[link] * keep[link];
        }
        table.addUp(moved, false, table.offered, passing, arriving);
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

    double residual() {
        double most = 0;
        for (double one : residual) {
            most = Math.max(most, one);
        }
        return most;
    }
}
