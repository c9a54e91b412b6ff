package io.teleon.policies.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.policies.engine.PolicyEngine;
import io.teleon.policies.host.Circumstances;
import io.teleon.policies.link.Linked;
import io.teleon.policies.link.Linker;
import io.teleon.policies.syntax.Findings;
import io.teleon.policies.syntax.Source;
import io.teleon.policies.trace.LogReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Answers as a person reads them.
class QuestionsTest {

    private static final String PROGRAM =
            """
            policy p "1" owner "test" mode enforce
            percept oper(link): {up, down} fresh 10s
            percept loss(link): ratio fresh 30s
            percept spare(link, path) fresh 30s
            action steer(L: link, P: path) durative { key L risk medium }
            pred ok(L: link) if oper(L) = up and loss(L) < 0.1% for at least 60s
            proc heal(L: link) {
              fine:  ok(L) ~> nothing
              way:   oper(L) = down and spare(L, P) ~> steer(L, P)
              watch: otherwise ~> nothing
            }
            task t for each L: link where known(oper(L)) run heal(L)
            """;

    private static final Linked LINKED =
            Linker.link(List.of(new Source("p.tr", PROGRAM)), _ -> Optional.empty());

    private static Questions after(String log) {
        PolicyEngine engine = PolicyEngine.start(LINKED.program().orElseThrow());
        Findings findings = new Findings();
        Instant now = Instant.EPOCH;
        for (LogReader.Batch batch :
                new LogReader(LINKED.program().orElseThrow())
                        .read(new Source("log", log), findings)) {
            engine.step(batch.inputs(), batch.now(), Circumstances.NONE);
            now = batch.now();
        }
        assertEquals(List.of(), findings.all());
        return new Questions(
                LINKED.program().orElseThrow(), engine, LINKED.phrases().apply("p"), now);
    }

    private static final String SICK =
            """
            2026-01-01T00:00:00Z  oper(l1) = down
            2026-01-01T00:00:00Z  loss(l1) = 0.0014
            2026-01-01T00:00:00Z  spare(l1, p7)
            2026-01-01T00:00:05Z  oper(l1) = down
            """;

    @Test
    void saysWhyAnActionIsThere() {
        assertEquals(
                """
                p.steer(l1)#1 is starting, for p.t(l1)
                  rule    heal(l1).way with P = p7, firing 1
                    T     oper(l1) = down   [oper(l1) = down, 0.0 s old]
                    T     spare(l1, p7)   [spare(l1, p7) = true, 0.0 s old]
                  passed  autonomy auto
                  passed  resources held\
                """,
                String.join("\n", after(SICK).ask("steer(l1, _)").lines()));
    }

    @Test
    void saysWhatIsMissingAndByHowMuch() {
        assertEquals(
                """
                heal(l1).fine does not fire, because
                  oper(l1) = up: oper(l1) is down
                  loss(l1) < 0.1%: loss(l1) is 0.14%, off by 0.04% (5.0 s old), for 1 min\
                """,
                String.join("\n", after(SICK).ask("not heal(l1).fine").lines()));
    }

    @Test
    void saysWhatStandsAbove() {
        assertEquals(
                List.of("heal(l1).watch would, but way stands above it"),
                after(SICK).ask("not heal(l1).watch").lines());
    }

    @Test
    void saysWhatWouldHappenAndChangesNothing() {
        Questions questions = after(SICK);
        List<String> before = questions.ask("heal(l1)").lines();
        List<String> answer = questions.ask("if not spare(l1, p7)").lines();
        assertTrue(answer.contains("no longer heal(l1).way fires"), answer.toString());
        assertTrue(
                answer.contains("stop steer(\"l1\")#1 with (\"l1\", \"p7\")"), answer.toString());
        assertEquals(before, questions.ask("heal(l1)").lines());
    }

    @Test
    void aQuestionThatMakesNoSenseIsAnsweredWithWhatIsWrong() {
        Questions questions = after(SICK);
        assertEquals("TR002", questions.ask("not heal(l1).nonsense").problems().getFirst().code());
        assertEquals("TR001", questions.ask("not heal").problems().getFirst().code());
        assertEquals("TR002", questions.ask("stear(l1, _)").problems().getFirst().code());
        assertEquals("TR001", questions.ask("steer(l1").problems().getFirst().code());
    }
}
