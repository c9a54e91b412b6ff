package io.teleon.models.learning.upkeep;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Which model is in force, and which was before it. A challenger takes its place by winning a
/// trial; if skill decays within its first days, the one before comes back.
///
/// @param <M> what a model is known by
public final class Championship<M> {

    /// How long one that has just won is watched.
    public static final Duration PROBATION = Duration.ofDays(2);

    private static final int MOST_CHANGES = 20;

    /// A model came into force.
    public record Change<M>(Instant at, M model, String reason) {}

    private final Deque<Change<M>> changes = new ArrayDeque<>();
    private Change<M> champion;
    private Optional<M> predecessor = Optional.empty();

    public Championship(Change<M> first) {
        champion = first;
        changes.add(first);
    }

    public Change<M> champion() {
        return champion;
    }

    /// The one that can come back.
    public Optional<M> predecessor() {
        return predecessor;
    }

    /// The newest last; the oldest fall out.
    public List<Change<M>> changes() {
        return List.copyOf(changes);
    }

    /// A trial was held.
    ///
    /// @return whether the challenger is in force now
    public boolean challenged(M challenger, boolean won, String reason, Instant now) {
        if (!won) {
            return false;
        }
        predecessor = Optional.of(champion.model());
        enter(new Change<>(now, challenger, reason));
        return true;
    }

    /// Whether the one before is to come back if skill decays now.
    public boolean isOnProbation(Instant now) {
        return predecessor.isPresent() && champion.at().plus(PROBATION).isAfter(now);
    }

    /// The one before comes back, if there is one; it has no predecessor then.
    public Optional<M> rollBack(String reason, Instant now) {
        Optional<M> back = predecessor;
        predecessor = Optional.empty();
        back.ifPresent(model -> enter(new Change<>(now, model, reason)));
        return back;
    }

    private void enter(Change<M> change) {
        champion = change;
        changes.addLast(change);
        if (changes.size() > MOST_CHANGES) {
            changes.removeFirst();
        }
    }
}
