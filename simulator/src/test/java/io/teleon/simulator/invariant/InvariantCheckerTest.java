package io.teleon.simulator.invariant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.flow.Cookie;
import io.teleon.controller.openflow.Action;
import io.teleon.controller.openflow.Instruction;
import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.TableId;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.HostId;
import io.teleon.models.network.Ipv4Address;
import io.teleon.models.network.MacAddress;
import io.teleon.models.network.PortNumber;
import io.teleon.simulator.network.TableView;
import io.teleon.simulator.time.VirtualTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two switches joined by two cables (ports 1 and 2), a host at port 9 of each, and one intent from
/// left to right. Each test spoils a good network in one way.
class InvariantCheckerTest {

    private static final DatapathId LEFT = new DatapathId(1);
    private static final DatapathId RIGHT = new DatapathId(2);
    private static final HostId FROM = new HostId(new MacAddress(0x0200_0000_0001L));
    private static final HostId TO = new HostId(new MacAddress(0x0200_0000_0002L));
    private static final long WINDOW = 52_000_000;

    private final VirtualTime time = new VirtualTime(Instant.EPOCH);
    private final Held left = new Held();
    private final Held right = new Held();
    private final List<Violation> found = new ArrayList<>();
    private boolean installed = true;
    private boolean controllerThere = true;

    private final InvariantChecker checker =
            new InvariantChecker(
                    time,
                    new TwoSwitches(),
                    new OneIntent(),
                    List.of(
                            new Edge(FROM, Ipv4Address.parse("10.0.1.1"), point(LEFT, 9)),
                            new Edge(TO, Ipv4Address.parse("10.0.2.1"), point(RIGHT, 9))),
                    found::add);

    /// What a switch holds, to be spoilt.
    private static final class Held {
        private final List<TableView.Entry> rules = new ArrayList<>();
        private final TreeSet<PortNumber> ports = new TreeSet<>(List.of(port(1), port(2), port(9)));

        List<TableView.Entry> byPriority() {
            return rules.stream()
                    .sorted(Comparator.comparingInt(TableView.Entry::priority).reversed())
                    .toList();
        }
    }

    private static PortNumber port(int number) {
        return new PortNumber(number);
    }

    private static ConnectPoint point(DatapathId node, int port) {
        return new ConnectPoint(node, port(port));
    }

    private final class TwoSwitches implements Wiring {

        @Override
        public Optional<SwitchState> state(DatapathId node) {
            Held held = node.equals(LEFT) ? left : right;
            return Optional.of(
                    new SwitchState(
                            List.of(new TableView(new TableId(0), held.byPriority())),
                            List.of(),
                            held.ports));
        }

        @Override
        public FarEnd farEnd(ConnectPoint point) {
            return point.port().value() == 9
                    ? new FarEnd.Host()
                    : new FarEnd.Switch(
                            new ConnectPoint(
                                    point.datapath().equals(LEFT) ? RIGHT : LEFT, point.port()));
        }
    }

    private final class OneIntent implements Beliefs {

        @Override
        public boolean isThere() {
            return controllerThere;
        }

        @Override
        public boolean isInstalled(HostId source, HostId target) {
            return installed && source.equals(FROM);
        }

        @Override
        public Optional<String> ownerless(long cookie) {
            return cookie == Cookie.BASE.bits() ? Optional.empty() : Optional.of("nobody's");
        }
    }

    private static TableView.Entry rule(int priority, Match match, Action... actions) {
        return rule(priority, match, Cookie.BASE.bits(), actions);
    }

    private static TableView.Entry rule(int priority, Match match, long cookie, Action... actions) {
        return new TableView.Entry(
                priority, match, List.of(Instruction.ApplyActions.of(actions)), cookie);
    }

    private static Action output(int port) {
        return new Action.Output(port(port));
    }

    private static Match in(int port) {
        return Match.builder().inPort(port(port)).build();
    }

    @BeforeEach
    void startsWithoutFault() {
        left.rules.add(rule(10, in(9), output(1)));
        left.rules.add(rule(10, in(1), output(9)));
        right.rules.add(rule(10, in(1), output(9)));
        checker.checkAll(List.of(LEFT, RIGHT));
        assertEquals(List.of(), found);
    }

