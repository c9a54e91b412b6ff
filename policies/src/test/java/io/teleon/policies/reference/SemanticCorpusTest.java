package io.teleon.policies.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.policies.host.Circumstances;
import io.teleon.policies.host.Fact;
import io.teleon.policies.host.Input;
import io.teleon.policies.host.InstanceId;
import io.teleon.policies.host.Output;
import io.teleon.policies.link.Linked;
import io.teleon.policies.link.Linker;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Value;
import io.teleon.policies.syntax.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Cases worked by hand from `policies/SEMANTICS.md`, for the engine and the reference alike.
class SemanticCorpusTest {

    enum Kind {
        ENGINE,
        REFERENCE;

        Interpreter of(Program program) {
            return switch (this) {
                case ENGINE -> Interpreter.engine(program);
                case REFERENCE -> Interpreter.reference(program);
            };
        }
    }

    private static final String HEAD =
            """
            policy p "1" owner "test" mode enforce
            percept bad(link) fresh 10s
            percept calm(link) fresh 10s
            percept load(link): count fresh 10s
            percept edge(link, link) fresh 100s
            resource r(link)
            action move(L: link, N: count) durative { key L }
            action fix(L: link) once { timeout 20s risk high }
            action tell(L: link, N: count) once { key L }
            action note(L: link) durative { risk low }
            action hold_it(L: link) durative { uses r(L) risk high }
            action take_it(L: link) durative { uses r(L) risk high }
            """;

    /// A program that is played second by second.
    private static final class Play {
        private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
        private final Interpreter interpreter;

        Play(Kind kind, String body) {
            Linked linked =
                    Linker.link(List.of(new Source("p.tr", HEAD + body)), _ -> Optional.empty());
            Program program =
                    linked.program()
                            .orElseThrow(() -> new AssertionError(linked.diagnostics().toString()));
            interpreter = kind.of(program);
        }

        List<String> at(int second, String... said) {
            Instant now = BEGIN.plusSeconds(second);
            List<Input> inputs = Arrays.stream(said).map(text -> input(text, now)).toList();
            List<String> lines = new ArrayList<>();
            interpreter
                    .step(inputs, now, Circumstances.NONE)
                    .outputs()
                    .forEach(output -> lines.add(line(output)));
            lines.removeIf(String::isEmpty);
            return lines;
        }

        private static Input input(String text, Instant now) {
            String[] words = text.split(" ", 3);
            Value.Entity link = new Value.Entity("link", words.length > 2 ? words[2] : "l1");
            return switch (words[0]) {
                case "complete" -> new Input.Complete(new Name("p", words[1]), now);
                case "running" -> report(words[1], link, new Input.Progress.Running());
                case "done" -> report(words[1], link, new Input.Progress.Done());
                case "ended" -> report(words[1], link, new Input.Progress.Ended());
                case "failed" -> report(words[1], link, new Input.Progress.Failed("broken"));
                case "stop" -> new Input.Halted(true, "test");
                default -> statement(text, now);
            };
        }

        private static Input report(String action, Value link, Input.Progress progress) {
            String[] parts = action.split("#", 2);
            return new Input.Reported(
                    new InstanceId(
                            new Name("p", parts[0]), List.of(link), Long.parseLong(parts[1])),
                    progress);
        }

        /// `r(l1, l2)`, `not r(l1)` or `f(l1) = 3`.
        private static Input statement(String text, Instant now) {
            boolean not = text.startsWith("not ");
            String plain = not ? text.substring(4) : text;
            int open = plain.indexOf('(');
            int close = plain.indexOf(')');
            List<Value> key =
                    Arrays.stream(plain.substring(open + 1, close).split(", ", -1))
                            .map(link -> (Value) new Value.Entity("link", link))
                            .toList();
            Fact fact = new Fact(new Name("p", plain.substring(0, open)), key);
            int equals = plain.indexOf('=');
            return equals < 0
                    ? new Input.Stated(fact, !not, now)
                    : new Input.Measured(
                            fact,
                            Value.of(Double.parseDouble(plain.substring(equals + 1).strip())),
                            now);
        }

