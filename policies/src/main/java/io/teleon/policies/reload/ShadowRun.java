package io.teleon.policies.reload;

import io.teleon.policies.engine.LiveFiring;
import io.teleon.policies.engine.PolicyEngine;
import io.teleon.policies.host.Circumstances;
import io.teleon.policies.host.Epoch;
import io.teleon.policies.host.Input;
import io.teleon.policies.program.Program;
import io.teleon.policies.trace.LogReader;
import io.teleon.policies.trace.WillingHost;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Two programs side by side over one log: both take every epoch that the log has or that either
/// wants, so what differs lies in the programs and not in when they were asked.
///
/// What they start is done at once by a host that is not there ([WillingHost]); what the log says
/// of actions reaches both, and is rejected by the one that has no such action. Numbers of
/// questions are taken as they stand in the log.
public final class ShadowRun {

    private static final int MOST_EPOCHS = 1_000_000;

    /// One of the two, with what it is yet to be told.
    private static final class Side {
        final PolicyEngine engine;
        final WillingHost host;
        final List<Input> answers = new ArrayList<>();
        Deque<LogReader.Batch> log = new ArrayDeque<>();
        Optional<Instant> wanted = Optional.empty();

        Side(Program program, PolicyEngine engine) {
            this.engine = engine;
            this.host = new WillingHost(program);
        }

        Optional<Instant> next() {
            return earlier(Optional.ofNullable(log.peek()).map(LogReader.Batch::now), wanted);
        }

        Epoch step(Instant now, Circumstances circumstances) {
            List<Input> inputs = new ArrayList<>(answers);
            answers.clear();
            LogReader.Batch batch = log.peek();
            if (batch != null && batch.now().equals(now)) {
                inputs.addAll(batch.inputs());
                log.remove();
            }
            Epoch epoch = engine.step(inputs, now, circumstances);
            answers.addAll(host.answers(epoch.outputs()));
            wanted = answers.isEmpty() ? epoch.next() : Optional.of(now);
            return epoch;
        }
    }

    private final Side old;
    private final Side next;
    private final Circumstances circumstances;

    /// @param oldEngine where the run begins; it is stepped, so it should be nobody else's
    /// @param newEngine likewise
    public ShadowRun(
            Program oldProgram,
            PolicyEngine oldEngine,
            Program newProgram,
            PolicyEngine newEngine,
            Circumstances circumstances) {
        this.old = new Side(oldProgram, oldEngine);
        this.next = new Side(newProgram, newEngine);
        this.circumstances = circumstances;
    }

    /// The engine of the old program, after what was run.
    public PolicyEngine oldEngine() {
        return old.engine;
    }

    /// Runs both to the end of the log, that included.
    ///
    /// @throws IllegalStateException when one of them does not come to rest
    public FiringDifference run(List<LogReader.Batch> log) {
        return run(log, log);
    }

    /// Runs both to the end of the log, which either reads in its own words.
    ///
    /// @throws IllegalStateException when one of them does not come to rest
    public FiringDifference run(List<LogReader.Batch> forOld, List<LogReader.Batch> forNew) {
        old.log = new ArrayDeque<>(forOld);
        next.log = new ArrayDeque<>(forNew);
        Optional<Instant> end = later(last(forOld), last(forNew));
        Comparison comparison = new Comparison();
        for (int epochs = 0; ; epochs++) {
            Optional<Instant> now = earlier(old.next(), next.next());
            if (now.isEmpty() || end.isEmpty() || now.get().isAfter(end.get())) {
                return comparison.difference();
            }
            if (epochs >= MOST_EPOCHS) {
                throw new IllegalStateException("more than a million epochs until " + now.get());
            }
            Epoch before = old.step(now.get(), circumstances);
            Epoch after = next.step(now.get(), circumstances);
            List<LiveFiring> firedBefore = old.engine.firings();
            comparison.epoch(before, firedBefore, after, next.engine.firings());
        }
    }

    private static Optional<Instant> last(List<LogReader.Batch> log) {
        return log.isEmpty() ? Optional.empty() : Optional.of(log.getLast().now());
    }

    private static Optional<Instant> earlier(Optional<Instant> a, Optional<Instant> b) {
        return a.isPresent() && b.isPresent() ? (a.get().isAfter(b.get()) ? b : a) : a.or(() -> b);
    }

    private static Optional<Instant> later(Optional<Instant> a, Optional<Instant> b) {
        return a.isPresent() && b.isPresent() ? (a.get().isAfter(b.get()) ? a : b) : a.or(() -> b);
    }
}
