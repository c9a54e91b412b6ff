package io.teleon.models.time;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Chance from one seed, handed out as streams by name.
///
/// A stream depends on the seed and on its name alone, so a new consumer of chance never disturbs
/// what the others draw. Streams are SplittableRandom (Steele, Lea & Flood, OOPSLA 2014) seeded by
/// the FNV-1a hash of the name.
public record Chance(long seed) {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /// A fresh generator at the beginning of the named stream.
    public RandomGenerator stream(String name) {
        return new SplittableRandom(mixed(name));
    }

    /// The chance of a part: its streams are apart from ours.
    public Chance of(String part) {
        return new Chance(mixed(part));
    }

    private long mixed(String name) {
        long hash = FNV_OFFSET ^ seed;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * FNV_PRIME;
        }
        return hash ^ seed * 0x9e3779b97f4a7c15L;
    }
}
