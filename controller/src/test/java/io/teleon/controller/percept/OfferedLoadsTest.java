package io.teleon.controller.percept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.percept.Picture.OfIntent;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.IntentId;
import io.teleon.models.intent.Tier;
import io.teleon.models.network.LinkId;
import io.teleon.models.time.Chance;
import io.teleon.models.traffic.NodePair;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Which links intents would go by if nobody steered.
class OfferedLoadsTest {

    private final GivenNetwork given = new GivenNetwork("ab", "bd", "ac 2", "cd 2");
    private final OfferedLoads loads = new OfferedLoads(given.network, given.hosts);

    private static NodePair pair(String ends) {
        return new NodePair(GivenNetwork.node(ends.charAt(0)), GivenNetwork.node(ends.charAt(1)));
    }

    @Example
    void theDefaultWayIsTheLightest() {
        assertEquals("abd", GivenNetwork.letters(loads.way(pair("ad"))));
        given.cut("bd");
        assertEquals("acd", GivenNetwork.letters(loads.way(pair("ad"))));
    }

    @Example
    void ofALinkThatIsDownItIsAskedWhatWouldGoByIt() {
        given.cut("bd");
        assertTrue(loads.wouldUse(pair("ad"), GivenNetwork.link("bd")));
        assertFalse(loads.wouldUse(pair("ab"), GivenNetwork.link("bd")));
        assertTrue(loads.wouldUse(pair("ad"), GivenNetwork.link("ac")));
    }

    @Example
    void steeringChangesNothingOfIt() {
        OfIntent steered = given.intent("i", "acd", 10);
        List<LinkId> links = List.of(GivenNetwork.link("ab"), GivenNetwork.link("ac"));
        var users = loads.users(List.of(steered.view()), links);
        assertEquals(List.of(steered.id()), users.getOrDefault(links.getFirst(), List.of()));
        assertEquals(List.of(), users.getOrDefault(links.getLast(), List.of()));
    }

    @Example
    void whoIsWithdrawnUsesNothing() {
        OfIntent gone = given.intent("i", "abd", 10, Tier.GOLD, InstallState.WITHDRAWING, false);
        LinkId link = GivenNetwork.link("ab");
        assertEquals(
                List.of(),
                loads.users(List.of(gone.view()), List.of(link)).getOrDefault(link, List.of()));
    }

    /// Against asking for each intent and each link on its own.
    @Property(tries = 60)
    void theUsersOfAllAreThoseOfEach(@ForAll long seed) {
        RandomGenerator random = new Chance(seed).stream("net");
        String[] cables = GivenNetwork.cables(random, 5);
        GivenNetwork drawn = new GivenNetwork(cables);
        List<OfIntent> intents = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int from = random.nextInt(5);
            int to = (from + 1 + random.nextInt(4)) % 5;
            intents.add(drawn.intent("i" + i, "" + (char) ('a' + from) + (char) ('a' + to), 1));
        }
        drawn.cut(cables[random.nextInt(cables.length)]);
        OfferedLoads all = new OfferedLoads(drawn.network, drawn.hosts);
        List<LinkId> links =
                drawn.network.linkStatus().stream().map(status -> status.link().id()).toList();
        var users = all.users(intents.stream().map(OfIntent::view).toList(), links);
        for (LinkId link : links) {
            List<IntentId> expected =
                    intents.stream()
                            .filter(i ->
                                    new OfferedLoads(drawn.network, drawn.hosts)
                                            .wouldUse(i.ends().orElseThrow(), link))
                            .map(OfIntent::id)
                            .toList();
            assertEquals(
                    expected,
                    users.getOrDefault(link, List.of()),
                    link + " of " + GivenNetwork.shown(cables));
        }
    }
}
