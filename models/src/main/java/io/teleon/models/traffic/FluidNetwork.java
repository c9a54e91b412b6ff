package io.teleon.models.traffic;

import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Topology;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The links of a network as pipes: their capacity, their propagation delay, and the share of what
/// they carry that they lose by themselves. Immutable.
///
/// Links are numbered from 0 in the order of their ids. A link takes in at most its capacity, and
/// of what it took in it loses its inherent loss on the wire; so a share of `min(1, capacity /
/// arriving) * (1 - loss)` of inelastic traffic passes.
public final class FluidNetwork {

    private final List<Link> links;

    /// For look-up only, never iterated.
    private final Map<LinkId, Integer> indexes;

    private final double[] capacity;
    private final double[] loss;
    private final Queueing queueing;

    private FluidNetwork(
            List<Link> links,
            Map<LinkId, Integer> indexes,
            double[] capacity,
            double[] loss,
            Queueing queueing) {
        this.links = links;
        this.indexes = indexes;
        this.capacity = capacity;
        this.loss = loss;
        this.queueing = queueing;
    }

    /// The network as the topology describes it: no inherent loss, backbone queueing.
    public static FluidNetwork of(Topology topology) {
        List<Link> links = topology.links();
        Map<LinkId, Integer> indexes = HashMap.newHashMap(links.size());
        double[] capacity = new double[links.size()];
        for (int i = 0; i < links.size(); i++) {
            indexes.put(links.get(i).id(), i);
            capacity[i] = links.get(i).capacity().bitsPerSecond();
        }
        return new FluidNetwork(
                links, indexes, capacity, new double[links.size()], Queueing.BACKBONE);
    }

    /// The same network whose link loses a share of what it carries, 0 to 1.
    public FluidNetwork withLoss(LinkId link, double share) {
        if (!(share >= 0) || share > 1) {
            throw new IllegalArgumentException("link " + link + " loses " + share + ", not 0..1");
        }
        double[] changed = loss.clone();
        changed[indexOf(link)] = share;
        return new FluidNetwork(links, indexes, capacity, changed, queueing);
    }

    /// The same network with another capacity in place of the one in the topology.
    public FluidNetwork withCapacity(LinkId link, double bitsPerSecond) {
        if (!(bitsPerSecond >= 0) || Double.isInfinite(bitsPerSecond)) {
            throw new IllegalArgumentException(
                    "link " + link + " has a capacity of " + bitsPerSecond + " bit/s");
        }
        double[] changed = capacity.clone();
        changed[indexOf(link)] = bitsPerSecond;
        return new FluidNetwork(links, indexes, changed, loss, queueing);
    }

    public FluidNetwork withQueueing(Queueing other) {
        return new FluidNetwork(links, indexes, capacity, loss, other);
    }

    public int linkCount() {
        return links.size();
    }

    /// In the order of their numbers.
    public List<Link> links() {
        return links;
    }

    /// @throws IllegalArgumentException if the network has no such link
    public int indexOf(LinkId link) {
        Integer index = indexes.get(link);
        if (index == null) {
            throw new IllegalArgumentException("no link " + link + " in the fluid network");
        }
        return index;
    }

    public boolean contains(LinkId link) {
        return indexes.containsKey(link);
    }

    public double capacityBitsPerSecond(int link) {
        return capacity[link];
    }

    /// The share of what it carries that the link loses by itself.
    public double loss(int link) {
        return loss[link];
    }

    public Queueing queueing() {
        return queueing;
    }

    /// A solver without demands, for an owner that changes them over time.
    public FluidSolver solver() {
        return new FluidSolver(this);
    }

    /// Loads, loss and delay of these demands on this network.
    public FluidSolution solve(List<RoutedDemand> demands) {
        return FluidSolution.of(this, demands);
    }
}
