package io.teleon.policies.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/// Random choices.
final class Dice {

    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /// Whether one of so many hundred times.
    boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    @SafeVarargs
    final <T> T of(T... some) {
        return some[random.nextInt(some.length)];
    }

    <T> T of(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    <T> Optional<T> perhaps(int chance, Supplier<T> what) {
        return percent(chance) ? Optional.of(what.get()) : Optional.empty();
    }

    /// So many at least, so many at most.
    <T> List<T> some(int least, int most, Supplier<T> what) {
        List<T> some = new ArrayList<>();
        int count = least + below(most - least + 1);
        for (int i = 0; i < count; i++) {
            some.add(what.get());
        }
        return some;
    }
}
