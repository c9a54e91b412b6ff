package io.teleon.controller.journal;

import io.teleon.controller.containment.Containment;
import io.teleon.controller.containment.Extent;
import io.teleon.controller.flow.PathTag;
import io.teleon.controller.flow.Tunnel;
import io.teleon.controller.intent.Limit;
import io.teleon.controller.intent.Placement;
import io.teleon.controller.journal.JournalEntry.FulfilmentTold;
import io.teleon.controller.journal.JournalEntry.HostKnown;
import io.teleon.controller.journal.JournalEntry.IntentHeld;
import io.teleon.controller.journal.JournalEntry.IntentLimited;
import io.teleon.controller.journal.JournalEntry.IntentPlaced;
import io.teleon.controller.journal.JournalEntry.IntentProtected;
import io.teleon.controller.journal.JournalEntry.IntentSteered;
import io.teleon.controller.journal.JournalEntry.IntentSubmitted;
import io.teleon.controller.journal.JournalEntry.IntentWithdrawing;
import io.teleon.controller.journal.JournalEntry.IntentWithdrawn;
import io.teleon.controller.journal.JournalEntry.PortBroughtUp;
import io.teleon.controller.journal.JournalEntry.PortContained;
import io.teleon.controller.journal.JournalEntry.PortFreed;
import io.teleon.controller.journal.JournalEntry.PortFreeing;
import io.teleon.controller.journal.JournalEntry.PortTakenDown;
import io.teleon.controller.journal.JournalEntry.TunnelReleased;
import io.teleon.controller.journal.JournalEntry.TunnelReserved;
import io.teleon.models.intent.Constraints;
import io.teleon.models.intent.FulfilmentState;
import io.teleon.models.intent.Goal;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.Intent.HostToHost;
import io.teleon.models.intent.Intent.PointToPoint;
import io.teleon.models.intent.IntentId;
import io.teleon.models.intent.Precedence;
import io.teleon.models.intent.Protection;
import io.teleon.models.intent.Terms;
import io.teleon.models.intent.Tier;
import io.teleon.models.intent.TrafficSelector;
import io.teleon.models.intent.Validity;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Host;
import io.teleon.models.network.HostId;
import io.teleon.models.network.Ipv4Address;
import io.teleon.models.network.Ipv4Prefix;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.MacAddress;
import io.teleon.models.network.PortNumber;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Journal entries of every kind, with whatever values their types allow.
public final class JournalEntries {

    private JournalEntries() {}

    public static Arbitrary<JournalEntry> any() {
        return Arbitraries.oneOf(
                AutonomyEntries.any(instants(), ids(), links()),
                Combinators.combine(instants(), serials(), intents()).as(IntentSubmitted::new),
                Combinators.combine(instants(), ids()).as(IntentWithdrawing::new),
                Combinators.combine(instants(), ids()).as(IntentWithdrawn::new),
                Combinators.combine(instants(), tunnels()).as(TunnelReserved::new),
                Combinators.combine(instants(), serials()).as(TunnelReleased::new),
                Combinators.combine(instants(), ids(), placements().optional())
                        .as(IntentPlaced::new),
                Combinators.combine(instants(), ids(), paths().optional()).as(IntentSteered::new),
                Combinators.combine(instants(), ids(), paths()).as(IntentHeld::new),
                Combinators.combine(instants(), ids(), placements().optional())
                        .as(IntentProtected::new),
                Combinators.combine(instants(), ids(), limits().optional()).as(IntentLimited::new),
                Combinators.combine(
                                instants(),
                                ids(),
                                serials(),
                                Arbitraries.longs(),
                                Arbitraries.of(FulfilmentState.class),
                                Arbitraries.strings().ofMaxLength(20))
                        .as(FulfilmentTold::new),
                Combinators.combine(
                                instants(),
                                serials(),
                                points(),
                                Arbitraries.integers().map(Ipv4Address::new).optional())
                        .as((at, mac, location, address) ->
                                new HostKnown(
                                        at,
                                        new Host(
                                                new HostId(new MacAddress(mac & 0xffffffffL)),
                                                location,
                                                address))),
                IncidentEntries.any(instants(), ids(), links()),
                Combinators.combine(instants(), points()).as(PortTakenDown::new),
                Combinators.combine(instants(), points()).as(PortBroughtUp::new),
                Combinators.combine(instants(), containments()).as(PortContained::new),
                Combinators.combine(instants(), serials()).as(PortFreeing::new),
                Combinators.combine(instants(), serials()).as(PortFreed::new));
    }

