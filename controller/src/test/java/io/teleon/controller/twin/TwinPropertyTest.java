package io.teleon.controller.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

class TwinPropertyTest {

    private static final double ROUNDING = 1;

    @Provide
    Arbitrary<TwinCase> cases() {
        return TwinCase.any();
    }

    private static Rehearsal rehearse(TwinCase drawn) {
        return Twin.rehearse(drawn.network(), drawn.candidates().getFirst(), drawn.candidates());
    }

    private static List<Outlook.Scenario> scenarios(Outlook outlook) {
        return List.of(outlook.low(), outlook.median(), outlook.high());
    }

    private static Outlook now(TwinNetwork network) {
        return Twin.rehearse(network, TwinNets.reroute("nothing"), List.of()).chosen().before();
    }

    @Property(tries = 400)
    void everyNumberIsThatOfTheDumbImplementation(@ForAll("cases") TwinCase drawn) {
        for (Verdict verdict : rehearse(drawn).ranked()) {
            TwinNetwork after = NaiveTwin.after(drawn.network(), verdict.candidate());
            for (int q = 0; q < 3; q++) {
                assertEquals(
                        NaiveTwin.scenario(drawn.network(), q), scenarios(verdict.before()).get(q));
                if (verdict.kind() != Verdict.Kind.REFUSED) {
                    assertEquals(NaiveTwin.scenario(after, q), scenarios(verdict.after()).get(q));
                }
            }
            if (verdict.kind() != Verdict.Kind.REFUSED
                    && !(verdict.candidate() instanceof Candidate.TakeDown)) {
                assertEquals(now(after), verdict.after());
                assertEquals(NaiveTwin.stretch(after), verdict.after().stretch(), 1e-9);
                assertEquals(
                        NaiveTwin.violation(after), verdict.after().score().violation(), ROUNDING);
            }
        }
    }

    @Property(tries = 400)
    void whoseServiceIsViolatedIsThatOfTheDumbImplementation(@ForAll("cases") TwinCase drawn) {
        SplittableRandom chance = new SplittableRandom(drawn.seed() + 2);
        SortedMap<LinkId, Double> lossy = new TreeMap<>();
        for (Link link : drawn.network().topology().links()) {
            if (chance.nextInt(4) == 0) {
                lossy.put(link.id(), 0.002 * chance.nextDouble());
            }
        }
        TwinNetwork network =
                new TwinNetwork(
                        drawn.network().topology(),
                        drawn.network().demands(),
                        drawn.network().managementNode(),
                        lossy);

        double violation = now(network).score().violation();

        assertEquals(NaiveTwin.violation(network), violation, ROUNDING);
        Statistics.label("more than without loss")
                .collect(violation > now(drawn.network()).score().violation());
    }

    @Property(tries = 600)
    void refusesWhatTheDumbImplementationFindsBrokenAndNothingElse(
            @ForAll("cases") TwinCase drawn) {
        for (Verdict verdict : rehearse(drawn).ranked()) {
            assertEquals(
                    NaiveTwin.holds(drawn.network(), verdict.candidate()),
                    verdict.kind() != Verdict.Kind.REFUSED,
                    verdict.summary());
            Statistics.collect(verdict.kind());
        }
    }

    @Property(tries = 600)
    void improvesOnlyByAClearMarginAndWithoutNewOverload(@ForAll("cases") TwinCase drawn) {
        for (Verdict verdict : rehearse(drawn).ranked()) {
            TwinNetwork after = NaiveTwin.after(drawn.network(), verdict.candidate());
            if (verdict.kind() == Verdict.Kind.IMPROVES) {
                assertTrue(verdict.gain() > 0, verdict.summary());
                Map<?, Double> before = NaiveTwin.loads(drawn.network(), 1);
                NaiveTwin.loads(after, 1)
                        .forEach((link, load) -> {
                            double capacity = NaiveTwin.capacity(after, link);
                            assertTrue(
                                    load <= capacity || before.getOrDefault(link, 0.0) > capacity,
                                    () -> link + " is newly overloaded: " + verdict.summary());
                        });
            } else if (verdict.kind() == Verdict.Kind.WORSE) {
                assertTrue(verdict.gain() < 0, verdict.summary());
            }
        }
    }

