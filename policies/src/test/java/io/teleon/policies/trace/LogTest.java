package io.teleon.policies.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.policies.engine.PolicyEngine;
import io.teleon.policies.host.Circumstances;
import io.teleon.policies.link.Linked;
import io.teleon.policies.link.Linker;
import io.teleon.policies.syntax.Findings;
import io.teleon.policies.syntax.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Logs are read as they were written, and replay to the same text.
class LogTest {

    private static final String PROGRAM =
            """
            policy p "1" owner "test" mode enforce
            percept oper(link): {up, down} fresh 10s
            percept load(link): bandwidth fresh 30s forecast traffic
            percept image(link): string fresh 1 h
            percept spare(link, path) fresh 30s
            event flap(link) keep 1 h
            action steer(L: link, P: path, R: bandwidth) durative { key L risk medium }
            proc heal(L: link) {
              way:   oper(L) = down and spare(L, P) ~> steer(L, P, load(L)) with approval noc
              watch: otherwise ~> nothing
            }
            task t for each L: link where known(oper(L)) run heal(L)
            """;

    private static final Linked LINKED =
            Linker.link(List.of(new Source("p.tr", PROGRAM)), _ -> Optional.empty());

    private static final String LOG =
            """
            2026-01-01T00:00:00Z  oper("l1") = down
            2026-01-01T00:00:00Z  load("l1") = 12500000
            2026-01-01T00:00:00Z  image("l1") = "a \\"b\\" #1"
            2026-01-01T00:00:00Z  spare("l1", "p7")
            2026-01-01T00:00:00Z  not spare("l1", "p8") at 2025-12-31T23:59:58Z
            2026-01-01T00:00:00Z  complete spare
            2026-01-01T00:00:00Z  event flap("l1")
            2026-01-01T00:00:00Z  forecast load("l1") by "m1" licensed skill 0.25 at 2026-01-01T00:00:00Z { 5 min: 1.0 0.5 1.0 2.0; 10 min: 1.0 0.5 1.0 3.0 }
            2026-01-01T00:00:00Z  forecast load("l2") by "m1" advisory skill -0.5 at 2026-01-01T00:00:00Z { 5 min: 1.0 0.5 1.0 2.0 }
            2026-01-01T00:00:00Z  forecast load("l3") by "m1" unlicensed skill 0.0 at 2026-01-01T00:00:00Z { 5 min: 1.0 0.5 1.0 2.0 }
            2026-01-01T00:00:01Z  granted 1 "ann"
            2026-01-01T00:00:02Z  running steer("l1")#1
            2026-01-01T00:00:03Z  step
            2026-01-01T00:00:04Z  withdrawn spare("l1", "p7")
            2026-01-01T00:00:04Z  autonomy steer suggest
            2026-01-01T00:00:04Z  halted "ann"
            2026-01-01T00:00:05Z  released "ann"
            2026-01-01T00:00:05Z  failed steer("l1")#1 "no way"
            2026-01-01T00:00:06Z  ended steer("l1")#1
            2026-01-01T00:00:06Z  cancelled t("l1") "ann"
            """;

    private static List<String> play(String log) {
        Findings findings = new Findings();
        List<LogReader.Batch> batches =
                new LogReader(LINKED.program().orElseThrow())
                        .read(new Source("log", log), findings);
        assertEquals(List.of(), findings.all());
        PolicyEngine engine = PolicyEngine.start(LINKED.program().orElseThrow());
        List<String> lines = new ArrayList<>();
        for (LogReader.Batch batch : batches) {
            lines.addAll(
                    LogWriter.lines(engine.step(batch.inputs(), batch.now(), Circumstances.NONE)));
        }
        return lines;
    }

    @Test
    void aTraceReplaysByteForByte() {
        List<String> trace = play(LOG);
        assertTrue(
                trace.contains(
                        "2026-01-01T00:00:01Z  -> start steer(\"l1\")#1 with (\"l1\", \"p7\", 12500000)"),
                trace.toString());
        assertEquals(trace, play(String.join("\n", trace)));
    }

    @Test
    void whatIsReadIsWrittenAgain() {
        assertEquals(told(LOG.lines().toList()), told(play(LOG)));
    }

    /// Inputs alone, numbers without idle zeros.
    private static List<String> told(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.contains("  -> ") && !line.endsWith("  step"))
                .map(line -> line.replaceAll("(\\d)\\.0\\b", "$1"))
                .toList();
    }

    @Test
    void aLineThatMakesNoSenseNamesFileLineAndExpectation() {
        Findings findings = new Findings();
        List<LogReader.Batch> batches =
                new LogReader(LINKED.program().orElseThrow())
                        .read(
                                new Source(
                                        "bad.log",
                                        """
                                        noon  oper(l1) = down
                                        2026-01-01T00:00:00Z  open(l1) = down
                                        2026-01-01T00:00:00Z  oper(l1) = sideways
                                        2026-01-01T00:00:00Z  oper(l1) = up
                                        2025-01-01T00:00:00Z  oper(l1) = up
                                        2026-01-01T00:00:00Z  oper(l1 = up
                                        2026-01-01T00:00:00Z  running steer(l1)
                                        """),
                                findings);
        assertEquals(1, batches.size());
        assertEquals(
                List.of(
                        "bad.log:1:1",
                        "bad.log:2:1",
                        "bad.log:3:1",
                        "bad.log:5:1",
                        "bad.log:6:1",
                        "bad.log:7:1"),
                findings.all().stream().map(d -> d.span().toString()).toList());
        assertEquals("did you mean `oper`?", findings.all().get(1).help());
        assertTrue(findings.all().get(2).message().startsWith("expected up or down"));
    }

    @Test
    void aForecastThatMakesNoSenseIsALineThatMakesNone() {
        Findings findings = new Findings();
        String head = "2026-01-01T00:00:00Z  forecast load(\"l1\") by \"m\" licensed skill 0.2 at ";
        List<LogReader.Batch> batches =
                new LogReader(LINKED.program().orElseThrow())
                        .read(
                                new Source(
                                        "bad.log",
                                        (head + "2026-01-01T00:00:00Z { 5 min: 1.0 3.0 2.0 1.0 }\n")
                                                + (head + "2026-01-01T00:00:00Z { 0 s: 1 1 1 1 }\n")
                                                + (head
                                                        + "2026-01-01T00:00:00Z"
                                                        + " { 5 min: 1 1 1 1; 1 min: 1 1 1 1 }\n")),
                                findings);
        assertEquals(List.of(), batches);
        assertEquals(
                List.of("bad.log:1:1", "bad.log:2:1", "bad.log:3:1"),
                findings.all().stream().map(d -> d.span().toString()).toList());
    }
}
