package io.teleon.controller.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.percept.DetourBook;
import io.teleon.controller.percept.DetourBook.Detour;
import io.teleon.controller.percept.GivenNetwork;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.IntentId;
import io.teleon.models.intent.Tier;
import io.teleon.models.network.LinkId;
import io.teleon.models.time.Chance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// What becomes of a wish, before anything is touched.
class PlannerTest {

    private static final LinkId LINK = GivenNetwork.link("ab");

    private final GivenNetwork given = new GivenNetwork("ab", "bd", "ac", "cb", "cd 3");
    private final Planner planner = new Planner(given.network, given.names, Foresight.NONE);
    private final SequencedMap<IntentId, List<LinkId>> held = new LinkedHashMap<>();

    private static Detour detour(GivenNetwork of) {
        return new DetourBook(of.network).around(LINK).getFirst();
    }

    private Plan steer() {
        return planner.steer(
                given.picture(), LINK, detour(given), held, id -> !id.value().startsWith("taken"));
    }

    private static Map<String, String> ways(Plan plan) {
        TreeMap<String, String> ways = new TreeMap<>();
        assertInstanceOf(Plan.Paths.class, plan)
                .paths()
                .forEach((id, way) -> ways.put(id.value(), GivenNetwork.letters(way)));
        return ways;
    }

    @Example
    void aSteerHoldsAllWhoGoByTheLinkByDefaultOffIt() {
        given.intent("on", "abd", 10);
        given.intent("off", "acd", 20);
        given.intent("other", "cd", 20);
        given.intent("taken", "abd", 5);
        given.intent("person", "abd", 5, Tier.SILVER, InstallState.INSTALLED, true);
        given.intent("parked", "abd", 5, Tier.SILVER, InstallState.PARKED, false);
        Plan plan = steer();
        assertEquals(new TreeMap<>(Map.of("on", "acbd", "off", "acd")), ways(plan));
        Plan.Paths paths = (Plan.Paths) plan;
        assertEquals(1, paths.moves());
        assertEquals(10e6, paths.moved());
        assertEquals(List.of("on: a-c-b-d instead of a-b-d"), paths.diff());
    }

    @Example
    void aSteerThatFindsNobodySaysSo() {
        given.intent("other", "cd", 20);
        assertTrue(
                assertInstanceOf(Plan.Impossible.class, steer())
                        .reason()
                        .startsWith("no intent that goes by a>b by default"));
    }

    @Example
    void aShiftKeepsWhatItHoldsAlready() {
        IntentId kept = given.intent("kept", "acbd", 30).id();
        given.intent("more", "abd", 10);
        held.put(kept, GivenNetwork.way("acbd"));
        Plan enough = planner.shift(given.picture(), LINK, detour(given), 25e6, held, _ -> true);
        assertEquals(List.of("kept"), List.copyOf(ways(enough).keySet()));
        assertEquals(List.of(), enough.diff());
        Plan more = planner.shift(given.picture(), LINK, detour(given), 35e6, held, _ -> true);
        assertEquals(List.of("kept", "more"), List.copyOf(ways(more).keySet()));
    }

    @Example
    void aShiftCountsWhatIntentsWillSend() {
        given.intent("one", "abd", 40);
        given.intent("two", "ab", 20);
        given.grows("ab", 60); // twice as much as now
        Plan plan = planner.shift(given.picture(), LINK, detour(given), 35e6, held, _ -> true);
        assertEquals(List.of("two"), List.copyOf(ways(plan).keySet()));
        assertEquals(20e6, ((Plan.Paths) plan).moved());
    }

    @Example
    void aShiftCountsWhatItHoldsByWhatThatWillSend() {
        IntentId kept = given.intent("kept", "acbd", 30).id();
        given.intent("more", "abd", 30);
        held.put(kept, GivenNetwork.way("acbd"));
        given.grows("ab", 60);
        Plan enough = planner.shift(given.picture(), LINK, detour(given), 55e6, held, _ -> true);
        assertEquals(List.of("kept"), List.copyOf(ways(enough).keySet()));
    }

