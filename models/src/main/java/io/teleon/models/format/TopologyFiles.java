package io.teleon.models.format;

import io.teleon.models.network.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The one door to topology files: chooses the reader by what the file begins with, and by its
/// extension where that does not tell.
public final class TopologyFiles {

    private static final String EXPECTED =
            "a topology: REPETITA (.graph), Topology Zoo (.gml, .graphml), SNDlib (native or .xml),"
                    + " a node index table (.tsv) or our own YAML (.yaml)";

    private TopologyFiles() {}

    /// @throws IOException in one clear line, when the file cannot be read
    /// @throws MalformedInput when it is not a topology
    public static Topology read(Path path) throws IOException {
        return read(SourceText.open(path));
    }

    public static Topology read(SourceText source) {
        return read(source, Optional.empty());
    }

    /// @param names of the nodes in the order of the file, for the format that has none of its own
    public static Topology read(SourceText source, List<String> names) {
        return read(source, Optional.of(names));
    }

    private static Topology read(SourceText source, Optional<List<String>> names) {
        return switch (kind(source)) {
            case REPETITA -> RepetitaGraph.read(source);
            case GML -> ZooGml.read(source);
            case XML -> xml(XmlElement.parse(source));
            case SNDLIB -> SndlibNative.readTopology(source);
            case TSV ->
                    names.isPresent()
                            ? TopologyTsv.read(source, names.get())
                            : TopologyTsv.read(source);
            case YAML -> TopologyYaml.read(source);
        };
    }

    private enum Kind {
        REPETITA,
        GML,
        XML,
        SNDLIB,
        TSV,
        YAML
    }

    private static Kind kind(SourceText source) {
        String start = source.text().stripLeading();
        return byContent(start)
                .or(() -> byExtension(source.file()))
                .orElseThrow(() ->
                        MalformedInput.isNot(new Place(source.file(), 1), "the file", EXPECTED));
    }

    private static Optional<Kind> byContent(String start) {
        if (start.startsWith("NODES ")) {
            return Optional.of(Kind.REPETITA);
        }
        if (start.startsWith("<")) {
            return Optional.of(Kind.XML);
        }
        if (start.startsWith(SndlibNative.MAGIC)) {
            return Optional.of(Kind.SNDLIB);
        }
        if (start.startsWith(TopologyTsv.MAGIC)) {
            return Optional.of(Kind.TSV);
        }
        if (start.startsWith("nodes:")) {
            return Optional.of(Kind.YAML);
        }
        return start.startsWith("graph [") ? Optional.of(Kind.GML) : Optional.empty();
    }

    private static Optional<Kind> byExtension(String file) {
        String name = file.endsWith(".gz") ? file.substring(0, file.length() - 3) : file;
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "graph" -> Optional.of(Kind.REPETITA);
            case "gml" -> Optional.of(Kind.GML);
            case "graphml", "xml" -> Optional.of(Kind.XML);
            case "tsv" -> Optional.of(Kind.TSV);
            case "yaml", "yml" -> Optional.of(Kind.YAML);
            default -> Optional.empty();
        };
    }

    private static Topology xml(XmlElement root) {
        return switch (root.name()) {
            case "graphml" -> ZooGraphml.read(root);
            case "network" -> SndlibXml.network(root).topology();
            default ->
                    throw MalformedInput.isNot(
                            root.place(),
                            "root " + MalformedInput.quoted(root.name()),
                            "<graphml> or <network>");
        };
    }
}
