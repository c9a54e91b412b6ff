package io.teleon.simulator.traffic;

import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Path;
import io.teleon.models.network.Routes;
import io.teleon.models.network.Topology;
import io.teleon.models.traffic.NodePair;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The shortest path of each pair in a whole network: where traffic goes while nobody steers it.
///
/// @param paths of each pair in turn, empty where no way leads
record DefaultPaths(List<List<LinkId>> paths) {

    DefaultPaths {
        paths = paths.stream().map(List::copyOf).toList();
    }

    static DefaultPaths of(List<NodePair> pairs, Topology topology) {
        Routes routes = Routes.of(topology);
        NavigableMap<DatapathId, Routes.Tree> trees = new TreeMap<>();
        List<List<LinkId>> paths = new ArrayList<>();
        for (NodePair pair : pairs) {
            paths.add(
                    trees.computeIfAbsent(pair.source(), routes::from)
                            .to(pair.target())
                            .map(Path::links)
                            .map(links -> links.stream().map(Link::id).toList())
                            .orElse(List.of()));
        }
        return new DefaultPaths(paths);
    }

    /// The pairs, by their place, whose path goes by this link.
    List<Integer> by(LinkId link) {
        List<Integer> by = new ArrayList<>();
        for (int pair = 0; pair < paths.size(); pair++) {
            if (paths.get(pair).contains(link)) {
                by.add(pair);
            }
        }
        return by;
    }
}
