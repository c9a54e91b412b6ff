package io.teleon.models.traffic;

import java.util.Arrays;

/// The shares of inelastic traffic that overloaded links let pass: the fixed point of
///
/// ```
/// arriving(l) = sum over routes through l of rate * product of passing(k) over links k before l
/// passing(l)  = min(1, capacity(l) / arriving(l))
/// ```
///
/// (the reduced-load approximation of loss networks, Kelly, Ann. Appl. Probab. 1, 1991, for fluid
/// and links that thin what comes after them only). Links whose unthinned load fits can never lose;
/// the others are the *candidates*. Routes are merged into a trie by the candidates that they meet,
/// so a round costs the number of distinct beginnings, not the number of routes, and candidates
/// that no route joins are solved apart, each group to its own end.
///
/// *Convergence.* The map from passing to passing is antitone: more passing before means more
/// arriving after, which means less passing there. So from 1 everywhere its even iterates fall, its
/// odd iterates rise, and every fixed point lies between them. Where both meet (within `1e-12`,
/// relatively) the fixed point is unique and the lower iterate is the answer, with which no link
/// carries above its capacity. They always meet where links feed each other in no cycle, within as
/// many rounds as the longest chain has links. In cycles they need not, and there can then be
/// several fixed points; the search goes on from the middle with damped steps, a bounded number of
/// them, and ends at a fixed point (tolerance `1e-9`) or, not seen but not excluded, with the last
/// iterate; [#residual] says how far that is from its image.
final class ProportionalLoss {

    private static final double BRACKET_TOLERANCE = 1e-12;
    private static final double DAMPED_TOLERANCE = 1e-9;
    private static final int MAX_BRACKET_ROUNDS = 256;
    private static final int MAX_DAMPED_ROUNDS = 4096;
    private static final int ROUNDS_PER_STEP_SIZE = 512;
    private static final int NONE = -1;

    private final RouteTable table;
    private final double[] capacity;
    private final double[] keep;
    private final boolean[] candidate;
    private final double[] passing;

    /// Union-find over candidate links; every entry is itself outside of [#solve].
    private final int[] group;

    private int nodeCount;
    private int[] nodeLink = new int[64];
    private int[] nodeParent = new int[64];
    private double[] nodeWeight = new double[64];
    private double[] nodePassing = new double[64];
    private long[] childKeys = new long[128];
    private int[] children = new int[128];

    private final double[] low;
    private final double[] high;
    private final double[] image;
    private final double[] load;
    private final int[] groupLinks;
    private int groupLinkCount;
    private final double[] residual;

    /// All arrays but the table's are by link; `passing` and `residual` are written for candidates
    /// only, the latter with how far the former is from its image, relatively; 0 where the bracket
    /// closed.
    ///
    /// @param keep one minus the inherent loss
    ProportionalLoss(
            RouteTable table,
            double[] capacity,
            double[] keep,
            boolean[] candidate,
            double[] passing,
            double[] residual) {
        this.table = table;
        this.capacity = capacity;
        this.keep = keep;
        this.candidate = candidate;
        this.passing = passing;
        this.residual = residual;
        group = new int[table.linkCount];
        Arrays.setAll(group, link -> link);
        low = new double[table.linkCount];
        high = new double[table.linkCount];
        image = new double[table.linkCount];
        load = new double[table.linkCount];
        groupLinks = new int[table.linkCount];
    }

    /// @param routes those of inelastic demands that meet a candidate, in canonical order; with a
    ///   candidate come all routes through it
    void solve(int[] routes, int count) {
        nodeCount = 0;
        // As large as this call needs, so that a small one does not pay for a large one before.
        childKeys = new long[Math.max(128, Integer.highestOneBit(count) << 1)];
        children = new int[childKeys.length];
        Arrays.fill(childKeys, NONE);
        for (int i = 0; i < count; i++) {
            insert(routes[i]);
        }
        int[] order = nodesByGroup();
        int to;
        for (int from = 0; from < nodeCount; from = to) {
            int root = find(nodeLink[order[from]]);
            to = from + 1;
            while (to < nodeCount && find(nodeLink[order[to]]) == root) {
                to++;
            }
            solveGroup(order, from, to);
        }
        for (int node = 0; node < nodeCount; node++) {
            group[nodeLink[node]] = nodeLink[node];
        }
    }

    private void insert(int route) {
        double weight = table.offered[table.demandOf[route]] * table.share[route];
        int node = NONE;
        for (int at = table.linkStart[route]; at < table.linkEnd[route]; at++) {
            int link = table.pool[at];
            if (candidate[link]) {
                if (node != NONE) {
                    join(nodeLink[node], link);
                }
                node = child(node, link);
                nodeWeight[node] += weight;
            }
            weight *= keep[link];
        }
    }

    private int child(int parent, int link) {
        long key = (long) (parent + 1) * table.linkCount + link;
        int mask = childKeys.length - 1;
        int at = (int) ((key * 0x9e3779b97f4a7c15L) >>> 32) & mask;
        while (childKeys[at] != key) {
            if (childKeys[at] == NONE) {
                childKeys[at] = key;
                children[at] = nodeCount;
                return newNode(parent, link);
            }
            at = (at + 1) & mask;
        }
        return children[at];
    }

