package io.teleon.models.format;

import io.teleon.models.network.Topology;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// Topologies that need no file.
public final class BuiltInTopologies {

    private static final String ABILENE = "abilene";

    private BuiltInTopologies() {}

    /// The Abilene backbone (Internet2, 2004): 12 nodes, 15 cables, with the coordinates,
    /// capacities and OSPF weights of its public map.
    public static Topology abilene() {
        String file = ABILENE + ".yaml";
        try (InputStream in = BuiltInTopologies.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("resource " + file + " is not packaged");
            }
            return TopologyYaml.read(SourceText.decode(file, in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<String> names() {
        return List.of(ABILENE);
    }

    public static Optional<Topology> named(String name) {
        return name.equals(ABILENE) ? Optional.of(abilene()) : Optional.empty();
    }
}
