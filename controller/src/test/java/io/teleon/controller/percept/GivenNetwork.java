package io.teleon.controller.percept;

import io.teleon.controller.openflow.PortDescription;
import io.teleon.controller.percept.Picture.Measured;
import io.teleon.controller.percept.Picture.OfIntent;
import io.teleon.controller.percept.Picture.OfLink;
import io.teleon.controller.report.ControllerView.IntentView;
import io.teleon.controller.report.EventLog;
import io.teleon.controller.report.FulfilmentView;
import io.teleon.controller.topology.HostTracker;
import io.teleon.controller.topology.Inventory;
import io.teleon.controller.topology.NetworkState;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.IntentId;
import io.teleon.models.intent.Precedence;
import io.teleon.models.intent.Tier;
import io.teleon.models.intent.TrafficSelector;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.MacAddress;
import io.teleon.models.network.Node;
import io.teleon.models.network.PortNumber;
import io.teleon.models.network.Topology;
import io.teleon.models.traffic.NodePair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// A discovered network of which nodes are letters and cables are two of them, `ab` or, with a
/// weight, `ab 3`; each takes 100 Mbit/s and as many milliseconds as it weighs. Ports have the
/// numbers of the nodes they lead to.
public final class GivenNetwork {

    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    public static final double CAPACITY = 100e6;

    private static final int HOST_PORT = 100;

    public final NetworkState network;
    public final HostTracker hosts;
    public final LinkNames names;

    private final SequencedMap<IntentId, OfIntent> intents = new LinkedHashMap<>();
    private final TreeMap<LinkId, Measured> losses = new TreeMap<>();
    private final TreeMap<LinkId, Double> growths = new TreeMap<>();
    private int serial;

    public GivenNetwork(String... cables) {
        EventLog events = new EventLog(1000);
        TreeMap<DatapathId, Node> nodes = new TreeMap<>();
        List<Link> links = new ArrayList<>();
        for (String cable : cables) {
            double weight = cable.length() > 3 ? Double.parseDouble(cable.substring(3)) : 1;
            for (LinkId id : List.of(link(cable), link(cable).reversed())) {
                String name = "" + (char) ('a' + id.source().datapath().value() - 1);
                nodes.put(id.source().datapath(), new Node(id.source().datapath(), name));
                links.add(
                        new Link(
                                id,
                                weight,
                                new Bandwidth(CAPACITY),
                                Duration.ofMillis((long) weight)));
            }
        }
        network =
                new NetworkState(
                        new Inventory(Topology.of(List.copyOf(nodes.values()), links)), events);
        hosts = new HostTracker(events);
        names = new LinkNames(network);
        nodes.forEach((id, node) -> {
            List<PortDescription> ports = new ArrayList<>();
            links.stream()
                    .filter(l -> l.source().datapath().equals(id))
                    .forEach(l -> ports.add(port(l.source().port())));
            ports.add(port(PortNumber.of(HOST_PORT)));
            network.switchReady(id, node.name(), ports, NOW);
        });
        links.forEach(l -> network.linkSeen(l.id(), NOW));
    }

    private static PortDescription port(PortNumber number) {
        return new PortDescription(
                number,
                new MacAddress(0x0200_0000_0000L + number.value()),
                "p" + number,
                EnumSet.noneOf(PortDescription.Config.class),
                EnumSet.noneOf(PortDescription.State.class),
                100_000,
                100_000);
    }

    public static DatapathId node(char letter) {
        return new DatapathId(letter - 'a' + 1);
    }

    public static LinkId link(String ends) {
        int from = ends.charAt(0) - 'a' + 1;
        int to = ends.charAt(1) - 'a' + 1;
        return new LinkId(ConnectPoint.of(from, to), ConnectPoint.of(to, from));
    }

    /// The links of a way such as `abd`.
    public static List<LinkId> way(String letters) {
        List<LinkId> links = new ArrayList<>();
        for (int i = 1; i < letters.length(); i++) {
            links.add(link(letters.substring(i - 1, i + 1)));
        }
        return links;
    }

    public static String letters(List<LinkId> way) {
        StringBuilder text = new StringBuilder();
        for (LinkId link : way) {
            if (text.isEmpty()) {
                text.append((char) ('a' + link.source().datapath().value() - 1));
            }
            text.append((char) ('a' + link.target().datapath().value() - 1));
        }
        return text.toString();
    }

