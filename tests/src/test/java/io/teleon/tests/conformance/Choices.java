package io.teleon.tests.conformance;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Goes through all that can come of something that has to choose on its way: each run takes the
/// next branch of the tree of choices, until none is left.
final class Choices {

    private static final int MAX_RUNS = 10_000;

    private final List<Integer> taken = new ArrayList<>();
    private final List<Integer> options = new ArrayList<>();
    private int position;

    private Choices() {}

    static <T> Set<T> all(Function<Choices, T> run) {
        Choices choices = new Choices();
        Set<T> outcomes = new LinkedHashSet<>();
        int runs = 0;
        do {
            choices.position = 0;
            outcomes.add(run.apply(choices));
            if (++runs > MAX_RUNS) {
                throw new IllegalStateException("more than " + MAX_RUNS + " ways to choose");
            }
        } while (choices.turn());
        return outcomes;
    }

    /// One of `count`, from 0.
    int choose(int count) {
        if (position == taken.size()) {
            taken.add(0);
            options.add(count);
        }
        return taken.get(position++);
    }

    /// To the next branch, if there is one.
    private boolean turn() {
        while (!taken.isEmpty() && taken.getLast() + 1 == options.getLast()) {
            taken.removeLast();
            options.removeLast();
        }
        if (taken.isEmpty()) {
            return false;
        }
        taken.set(taken.size() - 1, taken.getLast() + 1);
        return true;
    }
}