    @Example
    void aShiftLeavesWhatTheDetourHasNoRoomFor() {
        given.intent("large", "abd", 70);
        given.intent("small", "ab", 20);
        given.intent("smaller", "ab", 15);
        given.intent("there", "ac", 55); // leaves 40 of 95
        Plan fits = planner.shift(given.picture(), LINK, detour(given), 30e6, held, _ -> true);
        assertEquals(List.of("small", "smaller"), List.copyOf(ways(fits).keySet()));
        Plan much = planner.shift(given.picture(), LINK, detour(given), 50e6, held, _ -> true);
        assertEquals(List.of("large"), List.copyOf(ways(much).keySet()), "the twin will say");
    }

    @Example
    void roomThatWillBeGoneIsNone() {
        given.intent("one", "abd", 36);
        given.intent("small", "ab", 20);
        given.intent("smaller", "ab", 15);
        given.intent("there", "ac", 55);
        Plan few = planner.shift(given.picture(), LINK, detour(given), 30e6, held, _ -> true);
        assertEquals(List.of("one"), List.copyOf(ways(few).keySet()));
        given.grows("ac", 4.5);
        Plan fits = planner.shift(given.picture(), LINK, detour(given), 30e6, held, _ -> true);
        assertEquals(List.of("small", "smaller"), List.copyOf(ways(fits).keySet()));
    }

    @Example
    void aShapeCutsAllOfATierByTheSameShare() {
        given.intent("one", "abd", 30, Tier.BRONZE, InstallState.INSTALLED, false);
        given.intent("two", "ab", 10, Tier.BRONZE, InstallState.INSTALLED, false);
        given.intent("gold", "ab", 10, Tier.GOLD, InstallState.INSTALLED, false);
        Plan.Limits limits =
                assertInstanceOf(
                        Plan.Limits.class,
                        planner.shape(given.picture(), LINK, Tier.BRONZE, 10e6, _ -> true));
        assertEquals(
                List.of(22.5e6, 7.5e6),
                limits.limits().values().stream().map(b -> b.bitsPerSecond()).toList());
        Plan.Limits least =
                assertInstanceOf(
                        Plan.Limits.class,
                        planner.shape(given.picture(), LINK, Tier.BRONZE, 99e6, _ -> true));
        assertTrue(least.limits().values().stream().allMatch(b -> b.bitsPerSecond() == 1e6));
        assertInstanceOf(
                Plan.Impossible.class,
                planner.shape(given.picture(), LINK, Tier.SILVER, 1e6, _ -> true));
    }

    /// It moves enough where there is enough, only who is on the link, and leaves nobody on it that
    /// it says it moves.
    @Property(tries = 150)
    void aShiftMovesEnoughAndNobodyElse(@ForAll long seed) {
        RandomGenerator random = new Chance(seed).stream("intents");
        GivenNetwork net = new GivenNetwork("ab", "bd", "ac", "cb", "cd 3");
        double all = 0;
        for (int i = 0; i < 8; i++) {
            String way = List.of("ab", "abd", "acd", "bd", "cab").get(random.nextInt(5));
            double sends = random.nextInt(1, 40);
            net.intent("i" + i, way, sends);
            // Who comes from where the detour leads would go in a circle.
            all += way.startsWith("ab") ? sends * 1e6 : 0;
        }
        double rate = random.nextInt(1, 150) * 1e6;
        Plan plan =
                new Planner(net.network, net.names, Foresight.NONE)
                        .shift(
                                net.picture(),
                                LINK,
                                detour(net),
                                rate,
                                new LinkedHashMap<>(),
                                _ -> true);
        if (!(plan instanceof Plan.Paths paths)) {
            assertEquals(0, all);
            return;
        }
        double moved = 0;
        for (var one : paths.paths().entrySet()) {
            var intent =
                    Optional.ofNullable(net.picture().intents().get(one.getKey())).orElseThrow();
            assertTrue(intent.view().path().contains(LINK));
            assertTrue(!one.getValue().contains(LINK));
            moved += intent.sends().orElseThrow().value();
        }
        assertEquals(moved, paths.moved(), 1);
        assertTrue(moved >= Math.min(rate, all) - 1, moved + " of " + rate + ", there are " + all);
        assertEquals(paths.paths().size(), paths.moves());
    }
}
