package io.teleon.models.format;

import static io.teleon.models.format.Refusals.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.GivenData;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.Link;
import io.teleon.models.network.Location;
import io.teleon.models.network.Node;
import io.teleon.models.network.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ZooTest {

    @Test
    void readsGml() {
        Topology topology = TopologyFiles.read(new SourceText("small.gml", Examples.GML));

        assertEquals(List.of("Oslo & Co", "Bergen", "Bergen-2"), names(topology));
        assertEquals(
                List.of("1/1>2/1", "1/2>2/2", "2/1>1/1", "2/2>1/2", "2/3>3/1", "3/1>2/3"),
                ids(topology));
        assertEquals(
                List.of(
                        Bandwidth.ofGigabits(10),
                        Bandwidth.ofGigabits(2.5),
                        Bandwidth.ofGigabits(10),
                        Bandwidth.ofGigabits(2.5),
                        Bandwidth.ofMegabits(155.52),
                        Bandwidth.ofMegabits(155.52)),
                topology.links().stream().map(Link::capacity).toList());
        assertEquals(1.525, topology.links().getFirst().delay().toNanos() / 1e6, 0.01);
        assertEquals(Duration.ofMillis(1), topology.links().getLast().delay());
        assertEquals(4, topology.links().getLast().weight());
    }

    @Test
    void readsGraphml() {
        Topology topology = TopologyFiles.read(new SourceText("small.graphml", Examples.GRAPHML));

        assertEquals(List.of("Oslo & Co", "Bergen", "Bergen-2"), names(topology));
        assertEquals(
                Optional.of(new Location(10.75, 59.91)), topology.nodes().getFirst().location());
        assertEquals(6, topology.linkCount());
        assertEquals(Bandwidth.ofGigabits(10), topology.links().getFirst().capacity());
        assertEquals(Bandwidth.ofGigabits(1), topology.links().get(1).capacity());
    }

    @Test
    void pairsTheEdgesOfADirectedGraph() {
        Topology topology =
                ZooGml.read(
                        new SourceText(
                                "directed.gml", Examples.GML.replace("directed 0", "directed 1")));

        assertEquals(List.of("1/1>2/1", "2/1>1/1", "2/2>3/1"), ids(topology));
    }

    @Test
    void understandsLabelsOfSpeed() {
        assertEquals(Optional.of(Bandwidth.ofMegabits(155)), LinkSpeed.ofLabel("155Mbit/s"));
        assertEquals(Optional.of(Bandwidth.ofGigabits(2.5)), LinkSpeed.ofLabel("lit, 2.5 Gbps"));
        assertEquals(Optional.of(Bandwidth.ofGigabits(10)), LinkSpeed.ofLabel("10 Gigabit"));
        assertEquals(Optional.of(Bandwidth.ofGigabits(10)), LinkSpeed.ofLabel("10GE"));
        assertEquals(Optional.of(Bandwidth.ofMegabits(2488.32)), LinkSpeed.ofLabel("stm-16"));
        assertEquals(Optional.empty(), LinkSpeed.ofLabel("Completion 2007-2008"));
        assertEquals(Optional.empty(), LinkSpeed.ofLabel("2 Manchester rings"));
        assertEquals(Optional.empty(), LinkSpeed.ofLabel("OC-0"));
    }

    @Test
    void namesThePlaceTheValueAndTheExpectation() {
        String gml = Examples.GML;
        refuses(
                ZooGml::read,
                gml.replace("target 7 LinkLabel", "target 8 LinkLabel"),
                "input:25:26: edge target '8' is not the id of a node");
        refuses(
                ZooGml::read,
                gml.replace("Latitude 60.39", "Latitude 160.39"),
                "input:15:15: location 5.32, 160.39 is not within longitude -180..180, latitude"
                        + " -90..90");
        refuses(
                ZooGml::read,
                gml.replace("Latitude 60.39", "Latitude north"),
                "input:16:14: value of Latitude 'north' is not a number");
        refuses(ZooGml::read, gml.replace("id 7", "id 1"), "input:19:8: node id '1' is not unique");
        refuses(ZooGml::read, gml.replace("id 7", "ID 7"), "input:18:8: attribute 'id' is missing");
        refuses(
                ZooGml::read,
                gml.stripTrailing().substring(0, gml.length() - 2),
                "input:27:1: the end of the file is not the ']' to the '[' of line 3");
        refuses(
                ZooGml::read,
                gml.replace("\"Small\"", "\"Small"),
                "input:8:17: value of Oslo '&#38;' is not a number");
        refuses(
                ZooGml::read,
                "x [ ".repeat(100),
                "input:1:259: nesting of more than 64 is not a graph");
        refuses(ZooGml::read, "", "input:1:1: a file with 0 graphs is not one 'graph [ ... ]'");

        String graphml = Examples.GRAPHML;
        refuses(
                ZooGraphml::read,
                graphml.replace("target=\"7\"", "target=\"8\""),
                "input:19:34: edge target '8' is not the id of a node");
        refuses(
                ZooGraphml::read,
                graphml.replace("key=\"d5\"", "key=\"d6\""),
                "input:17:48: data key 'd6' is not the id of a <key>");
    }

    @Test
    void refusesBrokenXml() {
        // The reason is the JDK's, in the language of the machine.
        MalformedInput e =
                assertThrows(
                        MalformedInput.class,
                        () ->
                                ZooGraphml.read(
                                        new SourceText(
                                                "input",
                                                Examples.GRAPHML.replace("</graph>", ""))));
        assertEquals(21, e.place().line());
        assertTrue(e.problem().startsWith("not XML: "), e::problem);
    }

    @Test
    void refusesDocumentTypes() {
        refuses(
                ZooGraphml::read,
                "<!DOCTYPE graphml [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><graphml>&a;</graphml>",
                "input:1:62: a document type or an entity of its own is not read");
    }

    @Test
    void readsTheGivenFiles() throws IOException {
        Path folder = GivenData.path("topology-zoo-gml");
        assertSizes(folder, "AttMpls", 25, 56);
        assertSizes(folder, "Bellsouth", 51, 66);
        assertSizes(folder, "Highwinds", 18, 53);
        assertSizes(folder, "Tinet", 53, 89);
    }

    private static void assertSizes(Path folder, String name, int nodes, int cables)
            throws IOException {
        Topology topology = TopologyFiles.read(folder.resolve(name + ".gml"));
        assertEquals(nodes, topology.nodeCount(), name);
        assertEquals(2 * cables, topology.linkCount(), name);
    }

    private static List<String> names(Topology topology) {
        return topology.nodes().stream().map(Node::name).toList();
    }

    private static List<String> ids(Topology topology) {
        return topology.links().stream()
                .map(link -> link.id().toString().replaceAll("\\b0+", ""))
                .toList();
    }
}
