package io.teleon.controller.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// What was shown at moments of the past, the older the coarser: where there is no more room, every
/// second moment of the older half goes. So the last minutes are kept closely and the first minute
/// is never forgotten.
///
/// Safe for many threads.
final class Moments {

    private final int most;
    private final long mostBytes;
    private final NavigableMap<Instant, byte[]> kept = new TreeMap<>();
    private long bytes;

    /// @param most moments, at least 4
    /// @param mostBytes of all of them together
    Moments(int most, long mostBytes) {
        if (most < 4) {
            throw new IllegalArgumentException(most + " moments, expected at least 4");
        }
        this.most = most;
        this.mostBytes = mostBytes;
    }

    /// Keeps a moment; one that is not later than the newest tells nothing new.
    synchronized void add(Instant at, byte[] content) {
        if (!kept.isEmpty() && !at.isAfter(kept.lastKey())) {
            return;
        }
        kept.put(at, content);
        bytes += content.length;
        while (kept.size() > 4 && (kept.size() > most || bytes > mostBytes)) {
            thin();
        }
    }

    private void thin() {
        List<Instant> older = new ArrayList<>(kept.keySet()).subList(0, kept.size() / 2);
        for (int i = 1; i < older.size(); i += 2) {
            byte[] gone = kept.remove(older.get(i));
            bytes -= gone == null ? 0 : gone.length;
        }
    }

    synchronized List<Instant> times() {
        return List.copyOf(kept.keySet());
    }

    /// The last at or before this time, else the first there is: its time and its content.
    synchronized Optional<Map.Entry<Instant, byte[]>> at(Instant time) {
        return Optional.ofNullable(kept.floorEntry(time))
                .or(() -> Optional.ofNullable(kept.firstEntry()));
    }
}
