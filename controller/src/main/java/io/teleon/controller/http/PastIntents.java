package io.teleon.controller.http;

import io.teleon.controller.report.ControllerView;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.IntentId;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Which intents there were, since this controller was started: kept whenever it has changed.
///
/// Bounded: at most [#MOST] changes and [#MOST_INTENTS] intents in all of them together; the oldest
/// fall out first, the newest never. Safe for many threads.
final class PastIntents {

    static final int MOST = 1_000;
    static final int MOST_INTENTS = 500_000;

    private final NavigableMap<Instant, NavigableMap<IntentId, Intent>> kept = new TreeMap<>();
    private int total;

    /// Those that are wanted: all but what is withdrawn or being withdrawn.
    static NavigableMap<IntentId, Intent> wanted(ControllerView view) {
        NavigableMap<IntentId, Intent> wanted = new TreeMap<>();
        for (ControllerView.IntentView each : view.intents()) {
            if (each.state() != InstallState.WITHDRAWING
                    && each.state() != InstallState.WITHDRAWN) {
                wanted.put(each.intent().id(), each.intent());
            }
        }
        return wanted;
    }

    /// Keeps what there is now, unless it is what there was.
    synchronized void keep(ControllerView view) {
        NavigableMap<IntentId, Intent> wanted = wanted(view);
        boolean isNews =
                kept.isEmpty()
                        || (view.at().isAfter(kept.lastKey())
                                && !kept.lastEntry().getValue().equals(wanted));
        if (isNews) {
            kept.put(view.at(), wanted);
            total += wanted.size();
            while (kept.size() > 1 && (kept.size() > MOST || total > MOST_INTENTS)) {
                total -= kept.pollFirstEntry().getValue().size();
            }
        }
    }

    /// What there was at a time; empty where that is too long ago.
    synchronized Optional<Map<IntentId, Intent>> at(Instant time) {
        return Optional.ofNullable(kept.floorEntry(time)).map(Map.Entry::getValue);
    }

    /// From when on it is known; empty before the first look.
    synchronized Optional<Instant> oldest() {
        return kept.isEmpty() ? Optional.empty() : Optional.of(kept.firstKey());
    }
}
