package io.teleon.controller.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.percept.GivenNetwork;
import io.teleon.controller.percept.Picture.OfIntent;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.LinkId;
import io.teleon.models.time.Chance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// What would be without an action, while traffic changes for reasons of its own.
class CounterfactualTest {

    private static final String[] CABLES = {"ab", "ac", "cb", "bd", "cd 3"};

    private final GivenNetwork given = new GivenNetwork(CABLES);
    private final List<IntentId> led = new ArrayList<>();

    private void led(String id, String way, double megabits) {
        led.add(given.intent(id, way, megabits).id());
    }

    private Counterfactual counterfactual() {
        return Counterfactual.of(given.picture(), led);
    }

    @Example
    void growthMakesItWorseOnEitherWay() {
        led("led", "acb", 50);
        given.intent("grown", "ab", 60);
        given.intent("there", "cb", 49);
        assertEquals(0.99, counterfactual().with().fullest(), 1e-9);
        assertEquals(1.1, counterfactual().without().fullest(), 1e-9);
        assertTrue(counterfactual().isNoBetterWithout());
    }

    @Example
    void aWayThatFilledUpWhileTheDefaultHasRoomIsToBlame() {
        led("led", "acb", 50);
        given.intent("there", "cb", 60);
        assertEquals(new Counterfactual.Load(1.1, 10e6), counterfactual().with());
        assertEquals(new Counterfactual.Load(0.6, 0), counterfactual().without());
        assertFalse(counterfactual().isNoBetterWithout());
    }

    @Example
    void whereNothingIsFullSomethingElseIsWrong() {
        led("led", "acb", 10);
        assertFalse(counterfactual().isNoBetterWithout(), "a lossy way must be left");
    }

    @Example
    void moreLostInAllOutweighsTheFullestLink() {
        led("led", "acb", 50);
        given.intent("there", "ac", 60);
        given.intent("there-too", "cb", 60);
        given.intent("default", "ab", 61);
        assertTrue(counterfactual().without().fullest() > counterfactual().with().fullest());
        assertFalse(counterfactual().isNoBetterWithout(), "11 instead of 20 are too much");
    }

    @Example
    void lessLostInAllOutweighsTheFullestLinkToo() {
        led("led", "acb", 50);
        given.intent("there", "cb", 70);
        given.intent("default", "ab", 75);
        assertEquals(20e6, counterfactual().with().tooMuch());
        assertEquals(25e6, counterfactual().without().tooMuch());
        given.intent("elsewhere", "ac", 64);
        assertTrue(counterfactual().with().tooMuch() > counterfactual().without().tooMuch());
        assertFalse(counterfactual().isNoBetterWithout());
    }

    @Example
    void anEqualExcessOnBothWaysIsNobodysFault() {
        led("led", "acbd", 50);
        given.intent("there", "bd", 60); // by either way
        given.intent("default", "ab", 10);
        assertEquals(counterfactual().with().tooMuch(), counterfactual().without().tooMuch());
        assertTrue(counterfactual().isNoBetterWithout());
    }

    /// Without is with, had the same intents stayed where they go by default.
    @Property(tries = 200)
    void withoutIsWithOnDefaultWays(@ForAll long seed) {
        RandomGenerator random = new Chance(seed).stream("ways");
        Map<String, String> defaults =
                new LinkedHashMap<>(Map.of("acb", "ab", "acbd", "abd", "acd", "abd", "bacd", "bd"));
        List<String> ways = List.of("acb", "acbd", "acd", "bacd", "ab", "abd", "bd", "cab");
        GivenNetwork played = new GivenNetwork(CABLES);
        GivenNetwork stayed = new GivenNetwork(CABLES);
        List<IntentId> moved = new ArrayList<>();
        SortedSet<LinkId> concerned = new TreeSet<>();
        for (int i = 0; i < 10; i++) {
            String way = ways.get(random.nextInt(ways.size()));
            double megabits = random.nextInt(1, 80);
            OfIntent intent = played.intent("i" + i, way, megabits);
            boolean isLed = random.nextBoolean();
            String usual = isLed ? defaults.getOrDefault(way, way) : way;
            stayed.intent("i" + i, usual, megabits);
            if (isLed) {
                moved.add(intent.id());
                concerned.addAll(GivenNetwork.way(way));
                concerned.addAll(GivenNetwork.way(way.equals("cab") ? "cb" : usual));
            }
        }
        Counterfactual found = Counterfactual.of(played.picture(), moved);
        assertEquals(load(played, concerned, List.of()), found.with());
        assertEquals(load(stayed, concerned, moved), found.without());
    }

    /// @param led of which those that went by `cab` are where they would be by default
    private static Counterfactual.Load load(
            GivenNetwork net, SortedSet<LinkId> concerned, List<IntentId> led) {
        double fullest = 0;
        double tooMuch = 0;
        for (LinkId link : concerned) {
            double asked = 0;
            for (OfIntent intent : net.picture().intents().values()) {
                List<LinkId> path = intent.view().path();
                boolean isDetour =
                        led.contains(intent.id()) && GivenNetwork.letters(path).equals("cab");
                if ((isDetour ? GivenNetwork.way("cb") : path).contains(link)) {
                    asked += intent.sends().orElseThrow().value();
                }
            }
            fullest = Math.max(fullest, asked / GivenNetwork.CAPACITY);
            tooMuch += Math.max(0, asked - GivenNetwork.CAPACITY);
        }
        return new Counterfactual.Load(fullest, tooMuch);
    }
}
