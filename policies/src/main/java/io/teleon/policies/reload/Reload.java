package io.teleon.policies.reload;

import io.teleon.policies.engine.CarryOver;
import io.teleon.policies.engine.PolicyEngine;
import io.teleon.policies.engine.Snapshot;
import io.teleon.policies.host.Circumstances;
import io.teleon.policies.program.Program;
import io.teleon.policies.trace.LogReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Prepares another program for a running engine; see the package for the story.
public final class Reload {

    private Reload() {}

    /// What runs.
    ///
    /// @param before taken at the beginning of the log; empty where the engine began with it
    /// @param log what the host told since, in the order of time
    /// @param now taken at the end of the log
    public record Running(
            Program program,
            Optional<Snapshot> before,
            List<LogReader.Batch> log,
            Snapshot now,
            Instant time) {
        public Running {
            log = List.copyOf(log);
        }
    }

    /// What became of it.
    public sealed interface Outcome {}

    /// The new program may take over.
    ///
    /// @param carried what comes over from now, and what does not
    /// @param overLog where the programs differ over the recent log
    /// @param atSwap what the next epoch would do otherwise
    /// @param engine of the new program, as of now: the host may step it in place of the old one.
    ///   Once the old one has taken another step it is out of date, see [CarryOver]
    public record Ready(
            CarryOver.Carried carried,
            FiringDifference overLog,
            FiringDifference atSwap,
            PolicyEngine engine)
            implements Outcome {

        /// Whether the reload would change anything that can be seen, now or over the log.
        public boolean changesNothing() {
            return carried.isWhole() && overLog.isEmpty() && atSwap.isEmpty();
        }
    }

    /// There can be no reload now, and why.
    public record Refused(List<String> reasons) implements Outcome {
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }

    public static Outcome prepare(Running running, Program next, Circumstances circumstances) {
        return prepare(running, next, running.log(), circumstances);
    }

    /// @param log the same log in the words of the new program
    public static Outcome prepare(
            Running running, Program next, List<LogReader.Batch> log, Circumstances circumstances) {
        return switch (CarryOver.of(running.program(), running.now(), next)) {
            case CarryOver.Refused(List<String> reasons) -> new Refused(reasons);
            case CarryOver.Carried carried -> {
                FiringDifference overLog =
                        shadow(running, next, circumstances).run(running.log(), log);
                FiringDifference atSwap =
                        new ShadowRun(
                                        running.program(),
                                        PolicyEngine.restore(running.program(), running.now()),
                                        next,
                                        PolicyEngine.restore(next, carried.snapshot()),
                                        circumstances)
                                .run(List.of(new LogReader.Batch(running.time(), List.of())));
                yield new Ready(
                        carried, overLog, atSwap, PolicyEngine.restore(next, carried.snapshot()));
            }
        };
    }

    /// Both from the same past. Where that forbids to carry it over, which then was so only at the
    /// beginning of the log, neither has one.
    private static ShadowRun shadow(Running running, Program next, Circumstances circumstances) {
        Program program = running.program();
        if (running.before().isPresent()
                && CarryOver.of(program, running.before().get(), next)
                        instanceof CarryOver.Carried past) {
            return new ShadowRun(
                    program,
                    PolicyEngine.restore(program, running.before().get()),
                    next,
                    PolicyEngine.restore(next, past.snapshot()),
                    circumstances);
        }
        return new ShadowRun(
                program,
                PolicyEngine.start(program),
                next,
                PolicyEngine.start(next),
                circumstances);
    }
}
