package io.teleon.simulator.traffic;

import io.teleon.models.network.LinkId;
import io.teleon.models.network.Topology;
import io.teleon.models.traffic.FluidNetwork;
import io.teleon.models.traffic.NodePair;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// What links are asked for while everything takes its shortest path and nothing is lost on the
/// way: the truth of a network in which nothing fails and nobody steers. Single owner.
public final class DefaultLoads {

    private final TrafficSource source;
    private final FluidNetwork network;
    private final List<List<LinkId>> paths;
    private final int[][] numbers;
    private final double[] rates;

    private DefaultLoads(TrafficSource source, Topology topology) {
        this.source = source;
        network = FluidNetwork.of(topology);
        paths = DefaultPaths.of(source.pairs(), topology).paths();
        numbers =
                paths.stream()
                        .map(path -> path.stream().mapToInt(network::indexOf).toArray())
                        .toArray(int[][]::new);
        rates = new double[numbers.length];
    }

    public static DefaultLoads of(TrafficSource source, Topology topology) {
        return new DefaultLoads(source, topology);
    }

    /// In the order of [#utilisation].
    public List<LinkId> links() {
        return network.links().stream().map(link -> link.id()).toList();
    }

    /// The shortest path of a pair, empty where no way leads or the source does not know it.
    public List<LinkId> path(NodePair pair) {
        int place = source.pairs().indexOf(pair);
        return place < 0 ? List.of() : paths.get(place);
    }

    /// Of each link at a time, as a share of its capacity, and above 1 where it is asked for more;
    /// 0 where its capacity is.
    ///
    /// @param into of one place a link
    public void utilisation(Instant time, double[] into) {
        source.fill(time, rates);
        Arrays.fill(into, 0);
        for (int pair = 0; pair < numbers.length; pair++) {
            if (rates[pair] > 0) {
                for (int link : numbers[pair]) {
                    into[link] += rates[pair];
                }
            }
        }
        for (int link = 0; link < into.length; link++) {
            double capacity = network.capacityBitsPerSecond(link);
            into[link] = capacity > 0 ? into[link] / capacity : 0;
        }
    }
}