    /// Takes both directions of a cable down.
    public void cut(String cable) {
        network.expire(NOW.plusSeconds(1), NOW.plusSeconds(1));
        List<LinkId> down = List.of(link(cable), link(cable).reversed());
        network.linkStatus().stream()
                .map(status -> status.link().id())
                .filter(id -> !down.contains(id))
                .forEach(id -> network.linkSeen(id, NOW.plusSeconds(2)));
    }

    /// An intent that is installed on a way and sends so much.
    public OfIntent intent(String id, String way, double megabits) {
        return intent(id, way, megabits, Tier.SILVER, InstallState.INSTALLED, false);
    }

    public OfIntent intent(
            String id,
            String way,
            double megabits,
            Tier tier,
            InstallState state,
            boolean heldByPerson) {
        DatapathId from = node(way.charAt(0));
        DatapathId to = node(way.charAt(way.length() - 1));
        Intent intent =
                new Intent.PointToPoint(
                        IntentId.parse(id),
                        Precedence.INTENT,
                        ConnectPoint.of(from.value(), HOST_PORT),
                        ConnectPoint.of(to.value(), HOST_PORT),
                        new TrafficSelector(Optional.empty(), Optional.empty()),
                        tier);
        IntentView view =
                new IntentView(
                        ++serial,
                        intent,
                        state,
                        "",
                        true,
                        way(way),
                        Optional.empty(),
                        NOW,
                        0,
                        Optional.empty(),
                        heldByPerson,
                        Optional.empty(),
                        Optional.empty(),
                        FulfilmentView.NONE,
                        Optional.empty());
        OfIntent of =
                new OfIntent(
                        view,
                        Optional.of(new NodePair(from, to)),
                        Double.isNaN(megabits)
                                ? Optional.empty()
                                : Optional.of(new Measured(megabits * 1e6, NOW)));
        intents.put(of.id(), of);
        return of;
    }

    public void lossy(String link, double share) {
        losses.put(link(link), new Measured(share, NOW));
    }

    /// What is offered to a link will soon be so much more.
    public void grows(String link, double megabits) {
        growths.put(link(link), megabits * 1e6);
    }

    /// The network at a look: what is carried is what the intents on a link send.
    public Picture picture(OfferedLoads loads) {
        SequencedMap<LinkId, OfLink> links = new LinkedHashMap<>();
        List<LinkId> all = network.linkStatus().stream().map(s -> s.link().id()).toList();
        var users = loads.users(intents.values().stream().map(OfIntent::view).toList(), all);
        for (NetworkState.LinkStatus status : network.linkStatus()) {
            LinkId id = status.link().id();
            double carried =
                    intents.values().stream()
                            .filter(i -> i.view().path().contains(id))
                            .mapToDouble(i -> i.sends().map(Measured::value).orElse(0.0))
                            .sum();
            links.put(
                    id,
                    new OfLink(
                            status.link(),
                            true,
                            status.up(),
                            true,
                            Optional.of(new Measured(carried, NOW)),
                            Optional.of(new Measured(carried, NOW)),
                            Optional.ofNullable(growths.get(id))
                                    .map(more -> new Measured(carried + more, NOW)),
                            Optional.ofNullable(losses.get(id)),
                            Optional.empty(),
                            users.getOrDefault(id, List.of())));
        }
        return new Picture(NOW, links, intents);
    }

    public Picture picture() {
        return picture(new OfferedLoads(network, hosts));
    }

    /// Nodes `a` to the given one, some of all cables.
    static String[] cables(RandomGenerator random, int nodes) {
        List<String> cables = new ArrayList<>();
        for (int from = 0; from < nodes; from++) {
            for (int to = from + 1; to < nodes; to++) {
                if (to == from + 1 || random.nextInt(3) == 0) {
                    cables.add(
                            ""
                                    + (char) ('a' + from)
                                    + (char) ('a' + to)
                                    + " "
                                    + (1 + random.nextInt(4)));
                }
            }
        }
        return cables.toArray(String[]::new);
    }

    static String shown(String... cables) {
        return Arrays.toString(cables);
    }
}
