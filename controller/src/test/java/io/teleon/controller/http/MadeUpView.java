package io.teleon.controller.http;

import io.teleon.controller.flow.PathTag;
import io.teleon.controller.report.AutonomyView;
import io.teleon.controller.report.ControllerView;
import io.teleon.controller.report.ControllerView.AgentView;
import io.teleon.controller.report.ControllerView.IntentView;
import io.teleon.controller.report.ControllerView.LinkView;
import io.teleon.controller.report.ControllerView.PortView;
import io.teleon.controller.report.ControllerView.ProtectionView;
import io.teleon.controller.report.ControllerView.ReconcileView;
import io.teleon.controller.report.ControllerView.SelfView;
import io.teleon.controller.report.ControllerView.SwitchView;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.FulfilmentReport;
import io.teleon.controller.report.FulfilmentView;
import io.teleon.controller.report.MadeUpAutonomy;
import io.teleon.controller.report.MadeUpIncidents;
import io.teleon.controller.report.ProbeCounts;
import io.teleon.controller.report.ProbeView;
import io.teleon.controller.report.Severity;
import io.teleon.models.format.SourceText;
import io.teleon.models.format.TopologyYaml;
import io.teleon.models.intent.Constraints;
import io.teleon.models.intent.FulfilmentState;
import io.teleon.models.intent.Goal;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.Intent.HostToHost;
import io.teleon.models.intent.IntentId;
import io.teleon.models.intent.Precedence;
import io.teleon.models.intent.Protection;
import io.teleon.models.intent.Terms;
import io.teleon.models.intent.Tier;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.Host;
import io.teleon.models.network.HostId;
import io.teleon.models.network.Ipv4Address;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.MacAddress;
import io.teleon.models.network.Node;
import io.teleon.models.network.PortNumber;
import io.teleon.models.network.Routes;
import io.teleon.models.network.Topology;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Abilene on a busy day: one cable cut, an intent parked, every link with some load.
public final class MadeUpView {

    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final Terms DEMANDING =
            new Terms(
                    Tier.GOLD,
                    new Constraints(
                            List.of(),
                            List.of(),
                            List.of(),
                            Optional.empty(),
                            Optional.of(Bandwidth.ofMegabits(5)),
                            Protection.DISJOINT),
                    List.of(
                            Goal.parse("p95 delay < 20 ms, mon-fri 08:00-18:00 Europe/Berlin"),
                            Goal.parse("loss < 0.1 %")),
                    Optional.of(Bandwidth.ofMegabits(50)));

    private static final int HOST_PORT = 100;

    private final Topology topology = abilene();
    private final LinkId cut = topology.nodeNamed("KSCYng").flatMap(this::someLink).orElseThrow();
    private final Instant now;
    private final double phase;

    private MadeUpView(Instant now, double phase) {
        this.now = now;
        this.phase = phase;
    }

    /// @param phase moves the loads, from 0 to 1
    static ControllerView at(Instant now, double phase) {
        return new MadeUpView(now, phase).view();
    }

    public static ControllerView noon() {
        return at(NOON, 0);
    }

    /// The same with another autonomy.
    public static ControllerView noonWith(AutonomyView autonomy) {
        ControllerView noon = noon();
        return new ControllerView(
                noon.at(),
                noon.topology(),
                noon.switches(),
                noon.links(),
                noon.hosts(),
                noon.intents(),
                noon.agents(),
                noon.incidents(),
                autonomy,
                noon.events(),
                noon.self());
    }

