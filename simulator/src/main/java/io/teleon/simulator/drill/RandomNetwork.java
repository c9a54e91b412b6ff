package io.teleon.simulator.drill;

import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Node;
import io.teleon.models.network.Topology;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/// A small network: a ring, so that every single cable may fail, with some chords, and now and then
/// a site that hangs by one cable alone. Single owner of its chance.
final class RandomNetwork {

    private static final int LEAST_NODES = 4;
    private static final int MOST_NODES = 6;

    private final RandomGenerator random;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final SortedSet<String> joined = new TreeSet<>();
    private int[] ports = new int[MOST_NODES + 2];

    private RandomNetwork(RandomGenerator random) {
        this.random = random;
    }

    static Topology of(RandomGenerator random) {
        return new RandomNetwork(random).draw();
    }

    private Topology draw() {
        int size = LEAST_NODES + random.nextInt(MOST_NODES - LEAST_NODES + 1);
        for (int i = 0; i < size; i++) {
            addNode();
        }
        for (int i = 0; i < size; i++) {
            join(i, (i + 1) % size);
        }
        int chords = 1 + random.nextInt(size - 2);
        for (int i = 0; i < chords; i++) {
            join(random.nextInt(size), random.nextInt(size));
        }
        if (random.nextInt(3) == 0) {
            addNode();
            join(size, random.nextInt(size));
        }
        return Topology.of(nodes, links);
    }

    private void addNode() {
        int number = nodes.size() + 1;
        nodes.add(new Node(new DatapathId(number), "n" + number));
    }

    /// Nothing where they are joined already, or one and the same.
    private void join(int one, int other) {
        if (one == other || !joined.add(Math.min(one, other) + " " + Math.max(one, other))) {
            return;
        }
        LinkId there =
                new LinkId(
                        ConnectPoint.of(one + 1L, ++ports[one]),
                        ConnectPoint.of(other + 1L, ++ports[other]));
        int millis = 1 + random.nextInt(10);
        Bandwidth capacity =
                random.nextInt(4) == 0 ? Bandwidth.ofMegabits(2500) : Bandwidth.ofGigabits(10);
        Duration delay = Duration.ofMillis(millis);
        links.add(new Link(there, millis, capacity, delay));
        links.add(new Link(there.reversed(), millis, capacity, delay));
    }
}
