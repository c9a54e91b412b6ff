package io.teleon.policies.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.policies.syntax.Diagnostic;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Cases beside the examples: what is told besides, and what is not.
class ChecksTest {

    private static final String WORLD =
            """
            import net
            percept hot(link) fresh 30s
            belief seen(link) ttl 1 h
            action cool(L: link) once { effect not hot(L) within 60s uses te(L) }
            action warm(L: link) durative { effect hot(L) within 60s uses port_cfg(L) }
            action chill(L: link) durative { effect not hot(L) within 60s uses te(L) }
            """;

    private static List<String> messages(String code, String text) {
        return Programs.policy(WORLD + text).of(code).stream().map(Diagnostic::message).toList();
    }

    @Test
    void beliefsAreNeverUnknownSoTheirTwoCasesAreComplete() {
        String rules =
                "proc p(L: link) on unknown skip { a: %s(L) ~> nothing\n b: not %s(L) ~> nothing }";

        assertEquals(List.of(), messages("TR010", rules.formatted("seen", "seen")));
        assertEquals(
                List.of("procedure `p` is not complete"),
                messages("TR010", rules.formatted("hot", "hot")));
    }

    @Test
    void aLastRuleThatCanBeExhaustedIsNone() {
        assertEquals(
                List.of("procedure `p` is not complete"),
                messages(
                        "TR010",
                        "proc p(L: link) { a: hot(L) ~> nothing\n b: otherwise max 5 min ~> warm(L) }"));
    }

    @Test
    void aGuardThatContradictsItselfIsNeverReached() {
        assertEquals(
                List.of("rule `a` can never fire"),
                messages(
                        "TR011",
                        """
                        proc p(L: link) {
                          a: loss(L) > 5% and usable(L) ~> nothing
                          b: otherwise ~> nothing
                        }
                        """));
    }

    @Test
    void whatComesAfterARuleThatCanFailIsReachedOnlyThen() {
        String rules =
                """
                proc p(L: link) {
                  a: hot(L) %s ~> cool(L)
                  b: hot(L) and seen(L) ~> nothing
                  c: otherwise ~> nothing
                }
                """;

        assertEquals(
                List.of("rule `b` fires only when `a` has failed"),
                messages("TR011", rules.formatted("")));
        assertEquals(List.of(), messages("TR011", rules.formatted("at most 2 per 1 h")));
    }

    /// Where a guard is unknown, a harmless rule below may fire: so the two cases above do not
    /// cover everything.
    @Test
    void theLastResortIsReachedWhenNothingCanBeSeen() {
        assertEquals(
                List.of(),
                messages(
                        "TR011",
                        """
                        proc p(L: link) {
                          a: hot(L) ~> nothing
                          b: not hot(L) ~> nothing
                          c: otherwise ~> nothing
                        }
                        """));
    }

    @Test
    void skippingWhatIsUnknownAndActingIsRisky() {
        assertEquals(
                List.of("rule `act` acts when the guard of `ok` is unknown"),
                messages(
                        "TR012",
                        """
                        proc p(L: link) on unknown skip {
                          ok: not hot(L) ~> nothing
                          act: seen(L) ~> cool(L)
                          o: otherwise ~> nothing
                        }
                        """));
    }

    @Test
    void tasksMayFightOverAThing() {
        assertEquals(
                List.of("warm(L) and chill(L) work against each other on the same things"),
                messages(
                        "TR035",
                        """
                        proc a(L: link) { x: seen(L) ~> warm(L)
                          o: otherwise ~> nothing }
                        proc b(K: link) { x: seen(K) ~> chill(K)
                          o: otherwise ~> nothing }
                        task ta for each L: link run a(L)
                        task tb for each L: link run b(L)
                        """
                                .replace("b(K: link)", "b(L: link)")
                                .replace("(K)", "(L)")));
    }

    @Test
    void anAtomicProcedureHoldsWhatItsActionsNeed() {
        String text =
                """
                atomic proc p(L: link) uses %s {
                  a: hot(L) ~> cool(L)
                  o: otherwise ~> nothing
                }
                """;

        assertEquals(List.of(), messages("TR034", text.formatted("te(L)")));
        assertEquals(
                List.of("atomic procedure `p` does not hold te(L), which cool(L) needs"),
                messages("TR034", text.formatted("port_cfg(L)")));
    }

    @Test
    void proceduresMayGoRoundTogether() {
        assertEquals(
                List.of("procedure `a` calls itself without an end:  a -> b -> a"),
                messages(
                        "TR033",
                        """
                        proc a(L: link) { o: otherwise ~> b(L) }
                        proc b(L: link) { o: otherwise ~> a(L) }
                        """));
    }

    @Test
    void aGuardrailThatNothingPassesIsTold() {
        assertEquals(
                List.of("nothing can pass guardrail `g`"),
                messages("TR050", "guardrail g on cool require blast_in(5 min) < 0 else deny\n"));
    }

    @Test
    void noModelLooksTwoDaysAhead() {
        assertEquals(
                List.of("no model looks 2 d ahead"),
                messages("TR045", "pred p(L: link) if forecast(offered(L), 48 h).p90 > 1 Gbps\n"));
    }

    @Test
    void aCommitmentEndsWithABeliefThatIsForgotten() {
        assertEquals(
                List.of(),
                messages(
                        "TR040",
                        """
                        proc p(L: link) {
                          a: hot(L) until not seen(L) ~> warm(L) ++ { remember seen(L) }
                          o: otherwise ~> nothing
                        }
                        """));
    }
}
