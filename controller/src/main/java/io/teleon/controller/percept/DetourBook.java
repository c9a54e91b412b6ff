package io.teleon.controller.percept;

import io.teleon.controller.topology.NetworkState;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Path;
import io.teleon.models.network.Routes;
import io.teleon.models.network.Topology;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The ways around links, and the names by which programs know them: `DNVRng-STTLng-KSCYng`. A name
/// once given stays with its links.
///
/// Ways are looked for on demand, and anew after each change of the topology. Bounded: of the
/// names, the newest [#MOST_NAMES] paths are known; a path that is found again later gets its name
/// again.
public final class DetourBook {

    static final int MOST_NAMES = 20_000;

    private static final int MOST_DETOURS = 4;
    private static final String TYPE = "path";

    private final NetworkState network;
    private final Map<LinkId, List<Detour>> byLink = new TreeMap<>();
    private final Map<String, Detour> byName = new TreeMap<>();
    private Optional<Topology> of = Optional.empty();

    public DetourBook(NetworkState network) {
        this.network = network;
    }

    /// A way from where a link begins to where it ends.
    public record Detour(Value.Entity name, Path path) {

        public List<LinkId> links() {
            return path.links().stream().map(Link::id).toList();
        }
    }

    /// The ways around a link over usable links, lightest first, at most [#MOST_DETOURS].
    public List<Detour> around(LinkId link) {
        Topology usable = network.usable().topology();
        if (!of.equals(Optional.of(usable))) {
            of = Optional.of(usable);
            byLink.clear();
        }
        return byLink.computeIfAbsent(link, this::find);
    }

    private List<Detour> find(LinkId link) {
        Topology rest =
                network.usable()
                        .topology()
                        .withLinks(l -> !l.id().equals(link) && !l.id().equals(link.reversed()));
        List<Detour> found = new ArrayList<>();
        for (Path path :
                Routes.of(rest)
                        .kShortest(
                                link.source().datapath(), link.target().datapath(), MOST_DETOURS)) {
            found.add(named(path));
        }
        return List.copyOf(found);
    }

    private Detour named(Path path) {
        String nodes =
                path.datapaths().stream().map(network::nameOf).collect(Collectors.joining("-"));
        List<LinkId> links = path.links().stream().map(Link::id).toList();
        String name = nodes;
        for (int i = 2; byName.containsKey(name) && !byName.get(name).links().equals(links); i++) {
            name = nodes + "#" + i;
        }
        Detour detour = new Detour(new Value.Entity(TYPE, name), path);
        if (byName.size() >= MOST_NAMES) {
            byName.clear();
        }
        byName.put(name, detour);
        return detour;
    }

    /// The path a program means.
    public Optional<Detour> detour(Value value) {
        return value instanceof Value.Entity(String type, String name) && type.equals(TYPE)
                ? Optional.ofNullable(byName.get(name))
                : Optional.empty();
    }
}
