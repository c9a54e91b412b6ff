package io.teleon.controller.percept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.network.LinkId;
import io.teleon.policies.host.Input;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What programs are told of a look.
class PerceptsTest {

    private final GivenNetwork given = new GivenNetwork("ab", "ac", "cb", "ad 2", "db 2");
    private final DetourBook detours = new DetourBook(given.network);
    private final Percepts percepts =
            new Percepts(
                    given.names,
                    detours,
                    Optional.empty(),
                    Optional.empty(),
                    new IntentPercepts(_ -> false, _ -> Optional.empty(), Optional.empty()));
    private final List<LinkId> maintained = new ArrayList<>();

    private List<Input> look() {
        return percepts.of(
                given.picture(),
                new Percepts.Doings(
                        (_, _) -> false,
                        (_, detour) -> detour.name().name().equals("a-d-b"),
                        (_, _) -> Optional.empty(),
                        List.of(),
                        maintained));
    }

    private static List<String> facts(List<Input> said, String percept) {
        List<String> facts = new ArrayList<>();
        for (Input input : said) {
            String fact =
                    switch (input) {
                        case Input.Measured m -> m.fact() + " = " + m.value().shown();
                        case Input.Stated s -> s.fact().toString();
                        case Input.Withdrawn w -> "no " + w.fact();
                        case Input _ -> "";
                    };
            if (fact.contains("net." + percept + "(")) {
                facts.add(fact);
            }
        }
        return facts;
    }

    @Test
    void whatALinkLosesIsSaidOnlyWhereItIsKnown() {
        given.lossy("ab", 0.02);
        List<String> losses = facts(look(), "loss");
        assertEquals(1, losses.size(), losses.toString());
        assertTrue(losses.getFirst().contains("a>b"), losses::toString);
    }

    @Test
    void detoursAreToldAroundLinksInNeedButNotThoseThatAreBarred() {
        assertEquals(List.of(), facts(look(), "detour"));
        given.lossy("ab", 0.02);
        List<String> told = facts(look(), "detour");
        assertEquals(1, told.size(), told.toString());
        assertTrue(told.getFirst().contains("a-c-b"), told::toString);
    }

    @Test
    void headroomIsWhatTheTightestLinkHasLeft() {
        given.intent("i", "ac", 30);
        given.intent("j", "cb", 55);
        given.lossy("ab", 0.02);
        List<Input> said = look();
        double headroom =
                said.stream()
                        .filter(Input.Measured.class::isInstance)
                        .map(Input.Measured.class::cast)
                        .filter(m -> m.fact().toString().contains("headroom(a-c-b"))
                        .mapToDouble(m -> m.value() instanceof Value.Quantity(double q) ? q : -1)
                        .findFirst()
                        .orElseThrow();
        assertEquals(45e6, headroom);
    }

    @Test
    void everythingIsSaidWithWhatSaysIt() {
        given.intent("i", "ab", 80);
        given.lossy("ab", 0.02);
        maintained.add(GivenNetwork.link("ab"));
        Map<String, String> sources = new TreeMap<>();
        for (Input input : look()) {
            switch (input) {
                case Input.Measured m -> sources.put(m.fact().name().local(), m.source());
                case Input.Stated s -> sources.put(s.fact().name().local(), s.source());
                case Input _ -> {}
            }
        }
        Map<String, String> expected = new TreeMap<>();
        expected.put("oper_state", "port status");
        expected.put("admin_state", "port status");
        expected.put("capacity", "topology");
        expected.put("tenants_on", "intents");
        expected.put("carried", "port counters");
        expected.put("utilisation", "port counters");
        expected.put("loss", "port counters");
        expected.put("headroom", "port counters");
        expected.put("offered", "flow counters");
        expected.put("share_of", "flow counters");
        expected.put("detour", "topology");
        expected.put("path_uses", "topology");
        expected.put("path_cost", "topology");
        expected.put("in_maintenance", "operators");
        assertEquals(expected, sources);
    }

    @Test
    void whatAnAgentMeasuresIsSaidByIt() {
        LinkId link = GivenNetwork.link("ab");
        Input told = percepts.power("agent-7", link, -12, GivenNetwork.NOW);
        assertEquals("agent agent-7", ((Input.Measured) told).source());
        Input odd = percepts.hostAnomaly("web-1", 0.5, GivenNetwork.NOW);
        assertEquals("agent web-1", ((Input.Measured) odd).source());
    }

    @Test
    void whatDoesNotHoldAnyMoreIsWithdrawn() {
        maintained.add(GivenNetwork.link("ab"));
        assertEquals(1, facts(look(), "in_maintenance").size());
        maintained.clear();
        List<String> then = facts(look(), "in_maintenance");
        assertEquals(1, then.size());
        assertTrue(then.getFirst().startsWith("no "), then::toString);
        assertEquals(List.of(), facts(look(), "in_maintenance"));
    }
}
