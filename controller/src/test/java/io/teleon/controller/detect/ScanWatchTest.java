package io.teleon.controller.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.containment.Containments;
import io.teleon.controller.flow.FlowTables;
import io.teleon.controller.intent.IntentTimings;
import io.teleon.controller.intent.Intents;
import io.teleon.controller.percept.GivenNetwork;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.EventLog;
import io.teleon.controller.telemetry.ContainmentRates;
import io.teleon.controller.topology.Management;
import io.teleon.controller.topology.ManagementPlan;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.IntentId;
import io.teleon.models.intent.Precedence;
import io.teleon.models.intent.TrafficSelector;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.HostId;
import io.teleon.models.network.Ipv4Address;
import io.teleon.models.network.Ipv4Prefix;
import io.teleon.models.network.MacAddress;
import io.teleon.models.time.Deadlines;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScanWatchTest {

    private static final ConnectPoint PORT = ConnectPoint.of(1, 100);
    private static final ConnectPoint OTHER = ConnectPoint.of(2, 100);
    private static final HostId HOST = host(1);

    private final GivenNetwork given = new GivenNetwork("ab");
    private final EventLog events = new EventLog(10_000);
    private final FlowTables tables = new FlowTables((_, _) -> 1);
    private final Intents intents =
            new Intents(
                    given.network,
                    given.hosts,
                    tables,
                    _ -> {},
                    new Deadlines(),
                    events,
                    IntentTimings.STANDARD);
    private final ScanWatch scans =
            new ScanWatch(
                    given.network,
                    intents,
                    new Containments(
                            given.network,
                            tables,
                            _ -> {},
                            events,
                            new Management(ManagementPlan.NONE, given.network, events)),
                    new ContainmentRates(),
                    events);
    private Instant now = GivenNetwork.NOW;

    private static HostId host(int number) {
        return new HostId(new MacAddress(0x0200_0000_0000L + number));
    }

    private static Ipv4Address address(int number) {
        return new Ipv4Address(0x0a00_0000 + number);
    }

    private void ask(int from, int to) {
        for (int i = from; i < to; i++) {
            scans.asked(PORT, HOST, address(i), now);
        }
    }

    private long told(Event.Kind kind) {
        return events.all().stream().filter(event -> event.kind() == kind).count();
    }

    @Test
    void nineteenAreAHostThatCameUpAndTwentyAScan() {
        ask(0, ScanWatch.MANY - 1);
        assertEquals(0, told(Event.Kind.SCAN_BEGAN));
        assertTrue(!scans.drainNews());
        ask(ScanWatch.MANY - 1, ScanWatch.MANY + 5);
        assertEquals(1, told(Event.Kind.SCAN_BEGAN), "it is told once");
        assertTrue(scans.drainNews());
    }

    @Test
    void askingForTheSameAgainAndAgainCountsOnce() {
        for (int i = 0; i < 100; i++) {
            ask(0, 3);
        }
        assertEquals(3, scans.readings(now).getFirst().targets());
    }

    @Test
    void whatIsAskedSlowlyIsForgottenAgain() {
        for (int i = 0; i < 100; i++) {
            ask(i, i + 1);
            now = now.plusSeconds(4);
        }
        assertEquals(0, told(Event.Kind.SCAN_BEGAN));
        now = now.plus(ScanWatch.WINDOW);
        scans.look(now);
        assertEquals(List.of(), scans.readings(now));
    }

    @Test
    void whoAsksForFewerIsOverItAndToldOf() {
        ask(0, 30);
        now = now.plusSeconds(30);
        scans.look(now);
        assertEquals(0, told(Event.Kind.SCAN_ENDED));
        now = now.plusSeconds(31);
        scans.look(now);
        assertEquals(1, told(Event.Kind.SCAN_ENDED));
    }

    @Test
    void whoItHasAnIntentWithEitherWayIsNotCounted() {
        for (int i = 0; i < 30; i++) {
            HostId peer = host(100 + i);
            given.hosts.heard(peer, OTHER, Optional.of(address(i)), now);
            boolean there = i % 2 == 0;
            intents.submit(
                    new Intent.HostToHost(
                            new IntentId("i" + i),
                            Precedence.INTENT,
                            there ? HOST : peer,
                            there ? peer : HOST),
                    now);
        }
        ask(0, 30);
        assertEquals(List.of(), scans.readings(now));
        ask(30, 31);
        assertEquals(1, scans.readings(now).getFirst().targets());
    }

    @Test
    void whereAnIntentBetweenPortsLeadsIsNotCountedEither() {
        intents.submit(
                new Intent.PointToPoint(
                        new IntentId("subnet"),
                        Precedence.INTENT,
                        PORT,
                        OTHER,
                        new TrafficSelector(
                                Optional.empty(), Optional.of(Ipv4Prefix.parse("10.0.0.0/26")))),
                now);
        ask(0, 64);
        assertEquals(List.of(), scans.readings(now));
        ask(64, 70);
        assertEquals(6, scans.readings(now).getFirst().targets());
    }

    @Test
    void madeUpSendersAndAddressesAndPortsTakeNoMoreRoomThanTheBounds() {
        for (int i = 0; i < 10_000; i++) {
            scans.asked(PORT, host(i), address(i), now);
        }
        assertEquals(ScanWatch.MOST_TARGETS, scans.readings(now).getFirst().targets());
        assertEquals(1, told(Event.Kind.SCAN_BEGAN), "it is one port that scans");
        for (int i = 0; i < ScanWatch.MOST_PORTS + 10; i++) {
            now = now.plusMillis(1);
            scans.asked(ConnectPoint.of(1000 + i, 1), HOST, address(1), now);
        }
        assertEquals(ScanWatch.MOST_PORTS, scans.readings(now).size());
    }
}