    /// The `n`th of a plain sequence in which no two entries are equal.
    public static JournalEntry numbered(int n) {
        return new IntentSubmitted(
                Instant.EPOCH.plusSeconds(n),
                n,
                new HostToHost(
                        new IntentId("intent-" + n),
                        Precedence.HUMAN,
                        new HostId(new MacAddress(2L * n)),
                        new HostId(new MacAddress(2L * n + 1))));
    }

    /// The plain sequence `[from, to)`.
    public static List<JournalEntry> numbered(int from, int to) {
        List<JournalEntry> entries = new ArrayList<>();
        for (int n = from; n < to; n++) {
            entries.add(numbered(n));
        }
        return entries;
    }

    private static Arbitrary<Instant> instants() {
        return Combinators.combine(
                        Arbitraries.longs()
                                .between(
                                        Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()),
                        Arbitraries.integers().between(0, 999_999_999))
                .as(Instant::ofEpochSecond);
    }

    private static Arbitrary<Containment> containments() {
        return Combinators.combine(
                        serials(),
                        points(),
                        Arbitraries.strings().ofMaxLength(20),
                        Arbitraries.of(Extent.class),
                        Arbitraries.of(Precedence.class),
                        Arbitraries.strings().ofMaxLength(20))
                .as(Containment::new);
    }

    private static Arbitrary<Integer> serials() {
        return Arbitraries.integers();
    }

