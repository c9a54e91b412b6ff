package io.teleon.policies.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.policies.engine.CarryOver;
import io.teleon.policies.engine.PolicyEngine;
import io.teleon.policies.engine.Snapshot;
import io.teleon.policies.engine.SnapshotCodec;
import io.teleon.policies.host.Epoch;
import io.teleon.policies.program.Program;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Reloads of random programs, at random moments of random logs.
class RandomReloadTest {

    private static final int EPOCHS = 60;
    private static final long FIRST = Long.getLong("teleon.seed", 2_000_000);
    private static final long SEEDS = Long.getLong("teleon.epochs", 9_000) / EPOCHS;

    private static int size(long seed) {
        return seed % 10 < 6 ? 1 : seed % 10 < 9 ? 3 : 5;
    }

    @Test
    void aProgramThatSaysTheSameGoesOnAsIfItHadNeverBeenReloaded() {
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            Program program = Programs.random(seed, size(seed));
            Dice dice = new Dice(seed ^ 0x7e10ad);
            Logs logs = new Logs(program, seed ^ 0x5eed);
            PolicyEngine through = PolicyEngine.start(program);
            PolicyEngine reloaded = PolicyEngine.start(program);
            Optional<Instant> wanted = Optional.empty();
            for (int i = 0; i < EPOCHS; i++) {
                if (dice.percent(33)) {
                    Snapshot snapshot = reloaded.snapshot();
                    Program again = Programs.random(seed, size(seed));
                    CarryOver.Carried carried =
                            (CarryOver.Carried) CarryOver.of(program, snapshot, again);
                    assertEquals(List.of(), carried.dropped(), "seed " + seed);
                    assertEquals(List.of(), carried.unknown(), "seed " + seed);
                    assertEquals(List.of(), carried.outputs(), "seed " + seed);
                    assertArrayEquals(
                            SnapshotCodec.write(snapshot),
                            SnapshotCodec.write(carried.snapshot()),
                            "seed " + seed);
                    reloaded = PolicyEngine.restore(again, carried.snapshot());
                }
                Logs.Step step = logs.next(wanted);
                Epoch epoch = through.step(step.inputs(), step.now(), Logs.HOST);
                Epoch other = reloaded.step(step.inputs(), step.now(), Logs.HOST);
                assertEquals(epoch.outputs(), other.outputs(), "seed " + seed);
                assertEquals(epoch.answers(), other.answers(), "seed " + seed);
                wanted = epoch.next();
                logs.hear(epoch.outputs());
            }
        }
    }

    /// Random programs share names and little else, so most of what an engine remembers finds
    /// another declaration of its name, or none. Whatever comes over must stand on its own.
    @Test
    void anyOtherProgramGoesOnOrSaysWhyNot() throws SnapshotCodec.Unreadable {
        int carriedOver = 0;
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            Program program = Programs.random(seed, size(seed));
            PolicyEngine engine = PolicyEngine.start(program);
            Logs logs = new Logs(program, seed ^ 0x5eed);
            Optional<Instant> wanted = Optional.empty();
            Instant now = Logs.BEGIN;
            for (int i = 0; i < EPOCHS; i++) {
                Logs.Step step = logs.next(wanted);
                now = step.now();
                Epoch epoch = engine.step(step.inputs(), now, Logs.HOST);
                wanted = epoch.next();
                logs.hear(epoch.outputs());
                if (i % 15 != 14) {
                    continue;
                }
                Program next = Programs.random(seed + 1 + i, size(seed));
                switch (CarryOver.of(program, engine.snapshot(), next)) {
                    case CarryOver.Refused(List<String> reasons) ->
                            assertTrue(!reasons.isEmpty(), "seed " + seed);
                    case CarryOver.Carried carried -> {
                        carriedOver++;
                        goesOn(next, carried.snapshot(), now, seed);
                    }
                }
            }
        }
        assertTrue(carriedOver > SEEDS / 2, carriedOver + " of " + SEEDS);
    }

    private static void goesOn(Program program, Snapshot snapshot, Instant now, long seed)
            throws SnapshotCodec.Unreadable {
        PolicyEngine engine =
                PolicyEngine.restore(
                        program, SnapshotCodec.read(SnapshotCodec.write(snapshot), program));
        Logs logs = new Logs(program, seed);
        Optional<Instant> wanted = Optional.empty();
        for (int i = 0; i < 20; i++) {
            Logs.Step step = logs.next(wanted);
            Instant later = now.plus(java.time.Duration.between(Logs.BEGIN, step.now()));
            Epoch epoch = engine.step(step.inputs(), later, Logs.HOST);
            logs.hear(epoch.outputs());
            engine.tree();
        }
    }
}
