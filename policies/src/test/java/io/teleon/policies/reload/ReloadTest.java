package io.teleon.policies.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.policies.engine.PolicyEngine;
import io.teleon.policies.engine.Snapshot;
import io.teleon.policies.host.Circumstances;
import io.teleon.policies.host.Epoch;
import io.teleon.policies.host.Input;
import io.teleon.policies.host.Output;
import io.teleon.policies.link.Linker;
import io.teleon.policies.program.Program;
import io.teleon.policies.syntax.Findings;
import io.teleon.policies.syntax.Source;
import io.teleon.policies.trace.LogReader;
import io.teleon.policies.trace.LogWriter;
import io.teleon.policies.trace.WillingHost;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A reload as a host prepares it, shows it and makes it.
class ReloadTest {

    private static final String PROGRAM =
            """
            policy p "1" owner "test" mode enforce
            percept load(link): ratio fresh 1 h
            action shed(L: link) durative { risk low }
            action spare(L: link) durative { risk low }
            proc cool(L: link) {
              hot:  load(L) > 80% ~> shed(L)
              calm: otherwise     ~> nothing
            }
            task t for each L: link run cool(L)
            """;

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static Program program(String text) {
        return Linker.link(List.of(new Source("p.tr", text)), _ -> Optional.empty())
                .program()
                .orElseThrow();
    }