        private static String line(Output output) {
            return switch (output) {
                case Output.Transition t ->
                        t.kind() + " " + t.instance().toString().substring(2) + numbers(t);
                case Output.Alert _ -> "alert";
                case Output.ActionFailed f -> "failed " + f.instance().toString().substring(2);
                case Output.TaskChanged _,
                        Output.Suggested _,
                        Output.ApprovalAsked _,
                        Output.ApprovalVoid _,
                        Output.EffectSeen _,
                        Output.Notified _,
                        Output.Rejected _ ->
                        "";
            };
        }

        private static String numbers(Output.Transition t) {
            return t.arguments().size() > 1 ? " " + t.arguments().get(1).shown() : "";
        }
    }

    private static String each(String procedure) {
        return procedure + "\ntask t for each L: link where true run p(L)\n";
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotHarmlessIsNotDoneWhileNothingCanBeSeen(Kind kind) {
        Play play =
                new Play(
                        kind,
                        each(
                                """
                                proc p(L: link) on unknown hold 5s {
                                  a: bad(L) ~> fix(L)
                                  b: otherwise ~> move(L, 1)
                                }
                                """));
        assertEquals(List.of(), play.at(0, "load(l1) = 1"));
        assertEquals(List.of(), play.at(4));
        assertEquals(List.of("alert"), play.at(5));
    }

    @ParameterizedTest
    @EnumSource
    void absenceIsReadFromCompletenessOnly(Kind kind) {
        Play play =
                new Play(
                        kind,
                        each(
                                "proc p(L: link) on unknown hold 60s {"
                                        + " a: not bad(L) ~> move(L, 1)\n b: otherwise ~> nothing }"));
        assertEquals(List.of(), play.at(0, "load(l1) = 1"));
        assertEquals(List.of("START move(l1)#1 1.0"), play.at(1, "complete bad"));
    }

    @ParameterizedTest
    @EnumSource
    void factIsStaleAtTheEndOfItsTime(Kind kind) {
        Play play =
                new Play(
                        kind,
                        each(
                                "proc p(L: link) on unknown skip {"
                                        + " a: bad(L) ~> move(L, 1)\n b: otherwise ~> move(L, 2) }"));
        assertEquals(List.of("START move(l1)#1 1.0"), play.at(0, "bad(l1)"));
        assertEquals(List.of(), play.at(1, "running move#1"));
        assertEquals(List.of(), play.at(9));
        assertEquals(List.of("MODIFY move(l1)#1 2.0"), play.at(10));
    }

    @ParameterizedTest
    @EnumSource
    void lastingCountsFromTheEpochThatSawIt(Kind kind) {
        Play play =
                new Play(
                        kind,
                        each(
                                "proc p(L: link) on unknown skip {"
                                        + " a: bad(L) for at least 3s ~> fix(L)\n b: otherwise ~> nothing }"));
        assertEquals(List.of(), play.at(0, "not bad(l1)"));
        assertEquals(List.of(), play.at(2, "bad(l1)"));
        assertEquals(List.of(), play.at(4));
        assertEquals(List.of("START fix(l1)#1"), play.at(5));
    }

    @ParameterizedTest
    @EnumSource
    void recursionReachesAsFarAsTheFactsGo(Kind kind) {
        Play play =
                new Play(
                        kind,
                        """
                        pred far(A: link, B: link) if edge(A, B)
                        pred far(A: link, B: link) if edge(A, C) and far(C, B)
                        """
                                + each(
                                        "proc p(L: link) on unknown skip {"
                                                + " a: exists E: link where (bad(E) and far(L, E)) ~> fix(L)\n"
                                                + " b: otherwise ~> nothing }"));
        assertEquals(
                List.of("START fix(l1)#1", "START fix(l2)#1", "START fix(l3)#1"),
                play.at(
                        0,
                        "complete edge",
                        "edge(l1, l2)",
                        "edge(l2, l3)",
                        "edge(l3, l4)",
                        "bad(l4)"));
    }

    @ParameterizedTest
    @EnumSource
    void commandIsGivenOnceAFiring(Kind kind) {
        Play play =
                new Play(
                        kind,
                        each(
                                "proc p(L: link) on unknown skip {"
                                        + " a: bad(L) ~> fix(L)\n b: otherwise ~> nothing }"));
        assertEquals(List.of("START fix(l1)#1"), play.at(0, "bad(l1)"));
        assertEquals(List.of(), play.at(1, "bad(l1)"));
        assertEquals(List.of("failed fix(l1)#1"), play.at(2, "failed fix#1"));
        assertEquals(List.of(), play.at(3, "bad(l1)"));
        assertEquals(List.of(), play.at(4, "not bad(l1)"));
        assertEquals(List.of("START fix(l1)#2"), play.at(5, "bad(l1)"));
    }

    @ParameterizedTest
    @EnumSource
    void minOutranksWhatIsAbove(Kind kind) {
        Play play =
                new Play(
                        kind,
                        each(
                                "proc p(L: link) on unknown skip {"
                                        + " a: calm(L) ~> nothing\n"
                                        + " b: bad(L) min 5s ~> move(L, 1)\n c: otherwise ~> nothing }"));
        assertEquals(List.of("START move(l1)#1 1.0"), play.at(0, "bad(l1)"));
        assertEquals(List.of(), play.at(4, "calm(l1)"));
        assertEquals(List.of("STOP move(l1)#1 1.0"), play.at(5));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsExclusiveIsBrokenFirst(Kind kind) {
        Play play =
                new Play(
                        kind,
                        each(
                                "proc p(L: link) on unknown skip {"
                                        + " a: bad(L) ~> take_it(L)\n b: otherwise ~> hold_it(L) }"));
        assertEquals(List.of("START hold_it(l1)#1"), play.at(0, "not bad(l1)"));
        assertEquals(List.of("STOP hold_it(l1)#1"), play.at(1, "running hold_it#1", "bad(l1)"));
        assertEquals(List.of(), play.at(2, "bad(l1)"));
        assertEquals(List.of("START take_it(l1)#1"), play.at(3, "ended hold_it#1", "bad(l1)"));
    }

    @ParameterizedTest
    @EnumSource
    void stopOfEverythingLetsWithdrawalsPass(Kind kind) {
        Play play =
                new Play(
                        kind,
                        each(
                                "proc p(L: link) on unknown skip {"
                                        + " a: bad(L) ~> take_it(L)\n b: otherwise ~> move(L, 1) }"));
        assertEquals(List.of("START move(l1)#1 1.0"), play.at(0, "not bad(l1)"));
        assertEquals(List.of("STOP move(l1)#1 1.0"), play.at(1, "stop", "bad(l1)"));
        assertEquals(List.of(), play.at(2, "bad(l1)"));
    }

    @ParameterizedTest
    @EnumSource
    void whereNoRuleAppliesOneAlertIsEnough(Kind kind) {
        Play play = new Play(kind, each("proc p(L: link) on unknown skip { a: bad(L) ~> fix(L) }"));
        assertEquals(List.of("alert"), play.at(0, "not bad(l1)"));
        assertEquals(List.of(), play.at(1, "not bad(l1)"));
        assertEquals(List.of("START fix(l1)#1"), play.at(2, "bad(l1)"));
    }

    /// The firing of `b` is held, for whether `a` applies is unknown.
    private static final String HELD =
            """
            proc p(L: link) on unknown hold 60s {
              a: calm(L) ~> nothing
              b: bad(L) ~> seq { %s }
              c: otherwise ~> nothing
            }
            """;

    @ParameterizedTest
    @EnumSource
    void heldFiringStartsNothingHarmful(Kind kind) {
        Play play = new Play(kind, each(HELD.formatted("move(L, 1) for 12s; fix(L)")));
        assertEquals(List.of("START move(l1)#1 1.0"), play.at(0, "not calm(l1)", "bad(l1)"));
        assertEquals(List.of(), play.at(10, "not bad(l1)"));
        assertEquals(List.of("STOP move(l1)#1 1.0"), play.at(12));
        assertEquals(List.of(), play.at(13, "not calm(l1)", "not bad(l1)"));
        assertEquals(
                List.of("START move(l1)#2 1.0"),
                play.at(14, "ended move#1", "not calm(l1)", "bad(l1)"));
    }

    @ParameterizedTest
    @EnumSource
    void whatWaitedWhileHeldStartsWhenItCanBeSeen(Kind kind) {
        Play play = new Play(kind, each(HELD.formatted("move(L, 1) for 12s; fix(L)")));
        assertEquals(List.of("START move(l1)#1 1.0"), play.at(0, "not calm(l1)", "bad(l1)"));
        assertEquals(List.of("STOP move(l1)#1 1.0"), play.at(12));
        assertEquals(List.of("START fix(l1)#1"), play.at(14, "not calm(l1)", "bad(l1)"));
    }

    @ParameterizedTest
    @EnumSource
    void heldFiringGoesOnWithWhatIsHarmless(Kind kind) {
        Play play = new Play(kind, each(HELD.formatted("fix(L) for 12s; note(L)")));
        assertEquals(List.of("START fix(l1)#1"), play.at(0, "not calm(l1)", "bad(l1)"));
        assertEquals(List.of("START note(l1)#1"), play.at(12));
    }

    @ParameterizedTest
    @EnumSource
    void parkedFiringStartsNothingHarmfulEither(Kind kind) {
        Play play =
                new Play(
                        kind,
                        each(
                                HELD.formatted("hold_it(L) for 12s; fix(L)")
                                        .replace("hold 60s", "escalate")));
        assertEquals(List.of("START hold_it(l1)#1"), play.at(0, "not calm(l1)", "bad(l1)"));
        assertEquals(List.of("alert"), play.at(11));
        assertEquals(List.of("STOP hold_it(l1)#1"), play.at(12));
        assertEquals(List.of("START fix(l1)#1"), play.at(14, "not calm(l1)", "bad(l1)"));
    }

    @ParameterizedTest
    @EnumSource
    void framesBelowHeldOneStartNothingHarmful(Kind kind) {
        Play play =
                new Play(
                        kind,
                        """
                        proc q(L: link) on unknown skip {
                          x: edge(L, L) ~> fix(L)
                          y: otherwise ~> move(L, 1)
                        }
                        """
                                + each(HELD.formatted("q(L)")));
        assertEquals(List.of("START move(l1)#1 1.0"), play.at(0, "not calm(l1)", "bad(l1)"));
        assertEquals(List.of("STOP move(l1)#1 1.0"), play.at(12, "edge(l1, l1)"));
        assertEquals(List.of("START fix(l1)#1"), play.at(14, "not calm(l1)", "bad(l1)"));
    }

    @ParameterizedTest
    @EnumSource
    void commandThatIsCarriedOutAndNoLongerWantedBelongsToNobody(Kind kind) {
        Play play =
                new Play(
                        kind,
                        """
                        proc p(L: link) on unknown skip {
                          a: bad(L) ~> tell(L, 1)
                          b: otherwise ~> nothing
                        }
                        proc q(L: link) on unknown skip {
                          a: calm(L) ~> repeat seq { tell(L, 2) for 2s; note(L) for 2s }
                          b: otherwise ~> nothing
                        }
                        task t for each L: link where true run p(L)
                        task s for each L: link where true run q(L)
                        """);
        assertEquals(List.of("START tell(l1)#1 2.0"), play.at(0, "calm(l1)"));
        assertEquals(List.of(), play.at(1, "done tell#1"));
        assertEquals(List.of("START note(l1)#1"), play.at(2));
        assertEquals(
                List.of("STOP note(l1)#1", "START tell(l1)#2 1.0"),
                play.at(4, "running note#1", "bad(l1)"));
    }
}
