package io.teleon.policies.trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.policies.link.Linked;
import io.teleon.policies.link.Linker;
import io.teleon.policies.syntax.Printer;
import io.teleon.policies.syntax.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The tests that ship with the policies pass, and make every rule fire; and tests that should fail
/// do, with a reason that helps.
class ShippedTestsTest {

    private static Optional<Source> shipped(String name) {
        try (InputStream in =
                ShippedTestsTest.class.getResourceAsStream("/io/teleon/policies/library/" + name)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(
                            new Source(
                                    name, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Linked> policy(String name) {
        return shipped(name + ".tr")
                .map(source -> Linker.link(List.of(source), unit -> shipped(unit + ".tr")));
    }

    private static List<String> names() {
        return List.of(
                "link_heal",
                "congestion",
                "scan_guard",
                "gray_failure",
                "intrusion",
                "onboard",
                "change");
    }

    /// As the README says it: `policy test policies/library/*.trt`.
    @Test
    void passTogetherToo() {
        TestReport report =
                new TestRunner(ShippedTestsTest::policy)
                        .run(
                                names().stream()
                                        .map(name -> shipped(name + ".trt").orElseThrow())
                                        .toList());
        assertTrue(report.passed(), () -> String.join("\n", report.lines()));
        assertEquals(List.of(), report.problems());
    }

    @ParameterizedTest
    @MethodSource("names")
    void passAndMakeEveryRuleFire(String name) {
        TestReport report =
                new TestRunner(ShippedTestsTest::policy)
                        .run(List.of(shipped(name + ".trt").orElseThrow()));
        Printer printer = new Printer(report.sources());
        String text =
                String.join("\n", report.lines())
                        + String.join(
                                "\n", report.problems().stream().map(printer::print).toList());
        assertTrue(report.passed(), text);
        assertEquals(
                List.of(),
                report.coverage().stream().flatMap(c -> c.notFired().stream()).toList(),
                text);
    }

    private static final String PROGRAM =
            """
            policy p "1" owner "test" mode enforce
            percept load(link): ratio fresh 10s
            action shed(L: link) durative { risk low }
            proc cool(L: link) {
              hot:  load(L) > 80% ~> shed(L)
              calm: otherwise ~> nothing
            }
            task t for each L: link run cool(L)
            """;

    private static TestReport run(String tests) {
        return new TestRunner(_ ->
                Optional.of(
                        Linker.link(List.of(new Source("p.tr", PROGRAM)), _ -> Optional.empty())))
                .run(List.of(new Source("p.trt", tests)));
    }

    @Test
    void aTestThatFailsSaysWhatThereWasInstead() {
        TestReport report =
                run(
                        """
                        test "never sheds" using p {
                          at 0s  set load(l1) = 50%
                          at 10s set load(l1) = 90%
                          within 5s expect no transitions
                          during 0s .. 20s expect firing cool(l1).calm
                        }
                        """);
        assertEquals(
                """
                FAIL  never sheds  (5 epochs)
                      p.trt:4:20  expected no transitions from 10s to 15s
                          10s  start shed("l1")#1
                          firing then: cool(l1).hot
                      p.trt:5:27  expected firing cool(l1).calm from 0s to 20s
                          0s  created t("l1")
                          10s  start shed("l1")#1
                          firing then: cool(l1).hot
                p: rules 2 of 2, literals 1 of 1 both true and false
                1 test, 1 failed\
                """
                        .lines()
                        .filter(line -> !line.startsWith("FAIL"))
                        .toList(),
                report.lines().stream().filter(line -> !line.startsWith("FAIL")).toList());
    }

    @Test
    void whatIsWrongWithAFileOfTestsIsToldWithItsPlace() {
        assertEquals(
                List.of("p.trt:2:14 TR002", "p.trt:3:14 TR004", "p.trt:4:3 TR007"),
                run(
                                """
                                test "wrong" using p { host manual
                                  at 0s  set laod(l1) = 50%
                                  at 1s  set load(l1) = 50 Gbps
                                  at 2s  report shed(l1) done
                                }
                                """)
                        .problems()
                        .stream()
                        .map(problem -> problem.span() + " " + problem.code())
                        .toList());
    }
}