    private void change(DatapathId node) {
        time.runUntil(time.nowNanos() + 1_000_000);
        checker.changed(node);
    }

    @Test
    void findsALoopWithItsWalk() {
        right.rules.add(rule(20, in(1), output(2)));
        left.rules.add(rule(10, in(2), output(1)));
        change(RIGHT);
        change(LEFT);
        Violation.Loop loop = assertInstanceOf(Violation.Loop.class, found.getFirst());
        assertTrue(loop.evidence().getFirst().startsWith(LEFT + "/9"), loop.evidence().toString());
        assertTrue(loop.evidence().size() > 6, loop.evidence().toString());
    }

    @Test
    void findsALoopThatOnlyATaggedPacketWouldTake() {
        Match tagged = Match.builder().inPort(port(2)).vlan(77).build();
        left.rules.add(rule(30, tagged, new Action.Output(PortNumber.IN_PORT)));
        right.rules.add(rule(30, tagged, new Action.Output(PortNumber.IN_PORT)));
        change(LEFT);
        Violation.Loop loop = assertInstanceOf(Violation.Loop.class, found.getFirst());
        assertTrue(loop.packet().contains("vlan [77]"), loop.packet());
    }

    @Test
    void findsABlackHoleThatNoFaultExplains() {
        right.rules.clear();
        change(RIGHT);
        Violation.BlackHole hole = assertInstanceOf(Violation.BlackHole.class, found.getFirst());
        assertEquals("no rule in table 0 of " + RIGHT, hole.where());
        // An IPv4 packet and an ARP request.
        assertEquals(2, found.size());
    }

    @Test
    void aRuleThatSendsElsewhereIsABlackHoleToo() {
        left.rules.addFirst(rule(40, in(9), output(2)));
        change(LEFT);
        assertInstanceOf(Violation.BlackHole.class, found.getFirst());
    }

    @Test
    void aFaultGivesTheWindowToFindAWay() {
        right.ports.remove(port(1));
        checker.disturbed(List.of(LEFT, RIGHT), WINDOW);
        time.runUntil(WINDOW);
        assertEquals(List.of(), found);
        time.runUntil(WINDOW + 1);
        assertInstanceOf(Violation.BlackHole.class, found.getFirst());
    }

    @Test
    void whoFindsAWayWithinTheWindowIsNotBlamed() {
        right.ports.remove(port(1));
        checker.disturbed(List.of(LEFT, RIGHT), WINDOW);
        left.rules.addFirst(rule(40, in(9), output(2)));
        right.rules.add(rule(10, in(2), output(9)));
        change(LEFT);
        change(RIGHT);
        time.runUntil(2 * WINDOW);
        assertEquals(List.of(), found);
    }

    @Test
    void endsThatAreNotConnectedAreNobodysFault() {
        right.ports.remove(port(1));
        right.ports.remove(port(2));
        checker.disturbed(List.of(LEFT, RIGHT), WINDOW);
        time.runUntil(2 * WINDOW);
        assertEquals(List.of(), found);
    }

    @Test
    void anIntentThatClaimsNothingPromisesNothing() {
        installed = false;
        right.rules.clear();
        change(RIGHT);
        assertEquals(List.of(), found);
    }

    @Test
    void findsARuleWithoutOwnerOnceEach() {
        left.rules.add(rule(5, in(2), 0xdeadL, output(9)));
        change(LEFT);
        change(LEFT);
        assertEquals(1, found.size());
        Violation.Ownerless ownerless =
                assertInstanceOf(Violation.Ownerless.class, found.getFirst());
        assertTrue(ownerless.rule().contains("cookie 0xdead"), ownerless.rule());
    }

    @Test
    void withoutAControllerOnlyLoopsAreJudged() {
        controllerThere = false;
        left.rules.add(rule(5, in(2), 0xdeadL, output(9)));
        right.rules.clear();
        change(LEFT);
        change(RIGHT);
        assertEquals(List.of(), found);
        right.rules.add(rule(20, in(1), new Action.Output(PortNumber.IN_PORT)));
        left.rules.clear();
        left.rules.add(rule(10, in(9), output(1)));
        left.rules.add(rule(10, in(1), new Action.Output(PortNumber.IN_PORT)));
        change(RIGHT);
        change(LEFT);
        assertInstanceOf(Violation.Loop.class, found.getFirst());
    }
}
