package io.teleon.models.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TopologyTest {

    private static final Node A = new Node(new DatapathId(1), "A");
    private static final Node B = new Node(new DatapathId(2), "B");
    private static final Node C = new Node(new DatapathId(3), "C");

    static Link link(long source, int sourcePort, long target, int targetPort, double weight) {
        return new Link(
                new LinkId(
                        ConnectPoint.of(source, sourcePort), ConnectPoint.of(target, targetPort)),
                weight,
                Bandwidth.ofGigabits(1),
                Duration.ofMillis(1));
    }

    @Test
    void findsWhatItHolds() {
        Link ab = link(1, 1, 2, 1, 1);
        Link abToo = link(1, 2, 2, 2, 1);
        Link ba = link(2, 1, 1, 1, 1);
        Topology topology = Topology.of(List.of(C, B, A), List.of(ba, abToo, ab));

        assertEquals(List.of(A, B, C), topology.nodes());
        assertEquals(List.of(ab, abToo, ba), topology.links());
        assertEquals(List.of(ab, abToo), topology.linksBetween(A.id(), B.id()));
        assertEquals(List.of(), topology.linksFrom(C.id()));
        assertEquals(List.of(), topology.linksFrom(new DatapathId(9)));
        assertEquals(Optional.of(abToo), topology.linkFrom(ConnectPoint.of(1, 2)));
        assertEquals(Optional.of(B), topology.nodeNamed("B"));
        assertEquals("B", topology.nameOf(B.id()));
        assertEquals("0000000000000009", topology.nameOf(new DatapathId(9)));
        assertEquals(2, topology.highestPort(B.id()));
        assertEquals(0, topology.highestPort(C.id()));
    }

    @Test
    void isAValue() {
        Link ab = link(1, 1, 2, 1, 1);
        Topology topology = Topology.of(List.of(A, B), List.of(ab));

        assertEquals(topology, Topology.of(List.of(B, A), List.of(ab)));
        assertEquals(topology.hashCode(), Topology.of(List.of(B, A), List.of(ab)).hashCode());
        Topology cut = topology.withLinks(link -> !link.equals(ab));
        assertNotEquals(topology, cut);
        assertEquals(1, topology.linkCount());
        assertEquals(2, cut.nodeCount());
    }

    @Test
    void refusesWhatIsNoNetwork() {
        refuses("node 0000000000000001 is there twice", List.of(A, A), List.of());
        refuses(
                "node name 'A' is there twice",
                List.of(A, new Node(new DatapathId(9), "A")),
                List.of());
        refuses(
                "link 0000000000000001/1>0000000000000003/1 ends at unknown node"
                        + " 0000000000000003",
                List.of(A, B),
                List.of(link(1, 1, 3, 1, 1)));
        refuses(
                "two links leave 0000000000000001/1",
                List.of(A, B),
                List.of(link(1, 1, 2, 1, 1), link(1, 1, 2, 2, 1)));
        refuses(
                "two links arrive at 0000000000000002/1",
                List.of(A, B),
                List.of(link(1, 1, 2, 1, 1), link(1, 2, 2, 1, 1)));
    }

    private static void refuses(String message, List<Node> nodes, List<Link> links) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> Topology.of(nodes, links))
                        .getMessage());
    }

    @Test
    void aPathIsContiguousAndMeetsNoSwitchTwice() {
        Link ab = link(1, 1, 2, 1, 2);
        Link bc = link(2, 2, 3, 1, 3);
        Link ca = link(3, 2, 1, 2, 1);
        Path path = new Path(A.id(), List.of(ab, bc));

        assertEquals(List.of(A.id(), B.id(), C.id()), path.datapaths());
        assertEquals(C.id(), path.target());
        assertEquals(5, path.weight());
        assertEquals(Duration.ofMillis(2), path.delay());
        assertEquals(A.id(), new Path(A.id(), List.of()).target());
        assertThrows(IllegalArgumentException.class, () -> new Path(A.id(), List.of(bc)));
        assertThrows(IllegalArgumentException.class, () -> new Path(A.id(), List.of(ab, bc, ca)));
    }

    @Test
    void aLinkHasAWeightAndADelay() {
        assertThrows(IllegalArgumentException.class, () -> link(1, 1, 2, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> link(1, 1, 2, 1, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> link(1, 1, 1, 1, 1));
    }
}
