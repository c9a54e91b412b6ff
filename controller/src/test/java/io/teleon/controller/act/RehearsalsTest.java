package io.teleon.controller.act;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.controller.autonomy.Programs;
import io.teleon.controller.report.ActionView;
import io.teleon.controller.twin.Candidate;
import io.teleon.controller.twin.Outlook;
import io.teleon.controller.twin.Rehearsal;
import io.teleon.controller.twin.Verdict;
import io.teleon.policies.host.Explanation;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Name;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What people are told of candidates.
class RehearsalsTest {

    private static Verdict verdict(String name) {
        Outlook.Scenario none = new Outlook.Scenario(0, 0, 0, 0, Optional.empty(), 0);
        Outlook outlook = new Outlook(none, none, none, 0, 1, 0, new Outlook.Score(0, 0, 0, 0));
        return new Verdict(
                new Candidate.Reroute(name, new LinkedHashMap<>()),
                Verdict.Kind.IMPROVES,
                List.of(),
                outlook,
                outlook,
                name + ": improves");
    }

    private static List<String> ranked(int chosen, Optional<String> taken) {
        List<Verdict> all = List.of(verdict("a-b"), verdict("a-c-b"));
        ActionView.TwinView view = Rehearsals.shown(new Rehearsal(all.get(chosen), all), taken);
        assertEquals(all.get(chosen).summary(), view.summary());
        return view.ranked();
    }

    private static Optional<Explanation> firing(String unit, String procedure, String rule) {
        return Optional.of(
                new Explanation(
                        new TaskId(new Name(unit, "t"), List.of()),
                        List.of(
                                new Explanation.Firing(
                                        new Name(unit, procedure),
                                        List.of(),
                                        rule,
                                        new LinkedHashMap<>(),
                                        List.of(),
                                        1)),
                        List.of()));
    }

    private static Optional<String> taken(String unit, String procedure, String rule) {
        return Rehearsals.taken(Programs.shipped(), firing(unit, procedure, rule));
    }

    @Test
    void theChosenOneIsMarked() {
        assertEquals(
                List.of("chosen: a-b: improves", "a-c-b: improves"),
                ranked(0, Optional.of("least path_cost(P)")));
    }

    @Test
    void whyABetterOneWasPassedOverIsTold() {
        assertEquals(
                List.of(
                        "a-b: improves",
                        "chosen: a-c-b: improves. Its rule takes by least path_cost(P), not by"
                                + " this order"),
                ranked(1, Optional.of("least path_cost(P)")));
        assertEquals(
                "chosen: a-c-b: improves. Its rule takes no other",
                ranked(1, Optional.empty()).getLast());
    }

    @Test
    void aRuleTellsByWhatItTakesOneOfSeveral() {
        assertEquals(Optional.of("least path_cost(P)"), taken("link_heal", "heal", "protect"));
        assertEquals(Optional.of("most relief(L, P)"), taken("congestion", "relieve", "move"));
        assertEquals(Optional.empty(), taken("congestion", "relieve", "plan"));
        assertEquals(Optional.empty(), Rehearsals.taken(Programs.shipped(), Optional.empty()));
    }
}
