package io.teleon.simulator.world;

import io.teleon.simulator.time.VirtualTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.SortedSet;

/// The account of what went wrong: whom it hit, when the controller told of it, and when everybody
/// had a way again. Owned by the world's thread.
public final class Failures {

    private final VirtualTime time;
    private final List<Failure> all = new ArrayList<>();

    Failures(VirtualTime time) {
        this.time = time;
    }

    /// One thing that went wrong. Times are nanoseconds since the start.
    public static final class Failure {

        private final String element;
        private final SortedSet<String> subjects;
        private final long atNanos;
        private final SequencedMap<Flow, Long> waiting = new LinkedHashMap<>();
        private final SequencedMap<Flow, Long> cutOff = new LinkedHashMap<>();
        private OptionalLong detectedAtNanos = OptionalLong.empty();
        private OptionalLong restoredAtNanos = OptionalLong.empty();
        private long wallNanosAtStart;
        private OptionalLong decisionWallNanos = OptionalLong.empty();
        private int affected;
        private double lostNanos;

        private Failure(String element, SortedSet<String> subjects, long atNanos) {
            this.element = element;
            this.subjects = subjects;
            this.atNanos = atNanos;
        }

        public String element() {
            return element;
        }

        public double atSeconds() {
            return atNanos / 1e9;
        }

        public OptionalDouble detectedAtSeconds() {
            return seconds(detectedAtNanos);
        }

        public OptionalDouble restoredAtSeconds() {
            return seconds(restoredAtNanos);
        }

        private static OptionalDouble seconds(OptionalLong nanos) {
            return nanos.isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(nanos.getAsLong() / 1e9);
        }

        /// Empty where there was nothing to decide.
        public OptionalDouble decisionMillis() {
            return decisionWallNanos.isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(decisionWallNanos.getAsLong() / 1e6);
        }

        public int affectedIntents() {
            return affected;
        }

        /// Mean over the affected intents, up to now for those that still wait.
        public OptionalDouble lostSeconds(long nowNanos) {
            if (affected == 0) {
                return OptionalDouble.empty();
            }
            double waitingNanos = 0;
            for (long since : waiting.values()) {
                waitingNanos += nowNanos - since;
            }
            for (long since : cutOff.values()) {
                waitingNanos += nowNanos - since;
            }
            return OptionalDouble.of((lostNanos + waitingNanos) / affected / 1e9);
        }
    }

    /// Something goes wrong now.
    ///
    /// @param wallNanos what the controller's loop has used of wall time so far
    Failure begin(String element, SortedSet<String> subjects, long wallNanos) {
        Failure failure = new Failure(element, subjects, time.nowNanos());
        failure.wallNanosAtStart = wallNanos;
        all.add(failure);
        return failure;
    }

    /// What a failure hits, right after it came.
    ///
    /// @param interrupted flows in service that delivered before and do not now
    /// @param cutOff those of them between whose ends no way is left, so that nobody can help
    void hit(Failure failure, List<Flow> interrupted, Collection<Flow> cutOff) {
        failure.affected = interrupted.size();
        for (Flow flow : interrupted) {
            (cutOff.contains(flow) ? failure.cutOff : failure.waiting).put(flow, time.nowNanos());
        }
        if (failure.waiting.isEmpty()) {
            failure.restoredAtNanos = OptionalLong.of(failure.atNanos);
        }
    }

    /// The controller told of something.
    void told(String subject) {
        for (Failure failure : all) {
            if (failure.detectedAtNanos.isEmpty() && failure.subjects.contains(subject)) {
                failure.detectedAtNanos = OptionalLong.of(time.nowNanos());
            }
        }
    }

    /// A flow delivers again.
    ///
    /// @return the failures that are mended by it
    List<Failure> restored(Flow flow, long wallNanos) {
        List<Failure> mended = new ArrayList<>();
        for (Failure failure : all) {
            Long cutOffSince = failure.cutOff.remove(flow);
            if (cutOffSince != null) {
                failure.lostNanos += time.nowNanos() - cutOffSince;
            }
            Long since = failure.waiting.remove(flow);
            if (since != null) {
                failure.lostNanos += time.nowNanos() - since;
                if (failure.waiting.isEmpty()) {
                    failure.restoredAtNanos = OptionalLong.of(time.nowNanos());
                    failure.decisionWallNanos =
                            OptionalLong.of(wallNanos - failure.wallNanosAtStart);
                    mended.add(failure);
                }
            }
        }
        return mended;
    }

    public List<Failure> all() {
        return List.copyOf(all);
    }
}
