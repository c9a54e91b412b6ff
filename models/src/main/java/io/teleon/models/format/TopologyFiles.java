package io.teleon.models.format;

import io.teleon.models.network.Topology;
import java.io.IOException;
import java.nio.file.Path;

/// The one door to topology files: chooses the reader by what the file begins with, then by its
/// extension.
public final class TopologyFiles {

    private static final String EXPECTED =
            "a topology: REPETITA (.graph) or our own YAML (.yaml)";

    private TopologyFiles() {}

    /// @throws IOException in one clear line, when the file cannot be read
    /// @throws MalformedInput when it is not a topology
    public static Topology read(Path path) throws IOException {
        return read(SourceText.open(path));
    }

    public static Topology read(SourceText source) {
        String start = source.text().stripLeading();
        String file = source.file().endsWith(".gz") ? source.file().substring(0, source.file().length() - 3) : source.file();
        if (start.startsWith("NODES") || file.endsWith(".graph")) {
            return RepetitaGraph.read(source);
        }
        if (start.startsWith("nodes:") || file.endsWith(".yaml") || file.endsWith(".yml")) {
            return TopologyYaml.read(source);
        }
        throw MalformedInput.isNot(new Place(source.file(), 1), "the file", EXPECTED);
    }
}
