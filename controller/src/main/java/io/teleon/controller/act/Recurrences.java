package io.teleon.controller.act;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

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
    private final BiConsumer<TargetMemo, Instant> journal;

    /// @param journal told each change of what must be remembered
    Recurrences(BiConsumer<TargetMemo, Instant> journal) {
        this.journal = journal;
    }

    /// A remedy that had worked is no longer needed.
    void ended(String target, Instant now) {
        ended.put(target, now);
        journal.accept(memo(target), now);
    }

    /// A remedy is wanted: whether the trouble came back, and for the how-manieth time, if so.
    Optional<Integer> wanted(String target, Instant now) {
        Instant last = ended.remove(target);
        if (last != null) {
            journal.accept(memo(target), now);
        }
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
        journal.accept(memo(target), now);
        return of.size();
    }

    /// Until when nothing is tried, if so.
    Optional<Instant> parkedUntil(String target, Instant now) {
        return Optional.ofNullable(parked.get(target)).filter(until -> until.isAfter(now));
    }

    /// A person took a remedy back: what a person has judged is not judged again by a program for a
    /// while.
    void leaveAlone(String target, Duration rest, Instant now) {
        parked.merge(target, now.plus(rest), (a, b) -> a.isAfter(b) ? a : b);
        journal.accept(memo(target), now);
    }

    boolean isParked(String target) {
        return parked.containsKey(target);
    }

    /// Why nothing is tried at a target that is parked.
    String why(String target) {
        return failures.getOrDefault(target, new ArrayDeque<>()).size() >= MOST
                ? "remedies failed here before"
                : "a person took a remedy back";
    }

    /// A person has looked at everything.
    void forgive(Instant now) {
        List<TargetMemo> forgiven = memos();
        failures.clear();
        parked.clear();
        ended.clear();
        forgiven.forEach(memo -> journal.accept(memo(memo.target()), now));
    }

    private TargetMemo memo(String target) {
        return new TargetMemo(
                target,
                List.copyOf(failures.getOrDefault(target, new ArrayDeque<>())),
                Optional.ofNullable(ended.get(target)),
                Optional.ofNullable(parked.get(target)));
    }

    /// All there is to remember.
    List<TargetMemo> memos() {
        TreeSet<String> targets = new TreeSet<>(failures.keySet());
        targets.addAll(ended.keySet());
        targets.addAll(parked.keySet());
        return targets.stream().map(this::memo).toList();
    }

    /// Takes over what an earlier life remembered.
    void restore(List<TargetMemo> memos, Instant now) {
        for (TargetMemo memo : memos) {
            if (!memo.failures().isEmpty()) {
                failures.put(memo.target(), new ArrayDeque<>(memo.failures()));
            }
            memo.endedAt().ifPresent(at -> ended.put(memo.target(), at));
            memo.parkedUntil().ifPresent(until -> parked.put(memo.target(), until));
        }
        sweep(now);
    }

    void sweep(Instant now) {
        ended.values().removeIf(at -> at.plus(SOON).isBefore(now));
        parked.values().removeIf(until -> !until.isAfter(now));
        failures.values().removeIf(of -> of.getLast().plus(MEMORY).isBefore(now));
    }
}
