package io.teleon.policies.trace;

import io.teleon.policies.engine.PolicyEngine;
import io.teleon.policies.host.Circumstances;
import io.teleon.policies.host.Epoch;
import io.teleon.policies.host.Input;
import io.teleon.policies.program.Program;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Runs a program against a log.
public final class LogRun {

    /// How the host behaves that is not there.
    public enum Host {
        /// As the log says: epochs are those of the log and no others. A trace replays so.
        LOGGED,
        /// It does at once what it is told, and the engine steps whenever it wants.
        WILLING
    }

    /// An engine that never comes to rest is stopped after so many epochs.
    private static final int MOST_EPOCHS = 1_000_000;

    private final WillingHost willing;
    private final Host host;
    private final Circumstances circumstances;
    private final PolicyEngine engine;
    private Optional<Instant> last = Optional.empty();
    private int epochs;

    public LogRun(Program program, Host host, Circumstances circumstances) {
        this.willing = new WillingHost(program);
        this.host = host;
        this.circumstances = circumstances;
        this.engine = PolicyEngine.start(program);
    }

    /// The engine after what was played so far.
    public PolicyEngine engine() {
        return engine;
    }

    /// Time of the last epoch; empty before the first.
    public Optional<Instant> now() {
        return last;
    }

    /// Plays a log up to a time, that included.
    ///
    /// @param told hears of every epoch
    /// @throws IllegalStateException when the engine does not come to rest
    public void play(List<LogReader.Batch> log, Instant end, Consumer<Epoch> told) {
        Deque<LogReader.Batch> batches = new ArrayDeque<>(log);
        List<Input> answers = new ArrayList<>();
        Optional<Instant> wanted = Optional.empty();
        while (true) {
            Optional<Instant> logged =
                    Optional.ofNullable(batches.peek()).map(LogReader.Batch::now);
            Optional<Instant> own = host == Host.WILLING ? wanted : Optional.empty();
            Optional<Instant> next = earlier(logged, own);
            if (next.isEmpty() || next.get().isAfter(end)) {
                return;
            }
            List<Input> inputs = new ArrayList<>(answers);
            answers.clear();
            if (logged.isPresent() && logged.get().equals(next.get())) {
                inputs.addAll(batches.remove().inputs());
            }
            if (++epochs > MOST_EPOCHS) {
                throw new IllegalStateException("more than a million epochs until " + next.get());
            }
            Epoch epoch = engine.step(inputs, next.get(), circumstances);
            last = Optional.of(epoch.now());
            told.accept(epoch);
            wanted = epoch.next();
            if (host == Host.WILLING) {
                answers.addAll(willing.answers(epoch.outputs()));
                wanted = answers.isEmpty() ? wanted : Optional.of(epoch.now());
            }
        }
    }

    private static Optional<Instant> earlier(Optional<Instant> a, Optional<Instant> b) {
        return a.isPresent() && b.isPresent() ? (a.get().isAfter(b.get()) ? b : a) : a.or(() -> b);
    }
}
