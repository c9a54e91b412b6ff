package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.report.ControllerView;
import io.teleon.controller.report.ControllerView.IntentView;
import io.teleon.controller.report.ControllerView.ProtectionView;
import io.teleon.controller.report.Event;
import io.teleon.models.intent.Constraints;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.IntentId;
import io.teleon.models.intent.Precedence;
import io.teleon.models.intent.Protection;
import io.teleon.models.intent.Tier;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Topology;
import io.teleon.simulator.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/// Intents with a second path that is kept ready.
class ProtectionTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    /// Named `from.to`.
    private static Intent safe(
            Rehearsal rehearsal, String from, String to, Optional<Bandwidth> bandwidth) {
        return new Intent.HostToHost(
                new IntentId(from + "." + to),
                Precedence.INTENT,
                rehearsal.host(from).id(),
                rehearsal.host(to).id(),
                Tier.SILVER,
                new Constraints(
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        bandwidth,
                        Protection.DISJOINT));
    }

    private static Rehearsal with(String from, String to, String... cables) {
        Rehearsal rehearsal = Rehearsal.of(Networks.of(cables));
        rehearsal.install(safe(rehearsal, from, to, Optional.empty()));
        return rehearsal;
    }

    private static ProtectionView second(Rehearsal rehearsal, String id) {
        return rehearsal.intent(id).protection().orElseThrow();
    }

    private static void assertProtected(Rehearsal rehearsal, String id, String... nodes) {
        assertEquals(rehearsal.way(nodes), second(rehearsal, id).path());
        assertTrue(second(rehearsal, id).ready(), "ready");
        assertEquals("", second(rehearsal, id).reason());
    }

    private static void assertUnprotected(Rehearsal rehearsal, String id) {
        assertEquals(List.of(), second(rehearsal, id).path());
        assertTrue(!second(rehearsal, id).reason().isEmpty(), "a reason");
    }

    @Test
    void twoPathsThatShareNothingAreFoundWhereTheLightestWouldLeaveNoSecond() {
        Rehearsal rehearsal = with("s", "t", "s-x", "x-y", "y-t", "s-y 3", "x-t 4");
        assertEquals("s y t", rehearsal.path("s.t"));
        assertProtected(rehearsal, "s.t", "s", "x", "t");
        rehearsal.assertRight();
    }

    @Test
    void whereThereAreNoTwoPathsItIsNotInstalledUntilThereAre() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.cut("a", "c", Duration.ofSeconds(20));
        rehearsal.playMillis(100);
        rehearsal.submit(safe(rehearsal, "a", "d", Optional.empty()));
        rehearsal.playMillis(100);
        assertEquals(InstallState.FAILED, rehearsal.state("a.d"));
        assertEquals(
                "no path from a to d keeps the constraints: have a second path disjoint from the"
                        + " first",
                rehearsal.intent("a.d").reason());
        rehearsal.play(LONG);
        assertEquals("a b d", rehearsal.path("a.d"));
        assertProtected(rehearsal, "a.d", "a", "c", "d");
        rehearsal.assertRight();
    }

    @Test
    void whenTheFirstPathBreaksTrafficGoesOverAndAnotherSecondPathIsFound() {
        Rehearsal rehearsal = with("a", "d", "a-b", "b-d", "a-c 2", "c-d 2", "a-e 3", "e-d 3");
        rehearsal.probe("a", "d", Duration.ofSeconds(100));
        rehearsal.playMillis(1_000);
        rehearsal.cut("b", "d", Duration.ofSeconds(30));
        rehearsal.playUntil(
                "over",
                Duration.ofMillis(20),
                () ->
                        rehearsal.path("a.d").equals("a c d")
                                && rehearsal.state("a.d") == InstallState.INSTALLED);
        rehearsal.playMillis(200);
        assertProtected(rehearsal, "a.d", "a", "e", "d");
        assertEquals(
                List.of(
                        "not protected: its traffic has gone over to its second path",
                        "protected again"),
                rehearsal.events(Event.Kind.INTENT_PROTECTION).stream().map(Event::text).toList());
        rehearsal.play(LONG);
        assertEquals("a b d", rehearsal.path("a.d"), "back to the better two");
        assertProtected(rehearsal, "a.d", "a", "c", "d");
        // One a millisecond: what was on its way when the path broke, what was sent until that was
        // known, and until the ingress knew. The return loses nothing.
        assertTrue(rehearsal.lostProbes() <= 5, rehearsal.lostProbes() + " ms lost");
        rehearsal.assertRight();
    }

    /// What is written beforehand need not be written then: a restoration waits for the slowest
    /// switch of the new path, a switch-over for the ingress alone.
    @Test
    void aSwitchOverLosesNoMoreThanARestorationAndWaitsForNoSwitchButTheIngress() {
        long restored = lostMillis(Protection.NONE, Duration.ZERO);
        long switched = lostMillis(Protection.DISJOINT, Duration.ZERO);
        assertTrue(switched <= restored, switched + " ms, restored " + restored);
        assertTrue(switched <= 10, switched + " ms");
        Duration slow = Duration.ofMillis(50);
        assertEquals(switched, lostMillis(Protection.DISJOINT, slow));
        long slowly = lostMillis(Protection.NONE, slow);
        assertTrue(slowly >= slow.toMillis(), slowly + " ms");
    }

    /// What is lost of a packet each millisecond when a path breaks while the control channel of a
    /// switch of the other one is slow.
    private static long lostMillis(Protection protection, Duration slow) {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.install(
                new Intent.HostToHost(
                        new IntentId("a.d"),
                        Precedence.INTENT,
                        rehearsal.host("a").id(),
                        rehearsal.host("d").id(),
                        Tier.SILVER,
                        new Constraints(
                                List.of(),
                                List.of(),
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                protection)));
        rehearsal.playMillis(500);
        if (!slow.isZero()) {
            rehearsal.begin(new Fault.SlowChannel(slow, Optional.of("c")));
        }
        rehearsal.probe("a", "d", Duration.ofSeconds(2));
        rehearsal.playMillis(500);
        rehearsal.cut("b", "d");
        rehearsal.play(Duration.ofSeconds(5));
        rehearsal.assertNoViolation();
        return rehearsal.lostProbes();
    }

    @Test
    void theSecondPathStandsInTheSwitchesBeforeItIsNeeded() {
        Rehearsal rehearsal = with("a", "d", "a-b", "b-d", "a-c 2", "c-d 2");
        assertTrue(second(rehearsal, "a.d").ready());
        rehearsal.assertRight();
        rehearsal.cut("a", "b");
        rehearsal.playUntil(
                "over", Duration.ofMillis(20), () -> rehearsal.path("a.d").equals("a c d"));
        rehearsal.play(LONG);
        assertUnprotected(rehearsal, "a.d");
        assertEquals(InstallState.INSTALLED, rehearsal.state("a.d"));
        rehearsal.assertRight();
    }

    @Test
    void whenTheSecondPathBreaksNothingIsLostAndAnotherIsFound() {
        Rehearsal rehearsal = with("a", "d", "a-b", "b-d", "a-c 2", "c-d 2", "a-e 3", "e-d 3");
        rehearsal.probe("a", "d", Duration.ofSeconds(5));
        rehearsal.cut("c", "d");
        rehearsal.playMillis(300);
        assertProtected(rehearsal, "a.d", "a", "e", "d");
        rehearsal.cut("e", "d");
        rehearsal.playMillis(300);
        assertUnprotected(rehearsal, "a.d");
        assertEquals("a b d", rehearsal.path("a.d"));
        rehearsal.play(LONG);
        assertEquals(0, rehearsal.lostProbes());
        rehearsal.assertRight();
    }

    @Test
    void aSwitchThatDiesTakesOneOfTheTwoAtMost() {
        Rehearsal rehearsal = with("a", "d", "a-b", "b-d", "a-c 2", "c-d 2");
        rehearsal.begin(new Fault.SwitchCrash("b"), Duration.ofSeconds(40));
        rehearsal.playMillis(500);
        assertEquals("a c d", rehearsal.path("a.d"));
        assertEquals(InstallState.INSTALLED, rehearsal.state("a.d"));
        rehearsal.play(LONG);
        assertEquals("a b d", rehearsal.path("a.d"));
        assertProtected(rehearsal, "a.d", "a", "c", "d");
        rehearsal.assertRight();
    }

    @Test
    void whereOnlyOnePathIsLeftItIsCarriedWithoutASecondAndThatIsTold() {
        Rehearsal rehearsal = with("a", "d", "a-b", "b-d", "a-c 2", "c-d 2", "b-c 5");
        rehearsal.cut("b", "d");
        rehearsal.playMillis(300);
        assertEquals("a c d", rehearsal.path("a.d"));
        rehearsal.cut("a", "c");
        rehearsal.playMillis(300);
        assertEquals("a b c d", rehearsal.path("a.d"));
        assertUnprotected(rehearsal, "a.d");
        rehearsal.play(LONG);
        rehearsal.assertRight();
    }

    @Test
    void theSecondPathOutlivesAKillAndIsEnteredByTheNextLife() {
        Rehearsal rehearsal = with("a", "d", "a-b", "b-d", "a-c 2", "c-d 2");
        rehearsal.begin(new Fault.ControllerGone(), Duration.ofSeconds(3));
        rehearsal.play(Duration.ofSeconds(30));
        assertProtected(rehearsal, "a.d", "a", "c", "d");
        rehearsal.cut("b", "d");
        rehearsal.playMillis(300);
        assertEquals("a c d", rehearsal.path("a.d"));
        rehearsal.begin(new Fault.ControllerGone(), Duration.ofSeconds(3));
        rehearsal.play(LONG);
        assertEquals("a c d", rehearsal.path("a.d"));
        assertUnprotected(rehearsal, "a.d");
        rehearsal.assertRight();
        rehearsal.withdraw("a.d");
        rehearsal.play(LONG);
        assertEquals(
                List.of(),
                rehearsal.view().intents().stream()
                        .filter(view -> view.state() != InstallState.WITHDRAWN)
                        .toList());
        rehearsal.assertRight();
    }

    @Test
    void bothPathsHaveTheBandwidthReserved() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        Optional<Bandwidth> much = Optional.of(Bandwidth.ofMegabits(700));
        rehearsal.install(safe(rehearsal, "a", "d", much));
        Answer.Rejected rejected =
                assertInstanceOf(
                        Answer.Rejected.class,
                        rehearsal.ask(new Ask.Submit(safe(rehearsal, "b", "c", much))));
        assertEquals(Answer.Reason.CONFLICT, rejected.reason());
        assertEquals(
                "intent b.c does not fit: no two disjoint paths from b to c have 700 Mbit/s free:"
                        + " 400 Mbit/s are missing at a/2 > c/1, which carries 1 Gbit/s and has"
                        + " 300 Mbit/s left; intent a.d holds most of it",
                rejected.text());
        rehearsal.withdraw("a.d");
        rehearsal.playMillis(100);
        rehearsal.install(safe(rehearsal, "b", "c", much));
        rehearsal.assertRight();
    }

    @Test
    void aPersonMayHaveThePathsChangePlaces() {
        Rehearsal rehearsal = with("a", "d", "a-b", "b-d", "a-c 2", "c-d 2");
        rehearsal.probe("a", "d", Duration.ofSeconds(5));
        rehearsal.playMillis(100);
        rehearsal.move("a.d", rehearsal.link("a", "b"));
        rehearsal.play(LONG);
        assertEquals("a c d", rehearsal.path("a.d"));
        assertProtected(rehearsal, "a.d", "a", "b", "d");
        assertEquals(0, rehearsal.lostProbes());
        rehearsal.assertRight();
    }

    // --- whatever happens

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void theTwoPathsNeverShareAnythingAndNoLinkIsReservedBeyondWhatItCarries(@ForAll long seed) {
        Random random = new Random(seed);
        Rehearsal rehearsal =
                Rehearsal.of(
                        Networks.of("a-b", "b-c", "c-d", "d-e", "e-a", "a-c 3", "b-e 2", "c-e 2"));
        List<String> nodes = List.of("a", "b", "c", "d", "e");
        for (String pair : List.of("a.d", "d.a", "b.d", "e.c", "c.a")) {
            Answer answer =
                    rehearsal.ask(
                            new Ask.Submit(
                                    safe(
                                            rehearsal,
                                            pair.substring(0, 1),
                                            pair.substring(2),
                                            Optional.of(Bandwidth.ofMegabits(300)))));
            assertEquals(new Answer.Accepted(true), answer, pair);
        }
        rehearsal.playMillis(500);
        Duration alive = Duration.ZERO;
        for (int step = 0; step < 20; step++) {
            Duration lasting = Duration.ofMillis(500 + random.nextInt(60_000));
            switch (random.nextInt(6)) {
                case 0 -> {
                    // A switch that is dead cannot die.
                    if (rehearsal.elapsed().compareTo(alive) >= 0) {
                        rehearsal.begin(
                                new Fault.SwitchCrash(nodes.get(random.nextInt(nodes.size()))),
                                lasting);
                        alive = rehearsal.elapsed().plus(lasting);
                    }
                }
                default -> {
                    Topology topology = rehearsal.world().plan().topology();
                    LinkId link = topology.links().get(random.nextInt(topology.linkCount())).id();
                    rehearsal.begin(
                            new Fault.LinkDown(
                                    List.of(
                                            topology.nameOf(link.source().datapath()),
                                            topology.nameOf(link.target().datapath()))),
                            lasting);
                }
            }
            for (int i = 0; i < 10; i++) {
                rehearsal.playMillis(random.nextInt(300));
                rehearsal.world().view().ifPresent(ProtectionTest::assertApart);
            }
            rehearsal.playMillis(random.nextInt(20_000));
        }
        rehearsal.play(Duration.ofMinutes(4));
        rehearsal
                .view()
                .intents()
                .forEach(view -> {
                    assertEquals(InstallState.INSTALLED, view.state(), view.reason());
                    assertTrue(view.protection().orElseThrow().ready(), view.toString());
                });
        assertApart(rehearsal.view());
        rehearsal.assertRight();
    }

    private static void assertApart(ControllerView view) {
        NavigableMap<LinkId, Double> sums = new TreeMap<>();
        for (IntentView intent : view.intents()) {
            List<LinkId> second = intent.protection().orElseThrow().path();
            List<LinkId> both = new ArrayList<>(intent.path());
            both.addAll(second);
            both.forEach(link -> sums.merge(link, 300e6, Double::sum));
            List<DatapathId> between = new ArrayList<>();
            for (List<LinkId> path : List.of(intent.path(), second)) {
                path.stream().skip(1).forEach(link -> between.add(link.source().datapath()));
            }
            assertEquals(both.stream().distinct().toList(), both, intent::toString);
            assertEquals(between.stream().distinct().toList(), between, intent::toString);
        }
        sums.forEach((link, sum) -> assertTrue(sum <= 1e9, link + " has " + sum));
    }
}
