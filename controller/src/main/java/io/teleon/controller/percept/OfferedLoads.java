package io.teleon.controller.percept;

import io.teleon.controller.report.ControllerView.IntentView;
import io.teleon.controller.topology.HostTracker;
import io.teleon.controller.topology.NetworkState;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Host;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Path;
import io.teleon.models.network.Routes;
import io.teleon.models.network.Topology;
import io.teleon.models.traffic.NodePair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Which links the intents would go by if nobody steered: their default ways. From these follows
/// what is *offered* to a link, which our own steering does not change.
///
/// The default way is the lightest over the usable links. For a link that is down it is asked what
/// would go by it if it alone were up again.
public final class OfferedLoads {

    private final NetworkState network;
    private final HostTracker hosts;
    private final Map<NodePair, List<LinkId>> ways = new TreeMap<>();
    private final Map<LinkId, Routes> withLink = new TreeMap<>();
    private Optional<Topology> of = Optional.empty();

    public OfferedLoads(NetworkState network, HostTracker hosts) {
        this.network = network;
        this.hosts = hosts;
    }

    /// The switches at which an intent begins and ends; empty while a host of it is not known.
    public Optional<NodePair> ends(Intent intent) {
        return switch (intent) {
            case Intent.HostToHost pair -> {
                Optional<DatapathId> from = hosts.host(pair.source()).map(OfferedLoads::at);
                Optional<DatapathId> to = hosts.host(pair.target()).map(OfferedLoads::at);
                yield from.isPresent() && to.isPresent()
                        ? Optional.of(new NodePair(from.get(), to.get()))
                        : Optional.empty();
            }
            case Intent.PointToPoint points ->
                    Optional.of(new NodePair(at(points.ingress()), at(points.egress())));
        };
    }

    private static DatapathId at(Host host) {
        return at(host.location());
    }

    private static DatapathId at(ConnectPoint point) {
        return point.datapath();
    }

    /// The way a pair goes by default; none where it has none.
    public List<LinkId> way(NodePair pair) {
        refresh();
        return ways.computeIfAbsent(
                pair,
                p ->
                        network.lightest(p.source(), p.target())
                                .map(OfferedLoads::links)
                                .orElse(List.of()));
    }

    private void refresh() {
        Topology usable = network.usable().topology();
        if (!of.equals(Optional.of(usable))) {
            of = Optional.of(usable);
            ways.clear();
            withLink.clear();
        }
    }

    private static List<LinkId> links(Path path) {
        return path.links().stream().map(Link::id).toList();
    }

    /// Whether a pair goes by a link by default, or would if the link were up.
    public boolean wouldUse(NodePair pair, LinkId link) {
        refresh();
        if (network.isLinkUp(link)) {
            return way(pair).contains(link);
        }
        Routes routes = withLink.computeIfAbsent(link, this::with);
        return routes.shortest(pair.source(), pair.target())
                .filter(path -> path.uses(link))
                .isPresent();
    }

    private Routes with(LinkId link) {
        Topology usable = network.usable().topology();
        List<Link> links = new ArrayList<>(usable.links());
        links.add(network.describe(link));
        return Routes.of(Topology.of(List.copyOf(usable.nodes()), links));
    }

    /// The intents that go by each of these links by default, each list in the order of the
    /// intents.
    public SequencedMap<LinkId, List<IntentId>> users(
            List<IntentView> intents, List<LinkId> links) {
        SequencedMap<LinkId, List<IntentId>> users = new LinkedHashMap<>();
        links.forEach(link -> users.put(link, new ArrayList<>()));
        List<LinkId> down = links.stream().filter(link -> !network.isLinkUp(link)).toList();
        for (IntentView view : intents) {
            Optional<NodePair> ends =
                    isThere(view) ? ends(view.intent()).filter(p -> !p.isSelf()) : Optional.empty();
            if (ends.isPresent()) {
                for (LinkId link : way(ends.get())) {
                    List<IntentId> there = users.get(link);
                    if (there != null) {
                        there.add(view.intent().id());
                    }
                }
                for (LinkId link : down) {
                    List<IntentId> there = users.get(link);
                    if (there != null && wouldUse(ends.get(), link)) {
                        there.add(view.intent().id());
                    }
                }
            }
        }
        return users;
    }

    /// Whether an intent has, or is to have, a path.
    public static boolean isThere(IntentView view) {
        return switch (view.state()) {
            case SUBMITTED, COMPILING, INSTALLING, INSTALLED, REROUTING, FAILED, PARKED -> true;
            case WITHDRAWING, WITHDRAWN -> false;
        };
    }
}
