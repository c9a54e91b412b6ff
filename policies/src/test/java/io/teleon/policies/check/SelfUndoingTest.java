package io.teleon.policies.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.policies.syntax.Diagnostic;
import io.teleon.policies.syntax.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

/// TR031 on the program it was invented for, and on all that looks like it and is not.
class SelfUndoingTest {

    private static final String WORLD =
            """
            percept capacity(link): bandwidth fresh 1 h
            percept carried(link): bandwidth fresh 30s
            percept offered(link): bandwidth fresh 30s
            percept quiet(link) fresh 30s
            resource te(link)
            action shape(L: link) durative {
              effect carried(L) <= 0.8 * capacity(L) within 60s
              uses te(L) blast 1 risk medium
            }
            action measure(L: link) durative {
              effect carried(L) <= 0.8 * capacity(L) within 60s
              uses te(L) risk low
            }
            """;

    private static List<Diagnostic> told(String rules) {
        return Programs.policy(
                        WORLD
                                + "proc p(L: link) goal maintain carried(L) <= 0.9 * capacity(L) {\n"
                                + rules
                                + "  last: otherwise ~> nothing\n}\n")
                .of("TR031");
    }

    @Test
    void findsTheFaultyDraftOfTheCongestionProgram() {
        Source good = Programs.shipped("congestion");
        String draft =
                good.text()
                        .replace(
                                "if offered(L) > 0.95 * capacity(L) for at least 20s",
                                "if carried(L) > 0.95 * capacity(L) for at least 20s");
        assertTrue(!draft.equals(good.text()), "the program reads offered load");

        Programs.Examined examined = Programs.examine(new Source("congestion.tr", draft));

        List<String> messages = examined.of("TR031").stream().map(Diagnostic::message).toList();
        assertEquals(List.of("rule `move` undoes itself", "rule `trim` undoes itself"), messages);
        String printed = examined.printed("TR031");
        assertTrue(
                printed.contains(
                        "action shift(L, P, excess(L)) promises  carried(L) <= 0.8 * capacity(L)"),
                printed);
        assertTrue(printed.contains("so `calm` fires, shift stops,"), printed);
        assertTrue(printed.contains("carried(L) rises again and `move` fires"), printed);
    }

    @Test
    void hasNothingToSayAboutTheShippedPrograms() {
        for (String name : Programs.shipped()) {
            assertEquals(List.of(), Programs.examine(Programs.shipped(name)).of("TR031"), name);
        }
    }

    @Test
    void comparesScaledThresholds() {
        String act = "  act: offered(L) > 0.9 * capacity(L) sustains goal ~> shape(L)\n";

        assertEquals(1, told("  calm: carried(L) <= 0.95 * capacity(L) ~> nothing\n" + act).size());
        assertEquals(0, told("  calm: carried(L) <= 0.7 * capacity(L) ~> nothing\n" + act).size());
        assertEquals(0, told("  calm: offered(L) <= 0.95 * capacity(L) ~> nothing\n" + act).size());
    }

    @Test
    void limitsOfRateDoNotHealIt() {
        assertEquals(
                1,
                told("""
                  calm: carried(L) <= 0.95 * capacity(L) ~> nothing
                  act: offered(L) > 0.9 * capacity(L) min 5 min cooldown 10 min at most 4 per 1 h
                       sustains goal ~> shape(L)
                """)
                        .size());
    }

    @Test
    void aHigherRuleMayKeepTheAction() {
        assertEquals(
                0,
                told("""
                  calm: carried(L) <= 0.95 * capacity(L) ~> shape(L)
                  act: offered(L) > 0.9 * capacity(L) sustains goal ~> shape(L)
                """)
                        .size());
    }

    @Test
    void aHigherRuleMayStayByItself() {
        assertEquals(
                0,
                told("""
                  calm: carried(L) <= 0.95 * capacity(L) while quiet(L) ~> nothing
                  act: offered(L) > 0.9 * capacity(L) sustains goal ~> shape(L)
                """)
                        .size());
    }

    @Test
    void aCommitmentUntilSomethingElseHoldsOff() {
        assertEquals(
                0,
                told("""
                  calm: carried(L) <= 0.95 * capacity(L) ~> nothing
                  act: offered(L) > 0.9 * capacity(L) until quiet(L) max 1 h
                       sustains goal ~> shape(L)
                """)
                        .size());
        assertEquals(
                1,
                told("""
                  calm: carried(L) <= 0.95 * capacity(L) ~> nothing
                  act: offered(L) > 0.9 * capacity(L)
                       until carried(L) <= 0.85 * capacity(L) max 1 h
                       sustains goal ~> shape(L)
                """)
                        .size());
    }

    @Test
    void toLeadUpIsWhatOtherActionsAreFor() {
        assertEquals(
                0,
                told("""
                  calm: carried(L) <= 0.95 * capacity(L) ~> nothing
                  act: offered(L) > 0.9 * capacity(L) min 1 min ~> measure(L)
                """)
                        .size());
    }

    @Test
    void showsTheWholeStory() {
        String printed = Programs.examine(Programs.example("TR031", "fails")).printed("TR031");

        assertTrue(
                printed.contains("which makes this guard true, so `calm` fires, shift stops,"),
                printed);
        assertTrue(
                printed.contains(
                        "proof:  carried(L) <= 0.8 * capacity(L)  implies"
                                + "  not (carried(L) > 0.85 * capacity(L) for at least 20s)"),
                printed);
    }
}
