package io.teleon.models.learning.upkeep;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Whether training may begin, so that it never competes with what the controller is there for: one
/// at a time, not sooner than some time after the last, not more often than so many times a day,
/// and never for more than [#SHARE] of the time.
public final class TrainingBudget {

    /// Of one core, on average.
    public static final double SHARE = 0.05;

    private static final Duration DAY = Duration.ofDays(1);

    /// @param leastGap between the ends of one and the beginning of the next
    /// @param mostADay in any 24 hours
    /// @param patience after which one that has not answered is given up
    public record Limits(Duration leastGap, int mostADay, Duration patience) {

        public Limits {
            if (leastGap.isNegative() || mostADay < 1 || !patience.isPositive()) {
                throw new IllegalArgumentException(
                        "least gap "
                                + leastGap
                                + ", "
                                + mostADay
                                + " a day and patience "
                                + patience
                                + " are not from 0, 1 and above 0 on");
            }
        }

        public static Limits standard() {
            return new Limits(Duration.ofHours(6), 4, Duration.ofHours(2));
        }
    }

    private final Limits limits;

    /// Of the last day; as many as are allowed in one at most.
    private final Deque<Instant> begun = new ArrayDeque<>();

    private Optional<Instant> running = Optional.empty();
    private Instant free = Instant.MIN;

    public TrainingBudget(Limits limits) {
        this.limits = limits;
    }

    /// Why training may not begin now; empty when it may.
    public Optional<String> refusal(Instant now) {
        running = running.filter(since -> since.plus(limits.patience()).isAfter(now));
        while (!begun.isEmpty() && !begun.getFirst().plus(DAY).isAfter(now)) {
            begun.removeFirst();
        }
        if (running.isPresent()) {
            return Optional.of("training since " + running.get());
        }
        if (now.isBefore(free)) {
            return Optional.of("not before " + free);
        }
        if (begun.size() >= limits.mostADay()) {
            return Optional.of(
                    "not before "
                            + begun.getFirst().plus(DAY)
                            + ": "
                            + limits.mostADay()
                            + " times in a day are enough");
        }
        return Optional.empty();
    }

    /// @throws IllegalStateException when it may not
    public void begin(Instant now) {
        refusal(now)
                .ifPresent(why -> {
                    throw new IllegalStateException("training may not begin: " + why);
                });
        begun.addLast(now);
        running = Optional.of(now);
        free = now.plus(limits.leastGap());
    }

    /// @param busy how long a core worked on it
    public void end(Instant now, Duration busy) {
        running = Optional.empty();
        Duration rest = Duration.ofMillis(Math.round((double) busy.toMillis() / SHARE));
        Duration gap = rest.compareTo(limits.leastGap()) > 0 ? rest : limits.leastGap();
        free = now.plus(gap);
    }
}
