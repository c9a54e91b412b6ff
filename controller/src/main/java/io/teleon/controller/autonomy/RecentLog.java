package io.teleon.controller.autonomy;

import io.teleon.policies.engine.Snapshot;
import io.teleon.policies.host.Input;
import io.teleon.policies.trace.LogReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What an engine was told of late, and what it knew before: from there another program can be
/// played. Owned by the control loop's thread.
///
/// It holds the newest inputs, at least [#HALF] and fewer than twice as many and those of one
/// epoch; older ones are forgotten half by half, so that what was known before is noted seldom.
final class RecentLog {

    static final int HALF = 10_000;

    private static final class Part {
        final Snapshot before;
        final List<LogReader.Batch> batches = new ArrayList<>();
        int inputs;

        Part(Snapshot before) {
            this.before = before;
        }
    }

    private Optional<Part> older = Optional.empty();
    private Optional<Part> newer = Optional.empty();

    /// Notes what an engine is about to be told.
    ///
    /// @param before what it knows; asked for where it has to be noted
    void told(List<Input> inputs, Instant now, Supplier<Snapshot> before) {
        if (newer.isEmpty() || newer.get().inputs >= HALF) {
            older = newer;
            newer = Optional.of(new Part(before.get()));
        }
        if (!inputs.isEmpty()) {
            newer.get().batches.add(new LogReader.Batch(now, inputs));
            newer.get().inputs += inputs.size();
        }
    }

    /// What was known before the oldest of [#batches]; empty while there was no epoch.
    Optional<Snapshot> before() {
        return older.or(() -> newer).map(part -> part.before);
    }

    List<LogReader.Batch> batches() {
        List<LogReader.Batch> batches = new ArrayList<>();
        older.ifPresent(part -> batches.addAll(part.batches));
        newer.ifPresent(part -> batches.addAll(part.batches));
        return batches;
    }
}
