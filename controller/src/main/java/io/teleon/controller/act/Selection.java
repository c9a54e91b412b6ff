package io.teleon.controller.act;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Chooses some of several so that together they are at least so much and at most so much: few that
/// it costs something, few at all, and not much more than is asked for.
///
/// That is the subset-sum problem, here by dynamic programming over [#STEPS] steps of the sum, of
/// which each keeps the cheapest way to come there: in time that grows with the number of those to
/// choose from. Two ways to one step count as one, so that it may miss a choice by a step for each
/// that is chosen; what it returns holds the bounds exactly.
///
/// @param <T> what is chosen from
final class Selection<T> {

    /// More than this share of what is asked for is much too much, and taken only where nothing
    /// else does.
    static final double OVERSHOOT = 1.25;

    static final int STEPS = 512;

    private final List<T> all;
    private final ToDoubleFunction<T> size;
    private final Predicate<T> costs;

    /// @param all in the order in which those are preferred that make no difference
    /// @param size not negative
    /// @param costs whether it is better not to choose one
    Selection(List<T> all, ToDoubleFunction<T> size, Predicate<T> costs) {
        this.all = List.copyOf(all);
        this.size = size;
        this.costs = costs;
    }

    /// The cheapest way to a sum.
    ///
    /// @param chosen the place of the last one that was chosen
    private record Way(double sum, int costly, int count, int chosen, @Nullable Way before) {

        static final Way NONE = new Way(0, 0, 0, -1, null);

        boolean isCheaperThan(Way other) {
            return costly != other.costly ? costly < other.costly : count < other.count;
        }

        /// Whether it is the better end: one that costs more counts for more than much too much,
        /// and that for more than many.
        boolean isBetterThan(Way other, double least) {
            boolean isTooMuch = sum > OVERSHOOT * least;
            boolean isOtherTooMuch = other.sum > OVERSHOOT * least;
            if (costly != other.costly) {
                return costly < other.costly;
            }
            if (isTooMuch != isOtherTooMuch) {
                return isOtherTooMuch;
            }
            return count != other.count ? count < other.count : sum < other.sum;
        }
    }

    /// @param least above 0
    /// @param most may be infinite
    /// @return those chosen, in their order; empty where no choice that was found is in between
    Optional<List<T>> between(double least, double most) {
        double largest = all.stream().mapToDouble(size).max().orElse(0);
        // Whoever is left out of a choice without need would leave less than is asked for.
        double top = Math.min(most, least + largest);
        @Nullable Way[] ways = new @Nullable Way[STEPS + 1];
        ways[0] = Way.NONE;
        for (int i = 0; i < all.size(); i++) {
            add(ways, i, top);
        }
        @Nullable Way best = null;
        for (Way way : ways) {
            if (way != null
                    && way.sum >= least
                    && (best == null || way.isBetterThan(best, least))) {
                best = way;
            }
        }
        return best == null ? Optional.empty() : Optional.of(chosen(best));
    }

    private void add(@Nullable Way[] ways, int place, double top) {
        T one = all.get(place);
        double more = size.applyAsDouble(one);
        if (!(more > 0) || more > top) {
            return;
        }
        // From above, that none is chosen twice.
        for (int step = STEPS; step >= 0; step--) {
            Way way = ways[step];
            if (way == null || way.sum + more > top) {
                continue;
            }
            Way next =
                    new Way(
                            way.sum + more,
                            way.costly + (costs.test(one) ? 1 : 0),
                            way.count + 1,
                            place,
                            way);
            int there = (int) (next.sum / top * STEPS);
            Way known = ways[there];
            if (known == null || next.isCheaperThan(known)) {
                ways[there] = next;
            }
        }
    }

    private List<T> chosen(Way last) {
        List<T> chosen = new ArrayList<>();
        for (Way way = last; way.before != null; way = way.before) {
            chosen.add(all.get(way.chosen));
        }
        Collections.reverse(chosen);
        return chosen;
    }
}
