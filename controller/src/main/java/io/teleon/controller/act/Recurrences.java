package io.teleon.controller.act;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Remedies that worked and had to be applied again soon: "succeeded but came back" is a failure of
/// the remedy, and so is one that was undone. After [#MOST] failures within [#MEMORY] the target is
/// parked: nothing more is tried there by itself until [#REST] has passed or a person says so.
///
/// Bounded: of each target the newest failures, of all targets those of the last [#MEMORY].
final class Recurrences {

    static final int MOST = 3;
    static final Duration SOON = Duration.ofMinutes(30);
    static final Duration MEMORY = Duration.ofHours(2);
    static final Duration REST = Duration.ofHours(2);

    private final Map<String, Deque<Instant>> failures = new TreeMap<>();
    private final Map<String, Instant> ended = new TreeMap<>();
    private final Map<String, Instant> parked = new TreeMap<>();

    /// A remedy that had worked is no longer needed.
    void ended(String target, Instant now) {
        ended.put(target, now);
    }

    /// A remedy is wanted: whether the trouble came back, and for the how-manieth time, if so.
    Optional<Integer> wanted(String target, Instant now) {
        Instant last = ended.remove(target);
        return last != null && last.plus(SOON).isAfter(now)
                ? Optional.of(failed(target, now))
                : Optional.empty();
    }

    /// A remedy failed; how many have of late.
    int failed(String target, Instant now) {
        Deque<Instant> of = failures.computeIfAbsent(target, _ -> new ArrayDeque<>());
        of.add(now);
        while (!of.isEmpty() && of.getFirst().plus(MEMORY).isBefore(now)) {
            of.removeFirst();
        }
        while (of.size() > MOST) {
            of.removeFirst();
        }
        if (of.size() >= MOST) {
            parked.put(target, now.plus(REST));
        }
        return of.size();
    }

    /// Until when nothing is tried, if so.
    Optional<Instant> parkedUntil(String target, Instant now) {
        return Optional.ofNullable(parked.get(target)).filter(until -> until.isAfter(now));
    }

    /// A person has looked at everything.
    void forgive() {
        failures.clear();
        parked.clear();
        ended.clear();
    }

    void sweep(Instant now) {
        ended.values().removeIf(at -> at.plus(SOON).isBefore(now));
        parked.values().removeIf(until -> !until.isAfter(now));
        failures.values().removeIf(of -> of.getLast().plus(MEMORY).isBefore(now));
    }
}
