package io.teleon.simulator.bench;

import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.Routes;
import io.teleon.models.network.Topology;
import io.teleon.models.time.Chance;
import io.teleon.models.traffic.Elasticity;
import io.teleon.models.traffic.FluidNetwork;
import io.teleon.models.traffic.FluidSolver;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Demands between random pairs of a [RandomNetwork] along shortest paths, every second one
/// elastic, on links that have room for their load and up to 150 % more.
public final class DrawnDemands {

    private static final double MAX_HEADROOM = 1.5;
    private static final double MIN_CAPACITY = 1e7;

    private final Topology topology;
    private final FluidNetwork network;
    private final List<Routes.Tree> trees;
    private final RandomGenerator chance;
    private final double[] rates;
    private final int[][] paths;
    private final double[] load;
    private final double[] capacity;

    public DrawnDemands(Topology topology, int count, Chance chance) {
        this.topology = topology;
        this.chance = chance.stream("demands");
        network = FluidNetwork.of(topology);
        Routes routes = Routes.of(topology);
        trees = topology.nodes().stream().map(node -> routes.from(node.id())).toList();
        rates = new double[count];
        paths = new int[count][];
        load = new double[network.linkCount()];
        int nodes = topology.nodeCount();
        for (int demand = 0; demand < count; demand++) {
            int source = this.chance.nextInt(nodes);
            int target = (source + this.chance.nextInt(1, nodes)) % nodes;
            rates[demand] = 1e5 * (1 + this.chance.nextInt(100));
            paths[demand] = shortest(source, topology.nodes().get(target).id());
            for (int link : paths[demand]) {
                load[link] += rates[demand];
            }
        }
        capacity = new double[load.length];
        for (int link = 0; link < capacity.length; link++) {
            double headroom = 1 + MAX_HEADROOM * this.chance.nextDouble();
            capacity[link] = Math.max(MIN_CAPACITY, load[link]) * headroom;
        }
    }

    private int[] shortest(int source, DatapathId target) {
        return trees
                .get(source)
                .to(target)
                .orElseThrow(() -> new IllegalStateException("the network is not connected"))
                .links()
                .stream()
                .mapToInt(link -> network.indexOf(link.id()))
                .toArray();
    }

    public int count() {
        return rates.length;
    }

    /// A solver that holds them all, with slots from 0 in order, not solved yet.
    public FluidSolver solver(double factor) {
        FluidSolver solver = network.solver();
        for (int link = 0; link < capacity.length; link++) {
            solver.setCapacity(link, capacity[link]);
        }
        for (int demand = 0; demand < rates.length; demand++) {
            solver.add(
                    rates[demand] * factor,
                    demand % 2 == 0 ? Elasticity.INELASTIC : Elasticity.ELASTIC,
                    paths[demand]);
        }
        return solver;
    }

    /// Links to which more would be sent than they can carry.
    public int overloadedLinks(double factor) {
        int count = 0;
        for (int link = 0; link < capacity.length; link++) {
            count += load[link] * factor > capacity[link] ? 1 : 0;
        }
        return count;
    }

    /// Some of the demands, at random.
    public int[] some(int wanted) {
        return chance.ints(wanted, 0, rates.length).toArray();
    }

    public int[] path(int demand) {
        return paths[demand];
    }

    /// A demand's ends by way of another neighbour of its source; its own path where every such way
    /// meets a link twice.
    public int[] detour(int demand) {
        int[] path = paths[demand];
        DatapathId source = network.links().get(path[0]).source().datapath();
        DatapathId target = network.links().get(path[path.length - 1]).target().datapath();
        return topology.linksFrom(source).stream()
                .filter(first -> network.indexOf(first.id()) != path[0])
                .map(first -> by(first, target))
                .filter(links -> Arrays.stream(links).distinct().count() == links.length)
                .findFirst()
                .orElse(path);
    }

    private int[] by(Link first, DatapathId target) {
        // The network numbers its nodes from 1.
        int[] rest = shortest((int) first.target().datapath().value() - 1, target);
        int[] links = new int[rest.length + 1];
        links[0] = network.indexOf(first.id());
        System.arraycopy(rest, 0, links, 1, rest.length);
        return links;
    }
}
