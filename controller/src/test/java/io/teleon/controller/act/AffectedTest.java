package io.teleon.controller.act;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.controller.percept.GivenNetwork;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.LinkId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

/// By whom a plan is judged.
class AffectedTest {

    private static final LinkId LINK = GivenNetwork.link("ab");

    private final GivenNetwork given = new GivenNetwork("ab", "bd", "ac", "cb", "cd 3");
    private final SequencedMap<IntentId, List<LinkId>> led = new LinkedHashMap<>();

    private Affected affected() {
        return Affected.of(
                new Plan.Paths(led, led.size(), 0, List.of()), Optional.of(LINK), given.picture());
    }

    private static List<String> names(Affected affected) {
        return affected.intents().stream().map(IntentId::value).toList();
    }

    @Test
    void linksByWhichTheyWouldGoAnyhowGetNothingByIt() {
        led.put(given.intent("led", "acbd", 30).id(), GivenNetwork.way("acbd"));
        given.intent("detour", "ac", 10);
        given.intent("rest", "bd", 65);
        Affected affected = affected();
        assertEquals(GivenNetwork.way("acb"), List.copyOf(affected.links()));
        assertEquals(List.of("led", "detour"), names(affected));
    }

    @Test
    void whoeverSuffersElsewhereSaysNothingOfIt() {
        led.put(given.intent("led", "acb", 30).id(), GivenNetwork.way("acb"));
        given.intent("suffers", "cbd", 10);
        given.intent("well", "cb", 10);
        given.lossy("bd", 0.1);
        assertEquals(List.of("led", "well"), names(affected()));
    }

    @Test
    void aLimitIsJudgedByTheLinkThatItRelieves() {
        IntentId limited = given.intent("limited", "ab", 30).id();
        given.intent("other", "ac", 10);
        SequencedMap<IntentId, Bandwidth> limits = new LinkedHashMap<>();
        limits.put(limited, new Bandwidth(1e6));
        Affected affected =
                Affected.of(new Plan.Limits(limits, List.of()), Optional.of(LINK), given.picture());
        assertEquals(List.of(LINK), List.copyOf(affected.links()));
        assertEquals(List.of("limited"), names(affected));
    }
}
