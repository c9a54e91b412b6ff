package io.teleon.models.format;

import io.teleon.models.network.Node;
import io.teleon.models.network.Topology;
import java.io.IOException;
import java.nio.file.Path;

/// The one door to traffic files: CSV matrices, REPETITA demands, SNDlib demands, told apart by
/// what the file begins with.
public final class TrafficFiles {

    private TrafficFiles() {}

    /// @throws IOException in one clear line, when the file cannot be read
    /// @throws MalformedInput when it is not traffic
    public static DemandTable read(Path path, Topology topology) throws IOException {
        return read(SourceText.open(path), topology);
    }

    /// @param topology whose nodes the demands are between; REPETITA names them by position
    public static DemandTable read(SourceText source, Topology topology) {
        String start = source.text().stripLeading();
        if (start.startsWith("DEMANDS")) {
            return RepetitaDemands.read(source, topology.nodes().stream().map(Node::name).toList());
        }
        if (start.startsWith("<")) {
            return SndlibXml.readDemands(source);
        }
        return start.startsWith(SndlibNative.MAGIC)
                ? SndlibNative.readDemands(source)
                : TrafficCsv.read(source);
    }
}
