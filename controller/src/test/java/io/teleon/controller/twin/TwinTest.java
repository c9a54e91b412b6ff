package io.teleon.controller.twin;

import static io.teleon.controller.twin.TwinNets.demand;
import static io.teleon.controller.twin.TwinNets.limit;
import static io.teleon.controller.twin.TwinNets.link;
import static io.teleon.controller.twin.TwinNets.network;
import static io.teleon.controller.twin.TwinNets.node;
import static io.teleon.controller.twin.TwinNets.path;
import static io.teleon.controller.twin.TwinNets.ranked;
import static io.teleon.controller.twin.TwinNets.reroute;
import static io.teleon.controller.twin.TwinNets.takeDown;
import static io.teleon.controller.twin.TwinNets.topology;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.twin.Verdict.Kind;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TwinTest {

    private static final double M = 1e6;

    /// A and B joined directly and by way of C; D hangs on B by one cable.
    private static final Topology TRIANGLE = topology("AB", "AC", "BC", "BD");

    /// The triangle with a node before A and one behind B, so that C is less of a detour.
    private static final Topology LONGER = topology("DA", "AB", "AC", "CB", "BE");

    private static Verdict verdict(TwinNetwork network, Candidate candidate) {
        Rehearsal rehearsal = Twin.rehearse(network, candidate, List.of());
        assertEquals(List.of(rehearsal.chosen()), rehearsal.ranked());
        return rehearsal.chosen();
    }

    private static Verdict improves(TwinNetwork network, Candidate candidate) {
        return is(Kind.IMPROVES, verdict(network, candidate));
    }

    private static Verdict is(Kind kind, Verdict verdict) {
        assertEquals(kind, verdict.kind(), verdict.summary());
        return verdict;
    }

    private static Verdict refused(String violation, TwinNetwork network, Candidate candidate) {
        Verdict verdict = is(Kind.REFUSED, verdict(network, candidate));
        assertEquals(violation, verdict.violations().getFirst());
        assertTrue(verdict.summary().contains("refused, " + violation), verdict.summary());
        return verdict;
    }

    private static TwinNetwork managedFrom(char node, TwinNetwork network) {
        return new TwinNetwork(network.topology(), network.demands(), Optional.of(node(node)));
    }

    private static TwinNetwork crowded() {
        return network(TRIANGLE, demand("x", "AB", 6 * M), demand("y", "AB", 6 * M));
    }

    @Test
    void improvesWhereTheExcessFindsRoom() {
        Verdict verdict = improves(crowded(), reroute("by C", "y=ACB"));

        assertEquals(2 * M, verdict.before().lost(), 1);
        assertEquals(2 * M, verdict.before().median().excess());
        assertEquals(1.2, verdict.before().median().worstUtilisation());
        assertEquals(Optional.of(link("AB")), verdict.before().median().worstLink());
        assertEquals(1, verdict.before().median().crowdedLinks());
        assertEquals(1, verdict.before().stretch());
        assertEquals(0, verdict.after().lost(), 1e-3);
        assertEquals(0.6, verdict.after().median().worstUtilisation());
        assertEquals(0, verdict.after().median().crowdedLinks());
        assertEquals(1.5, verdict.after().stretch(), 1e-9);
        assertEquals(2 * M, verdict.before().score().loss(), 1);
        assertEquals(0.3 * M, verdict.before().score().pressure(), 1);
        assertEquals(0, verdict.before().score().detour(), 1e-6);
        assertEquals(0, verdict.after().score().pressure());
        assertEquals(0.012 * M, verdict.after().score().detour(), 1);
        assertEquals(0, verdict.before().score().violation());
        assertEquals(0.3 * M, verdict.after().score().violation(), 1);
        assertEquals(1.988 * M, verdict.gain(), 2);
        assertEquals(
                "by C: improves. Cost, as traffic lost, 2.30 Mbit/s -> 312.00 kbit/s (lost 2.00"
                        + " Mbit/s -> none, crowded links 300.00 kbit/s -> none, detours none ->"
                        + " 12.00 kbit/s, late or lossy ways none -> 300.00 kbit/s, intents late or"
                        + " lossy 0 -> 1). Expected loss 2.00 Mbit/s -> none; busiest link A>B 120 % -> A>B"
                        + " 60 % at p50, A>B 120 % -> A>B 60 % at p90; without a way 0 -> 0;"
                        + " intents changed 1",
                verdict.summary());
    }

    /// The direct way loses a share, the one by C nothing.
    private static TwinNetwork lossy(double share) {
        return new TwinNetwork(
                TRIANGLE,
                List.of(demand("x", "AB", 6 * M)),
                Optional.empty(),
                new TreeMap<>(Map.of(link("AB"), share)));
    }

    @Test
    void improvesWhereALongWayLosesNothingAndTheShortOneLittle() {

        Verdict verdict = improves(lossy(0.05), reroute("by C", "x=ACB"));

        assertEquals(2, verdict.after().stretch(), 1e-9);
        // Its service is violated either way, so that what counts is what arrives.
        assertEquals(0.3 * M, verdict.before().score().violation(), 1);
        assertEquals(0.3 * M, verdict.after().score().violation(), 1);
        assertEquals(0.3 * M, verdict.gain() + verdict.after().score().detour(), 2);
    }

    @Test
    void isWorseWhereALongWayOnlySavesATrifleOfLoss() {

        is(Kind.WORSE, verdict(lossy(0.0005), reroute("by C", "x=ACB")));
    }

    @Test
    void tellsWhatItCostsWhereThatDecides() {
        TwinNetwork network = network(TRIANGLE, demand("x", "AB", 6 * M));

        Verdict verdict = is(Kind.WORSE, verdict(network, reroute("by C", "x=ACB")));

        assertEquals(0, verdict.before().violated());
        assertEquals(1, verdict.after().violated());
        assertTrue(
                verdict.summary()
                        .startsWith("by C: makes it worse. Cost, as traffic lost, none -> 312"),
                verdict.summary());
        assertTrue(
                verdict.summary()
                        .contains(
                                "late or lossy ways none -> 300.00 kbit/s, intents late or lossy"
                                        + " 0 -> 1)"),
                verdict.summary());
        assertTrue(!verdict.summary().contains("crowded links"), verdict.summary());
    }

    @Test
    void improvesOnWhatOnlyTheUpperQuantileShows() {
        TwinNetwork network =
                network(
                        TRIANGLE,
                        demand("x", "AB", new Expected(2 * M, 4 * M, 7 * M)),
                        demand("y", "AB", new Expected(2 * M, 4 * M, 7 * M)));

        Verdict verdict = improves(network, reroute("by C", "y=ACB"));

        assertEquals(0, verdict.before().median().lost(), 1e-3);
        assertEquals(4 * M, verdict.before().high().lost(), 1);
        assertEquals(0.3 * 4 * M, verdict.before().lost(), 1);
    }

    @Test
    void improvesWhatHadNoWay() {
        TwinNetwork network = network(topology("AC", "BC"), demand("x", "AB", 6 * M));

        Verdict verdict = improves(network, reroute("by C", "x=ACB"));

        assertEquals(1, verdict.before().unserved());
        assertEquals(6 * M, verdict.before().lost());
        assertEquals(0, verdict.after().unserved());
        assertEquals(0, verdict.after().lost(), 1e-3);
    }

    @Test
    void isNoBetterWhereNothingWasWrong() {
        TwinNetwork network = network(LONGER, demand("x", "AB", 4 * M), demand("y", "DABE", M));

        Verdict verdict = is(Kind.NO_BETTER, verdict(network, reroute("by C", "y=DACBE")));

        assertTrue(verdict.summary().contains("no clear difference"), verdict.summary());
        is(Kind.NO_BETTER, verdict(network, reroute("nobody")));
    }

    @Test
    void isNoBetterWhereTheGainIsLessThanTheMoveIsWorth() {
        TwinNetwork network =
                network(LONGER, demand("x", "AB", 4.6 * M), demand("y", "DABE", 4.6 * M));

        Verdict verdict = is(Kind.NO_BETTER, verdict(network, reroute("by C", "y=DACBE")));

        // 36 kbit/s of pressure less, for 3 kbit/s of detour: below 1 % of what is moved.
        assertEquals(36_000 - 0.002 * 4.6 * M / 3, verdict.gain(), 1);
    }

    @Test
    void isNoBetterWhereTheTroubleOnlyMoves() {
        TwinNetwork network =
                network(
                        TRIANGLE,
                        demand("x", "AB", 9 * M),
                        demand("y", "AB", 6 * M),
                        demand("z", "CB", 5 * M));

        Verdict verdict = is(Kind.NO_BETTER, verdict(network, reroute("by C", "y=ACB")));

        assertTrue(verdict.gain() > M, verdict.summary());
        assertTrue(
                verdict.summary().contains("only moves the trouble, would overload C>B"),
                verdict.summary());
    }

    @Test
    void isWorseWhereALinkOverflows() {
        TwinNetwork network = network(TRIANGLE, demand("x", "AB", 6 * M), demand("z", "CB", 6 * M));

        Verdict verdict = is(Kind.WORSE, verdict(network, reroute("by C", "x=ACB")));

        assertEquals(2 * M, verdict.after().lost(), 1);
        assertTrue(verdict.gain() < -2 * M, verdict.summary());
    }

    @Test
    void limitsTheLowRankForTheHigh() {
        TwinNetwork network =
                network(
                        TRIANGLE,
                        demand("gold", "AB", 6 * M),
                        ranked(demand("bronze", "AB", 6 * M), 2));

        Verdict verdict = improves(network, limit("shape", "bronze", 4 * M));

        assertEquals(2 * M, verdict.after().shed(), 1);
        assertEquals(2 * M, verdict.after().lost(), 1);
        assertEquals(0.5 * M, verdict.after().score().loss(), 1);
        assertEquals(1.25 * M, verdict.before().score().loss(), 1);
        is(Kind.WORSE, verdict(network, limit("shape", "gold", 4 * M)));
    }

    @Test
    void takingDownAnIdleCableChangesNothing() {
        is(Kind.NO_BETTER, verdict(crowded(), takeDown("AC")));
        is(Kind.NO_BETTER, verdict(crowded(), takeDown("CD")));
    }

    @Test
    void takingDownACableLeadsItsTrafficByTheLightestWayOfTheRest() {
        TwinNetwork network = network(TRIANGLE, demand("x", "AB", 6 * M), demand("z", "CB", 6 * M));

        Verdict verdict = is(Kind.WORSE, verdict(network, takeDown("AB")));

        assertEquals(2 * M, verdict.after().lost(), 1);
        assertEquals(Optional.of(link("CB")), verdict.after().median().worstLink());
        assertEquals(path("ACB"), Twin.without(network, link("BA")).demands().getFirst().path());
    }

    @Test
    void takingDownALossyCableImproves() {
        SortedMap<LinkId, Double> lossy = new TreeMap<>();
        lossy.put(link("AB"), 0.2);
        TwinNetwork network =
                new TwinNetwork(
                        TRIANGLE, List.of(demand("x", "AB", 5 * M)), Optional.empty(), lossy);

        Verdict verdict = improves(network, takeDown("AB"));

        assertEquals(M, verdict.before().lost(), 1);
        assertEquals(0, verdict.after().lost(), 1e-3);
    }

    @Test
    void refusesALoop() {
        refused(
                "loop: intent y would meet A twice",
                crowded(),
                reroute("round", "x=ACB", "y=ACAB"));
    }

    @Test
    void refusesABlackHole() {
        Verdict verdict =
                refused("black hole: intent y would have no way", crowded(), reroute("drop", "y="));
        assertEquals(1, verdict.after().unserved());
        assertEquals(6 * M, verdict.after().lost(), 1);
        refused(
                "black hole: intent y would be limited to nothing",
                crowded(),
                limit("shape", "y", 0));
        is(
                Kind.NO_BETTER,
                verdict(
                        network(topology("AC", "BC"), demand("x", "AB", M)),
                        reroute("still none", "x=")));
    }

    @Test
    void refusesAnUnusableLink() {
        TwinNetwork network = network(topology("AB", "AC", "BD"), demand("x", "AB", M));

        refused("unusable link: intent x would go by C>B", network, reroute("by C", "x=ACB"));
    }

    @Test
    void refusesEndsThatAreNotJoined() {
        refused(
                "ends not joined: the path of intent x ends at C and not at B",
                crowded(),
                reroute("short", "x=AC"));
        refused(
                "ends not joined: the path of intent x breaks at A, where C>B does not begin",
                crowded(),
                reroute("late", "x=CB"));
    }

    @Test
    void refusesAnUnknownIntent() {
        refused(
                "unknown intent: q is not in the network",
                crowded(),
                reroute("by C", "q=ACB", "y=ACB"));
        refused("unknown intent: q is not in the network", crowded(), limit("shape", "q", M));
    }

    @Test
    void refusesToIsolateANode() {
        Verdict verdict =
                refused(
                        "isolated node: D would be cut off",
                        network(TRIANGLE, demand("x", "ABD", M)),
                        takeDown("BD"));

        assertEquals(
                List.of(
                        "isolated node: D would be cut off",
                        "black hole: intent x would lose its only way"),
                verdict.violations());
        refused("isolated node: D would be cut off", crowded(), takeDown("DB"));
    }

    @Test
    void refusesToCutTheManagementPath() {
        refused(
                "management path cut: D could not be managed from A any more",
                managedFrom('A', crowded()),
                takeDown("BD"));
        refused(
                "management path cut: A, B, C could not be managed from D any more",
                managedFrom('D', crowded()),
                takeDown("BD"));
        is(Kind.NO_BETTER, verdict(managedFrom('D', crowded()), takeDown("AC")));
    }

    @Test
    void aNodeThatHearsButCannotAnswerIsNotManaged() {
        Topology oneWayRound =
                topology("AB", "AC", "CB")
                        .withLinks(l -> !l.id().equals(link("CA")) && !l.id().equals(link("BC")));

        refused(
                "management path cut: B, C could not be managed from A any more",
                managedFrom('A', network(oneWayRound, demand("x", "ACB", M))),
                takeDown("AB"));
    }

    @Test
    void ranksByWhatComesOfItAndTheRefusedLast() {
        Candidate loop = reroute("loop", "y=ACAB");
        Candidate same = reroute("same", "x=AB");
        Candidate good = reroute("good", "y=ACB");
        Candidate bad = reroute("bad", "x=ACB", "y=ACB");

        Rehearsal rehearsal = Twin.rehearse(crowded(), loop, List.of(bad, same, good, loop, same));

        assertEquals(
                List.of("good", "same", "bad", "loop"),
                rehearsal.ranked().stream().map(v -> v.candidate().name()).toList());
        assertEquals(loop, rehearsal.chosen().candidate());
        assertEquals(good, rehearsal.best().candidate());
    }

    @Test
    void ranksTheChosenFirstAmongEquals() {
        Candidate one = reroute("one", "x=ACB");
        Candidate other = reroute("other", "y=ACB");

        assertEquals(one, Twin.rehearse(crowded(), one, List.of(other)).best().candidate());
        assertEquals(other, Twin.rehearse(crowded(), other, List.of(one)).best().candidate());
    }

    @Test
    void saysOnlySoManyViolations() {
        TwinDemand[] demands = new TwinDemand[80];
        for (int i = 0; i < demands.length; i++) {
            demands[i] = demand("x" + i, "ABD", 1000);
        }

        Verdict verdict = verdict(network(TRIANGLE, demands), takeDown("BD"));

        assertEquals(50, verdict.violations().size());
        assertEquals("and 32 more", verdict.violations().getLast());
        assertTrue(verdict.summary().contains("(and 80 more)"), verdict.summary());
    }

    @Test
    void namesThePortsOfParallelLinks() {
        List<Link> links = new ArrayList<>(TRIANGLE.links());
        links.add(new Link(LinkId.parse("1/7>2/7"), 1, new Bandwidth(1), Duration.ZERO));
        Topology parallel = Topology.of(TRIANGLE.nodes(), links);

        assertEquals("A/2>B/1", Ways.name(parallel, link("AB")));
        assertEquals("A>C", Ways.name(parallel, link("AC")));
    }

    @Test
    void refusesInputThatIsNoBelief() {
        assertThrows(
                IllegalArgumentException.class,
                () -> network(TRIANGLE, demand("x", "AB", M), demand("x", "AC", M)));
        assertThrows(IllegalArgumentException.class, () -> new Expected(2, 1, 3));
        assertThrows(IllegalArgumentException.class, () -> new Expected(-1, 1, 3));
        assertThrows(IllegalArgumentException.class, () -> Expected.exactly(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> ranked(demand("x", "AB", M), 8));
        TwinDemand[] wild = new TwinDemand[50];
        for (int i = 0; i < wild.length; i++) {
            wild[i] = demand("x" + i, "AB", Expected.MAX);
        }
        assertThrows(IllegalArgumentException.class, () -> network(TRIANGLE, wild));
    }

    @Test
    void bringsCrossingQuantilesIntoOrder() {
        assertEquals(new Expected(2, 2, 2), Expected.ordered(3, 2, 1));
        assertEquals(new Expected(0, 2, Expected.MAX), Expected.ordered(-5, 2, 1e300));
        assertThrows(IllegalArgumentException.class, () -> Expected.ordered(Double.NaN, 2, 3));
    }

    /// Why the monotony that is held is that of excess and not of loss: what is dropped at a first
    /// full link does not weigh on the ones behind it.
    @Test
    void moreDemandCanLoseLessWhereFullLinksFollowEachOther() {
        Topology chain = topology("AB", "BC", "CD");
        TwinDemand[] demands = {
            demand("long", "ABCD", 10 * M),
            demand("c", "BC", 9 * M),
            demand("d", "CD", 9 * M),
            demand("short", "AB", 0)
        };
        Outlook less = verdict(network(chain, demands), reroute("nobody")).before();
        demands[3] = demand("short", "AB", M);
        Outlook more = verdict(network(chain, demands), reroute("nobody")).before();

        assertTrue(more.lost() < less.lost(), less.lost() + " -> " + more.lost());
        assertTrue(more.median().excess() > less.median().excess());
    }
}
