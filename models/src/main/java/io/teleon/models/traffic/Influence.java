package io.teleon.models.traffic;

/// How far a change reaches: from the candidate links that it touches, over the demands that use
/// them, to the other candidates of those demands, and so on. What is not reached has the same
/// answer as before, since demands bear on each other through candidates only.
///
/// Mutable; owned by one stage of a [FluidSolver], and good until the next [#spread].
final class Influence {

    private static final int FEW = 64;

    private final RouteTable table;
    private final boolean isElastic;
    private final IndexSet links = new IndexSet();
    private final IndexSet slots = new IndexSet();

    /// @param isElastic whether elastic or inelastic demands carry the influence
    Influence(RouteTable table, boolean isElastic) {
        this.table = table;
        this.isElastic = isElastic;
    }

    void begin() {
        links.clear();
        slots.clear();
    }

    /// A link to spread from, whether it is a candidate still or was one before.
    void seed(int link) {
        links.add(link);
    }

    /// Reaches what there is to reach; false, and stopped half-way, where that is so much that
    /// solving everything costs less.
    boolean spread(boolean[] candidate) {
        int tooMany = FEW + table.slotCount / 10;
        for (int i = 0; i < links.size(); i++) {
            if (slots.size() > tooMany) {
                return false;
            }
            int link = links.get(i);
            int[] routes = table.through[link];
            for (int j = 0; j < table.throughCount[link]; j++) {
                int slot = table.demandOf[routes[j]];
                if (table.elastic[slot] == isElastic
                        && table.offered[slot] > 0
                        && slots.add(slot)) {
                    addCandidates(slot, candidate);
                }
            }
        }
        slots.sort();
        return true;
    }

    private void addCandidates(int slot, boolean[] candidate) {
        int end = table.firstRoute[slot] + table.routeCount[slot];
        for (int route = table.firstRoute[slot]; route < end; route++) {
            for (int at = table.linkStart[route]; at < table.linkEnd[route]; at++) {
                if (candidate[table.pool[at]]) {
                    links.add(table.pool[at]);
                }
            }
        }
    }

    /// The seeds and all candidates that are reached.
    IndexSet links() {
        return links;
    }

    /// The demands that are reached, in ascending order.
    IndexSet slots() {
        return slots;
    }
}
