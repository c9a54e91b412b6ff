package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.format.TopologyFiles;
import io.teleon.models.network.Topology;
import io.teleon.simulator.bench.SweepBenchmark;
import io.teleon.tests.environment.NeedsData;
import io.teleon.tests.environment.PublicData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Public topologies with every single cable cut in turn. Eight of them here, small to middle, with
/// trees, rings and parallel cables among them; all 46 by `./teleon bench sweep`.
@NeedsData({"topologies-repetita", "topology-zoo-gml"})
class TopologySweepTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "topologies-repetita/Gblnet.graph",
                "topologies-repetita/Abilene.graph",
                "topologies-repetita/Eenet.graph",
                "topologies-repetita/Nsfnet.graph",
                "topologies-repetita/Nextgen.graph",
                "topologies-repetita/Easynet.graph",
                "topologies-repetita/Janetlense.graph",
                "topology-zoo-gml/Highwinds.gml"
            })
    void everyIntentWhoseEndsStayConnectedSurvivesEverySingleCut(String file) throws IOException {
        Topology topology = TopologyFiles.read(PublicData.path(file));
        SweepBenchmark.Row row = SweepBenchmark.sweep(file, topology, _ -> {});
        assertEquals(0, row.lost(), row.toString());
        assertEquals(0, row.violations(), row.toString());
        assertEquals(row.cables(), row.cuts());
        assertTrue(row.restored() + row.disconnected() > 0, row.toString());
        assertTrue(row.maxRestoreMillis() < 50, row.toString());
    }

    @Test
    void allFortySixTopologiesCanBeRead() throws IOException {
        int read = 0;
        for (String folder : List.of("topologies-repetita", "topology-zoo-gml")) {
            try (Stream<Path> files = Files.list(PublicData.path(folder))) {
                for (Path file : files.sorted().toList()) {
                    if (file.toString().endsWith(".graph") || file.toString().endsWith(".gml")) {
                        assertTrue(TopologyFiles.read(file).linkCount() > 0, file.toString());
                        read++;
                    }
                }
            }
        }
        assertEquals(46, read);
    }
}
