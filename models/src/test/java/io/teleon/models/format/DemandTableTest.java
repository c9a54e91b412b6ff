package io.teleon.models.format;

import static io.teleon.models.format.Refusals.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Node;
import io.teleon.models.network.Topology;
import io.teleon.models.traffic.NodePair;
import io.teleon.models.traffic.TrafficSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemandTableTest {

    private static final DatapathId A = new DatapathId(2);
    private static final DatapathId B = new DatapathId(1);
    private static final Topology TOPOLOGY =
            Topology.of(List.of(new Node(A, "A"), new Node(B, "B")), List.of());

    private static final String CSV =
            """
            time,A>B,B>A
            2004-03-01T00:00,1.5,0
            2004-03-01T00:05,,2
            2004-03-01T00:15,3,4
            """;

    @Test
    void becomesASeriesWithMissingRowsAndCells() {
        TrafficSeries series = TrafficCsv.read(new SourceText("tm.csv", CSV)).series(TOPOLOGY);

        assertEquals(Instant.parse("2004-03-01T00:00:00Z"), series.start());
        assertEquals(Duration.ofMinutes(5), series.interval());
        assertEquals(4, series.sampleCount());
        assertEquals(List.of(new NodePair(B, A), new NodePair(A, B)), series.pairs());
        assertEquals(
                Optional.of(Bandwidth.ofMegabits(1.5)), series.sample(0).rate(new NodePair(A, B)));
        assertEquals(1, series.sample(1).missingCount());
        assertEquals(2, series.sample(2).missingCount());
        assertEquals(Bandwidth.ofMegabits(7), series.sample(3).total());
    }

    @Test
    void refusesWhatDoesNotFit() {
        refuses(
                source -> TrafficCsv.read(source).series(TOPOLOGY),
                CSV.replace("A>B", "A>C"),
                "input:1: traffic names the node 'C', which the topology does not have");
        refuses(
                source -> TrafficCsv.read(source).series(TOPOLOGY),
                CSV.replace("00:15", "00:14"),
                "input:1: time 2004-03-01T00:14:00Z is not a multiple of the least interval PT5M"
                        + " after 2004-03-01T00:00:00Z");
        refuses(
                source -> TrafficCsv.read(source).series(TOPOLOGY),
                CSV.replace("2004-03-01T00:15", "2034-03-01T00:15"),
                "input:1: a file of 3 rows for 3155620 intervals of PT5M is not a series");
        refuses(
                source -> TrafficCsv.read(source).series(TOPOLOGY),
                "time,A>B\n",
                "input:1: a file without rows is not traffic");
    }
}
