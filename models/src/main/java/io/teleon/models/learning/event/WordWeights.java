package io.teleon.models.learning.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// How much a word tells: the logarithm of how few of the known messages have it (Sparck Jones,
/// Journal of Documentation 28, 1972). A word that no known message has weighs as one that half a
/// message has. Placeholders of variable parts count half.
final class WordWeights {

    private static final Set<Integer> PLACEHOLDERS =
            new HashSet<>(
                    Arrays.asList(
                            "<ip>".hashCode(),
                            "<if>".hashCode(),
                            "<id>".hashCode(),
                            "<af>".hashCode(),
                            "<n>".hashCode()));
    private static final double RARE = 0.5;

    private final int messageCount;

    /// By hash, in how many messages.
    private final TreeMap<Integer, Integer> counts;

    WordWeights(int messageCount, Map<Integer, Integer> counts) {
        this.messageCount = messageCount;
        this.counts = new TreeMap<>(counts);
    }

    static WordWeights of(List<EventTraits> messages) {
        TreeMap<Integer, Integer> counts = new TreeMap<>();
        for (EventTraits message : messages) {
            Set<Integer> words = new HashSet<>();
            for (int[] part : List.of(message.tag(), message.text(), message.reason())) {
                Arrays.stream(part).forEach(words::add);
            }
            words.forEach(word -> counts.merge(word, 1, Integer::sum));
        }
        return new WordWeights(messages.size(), counts);
    }

    double of(int word) {
        double weight = Math.log((messageCount + 1) / (counts.getOrDefault(word, 0) + RARE));
        return PLACEHOLDERS.contains(word) ? weight / 2 : weight;
    }

    int messageCount() {
        return messageCount;
    }

    /// [hash, count], by rising hash.
    List<int[]> counts() {
        List<int[]> rows = new ArrayList<>();
        counts.forEach((word, count) -> rows.add(new int[] {word, count}));
        return rows;
    }
}