    private static Arbitrary<IntentId> ids() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .withCharRange('0', '9')
                .withChars("._-")
                .ofMinLength(0)
                .ofMaxLength(63)
                .map(rest -> new IntentId("x" + rest));
    }

    private static Arbitrary<Intent> intents() {
        Arbitrary<Precedence> precedences = Arbitraries.of(Precedence.class);
        Arbitrary<HostId> hosts =
                Arbitraries.longs()
                        .between(0, (1L << 48) - 1)
                        .map(value -> new HostId(new MacAddress(value)));
        Arbitrary<Intent> hostToHost =
                Combinators.combine(ids(), precedences, hosts, hosts, terms())
                        .filter((_, _, source, target, _) -> !source.equals(target))
                        .as(HostToHost::new);
        Arbitrary<Intent> pointToPoint =
                Combinators.combine(ids(), precedences, points(), points(), selectors(), terms())
                        .filter((_, _, ingress, egress, _, _) -> !ingress.equals(egress))
                        .as(PointToPoint::new);
        return Arbitraries.oneOf(hostToHost, pointToPoint);
    }

    private static Arbitrary<Terms> terms() {
        return Combinators.combine(
                        Arbitraries.of(Tier.class),
                        constraints(),
                        goals().list().ofMaxSize(3),
                        Arbitraries.doubles().between(1e3, 2e12).map(Bandwidth::new).optional())
                .as(Terms::new);
    }

    private static Arbitrary<Goal> goals() {
        Arbitrary<Validity> validities =
                Combinators.combine(
                                Arbitraries.of(DayOfWeek.class).list().ofMinSize(1).ofMaxSize(7),
                                Arbitraries.integers().between(0, 1439),
                                Arbitraries.integers().between(1, 1439),
                                Arbitraries.of("Z", "UTC", "Europe/Berlin", "+05:30"))
                        .as((days, from, minutes, zone) ->
                                new Validity(
                                        days,
                                        LocalTime.MIN.plusMinutes(from),
                                        LocalTime.MIN.plusMinutes(from + minutes),
                                        ZoneId.of(zone)));
        return Combinators.combine(
                        Arbitraries.of(Goal.Measure.class),
                        Arbitraries.doubles().between(1e-9, 1).ofScale(12),
                        validities.optional())
                .as((measure, part, validity) ->
                        new Goal(measure, measure.isDelay() ? part * 6e7 : part, validity));
    }

    private static Arbitrary<Constraints> constraints() {
        // Told apart by parity, for what is to be met cannot be to be avoided.
        Arbitrary<List<DatapathId>> nodes =
                Arbitraries.longs()
                        .between(0, 1L << 40)
                        .map(value -> new DatapathId(2 * value))
                        .list()
                        .uniqueElements()
                        .ofMaxSize(Constraints.MAX_WAYPOINTS);
        return Combinators.combine(
                        paths(),
                        nodes,
                        nodes.map(even ->
                                even.stream().map(id -> new DatapathId(id.value() + 1)).toList()),
                        Arbitraries.longs()
                                .between(1, 60_000_000_000L)
                                .map(Duration::ofNanos)
                                .optional(),
                        Arbitraries.doubles()
                                .between(1, 1e14)
                                .ofScale(4)
                                .map(Bandwidth::new)
                                .optional(),
                        Arbitraries.of(Protection.class))
                .as((links, avoid, waypoints, delay, bandwidth, protection) ->
                        new Constraints(
                                links,
                                avoid,
                                protection == Protection.NONE ? waypoints : List.of(),
                                delay,
                                bandwidth,
                                protection));
    }

    /// A port that is another.
    private static ConnectPoint neighbour(ConnectPoint point) {
        return new ConnectPoint(new DatapathId(point.datapath().value() ^ 1), point.port());
    }

    private static Arbitrary<List<LinkId>> paths() {
        return links().list().ofMaxSize(5);
    }

    private static Arbitrary<LinkId> links() {
        return Combinators.combine(points(), points())
                .as((from, to) -> new LinkId(from, from.equals(to) ? neighbour(from) : to));
    }

    private static Arbitrary<Limit> limits() {
        return Combinators.combine(
                        Arbitraries.doubles().between(1e3, 1e12).ofScale(4),
                        Arbitraries.integers().between(1, Integer.MAX_VALUE))
                .as((rate, meter) -> new Limit(new Bandwidth(rate), meter));
    }

    private static Arbitrary<Placement> placements() {
        return Combinators.combine(
                        points(),
                        points(),
                        Arbitraries.integers().map(Ipv4Address::new).optional(),
                        serials())
                .as((ingress, egress, address, serial) ->
                        new Placement(
                                ingress,
                                egress,
                                address,
                                ingress.datapath().equals(egress.datapath())
                                        ? OptionalInt.empty()
                                        : OptionalInt.of(serial)));
    }

    private static Arbitrary<TrafficSelector> selectors() {
        return Combinators.combine(prefixes().optional(), prefixes().optional())
                .as(TrafficSelector::new);
    }

    private static Arbitrary<Ipv4Prefix> prefixes() {
        return Combinators.combine(Arbitraries.integers(), Arbitraries.integers().between(0, 32))
                .as((address, length) -> {
                    int mask = length == 0 ? 0 : -1 << (32 - length);
                    return new Ipv4Prefix(new Ipv4Address(address & mask), length);
                });
    }

    private static Arbitrary<ConnectPoint> points() {
        return Combinators.combine(Arbitraries.longs(), ports())
                .as((datapath, port) -> new ConnectPoint(new DatapathId(datapath), port));
    }

    private static Arbitrary<PortNumber> ports() {
        return Arbitraries.integers().between(1, Integer.MAX_VALUE).map(PortNumber::of);
    }

    /// A chain of links over switches that differ, so that it is contiguous.
    private static Arbitrary<Tunnel> tunnels() {
        return Combinators.combine(
                        serials(),
                        Arbitraries.integers().between(PathTag.MIN, PathTag.MAX),
                        Arbitraries.longs().list().ofMinSize(2).ofMaxSize(6).uniqueElements(),
                        ports(),
                        ports())
                .as((serial, tag, datapaths, out, in) -> {
                    List<LinkId> links = new ArrayList<>();
                    for (int i = 1; i < datapaths.size(); i++) {
                        links.add(
                                new LinkId(
                                        point(datapaths.get(i - 1), out),
                                        point(datapaths.get(i), in)));
                    }
                    return new Tunnel(
                            serial, new PathTag(tag), links, point(datapaths.getLast(), out));
                });
    }

    private static ConnectPoint point(long datapath, PortNumber port) {
        return new ConnectPoint(new DatapathId(datapath), port);
    }
}
