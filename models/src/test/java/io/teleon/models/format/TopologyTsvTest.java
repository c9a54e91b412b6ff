package io.teleon.models.format;

import static io.teleon.models.format.Refusals.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.models.GivenData;
import io.teleon.models.network.Link;
import io.teleon.models.network.Node;
import io.teleon.models.network.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopologyTsvTest {

    @Test
    void readsDirectionsWithTheirOwnTraits() {
        Topology topology = TopologyFiles.read(new SourceText("small.tsv", Examples.TSV));

        assertEquals(List.of("N0", "N1", "N2"), topology.nodes().stream().map(Node::name).toList());
        assertEquals(
                List.of("1/1>2/1 1.0", "2/1>1/1 2.0", "2/2>3/1 5.0", "3/1>2/2 5.0"),
                topology.links().stream()
                        .map(l -> l.id().toString().replaceAll("\\b0+", "") + " " + l.weight())
                        .toList());
    }

    @Test
    void namesThePlaceTheValueAndTheExpectation() {
        refuses(
                TopologyTsv::read,
                Examples.TSV.replace("9920000\n1", "-1\n1"),
                "input:3:9: link capacity '-1' is not a number above 0");
        refuses(
                TopologyTsv::read,
                Examples.TSV.replace("2\t2\t1", "2\t2\t3"),
                "input:5:5: link destination '3' is not an index into the 3 nodes");
        refuses(
                source -> TopologyTsv.read(source, List.of("A", "B")),
                Examples.TSV,
                "input:1:11: Node_num '3' is not the number of the names given, 2");
    }

    @Test
    void isTheBuiltInAbileneUnderTheNamesOfItsMatrices() throws IOException {
        Path folder = GivenData.path("tm-abilene");
        SourceText matrices =
                SourceText.open(folder.resolve("abilene-20040301-20040310.mbps.csv.gz"));

        Topology topology =
                TopologyFiles.read(
                        SourceText.open(folder.resolve("abilene.topology.tsv")),
                        TrafficCsv.nodeNames(matrices));

        Topology builtIn = BuiltInTopologies.abilene();
        assertEquals(traits(builtIn), traits(topology));
        DemandTable table = TrafficFiles.read(matrices, topology);
        assertEquals(2880, table.series(builtIn).sampleCount());
        assertEquals(table.matrix(7, topology), table.series(builtIn).sample(7));
    }

    private static List<String> traits(Topology topology) {
        return topology.links().stream().map(link -> traits(topology, link)).sorted().toList();
    }

    private static String traits(Topology topology, Link link) {
        return topology.nameOf(link.source().datapath())
                + ">"
                + topology.nameOf(link.target().datapath())
                + " "
                + link.weight()
                + " "
                + link.capacity();
    }
}
