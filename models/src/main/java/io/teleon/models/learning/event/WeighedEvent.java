package io.teleon.models.learning.event;

import java.util.Map;
import java.util.TreeMap;

/// An event with the weights of its words, ready to be compared.
///
/// @param embedding what the network makes of it, of length 1; empty without a network
// Never compared by equals; arrays are made here and not handed on.
@SuppressWarnings("ArrayRecordComponent")
record WeighedEvent(EventTraits traits, Bag all, Bag tag, Bag text, float[] embedding) {

    /// A word that only tells why counts less.
    private static final double REASON = 0.25;

    static WeighedEvent of(KnownEvent event, WordWeights weights) {
        EventTraits traits = event.traits();
        TreeMap<Integer, Double> tag = new TreeMap<>();
        fill(tag, traits.tag(), 1, weights);
        TreeMap<Integer, Double> text = new TreeMap<>();
        fill(text, traits.text(), 1, weights);
        TreeMap<Integer, Double> all = new TreeMap<>(tag);
        all.putAll(text);
        fill(all, traits.reason(), REASON, weights);
        return new WeighedEvent(traits, Bag.of(all), Bag.of(tag), Bag.of(text), event.embedding());
    }

    private static void fill(
            Map<Integer, Double> bag, int[] words, double factor, WordWeights weights) {
        for (int word : words) {
            bag.putIfAbsent(word, factor * weights.of(word));
        }
    }

    /// Words with weights, by rising hash.
    ///
    /// @param length the square root of the sum of their squares
    @SuppressWarnings("ArrayRecordComponent")
    record Bag(int[] words, double[] weights, double length) {

        private static Bag of(TreeMap<Integer, Double> bag) {
            int[] words = bag.keySet().stream().mapToInt(it -> it).toArray();
            double[] weights = bag.values().stream().mapToDouble(it -> it).toArray();
            double square = 0;
            for (double weight : weights) {
                square += weight * weight;
            }
            return new Bag(words, weights, Math.sqrt(square));
        }

        /// The cosine of the angle between two, 0 where one is empty.
        double cosine(Bag other) {
            if (length == 0 || other.length == 0) {
                return 0;
            }
            double product = 0;
            int i = 0;
            int j = 0;
            while (i < words.length && j < other.words.length) {
                if (words[i] == other.words[j]) {
                    product += weights[i++] * other.weights[j++];
                } else if (words[i] < other.words[j]) {
                    i++;
                } else {
                    j++;
                }
            }
            return product / (length * other.length);
        }
    }
}
