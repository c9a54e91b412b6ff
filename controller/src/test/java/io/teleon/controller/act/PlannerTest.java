package io.teleon.controller.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.percept.DetourBook;
import io.teleon.controller.percept.DetourBook.Detour;
import io.teleon.controller.percept.GivenNetwork;
import io.teleon.controller.percept.Picture.OfIntent;
import io.teleon.controller.percept.Picture.OfLink;
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
    private final Planner planner = new Planner(given.network, given.names);
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

    private Plan shift(double rate) {
        return planner.shift(given.picture(), LINK, detour(given), rate, held, _ -> true);
    }

    @Example
    void aShiftFillsTheDetourUpToNineTenths() {
        given.intent("large", "abd", 40);
        given.intent("small", "abd", 15);
        given.intent("there", "cb", 60);
        Plan some = shift(50e6);
        assertEquals(List.of("small"), List.copyOf(ways(some).keySet()), "40 do not fit beside 60");
        given.intent("more", "cb", 20);
        assertTrue(
                assertInstanceOf(Plan.Impossible.class, shift(50e6))
                        .reason()
                        .endsWith("can be led by a-c-b, which has no room for it"));
    }

    @Example
    void whatIsAboutToGrowTakesTheRoomItWillNeed() {
        given.intent("on", "abd", 40);
        given.intent("there", "cb", 30);
        assertInstanceOf(Plan.Paths.class, shift(40e6));
        given.grows("cb", 25);
        assertInstanceOf(Plan.Impossible.class, shift(40e6), "there will be 55 by then");
        given.grows("cb", 0);
        given.grows("ab", 30);
        assertInstanceOf(Plan.Impossible.class, shift(40e6), "it will send 70 by then");
    }

    /// It moves enough where there is enough and room for it, only who is on the link, leaves
    /// nobody on it that it says it moves, and fills nothing too much. Where it moves less than was
    /// asked for, nobody else would have fitted.
    @Property(tries = 150)
    void aShiftMovesWhatFitsAndNobodyElse(@ForAll long seed) {
        RandomGenerator random = new Chance(seed).stream("intents");
        GivenNetwork net = new GivenNetwork("ab", "bd", "ac", "cb", "cd 3");
        SequencedMap<IntentId, List<LinkId>> movable = new LinkedHashMap<>();
        for (int i = 0; i < 8; i++) {
            String way = List.of("ab", "abd", "acd", "bd", "cab").get(random.nextInt(5));
            OfIntent intent = net.intent("i" + i, way, random.nextInt(1, 40));
            if (way.contains("ab")) {
                // Who comes from c goes on from there, and not in a circle.
                movable.put(intent.id(), GivenNetwork.way(way.equals("cab") ? "cb" : "acb"));
            }
        }
        double rate = random.nextInt(1, 150) * 1e6;
        Plan plan =
                new Planner(net.network, net.names)
                        .shift(
                                net.picture(),
                                LINK,
                                detour(net),
                                rate,
                                new LinkedHashMap<>(),
                                _ -> true);
        Map<IntentId, List<LinkId>> paths =
                plan instanceof Plan.Paths some ? some.paths() : Map.of();
        double moved = 0;
        Map<LinkId, Double> room = new TreeMap<>();
        for (LinkId link : GivenNetwork.way("acb")) {
            double carried =
                    Optional.ofNullable(net.picture().links().get(link))
                            .flatMap(OfLink::carried)
                            .orElseThrow()
                            .value();
            room.put(link, 0.9 * GivenNetwork.CAPACITY - carried);
        }
        for (var one : paths.entrySet()) {
            List<LinkId> more = movable.getOrDefault(one.getKey(), List.of());
            assertTrue(one.getValue().containsAll(more) && !more.isEmpty());
            assertTrue(!one.getValue().contains(LINK), one.getKey() + " stays");
            double sends = sends(net, one.getKey());
            more.forEach(link -> room.merge(link, -sends, Double::sum));
            more.forEach(link -> assertTrue(room.getOrDefault(link, 0.0) >= -1, "no room for it"));
            moved += sends;
        }
        if (moved < rate) {
            movable.forEach((id, more) ->
                    assertTrue(
                            paths.containsKey(id)
                                    || more.stream()
                                            .anyMatch(link ->
                                                    room.getOrDefault(link, 0.0) < sends(net, id)),
                            id + " would fit"));
        }
        if (plan instanceof Plan.Paths some) {
            assertEquals(moved, some.moved(), 1);
            assertEquals(paths.size(), some.moves());
        }
    }

    private static double sends(GivenNetwork net, IntentId id) {
        return Optional.ofNullable(net.picture().intents().get(id))
                .flatMap(OfIntent::sends)
                .orElseThrow()
                .value();
    }
}
