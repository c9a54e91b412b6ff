package io.teleon.models.format;

import static io.teleon.models.format.Refusals.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.Link;
import io.teleon.models.network.Topology;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SndlibTest {

    @Test
    void readsTheSameFromBothFormats() {
        Topology fromNative = TopologyFiles.read(new SourceText("small.txt", Examples.SNDLIB));
        Topology fromXml = TopologyFiles.read(new SourceText("small.xml", Examples.SNDLIB_XML));

        assertEquals(fromNative, fromXml);
        assertEquals(
                List.of("1/1>2/1", "1/2>2/2", "2/1>1/1", "2/2>1/2", "2/3>3/1", "3/1>2/3"),
                fromNative.links().stream()
                        .map(link -> link.id().toString().replaceAll("\\b0+", ""))
                        .toList());
        assertEquals(
                List.of(
                        Bandwidth.ofMegabits(260),
                        Bandwidth.ofGigabits(1),
                        Bandwidth.ofMegabits(9953.28)),
                List.of(0, 1, 4).stream()
                        .map(i -> fromNative.links().get(i))
                        .map(Link::capacity)
                        .toList());
        assertEquals(7, fromNative.links().get(1).weight());
        assertTrue(fromNative.nodes().stream().allMatch(node -> node.location().isPresent()));
    }

    @Test
    void readsTheSameDemandsFromBothFormats() {
        Topology topology = SndlibNative.readTopology(new SourceText("small", Examples.SNDLIB));
        for (String text : List.of(Examples.SNDLIB, Examples.SNDLIB_XML)) {
            DemandTable demands = TrafficFiles.read(new SourceText("small", text), topology);

            assertEquals("[Oslo>Tromso, Tromso>Oslo]", demands.pairs().toString());
            assertEquals(List.of(Instant.parse("2005-05-04T16:30:00Z")), demands.times());
            assertEquals(OptionalDouble.of(13), demands.megabits(0, 0));
            assertEquals(OptionalDouble.of(6), demands.megabits(0, 1));
            assertEquals(Bandwidth.ofMegabits(19), demands.matrix(0, topology).total());
        }
    }

    @Test
    void takesLinksAsDirectionsWhereAllHaveTheirOpposite() {
        Topology topology =
                SndlibNative.readTopology(
                        new SourceText(
                                "directed",
                                Examples.SNDLIB
                                        .replace("L2 ( Oslo Bergen )", "L2 ( Bergen Oslo )")
                                        .replace(
                                                "L3 (",
                                                "L4 ( Bergen Tromso ) 1 0 0 0 ( )\n  L3 (")));

        assertEquals(4, topology.linkCount());
    }

    @Test
    void leavesPixelsOut() {
        for (String text :
                List.of(
                        Examples.SNDLIB.replace("59.91", "591"),
                        Examples.SNDLIB_XML.replace("geographical", "pixel"))) {
            Topology topology = TopologyFiles.read(new SourceText("pixels", text));
            assertTrue(topology.nodes().stream().allMatch(node -> node.location().isEmpty()));
        }
    }

    @Test
    void namesThePlaceTheValueAndTheExpectation() {
        refuses(
                SndlibNative::readTopology,
                Examples.SNDLIB.replace("L3 ( Tromso", "L3 ( Tromse"),
                "input:18:8: link source 'Tromse' is not the id of a node");
        refuses(
                SndlibNative::readTopology,
                Examples.SNDLIB.replace("100.00", "lots"),
                "input:16:22: pre-installed capacity 'lots' is not a number of 0 or more");
        refuses(
                SndlibNative::readTopology,
                Examples.SNDLIB.replace("Bergen (5.32", "Oslo (5.32"),
                "input:11:3: node id 'Oslo' is not unique");
        refuses(
                SndlibNative::readDemands,
                Examples.SNDLIB.replace("MBITPERSEC", "ERLANG"),
                "input:6:11: unit 'ERLANG' is not KBITPERSEC, MBITPERSEC or GBITPERSEC");
        refuses(
                SndlibNative::readDemands,
                Examples.SNDLIB.replace("20050504-1630", "once"),
                "input:5:11: time 'once' is not an ISO 8601 time such as 2004-03-01T00:05");
        refuses(
                SndlibNative::readTopology,
                Examples.SNDLIB.substring(0, Examples.SNDLIB.indexOf("Tromso (")),
                "input:11:21: the end of the file is not ')'");
        refuses(
                SndlibNative::readTopology,
                "NODES ( )",
                "input:1: line 'NODES ( )' is not '?SNDlib native format; type: network; version:"
                        + " 1.0'");
        refuses(
                SndlibXml::readTopology,
                Examples.SNDLIB_XML.replace("<x>5.32</x>", ""),
                "input:11:38: element <x> is missing in <coordinates>");
        refuses(SndlibXml::readTopology, "<graph/>", "input:1:9: root <graph> is not <network>");
    }
}
