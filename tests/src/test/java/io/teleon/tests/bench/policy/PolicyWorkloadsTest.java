package io.teleon.tests.bench.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.policies.engine.Evaluation;
import io.teleon.policies.host.Output;
import io.teleon.policies.program.Program;
import io.teleon.tests.bench.policy.Course.Change;
import io.teleon.tests.bench.policy.Course.Run;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is measured is the same thing: all contenders say the same about the same links.
class PolicyWorkloadsTest {

    private static final int LINKS = 200;
    private static final int EPOCHS = 60;

    /// More than in benchmarks, to see more of what comes of it.
    private static final int TURNS = 40;

    @ParameterizedTest
    @EnumSource(Change.class)
    void everyEvaluationSaysWhatTheReferenceSays(Change change) {
        for (Program program : List.of(CarePrograms.flat(), CarePrograms.deep())) {
            Run reference = run(change, Interpreted.reference(program, feed(program)));
            for (Evaluation evaluation : Evaluation.values()) {
                Run engine = run(change, Interpreted.engine(program, evaluation, feed(program)));
                assertEquals(reference.transitions(), engine.transitions(), evaluation.name());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void droolsSaysTheSame(Change change) {
        Program program = CarePrograms.flat();
        Run engine = run(change, Interpreted.engine(program, Evaluation.WATCHED, feed(program)));
        for (DroolsCare.Encoding encoding : DroolsCare.Encoding.values()) {
            try (DroolsCare drools = new DroolsCare(encoding, LINKS)) {
                assertEquals(engine.transitions(), run(change, drools).transitions());
            }
        }
    }

    @Test
    void everyRuleThatActsComesToFireAndItsActionToAnEnd() {
        Program program = CarePrograms.flat();
        Run run =
                run(
                        Change.SCATTERED,
                        Interpreted.engine(program, Evaluation.WATCHED, feed(program)));
        List<String> later = run.transitions().stream().skip(1).flatMap(List::stream).toList();
        for (String rule : List.of("dead", "dim", "lossy", "hot", "full", "queued")) {
            assertTrue(later.stream().anyMatch(line -> line.endsWith(" " + rule)), rule);
        }
        for (String action : List.of("protect", "shift", "shape")) {
            assertTrue(later.stream().anyMatch(line -> line.startsWith("STOP " + action)), action);
        }
    }

    @Test
    void aSeedSaysItAll() {
        assertEquals(new Links(50, 7).reports(50), new Links(50, 7).reports(50));
        assertNotEquals(new Links(50, 7).reports(50), new Links(50, 8).reports(50));
    }

    @Test
    void theEngineHasNothingToComplainAbout() {
        Program program = CarePrograms.thousandRules();
        assertEquals(1000, program.procedures().stream().mapToInt(p -> p.rules().size()).sum());
        Feed feed = new Feed(program, LINKS);
        Interpreted engine = Interpreted.engine(program, Evaluation.WATCHED, feed);
        Links links = new Links(LINKS, 1);
        engine.step(links.all(), Course.BEGIN);
        assertEquals(List.of(), engine.others());
        engine.take(kinds(feed), Course.BEGIN);
        assertTrue(
                engine.others().stream().allMatch(o -> o instanceof Output.TaskChanged),
                engine.others().toString());
        assertEquals(LINKS, engine.others().size());
    }

    private static List<io.teleon.policies.host.Input> kinds(Feed feed) {
        return java.util.stream.IntStream.range(0, LINKS)
                .mapToObj(link -> feed.kind(link, link % CarePrograms.KINDS, Course.BEGIN))
                .toList();
    }

    private static Feed feed(Program program) {
        return new Feed(program, LINKS);
    }

    private static Run run(Change change, Contender contender) {
        Run run = new Course(LINKS, change, TURNS, 20260101, 0, EPOCHS).run(contender, _ -> {});
        // Otherwise there would be nothing to compare.
        assertTrue(run.transitions().getFirst().size() > 10);
        assertTrue(change == Change.EVERYTHING || run.changes() > 10, "changes " + run.changes());
        return run;
    }
}
