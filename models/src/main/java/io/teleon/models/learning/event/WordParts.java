package io.teleon.models.learning.event;

import java.util.Arrays;
import java.util.List;

/// The parts that a word is embedded by: itself and its trigrams (Bojanowski et al., TACL 5, 2017),
/// each as a bucket by its hash. So a word that was never seen has a meaning by its parts.
public final class WordParts {

    public static final int BUCKETS = 2048;

    /// Of longer words only the first trigrams count.
    public static final int MOST = 8;

    private WordParts() {}

    /// @return the buckets, one to [#MOST]
    public static int[] of(String word) {
        // A placeholder has no parts.
        if (word.startsWith("<")) {
            return new int[] {bucket(word)};
        }
        String framed = "^" + word + "$";
        int count = Math.min(MOST - 1, framed.length() - 2);
        int[] parts = new int[1 + count];
        parts[0] = bucket(word);
        for (int i = 0; i < count; i++) {
            parts[1 + i] = bucket(framed.substring(i, i + 3));
        }
        return parts;
    }

    /// The buckets of each word in turn, [word, [MOST]], filled up with -1.
    public static int[] of(List<String> words) {
        int[] all = new int[words.size() * MOST];
        Arrays.fill(all, -1);
        for (int i = 0; i < words.size(); i++) {
            int[] parts = of(words.get(i));
            System.arraycopy(parts, 0, all, i * MOST, parts.length);
        }
        return all;
    }

    private static int bucket(String part) {
        // FNV-1a, for String's own hash gives neighbouring strings neighbouring buckets.
        int hash = 0x811c9dc5;
        for (int i = 0; i < part.length(); i++) {
            hash = (hash ^ part.charAt(i)) * 0x01000193;
        }
        return (hash ^ (hash >>> 15)) & (BUCKETS - 1);
    }
}