    private int newNode(int parent, int link) {
        int node = nodeCount++;
        if (node == nodeLink.length) {
            int size = 2 * node;
            nodeLink = Arrays.copyOf(nodeLink, size);
            nodeParent = Arrays.copyOf(nodeParent, size);
            nodeWeight = Arrays.copyOf(nodeWeight, size);
            nodePassing = Arrays.copyOf(nodePassing, size);
        }
        nodeLink[node] = link;
        nodeParent[node] = parent;
        nodeWeight[node] = 0;
        if (2 * nodeCount > childKeys.length) {
            rehash();
        }
        return node;
    }

    private void rehash() {
        long[] keys = childKeys;
        int[] values = children;
        childKeys = new long[2 * keys.length];
        children = new int[childKeys.length];
        Arrays.fill(childKeys, NONE);
        int mask = childKeys.length - 1;
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != NONE) {
                int at = (int) ((keys[i] * 0x9e3779b97f4a7c15L) >>> 32) & mask;
                while (childKeys[at] != NONE) {
                    at = (at + 1) & mask;
                }
                childKeys[at] = keys[i];
                children[at] = values[i];
            }
        }
    }

    /// The lower number is the root, so that the roots do not depend on the order of joining.
    private void join(int link, int other) {
        int a = find(link);
        int b = find(other);
        group[Math.max(a, b)] = Math.min(a, b);
    }

    private int find(int link) {
        int at = link;
        while (group[at] != at) {
            group[at] = group[group[at]];
            at = group[at];
        }
        return at;
    }

    /// Groups one after the other; within a group in order of creation, parents first.
    private int[] nodesByGroup() {
        int[] start = new int[table.linkCount + 1];
        for (int node = 0; node < nodeCount; node++) {
            start[find(nodeLink[node]) + 1]++;
        }
        for (int i = 0; i < table.linkCount; i++) {
            start[i + 1] += start[i];
        }
        int[] order = new int[nodeCount];
        for (int node = 0; node < nodeCount; node++) {
            order[start[find(nodeLink[node])]++] = node;
        }
        return order;
    }

    private void solveGroup(int[] order, int from, int to) {
        groupLinkCount = 0;
        for (int i = from; i < to; i++) {
            int link = nodeLink[order[i]];
            if (high[link] != 1) {
                high[link] = 1;
                groupLinks[groupLinkCount++] = link;
            }
        }
        double distance = bracket(order, from, to) ? 0 : damp(order, from, to);
        for (int i = 0; i < groupLinkCount; i++) {
            int link = groupLinks[i];
            passing[link] = low[link];
            residual[link] = distance;
            high[link] = 0;
        }
    }

    /// Narrows [low, high] from [0, 1] until they meet; false if they stop short of it.
    private boolean bracket(int[] order, int from, int to) {
        for (int round = 0; round < MAX_BRACKET_ROUNDS; round++) {
            image(order, from, to, high, low);
            image(order, from, to, low, image);
            boolean moved = false;
            boolean met = true;
            for (int i = 0; i < groupLinkCount; i++) {
                int link = groupLinks[i];
                moved |= image[link] < high[link];
                high[link] = image[link];
                met &= high[link] - low[link] <= BRACKET_TOLERANCE * high[link];
            }
            if (met) {
                return true;
            }
            if (!moved) {
                return false;
            }
        }
        return false;
    }

    /// Moves [low] from the middle of the bracket towards its image; returns how far it is from it.
    private double damp(int[] order, int from, int to) {
        for (int i = 0; i < groupLinkCount; i++) {
            int link = groupLinks[i];
            low[link] = (low[link] + high[link]) / 2;
        }
        double step = 0.5;
        double farthest = 0;
        for (int round = 1; round <= MAX_DAMPED_ROUNDS; round++) {
            image(order, from, to, low, image);
            farthest = 0;
            for (int i = 0; i < groupLinkCount; i++) {
                int link = groupLinks[i];
                double distance = Math.abs(image[link] - low[link]);
                if (distance > 0) {
                    farthest = Math.max(farthest, distance / Math.max(image[link], low[link]));
                }
                low[link] += step * (image[link] - low[link]);
            }
            if (farthest <= DAMPED_TOLERANCE) {
                break;
            }
            if (round % ROUNDS_PER_STEP_SIZE == 0) {
                step /= 2;
            }
        }
        return farthest;
    }

    private void image(int[] order, int from, int to, double[] of, double[] into) {
        for (int i = 0; i < groupLinkCount; i++) {
            load[groupLinks[i]] = 0;
        }
        for (int i = from; i < to; i++) {
            int node = order[i];
            int parent = nodeParent[node];
            double reaching = parent == NONE ? 1 : nodePassing[parent] * of[nodeLink[parent]];
            nodePassing[node] = reaching;
            load[nodeLink[node]] += nodeWeight[node] * reaching;
        }
        for (int i = 0; i < groupLinkCount; i++) {
            int link = groupLinks[i];
            into[link] = load[link] <= capacity[link] ? 1 : capacity[link] / load[link];
        }
    }
}
