package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.teleon.controller.intent.SteerOutcome;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.report.ControllerView.IntentView;
import io.teleon.models.intent.Constraints;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.IntentId;
import io.teleon.models.intent.Precedence;
import io.teleon.models.intent.Tier;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
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

/// Bandwidth that intents have reserved. Links carry 1 Gbit/s.
class ReservationTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    private static Constraints reserving(double megabits) {
        return new Constraints(
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.of(Bandwidth.ofMegabits(megabits)));
    }

    /// Named `from.to`.
    private static Intent wide(Rehearsal rehearsal, String from, String to, double megabits) {
        return wide(rehearsal, from, to, megabits, Precedence.INTENT);
    }

    private static Intent wide(
            Rehearsal rehearsal, String from, String to, double megabits, Precedence precedence) {
        return new Intent.HostToHost(
                new IntentId(from + "." + to),
                precedence,
                rehearsal.host(from).id(),
                rehearsal.host(to).id(),
                Tier.SILVER,
                reserving(megabits));
    }

    private static Answer.Rejected refused(Rehearsal rehearsal, Intent intent) {
        Answer.Rejected rejected =
                assertInstanceOf(Answer.Rejected.class, rehearsal.ask(new Ask.Submit(intent)));
        assertEquals(rejected, rehearsal.ask(new Ask.Foresee(new Ask.Submit(intent))));
        return rejected;
    }

    @Test
    void theLightestPathWithRoomIsTakenAndWhoFitsNowhereIsToldHowMuchIsMissingAndWhere() {
        Rehearsal rehearsal = Rehearsal.of(Networks.of("a-b", "b-d", "a-c 2", "c-d 2", "e-a"));
        rehearsal.install(wide(rehearsal, "a", "d", 700));
        rehearsal.install(wide(rehearsal, "e", "d", 600));
        assertEquals("a b d", rehearsal.path("a.d"));
        assertEquals("e a c d", rehearsal.path("e.d"), "the lighter way has 300 Mbit/s left");
        Answer.Rejected rejected = refused(rehearsal, wide(rehearsal, "a", "b", 450));
        assertEquals(Answer.Reason.CONFLICT, rejected.reason());
        assertEquals(Optional.of(new IntentId("e.d")), rejected.conflictsWith());
        assertEquals(
                "intent a.b does not fit: no path from a to b has 450 Mbit/s free: 50 Mbit/s are"
                        + " missing at a/2 > c/1, which carries 1 Gbit/s and has 400 Mbit/s left;"
                        + " intent e.d holds most of it",
                rejected.text());
        rehearsal.install(wide(rehearsal, "a", "b", 350));
        assertEquals("a c d b", rehearsal.path("a.b"));
        rehearsal.assertRight();
    }

    @Test
    void whatNoLinkCarriesIsRefusedWithoutNamingAnybody() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        Answer.Rejected rejected = refused(rehearsal, wide(rehearsal, "a", "d", 1_500));
        assertEquals(Answer.Reason.INVALID, rejected.reason());
        assertEquals(Optional.empty(), rejected.conflictsWith());
        assertEquals(
                "intent a.d does not fit: no path from a to d has 1.5 Gbit/s free: 500 Mbit/s are"
                        + " missing at a/1 > b/1, which carries 1 Gbit/s, all that is there on the"
                        + " way",
                rejected.text());
        assertEquals(List.of(), rehearsal.view().intents());
    }

    @Test
    void aWithdrawalFreesWhatWasReservedForWhoComesNext() {
        Rehearsal rehearsal = Rehearsal.of(Networks.of("a-b", "b-c"));
        rehearsal.install(wide(rehearsal, "a", "c", 800));
        refused(rehearsal, wide(rehearsal, "b", "c", 300));
        rehearsal.withdraw("a.c");
        rehearsal.playMillis(100);
        rehearsal.install(wide(rehearsal, "b", "c", 1_000));
        rehearsal.assertRight();
    }

    @Test
    void afterALossThePersonsIntentGoesFirstAndWhoFitsNoLongerIsToldAndReturnsByItself() {
        Rehearsal rehearsal = Rehearsal.of(Networks.of("a-b", "b-d", "a-c 2", "c-d 2", "e-a"));
        rehearsal.install(wide(rehearsal, "a", "d", 500));
        rehearsal.install(wide(rehearsal, "e", "d", 500, Precedence.HUMAN));
        rehearsal.install(wide(rehearsal, "a", "c", 400));
        assertEquals("e a b d", rehearsal.path("e.d"));
        rehearsal.cut("b", "d", Duration.ofSeconds(40));
        rehearsal.playMillis(500);
        assertEquals("e a c d", rehearsal.path("e.d"), "the younger, but a person's");
        assertEquals(InstallState.FAILED, rehearsal.state("a.d"));
        assertEquals(
                "no path from a to d has 500 Mbit/s free: 400 Mbit/s are missing at a/2 > c/1, which"
                        + " carries 1 Gbit/s and has 100 Mbit/s left",
                rehearsal.intent("a.d").reason());
        assertEquals(List.of(), overbooked(rehearsal));
        rehearsal.play(LONG);
        assertEquals("a b d", rehearsal.path("a.d"));
        rehearsal.assertRight();
    }

    /// The person's intent is first to look for a way, and its only one goes by a link that the
    /// other, whose path is broken too, had reserved most of.
    @Test
    void whatOthersHadReservedOnPathsThatAreBrokenTooIsNotInTheWay() {
        Rehearsal rehearsal =
                Rehearsal.of(
                        Networks.of(
                                "p-q", "q-b", "b-d", "r-b", "r-p", "q-z 2", "z-d 2", "p-y 3",
                                "y-d 3"));
        rehearsal.install(wide(rehearsal, "p", "d", 600));
        rehearsal.install(wide(rehearsal, "p", "q", 300));
        rehearsal.install(
                new Intent.HostToHost(
                        new IntentId("r.d"),
                        Precedence.HUMAN,
                        rehearsal.host("r").id(),
                        rehearsal.host("d").id(),
                        Tier.SILVER,
                        new Constraints(
                                List.of(rehearsal.link("b", "q")),
                                List.of(rehearsal.node("y")),
                                List.of(),
                                Optional.empty(),
                                Optional.of(Bandwidth.ofMegabits(400)))));
        assertEquals("p q b d", rehearsal.path("p.d"));
        assertEquals("r b d", rehearsal.path("r.d"));
        rehearsal.cut("b", "d");
        rehearsal.playMillis(500);
        assertEquals("r p q z d", rehearsal.path("r.d"));
        assertEquals("p y d", rehearsal.path("p.d"));
        assertEquals(List.of(), overbooked(rehearsal));
        rehearsal.assertRight();
    }

    @Test
    void whoWaitsForRoomIsTriedAsSoonAsItIsFree() {
        Rehearsal rehearsal = Rehearsal.of(Networks.of("a-b", "b-d", "a-c 2", "c-d 2"));
        rehearsal.install(wide(rehearsal, "a", "d", 600));
        rehearsal.install(wide(rehearsal, "a", "c", 500));
        rehearsal.cut("b", "d");
        rehearsal.play(LONG);
        assertEquals(InstallState.PARKED, rehearsal.state("a.d"));
        rehearsal.withdraw("a.c");
        rehearsal.playMillis(200);
        assertEquals("a c d", rehearsal.path("a.d"));
        rehearsal.assertRight();
    }

    @Test
    void reservationsOutliveAKill() {
        Rehearsal rehearsal = Rehearsal.of(Networks.of("a-b", "b-c"));
        rehearsal.install(wide(rehearsal, "a", "c", 800));
        rehearsal.begin(new Fault.ControllerGone(), Duration.ofSeconds(3));
        rehearsal.play(LONG);
        assertEquals(reserving(800), rehearsal.intent("a.c").intent().constraints());
        refused(rehearsal, wide(rehearsal, "b", "c", 300));
        rehearsal.install(wide(rehearsal, "b", "c", 200));
        rehearsal.assertRight();
    }

    @Test
    void noProgramAndNoPersonLeadsAnIntentWhereThereIsNoRoomForIt() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.install(wide(rehearsal, "a", "d", 300));
        rehearsal.install(wide(rehearsal, "a", "c", 800));
        assertEquals(
                new SteerOutcome.Impossible("a/2 > c/1 has 200 Mbit/s left, not 300 Mbit/s"),
                rehearsal.steer("a.d", "a", "c", "d"));
        assertInstanceOf(
                Answer.Rejected.class,
                rehearsal.ask(
                        new Ask.Move(new IntentId("a.d"), List.of(rehearsal.link("a", "b")))));
        assertEquals("a b d", rehearsal.path("a.d"));
    }

    // --- whatever happens

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void noLinkIsEverReservedBeyondWhatItCarriesAndWhoFitsIsTakenOn(@ForAll long seed) {
        Random random = new Random(seed);
        Rehearsal rehearsal =
                Rehearsal.of(Networks.of("a-b", "b-c", "c-d", "d-a", "a-c 3", "b-e 2", "e-d 2"));
        List<String> nodes = List.of("a", "b", "c", "d", "e");
        for (int step = 0; step < 25; step++) {
            switch (random.nextInt(4)) {
                case 0 -> {
                    Topology topology = rehearsal.world().plan().topology();
                    LinkId link = topology.links().get(random.nextInt(topology.linkCount())).id();
                    rehearsal.begin(
                            new Fault.LinkDown(
                                    List.of(
                                            topology.nameOf(link.source().datapath()),
                                            topology.nameOf(link.target().datapath()))),
                            Duration.ofSeconds(1 + random.nextInt(90)));
                }
                case 1 -> {
                    List<IntentView> there = rehearsal.view().intents();
                    if (!there.isEmpty()) {
                        rehearsal.ask(
                                new Ask.Withdraw(
                                        there.get(random.nextInt(there.size())).intent().id()));
                    }
                }
                default -> submitOne(rehearsal, random, nodes);
            }
            for (int i = 0; i < 10; i++) {
                rehearsal.playMillis(random.nextInt(400));
                assertEquals(List.of(), overbooked(rehearsal));
            }
            rehearsal.playMillis(random.nextInt(20_000));
        }
        rehearsal.play(LONG);
        assertEquals(List.of(), overbooked(rehearsal));
        rehearsal.assertRight();
    }

    /// Where nothing is under way, it is taken on exactly where some path has room for it.
    private static void submitOne(Rehearsal rehearsal, Random random, List<String> nodes) {
        String from = nodes.get(random.nextInt(nodes.size()));
        String to = nodes.get(random.nextInt(nodes.size()));
        if (from.equals(to)
                || rehearsal.view().intents().stream()
                        .anyMatch(view ->
                                view.intent().id().value().equals(from + "." + to)
                                        && view.state() != InstallState.WITHDRAWN)) {
            return;
        }
        Intent intent =
                wide(
                        rehearsal,
                        from,
                        to,
                        50.0 * (1 + random.nextInt(18)),
                        random.nextBoolean() ? Precedence.HUMAN : Precedence.INTENT);
        boolean settled =
                rehearsal.view().intents().stream()
                        .allMatch(view ->
                                view.state() == InstallState.INSTALLED
                                        || view.state() == InstallState.WITHDRAWN
                                        || view.state() == InstallState.PARKED);
        Topology seen = rehearsal.view().topology();
        boolean connected = isReachable(rehearsal, seen, from, to, 0, List.of());
        boolean fits =
                isReachable(
                        rehearsal,
                        seen,
                        from,
                        to,
                        intent.constraints().bandwidth().orElseThrow().bitsPerSecond(),
                        List.of());
        Answer answer = rehearsal.ask(new Ask.Submit(intent));
        if (settled && connected) {
            assertEquals(fits, answer instanceof Answer.Accepted, answer + " to " + intent);
        }
    }

    /// By trying every way there is.
    private static boolean isReachable(
            Rehearsal rehearsal,
            Topology topology,
            String at,
            String to,
            double bits,
            List<DatapathId> met) {
        if (at.equals(to)) {
            return true;
        }
        NavigableMap<LinkId, Double> reserved = reserved(rehearsal);
        List<DatapathId> then = new ArrayList<>(met);
        then.add(rehearsal.node(at));
        return topology.links().stream()
                .filter(link -> link.source().datapath().equals(rehearsal.node(at)))
                .filter(link -> !then.contains(link.target().datapath()))
                .filter(link ->
                        reserved.getOrDefault(link.id(), 0.0) + bits
                                <= link.capacity().bitsPerSecond())
                .anyMatch(link ->
                        isReachable(
                                rehearsal,
                                topology,
                                topology.nameOf(link.target().datapath()),
                                to,
                                bits,
                                then));
    }

    /// Added up from what the controller says of each intent.
    private static NavigableMap<LinkId, Double> reserved(Rehearsal rehearsal) {
        NavigableMap<LinkId, Double> sums = new TreeMap<>();
        for (IntentView view : rehearsal.view().intents()) {
            double bits =
                    view.intent()
                            .constraints()
                            .bandwidth()
                            .map(Bandwidth::bitsPerSecond)
                            .orElse(0.0);
            view.path().forEach(link -> sums.merge(link, bits, Double::sum));
        }
        return sums;
    }

    private static List<String> overbooked(Rehearsal rehearsal) {
        NavigableMap<LinkId, Double> sums = reserved(rehearsal);
        List<String> over = new ArrayList<>();
        for (Link link : rehearsal.world().plan().topology().links()) {
            if (sums.getOrDefault(link.id(), 0.0) > link.capacity().bitsPerSecond()) {
                over.add(link.id() + " has " + sums.get(link.id()));
            }
        }
        return over;
    }
}