    private static Topology abilene() {
        try (InputStream in =
                Topology.class.getResourceAsStream("/io/teleon/models/format/abilene.yaml")) {
            if (in == null) {
                throw new IllegalStateException("abilene.yaml is not there");
            }
            return TopologyYaml.read(
                    new SourceText(
                            "abilene.yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<LinkId> someLink(Node node) {
        return topology.linksFrom(node.id()).stream().map(Link::id).reduce((_, last) -> last);
    }

    private boolean isUp(LinkId link) {
        return !link.equals(cut) && !link.equals(cut.reversed());
    }

    private ControllerView view() {
        Topology present = topology.withLinks(link -> isUp(link.id()));
        return new ControllerView(
                now,
                present,
                topology.nodes().stream().map(this::view).toList(),
                topology.links().stream().map(this::view).toList(),
                topology.nodes().stream().map(MadeUpView::host).toList(),
                intents(present),
                topology.nodes().stream()
                        .map(node ->
                                new AgentView(
                                        "host-" + node.name(),
                                        now.minusSeconds(1),
                                        node.name().equals("STTLng")))
                        .toList(),
                MadeUpIncidents.at(now),
                MadeUpAutonomy.at(now),
                events(1, 40),
                new SelfView(48_213, 20_114, 0, 120_431, 812, new ProbeCounts(3_960, 3_958, 2, 0)));
    }

    private SwitchView view(Node node) {
        List<PortView> ports = new ArrayList<>();
        topology.linksFrom(node.id())
                .forEach(link ->
                        ports.add(
                                new PortView(
                                        link.source(),
                                        "eth" + link.source().port(),
                                        isUp(link.id()),
                                        view(link).load(),
                                        view(link).load())));
        return new SwitchView(
                node.id(),
                node.name(),
                node.location(),
                Optional.of("127.0.0.1:" + (40_000 + node.id().value())),
                ports,
                88,
                Optional.of(new ReconcileView(now.minusSeconds(12), 0, 0, 0, Optional.empty())));
    }

    private LinkView view(Link link) {
        double wave =
                Math.sin(
                        link.source().datapath().value() * 1.7
                                + link.target().datapath().value() * 0.9
                                + phase * 2 * Math.PI);
        double share = 0.04 + 0.88 * Math.pow((wave + 1) / 2, 1.6);
        boolean up = isUp(link.id());
        return new LinkView(
                link,
                up,
                up ? now.minusSeconds(3_600) : now.minusSeconds(95),
                up ? Optional.of(link.capacity().times(share)) : Optional.empty());
    }

    private static Host host(Node node) {
        return new Host(
                hostId(node),
                new ConnectPoint(node.id(), PortNumber.of(HOST_PORT)),
                Optional.of(new Ipv4Address(0x0a000000 + (int) node.id().value())));
    }

    private static HostId hostId(Node node) {
        return new HostId(new MacAddress(0x0200_0000_0000L + node.id().value()));
    }

    private FulfilmentView fulfilment(int serial) {
        boolean poor = serial == 18;
        FulfilmentState state = poor ? FulfilmentState.DEGRADED : FulfilmentState.FULFILLED;
        String reason = poor ? "99.0 % arrives" : "what is promised arrives";
        Instant at = now.minusSeconds(600);
        return new FulfilmentView(
                state,
                at,
                reason,
                1,
                List.of(
                        new FulfilmentReport(
                                new IntentId("intent-" + serial),
                                serial,
                                1,
                                at,
                                FulfilmentState.UNKNOWN,
                                state,
                                reason,
                                OptionalDouble.of(poor ? 0.99 : 1),
                                Optional.empty())),
                List.of(new FulfilmentView.Change(now.minusSeconds(610), "INSTALLED")));
    }

    private List<IntentView> intents(Topology present) {
        Routes routes = Routes.of(present);
        List<IntentView> intents = new ArrayList<>();
        int serial = 0;
        for (Node source : topology.nodes()) {
            for (Node target : topology.nodes()) {
                if (source.equals(target)) {
                    continue;
                }
                serial++;
                boolean parked = serial == 17;
                boolean moving = serial % 41 == 0;
                intents.add(
                        new IntentView(
                                serial,
                                new HostToHost(
                                        new IntentId(source.name() + "-" + target.name()),
                                        Precedence.INTENT,
                                        hostId(source),
                                        hostId(target),
                                        serial % 5 == 0 ? DEMANDING : Terms.USUAL),
                                parked
                                        ? InstallState.PARKED
                                        : moving ? InstallState.REROUTING : InstallState.INSTALLED,
                                parked ? "no path tag is free on any path" : "",
                                true,
                                routes
                                        .shortest(source.id(), target.id())
                                        .orElseThrow()
                                        .links()
                                        .stream()
                                        .map(Link::id)
                                        .toList(),
                                Optional.of(new PathTag(serial)),
                                now.minusSeconds(serial % 41 == 0 ? 1 : 3_000),
                                parked ? 5 : 0,
                                Optional.empty(),
                                false,
                                Optional.empty(),
                                serial % 5 == 0
                                        ? Optional.of(
                                                new ProtectionView(
                                                        List.of(), Optional.empty(), false, "none"))
                                        : Optional.empty(),
                                fulfilment(serial),
                                Optional.of(
                                        new ProbeView(
                                                now.minusSeconds(3),
                                                Optional.of(
                                                        new ProbeView.Delay(
                                                                now.minusSeconds(3),
                                                                Duration.ofMillis(11),
                                                                Duration.ofNanos(120_000))),
                                                0,
                                                12))));
            }
        }
        return intents;
    }

    /// Events `[from, to)`.
    static List<Event> events(long from, long to) {
        List<Event> events = new ArrayList<>();
        for (long n = from; n < to; n++) {
            events.add(event(n));
        }
        return events;
    }

    static Event event(long sequence) {
        Instant at = NOON.minusSeconds(200 - sequence * 3);
        return switch ((int) (sequence % 7)) {
            case 0 ->
                    new Event(
                            sequence,
                            at,
                            Severity.MAJOR,
                            Event.Kind.LINK_DOWN,
                            "0000000000000004/2>0000000000000007/1",
                            "link DNVRng/2 -> KSCYng/1 is down");
            case 1, 2, 3 ->
                    new Event(
                            sequence,
                            at,
                            Severity.NORMAL,
                            Event.Kind.INTENT_STATE,
                            "CHINng-LOSAng",
                            "REROUTING -> INSTALLED, 6 links");
            case 4 ->
                    new Event(
                            sequence,
                            at,
                            Severity.WARNING,
                            Event.Kind.DRIFT,
                            "0000000000000006",
                            "switch IPLSng: 2 missing, 1 excess, 0 misconfigured; mended");
            case 5 ->
                    new Event(
                            sequence,
                            at,
                            Severity.MAJOR,
                            Event.Kind.AGENT_SILENT,
                            "host-STTLng",
                            "agent has been silent since 2026-03-01T11:59:12Z");
            default ->
                    new Event(
                            sequence,
                            at,
                            Severity.NORMAL,
                            Event.Kind.LINK_UP,
                            "0000000000000004/2>0000000000000007/1",
                            "link DNVRng/2 -> KSCYng/1 is up");
        };
    }
}
