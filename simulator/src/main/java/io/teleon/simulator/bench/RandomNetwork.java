package io.teleon.simulator.bench;

import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Node;
import io.teleon.models.network.Topology;
import io.teleon.models.time.Chance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// A connected network that looks like one laid out on a map: nodes appear one after the other at
/// random places in a unit square and are cabled to the two nearest that are there already. A
/// cable's weight is its length.
public final class RandomNetwork {

    private static final int CABLES_PER_NODE = 2;
    private static final double DELAY_NANOS = 20e6;

    private RandomNetwork() {}

    public static Topology of(int nodeCount, Chance chance) {
        RandomGenerator places = chance.stream("places");
        double[] x = new double[nodeCount];
        double[] y = new double[nodeCount];
        List<Node> nodes = new ArrayList<>();
        List<Link> links = new ArrayList<>();
        int[] ports = new int[nodeCount];
        for (int node = 0; node < nodeCount; node++) {
            x[node] = places.nextDouble();
            y[node] = places.nextDouble();
            nodes.add(new Node(new DatapathId(node + 1L), "n" + (node + 1)));
            int nearest = -1;
            for (int cable = 0; cable < Math.min(node, CABLES_PER_NODE); cable++) {
                int best = -1;
                for (int other = 0; other < node; other++) {
                    if (other != nearest
                            && (best < 0
                                    || distance(x, y, node, other) < distance(x, y, node, best))) {
                        best = other;
                    }
                }
                LinkId id =
                        new LinkId(
                                ConnectPoint.of(node + 1L, ++ports[node]),
                                ConnectPoint.of(best + 1L, ++ports[best]));
                double length = distance(x, y, node, best);
                links.add(link(id, length));
                links.add(link(id.reversed(), length));
                nearest = best;
            }
        }
        return Topology.of(nodes, links);
    }

    private static Link link(LinkId id, double length) {
        return new Link(
                id,
                length + 1e-6,
                Bandwidth.ofGigabits(10),
                Duration.ofNanos((long) (length * DELAY_NANOS)));
    }

    private static double distance(double[] x, double[] y, int a, int b) {
        return StrictMath.sqrt((x[a] - x[b]) * (x[a] - x[b]) + (y[a] - y[b]) * (y[a] - y[b]));
    }
}
