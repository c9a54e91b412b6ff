package io.teleon.controller.probe;

import io.teleon.controller.topology.NetworkState;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Path;
import io.teleon.models.network.Routes;
import io.teleon.models.network.Topology;
import java.time.Duration;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// What the lightest path over all links ever seen would take, down ones included: the yardstick
/// for delays does not shrink with the network. Owned by the control loop's thread.
public final class ShortestDelays {

    private final NetworkState network;
    private final NavigableMap<DatapathId, Routes.Tree> trees = new TreeMap<>();
    private Routes routes = Routes.of(Topology.EMPTY);
    private long cabling = -1;

    public ShortestDelays(NetworkState network) {
        this.network = network;
    }

    /// Empty where there is no path, or nobody said how long its links take.
    public Optional<Duration> of(DatapathId source, DatapathId target) {
        if (network.cabling() != cabling) {
            cabling = network.cabling();
            trees.clear();
            routes =
                    Routes.of(
                            Topology.of(
                                    network.nodes(),
                                    network.linkStatus().stream()
                                            .map(NetworkState.LinkStatus::link)
                                            .toList()));
        }
        return trees.computeIfAbsent(source, routes::from)
                .to(target)
                .map(Path::delay)
                .filter(Duration::isPositive);
    }
}