    @Property(tries = 600)
    void ranksByScoreWithTheRefusedLast(@ForAll("cases") TwinCase drawn) {
        Rehearsal rehearsal = rehearse(drawn);

        assertEquals(drawn.candidates().getFirst(), rehearsal.chosen().candidate());
        for (int i = 1; i < rehearsal.ranked().size(); i++) {
            Verdict better = rehearsal.ranked().get(i - 1);
            Verdict next = rehearsal.ranked().get(i);
            boolean isRefused = next.kind() == Verdict.Kind.REFUSED;
            assertTrue(
                    better.kind() == Verdict.Kind.REFUSED
                            ? isRefused
                            : isRefused
                                    || better.after().score().total()
                                            <= next.after().score().total());
        }
    }

    @Property(tries = 300)
    void theSameInputHasTheSameBits(@ForAll("cases") TwinCase drawn) {
        TwinCase again = TwinCase.drawn(drawn.seed());

        assertEquals(rehearse(drawn), rehearse(again));
    }

    /// What a link drops is never more than what is too much for it, and exactly that where nobody
    /// meets two full links.
    @Property(tries = 600)
    void whatIsLostOnTheWayIsTheExcess(@ForAll("cases") TwinCase drawn) {
        TwinNetwork network = drawn.network();
        List<Outlook.Scenario> scenarios = scenarios(now(network));
        for (int q = 0; q < 3; q++) {
            int quantile = q;
            Map<Object, Double> loads = new TreeMap<>(NaiveTwin.loads(network, q));
            double unserved = 0;
            boolean meetsTwo = false;
            double zeros = 0;
            for (TwinDemand demand : network.demands()) {
                if (!NaiveTwin.isServed(network, demand)) {
                    unserved += demand.expected().at(q);
                } else {
                    meetsTwo |=
                            demand.path().stream()
                                            .filter(l ->
                                                    loads.getOrDefault(l, 0.0)
                                                            > network.topology()
                                                                    .link(l)
                                                                    .orElseThrow()
                                                                    .capacity()
                                                                    .bitsPerSecond())
                                            .count()
                                    > 1;
                }
            }
            Outlook.Scenario scenario = scenarios.get(quantile);
            double dropped = scenario.lost() - scenario.shed() - unserved;
            // A capacity of 0 counts as 1 bit/s in the excess.
            zeros += network.topology().linkCount();
            assertTrue(dropped <= scenario.excess() + zeros + ROUNDING);
            if (!meetsTwo) {
                assertEquals(scenario.excess(), dropped, zeros + ROUNDING);
            }
            Statistics.label("meets two full links").collect(meetsTwo);
        }
    }

    @Property(tries = 600)
    void moreDemandNeverLooksBetter(@ForAll("cases") TwinCase drawn) {
        SplittableRandom chance = new SplittableRandom(drawn.seed() + 1);
        List<TwinDemand> demands = new ArrayList<>(drawn.network().demands());
        int raised = chance.nextInt(demands.size());
        TwinDemand d = demands.get(raised);
        int more = chance.nextInt(5_000_000);
        demands.set(
                raised,
                new TwinDemand(
                        d.id(),
                        d.source(),
                        d.target(),
                        d.path(),
                        d.rank(),
                        new Expected(
                                d.expected().p10() + more,
                                d.expected().p50() + more,
                                d.expected().p90() + more),
                        d.limit()));
        TwinNetwork network = drawn.network();
        Outlook less = now(network);
        Outlook now = now(new TwinNetwork(network.topology(), demands, network.managementNode()));

        for (int q = 0; q < 3; q++) {
            Outlook.Scenario was = scenarios(less).get(q);
            Outlook.Scenario is = scenarios(now).get(q);
            assertTrue(is.excess() >= was.excess());
            assertTrue(is.shed() >= was.shed());
            assertTrue(is.worstUtilisation() >= was.worstUtilisation());
            assertTrue(is.crowdedLinks() >= was.crowdedLinks());
            // Quantiles rise together, so that scenarios never cross.
            if (q > 0) {
                assertTrue(is.excess() >= scenarios(now).get(q - 1).excess());
            }
        }
        assertEquals(less.unserved(), now.unserved());
        assertEquals(less.stretch(), now.stretch());
        assertTrue(now.score().pressure() >= less.score().pressure());
        assertTrue(now.score().detour() >= less.score().detour());
    }
}
