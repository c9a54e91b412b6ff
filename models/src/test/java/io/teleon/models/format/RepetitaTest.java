package io.teleon.models.format;

import static io.teleon.models.format.Refusals.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.GivenData;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.Link;
import io.teleon.models.network.Location;
import io.teleon.models.network.Node;
import io.teleon.models.network.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RepetitaTest {

    private static final String GRAPH =
            """
            NODES 3
            label x y
            Oslo 10.75 59.91
            Bergen 5.32 60.39
            Oslo 10.4 63.43

            EDGES 4
            label src dest weight bw delay
            e0 0 1 10 1000 500
            e1 0 1 20 2000 600
            e2 1 0 10 1000 500
            e3 1 2 1.5 2500000 0
            """;

    @Test
    void readsNodesAndPairsTheTwoDirectionsOfACable() {
        Topology topology = RepetitaGraph.read(new SourceText("small.graph", GRAPH));

        assertEquals(
                List.of("Oslo", "Bergen", "Oslo-2"),
                topology.nodes().stream().map(Node::name).toList());
        assertEquals(Optional.of(new Location(10.75, 59.91)), topology.nodes().get(0).location());
        assertEquals(
                List.of(
                        "0000000000000001/1>0000000000000002/1",
                        "0000000000000001/2>0000000000000002/2",
                        "0000000000000002/1>0000000000000001/1",
                        "0000000000000002/3>0000000000000003/1"),
                topology.links().stream().map(link -> link.id().toString()).toList());
        Link second = topology.links().get(1);
        assertEquals(20, second.weight());
        assertEquals(Bandwidth.ofKilobits(2000), second.capacity());
        assertEquals(Duration.ofNanos(1_800_000), second.delay());
    }

    @Test
    void leavesLocationsOutWhereTheCoordinatesAreOfPaper() {
        Topology topology =
                RepetitaGraph.read(new SourceText("paper.graph", GRAPH.replace("59.91", "591")));

        assertTrue(topology.nodes().stream().allMatch(node -> node.location().isEmpty()));
    }

    @Test
    void namesThePlaceTheValueAndTheExpectation() {
        refuses(
                RepetitaGraph::read,
                GRAPH.replace("10 1000 500", "10 x 500"),
                "input:9:11: edge bandwidth 'x' is not a number above 0");
        refuses(
                RepetitaGraph::read,
                GRAPH.replace("e3 1 2", "e3 1 3"),
                "input:12:6: edge destination '3' is not an index into the 3 nodes");
        refuses(
                RepetitaGraph::read,
                GRAPH.replace("EDGES 4", "EDGES 5"),
                "input:12: the end of the file is not edge 5 of 5");
        refuses(
                RepetitaGraph::read,
                GRAPH.replace("EDGES 4", "EDGES 3"),
                "input:12: line 'e3 1 2 1.5 2500000 0' is not the end of the file");
        refuses(
                RepetitaGraph::read,
                GRAPH.replace("label x y", "label y x"),
                "input:2: header 'label y x' is not 'label x y'");
        refuses(
                RepetitaGraph::read,
                GRAPH.replace("NODES 3", "NODES 3000000000"),
                "input:1:7: count of NODES '3000000000' is not an integer of 0..100000");
        refuses(RepetitaGraph::read, "", "input:1: the end of the file is not the line 'NODES n'");
    }

    @Test
    void readsDemandsAndAddsUpThoseOfOnePair() {
        DemandTable demands =
                RepetitaDemands.read(
                        new SourceText(
                                "small.demands",
                                """
                                DEMANDS 3
                                label src dest bw
                                d0 0 1 1500
                                d1 2 0 0
                                d2 0 1 500
                                """),
                        List.of("A", "B", "C"));

        assertEquals("[A>B, C>A]", demands.pairs().toString());
        assertEquals(OptionalDouble.of(2), demands.megabits(0, 0));
        assertEquals(OptionalDouble.of(0), demands.megabits(0, 1));
    }

    @Test
    void readsAllGivenGraphsAndDemands() throws IOException {
        Path folder = GivenData.path("topologies-repetita");
        List<String> index = Files.readAllLines(folder.resolve("INDEX.tsv"));
        assertEquals(43, index.size());
        for (String row : index.subList(1, index.size())) {
            String[] cells = row.split("\t", -1);
            Topology topology = TopologyFiles.read(folder.resolve(cells[0] + ".graph"));
            assertEquals(Integer.parseInt(cells[1]), topology.nodeCount(), cells[0]);
            assertEquals(Integer.parseInt(cells[2]), topology.linkCount(), cells[0]);
            assertTrue(
                    topology.links().stream().allMatch(l -> topology.contains(l.id().reversed())),
                    () -> cells[0] + " has a cable of one direction");
            List<String> names = topology.nodes().stream().map(Node::name).toList();
            for (String set : List.of("0000", "0001")) {
                Path file = folder.resolve(cells[0] + "." + set + ".demands.gz");
                DemandTable demands = RepetitaDemands.read(SourceText.open(file), names);
                assertEquals(1, demands.rowCount());
                assertTrue(demands.pairs().size() > topology.nodeCount(), file::toString);
            }
        }
    }
}
