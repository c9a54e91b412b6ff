package io.teleon.policies.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.teleon.policies.engine.PolicyEngine;
import io.teleon.policies.engine.Snapshot;
import io.teleon.policies.engine.SnapshotCodec;
import io.teleon.policies.host.Epoch;
import io.teleon.policies.host.Output;
import io.teleon.policies.program.Program;
import io.teleon.policies.reference.Interpreter;
import io.teleon.policies.reference.ReferenceInterpreter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What must always be true (SEMANTICS 11), tried on random programs with random logs. More of them
/// with `-Dteleon.epochs=1000000`; a seed that failed once stays below.
class RandomProgramsTest {

    private static final int EPOCHS_EACH = 60;
    private static final long FIRST = Long.getLong("teleon.seed", 1_000_000);

    private static LongStream seeds(int share) {
        long epochs = Long.getLong("teleon.epochs", 180_000) * share / 100;
        return LongStream.range(FIRST, FIRST + Math.max(1, epochs / EPOCHS_EACH));
    }

    /// Mostly small programs, which say more when they fail.
    private static int size(long seed) {
        return seed % 10 < 7 ? 1 : seed % 10 < 9 ? 3 : 5;
    }

    @Test
    void engineDoesWhatTheReferenceDoes() {
        Duel duel = new Duel(Interpreter::engine, Interpreter::reference);
        seeds(60)
                .filter(seed -> !Known.OPEN.contains(seed))
                .forEach(seed ->
                        duel.fight(seed, size(seed), EPOCHS_EACH)
                                .ifPresent(found ->
                                        fail(
                                                "seed %d, size %d\n%s"
                                                        .formatted(
                                                                seed,
                                                                size(seed),
                                                                duel.shrink(found).text()))));
    }

    @Test
    void whatFailedOnceFailsNoMore() {
        Duel duel = new Duel(Interpreter::engine, Interpreter::reference);
        for (long seed : Known.MENDED) {
            assertEquals(
                    Optional.empty(),
                    duel.fight(seed, 1, 60).map(Duel.Difference::text),
                    "seed " + seed);
        }
    }

    /// What takes longer to show.
    @Test
    void whatFailedLaterFailsNoMore() {
        Duel duel = new Duel(Interpreter::engine, Interpreter::reference);
        Known.MENDED_LATER.forEach(seed ->
                assertEquals(
                        Optional.empty(),
                        duel.fight(seed, 1, 120).map(Duel.Difference::text),
                        "seed " + seed));
    }

    @Test
    void sameLogGivesSameOutputs() {
        seeds(15)
                .forEach(seed -> {
                    List<String> once = new ArrayList<>();
                    List<String> again = new ArrayList<>();
                    run(seed, Interpreter::engine, (_, e) -> once.add(text(e)));
                    run(seed, Interpreter::engine, (_, e) -> again.add(text(e)));
                    assertEquals(once, again, "seed " + seed);
                });
    }

    /// Both take the same steps. When they want to be asked again is not compared: who has just
    /// been restored may have to look sooner.
    @Test
    void engineRestoredFromBytesGoesOnAsIfItHadNeverStopped() {
        seeds(15)
                .forEach(seed -> {
                    Program program = Programs.random(seed, size(seed));
                    Interpreter restored = new Restarting(program, seed);
                    List<String> through = new ArrayList<>();
                    List<String> again = new ArrayList<>();
                    run(
                            seed,
                            _ -> Interpreter.engine(program),
                            (_, epoch) -> {
                                through.add(said(epoch));
                                again.add(
                                        said(
                                                restored.step(
                                                        epoch.inputs(), epoch.now(), Logs.HOST)));
                            });
                    assertEquals(through, again, "seed " + seed);
                });
    }

    @Test
    void nothingIsStoppedAndStartedAlikeInOneEpoch() {
        seeds(10)
                .forEach(seed ->
                        run(
                                seed,
                                Interpreter::engine,
                                (_, epoch) ->
                                        assertEquals(List.of(), glitches(epoch), "seed " + seed)));
    }

    /// Seed 1000038 once let an instance go over to a task that did not hold what it needs.
    @Test
    void noResourceIsHeldBeyondItsCapacity() {
        seeds(10)
                .forEach(seed ->
                        run(
                                seed,
                                ReferenceInterpreter::new,
                                (interpreter, _) ->
                                        assertEquals(
                                                List.of(),
                                                ((ReferenceInterpreter) interpreter).overbooked(),
                                                "seed " + seed)));
    }

    private static List<String> glitches(Epoch epoch) {
        List<String> stopped = transitions(epoch, Output.Transition.Kind.STOP);
        stopped.retainAll(transitions(epoch, Output.Transition.Kind.START));
        return stopped;
    }

    private static List<String> transitions(Epoch epoch, Output.Transition.Kind kind) {
        List<String> found = new ArrayList<>();
        for (Output output : epoch.outputs()) {
            if (output instanceof Output.Transition t && t.kind() == kind) {
                found.add(t.instance().action() + " " + t.arguments());
            }
        }
        return found;
    }

    /// With all there is to tell: texts and explanations too.
    private static String text(Epoch epoch) {
        return epoch.outputs() + " " + epoch.next() + " " + epoch.answers();
    }

    /// Without what explains a stop, which no snapshot keeps.
    private static String said(Epoch epoch) {
        return epoch.number() + " " + Lines.of(epoch.outputs()) + " " + epoch.answers();
    }

    private static void run(
            long seed,
            java.util.function.Function<Program, Interpreter> maker,
            BiConsumer<Interpreter, Epoch> look) {
        Program program = Programs.random(seed, size(seed));
        Interpreter interpreter = maker.apply(program);
        Logs logs = new Logs(program, seed ^ 0x5eed);
        Optional<Instant> wanted = Optional.empty();
        for (int i = 0; i < EPOCHS_EACH; i++) {
            Logs.Step step = logs.next(wanted);
            Epoch epoch = interpreter.step(step.inputs(), step.now(), Logs.HOST);
            wanted = epoch.next();
            look.accept(interpreter, epoch);
            logs.hear(epoch.outputs());
        }
    }

    /// An engine that is restored from its snapshot before one in three epochs.
    private static final class Restarting implements Interpreter {
        private final Program program;
        private final Dice dice;
        private PolicyEngine engine;

        Restarting(Program program, long seed) {
            this.program = program;
            dice = new Dice(seed);
            engine = PolicyEngine.start(program);
        }

        @Override
        public Epoch step(
                List<io.teleon.policies.host.Input> inputs,
                Instant now,
                io.teleon.policies.host.Circumstances circumstances) {
            if (dice.percent(33)) {
                engine = PolicyEngine.restore(program, throughBytes(engine.snapshot()));
            }
            return engine.step(inputs, now, circumstances);
        }

        private Snapshot throughBytes(Snapshot snapshot) {
            byte[] bytes = SnapshotCodec.write(snapshot);
            try {
                Snapshot read = SnapshotCodec.read(bytes, program);
                assertArrayEquals(bytes, SnapshotCodec.write(read));
                return read;
            } catch (SnapshotCodec.Unreadable unreadable) {
                throw new AssertionError(unreadable);
            }
        }
    }
}