    /// Loads of l1 in percent, one a second.
    private static List<LogReader.Batch> loads(int from, int... percent) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < percent.length; i++) {
            text.append(BEGIN.plusSeconds(from + i))
                    .append("  load(l1) = ")
                    .append(percent[i])
                    .append("%\n");
        }
        Findings findings = new Findings();
        List<LogReader.Batch> log =
                new LogReader(program(PROGRAM)).read(new Source("log", text.toString()), findings);
        assertEquals(List.of(), findings.all());
        return log;
    }

    /// A host with an engine, which does at once what it is told.
    private static final class Host {
        private final WillingHost willing;
        private final List<Input> answers = new ArrayList<>();
        private PolicyEngine engine;

        Host(Program program) {
            willing = new WillingHost(program);
            engine = PolicyEngine.start(program);
        }

        List<String> play(List<LogReader.Batch> log) {
            List<String> lines = new ArrayList<>();
            for (LogReader.Batch batch : log) {
                List<Input> inputs = new ArrayList<>(answers);
                inputs.addAll(batch.inputs());
                Epoch epoch = engine.step(inputs, batch.now(), Circumstances.NONE);
                answers.clear();
                answers.addAll(willing.answers(epoch.outputs()));
                epoch.outputs().stream()
                        .filter(Output.Transition.class::isInstance)
                        .map(LogWriter::output)
                        .forEach(lines::add);
            }
            return lines;
        }
    }

    private static Reload.Running running(
            Program program, Snapshot before, List<LogReader.Batch> log, Snapshot now) {
        return new Reload.Running(program, Optional.of(before), log, now, log.getLast().now());
    }

    private static Reload.Ready ready(Reload.Outcome outcome) {
        return outcome instanceof Reload.Ready ready
                ? ready
                : org.junit.jupiter.api.Assertions.fail(outcome.toString());
    }

    private static List<String> texts(FiringDifference difference) {
        return difference.changes().stream()
                .map(change ->
                        switch (change) {
                            case FiringDifference.Change.Fires f ->
                                    f.procedure().local() + ": " + f.before() + " -> " + f.after();
                            case FiringDifference.Change.FiresAlike f ->
                                    f.procedure().local() + ": " + f.fires() + " again";
                            case FiringDifference.Change.OnlyOld(_, Output output) ->
                                    "- " + LogWriter.output(output);
                            case FiringDifference.Change.OnlyNew(_, Output output) ->
                                    "+ " + LogWriter.output(output);
                        })
                .toList();
    }

    @Test
    void theHostGoesOnWithTheNewEngineAndWhatRunsRunsOn() {
        Program old = program(PROGRAM);
        Program next = program(PROGRAM.replace("80%", "70%").replace("calm", "idle"));
        Host host = new Host(old);
        Snapshot before = host.engine.snapshot();
        List<LogReader.Batch> log = loads(0, 10, 90, 90);
        assertEquals(List.of("start shed(\"l1\")#1"), host.play(log));
        Reload.Ready ready =
                ready(
                        Reload.prepare(
                                running(old, before, log, host.engine.snapshot()),
                                next,
                                Circumstances.NONE));
        assertFalse(ready.changesNothing());
        assertEquals(List.of("cool: calm -> idle", "cool: hot again"), texts(ready.overLog()));
        assertTrue(ready.atSwap().isEmpty(), ready.atSwap().toString());
        host.engine = ready.engine();
        assertEquals(List.of(), host.play(loads(3, 90, 75)));
        assertEquals(List.of("stop shed(\"l1\")#1"), host.play(loads(5, 60)));
    }

    @Test
    void whatTheNextEpochWouldStopAndStartIsToldBeforeTheSwap() {
        Program old = program(PROGRAM);
        Program next = program(PROGRAM.replace("80%", "95%").replace("~> nothing", "~> spare(L)"));
        Host host = new Host(old);
        List<LogReader.Batch> log = loads(0, 90, 90);
        Snapshot before = host.engine.snapshot();
        host.play(log);
        Reload.Ready ready =
                ready(
                        Reload.prepare(
                                running(old, before, log, host.engine.snapshot()),
                                next,
                                Circumstances.NONE));
        assertEquals(
                List.of("cool: hot -> calm", "+ stop shed(\"l1\")#1", "+ start spare(\"l1\")#1"),
                texts(ready.atSwap()));
        assertEquals(
                List.of("cool: hot -> calm", "- start shed(\"l1\")#1", "+ start spare(\"l1\")#1"),
                texts(ready.overLog()));
        assertEquals(new FiringDifference.Counts(1, 1, 1, 0, 0), ready.overLog().counts());
        assertEquals(Optional.of(BEGIN), ready.overLog().first());
    }

    @Test
    void aProgramThatSaysTheSameChangesNothing() {
        Program old = program(PROGRAM);
        Host host = new Host(old);
        List<LogReader.Batch> first = loads(0, 90, 10);
        host.play(first);
        Snapshot before = host.engine.snapshot();
        List<LogReader.Batch> log = loads(2, 90, 10, 90);
        host.play(log);
        Reload.Ready ready =
                ready(
                        Reload.prepare(
                                running(old, before, log, host.engine.snapshot()),
                                program("// the same\n" + PROGRAM),
                                Circumstances.NONE));
        assertTrue(ready.changesNothing());
        host.engine = ready.engine();
        assertEquals(List.of("stop shed(\"l1\")#3"), host.play(loads(5, 10)));
    }

    @Test
    void nothingThatWasPreparedTouchesTheRunningEngine() {
        Program old = program(PROGRAM);
        Host host = new Host(old);
        List<LogReader.Batch> log = loads(0, 90, 90);
        Snapshot before = host.engine.snapshot();
        host.play(log);
        byte[] is = io.teleon.policies.engine.SnapshotCodec.write(host.engine.snapshot());
        Snapshot now = host.engine.snapshot();
        Reload.Ready ready =
                ready(
                        Reload.prepare(
                                running(old, before, log, now),
                                program(PROGRAM.replace("80%", "95%")),
                                Circumstances.NONE));
        ready.engine().step(List.of(), BEGIN.plusSeconds(9), Circumstances.NONE);
        org.junit.jupiter.api.Assertions.assertArrayEquals(
                is, io.teleon.policies.engine.SnapshotCodec.write(now));
        assertEquals(List.of("stop shed(\"l1\")#1"), host.play(loads(2, 10)));
    }

    @Test
    void anActionInForceThatIsGoneForbidsIt() {
        Program old = program(PROGRAM);
        Host host = new Host(old);
        List<LogReader.Batch> log = loads(0, 90, 90);
        Snapshot before = host.engine.snapshot();
        host.play(log);
        Program without =
                program(
                        PROGRAM.replace("action shed(L: link) durative { risk low }\n", "")
                                .replace("shed(L)", "spare(L)"));
        assertEquals(
                new Reload.Refused(
                        List.of("p.shed(l1)#1 is in force: the new program has no such action")),
                Reload.prepare(
                        running(old, before, log, host.engine.snapshot()),
                        without,
                        Circumstances.NONE));
        // Once it has ended it forbids nothing, though it was there when the log began.
        Snapshot hot = host.engine.snapshot();
        List<LogReader.Batch> later = loads(2, 10, 10);
        host.play(later);
        Reload.Ready ready =
                ready(
                        Reload.prepare(
                                running(old, hot, later, host.engine.snapshot()),
                                without,
                                Circumstances.NONE));
        assertTrue(ready.atSwap().isEmpty(), ready.atSwap().toString());
    }

    @Test
    void aDifferenceThatIsOverIsToldButNotCounted() {
        Program old = program(PROGRAM);
        Program next = program(PROGRAM.replace("80%", "90%"));
        ShadowRun run =
                new ShadowRun(
                        old,
                        PolicyEngine.start(old),
                        next,
                        PolicyEngine.start(next),
                        Circumstances.NONE);
        FiringDifference difference = run.run(loads(0, 10, 85, 95, 95));
        assertEquals(
                List.of(
                        "cool: hot -> calm",
                        "- start shed(\"l1\")#1",
                        "cool: hot again",
                        "+ start shed(\"l1\")#1"),
                texts(difference));
        assertEquals(new FiringDifference.Counts(1, 1, 1, 0, 0), difference.counts());
        assertEquals(2, difference.differing());
    }

    @Test
    void theFirstThousandChangesAreListedAndAllAreCounted() {
        int[] up = new int[1500];
        for (int i = 0; i < up.length; i++) {
            up[i] = i % 2 == 0 ? 85 : 10;
        }
        ShadowRun run =
                new ShadowRun(
                        program(PROGRAM),
                        PolicyEngine.start(program(PROGRAM)),
                        program(PROGRAM.replace("80%", "90%")),
                        PolicyEngine.start(program(PROGRAM.replace("80%", "90%"))),
                        Circumstances.NONE);
        FiringDifference difference = run.run(loads(0, up));
        assertEquals(1000, difference.changes().size());
        assertEquals(750, difference.counts().firings());
        assertEquals(1500, difference.differing());
        assertEquals(1500, difference.counts().transitionsOnlyOld());
    }
}
