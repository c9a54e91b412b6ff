package io.teleon.models.learning.event;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/// How alike a message and a class are, in numbers in [0, 1] that a [LogisticFit] weighs.
///
/// A class is like a message as its most alike example is; its name counts too, for it says in
/// words what the class is.
final class Likeness {

    static final List<String> NAMES =
            List.of(
                    "words",
                    "tag words",
                    "text words",
                    "same tag",
                    "other tag of the same speaker",
                    "pairs of words",
                    "opposite of an example",
                    "other subject than an example",
                    "name",
                    "opposite of the name",
                    "other subject than the name",
                    "network",
                    "one");

    static final int COUNT = NAMES.size();

    private static final int OPPOSITE = 6;
    private static final int NETWORK = 11;
    private static final double REASON = 0.25;

    /// Which example is most alike, before anything was learned.
    private static final double[] NEAREST = {3, 1, 2, 1, -1, 1, -2, -1.5, 0, 0, 0, 2, 0};

    private final WordWeights weights;

    Likeness(WordWeights weights) {
        this.weights = weights;
    }

    /// What an event is known by.
    ///
    /// @param embedding what the network makes of it, of length 1; empty without a network
    // Compared never; the array is made once and not handed on.
    @SuppressWarnings("ArrayRecordComponent")
    record Known(EventTraits traits, float[] embedding) {}

    /// [NAMES], of a message and a class.
    ///
    /// @param examples at least one
    double[] of(Known message, EventTraits name, List<Known> examples) {
        double[] best = new double[0];
        double bestSum = Double.NEGATIVE_INFINITY;
        for (Known example : examples) {
            double[] pair = ofPair(message, example);
            double sum = 0;
            for (int i = 0; i < COUNT; i++) {
                sum += NEAREST[i] * pair[i];
            }
            if (sum > bestSum) {
                bestSum = sum;
                best = pair;
            }
        }
        // A change of state can be either way.
        if (name.says("change")) {
            best[OPPOSITE] = 0;
        }
        best[8] = covered(name.text(), message.traits());
        best[9] = opposite(message.traits(), name);
        best[10] = name.subjects().length == 0 ? 0 : otherSubject(message.traits(), name);
        best[COUNT - 1] = 1;
        return best;
    }

    private double[] ofPair(Known one, Known other) {
        EventTraits a = one.traits();
        EventTraits b = other.traits();
        double[] pair = new double[COUNT];
        pair[0] = cosine(bag(a), bag(b));
        pair[1] = cosine(bag(a.tag()), bag(b.tag()));
        pair[2] = cosine(bag(a.text()), bag(b.text()));
        boolean tagged = a.tagName() != 0 && b.tagName() != 0;
        pair[3] = tagged && a.tagName() == b.tagName() ? 1 : 0;
        pair[4] = tagged && a.tagName() != b.tagName() && a.speaker() == b.speaker() ? 1 : 0;
        pair[5] = shared(a.pairs(), b.pairs());
        pair[OPPOSITE] = opposite(a, b);
        pair[7] = otherSubject(a, b);
        pair[NETWORK] = dot(one.embedding(), other.embedding());
        return pair;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double[] factors(int count) {
        double[] factors = new double[count];
        Arrays.fill(factors, 1);
        return factors;
    }

    private TreeMap<Integer, Double> bag(int[] words) {
        TreeMap<Integer, Double> bag = new TreeMap<>();
        fill(bag, words, factors(words.length));
        return bag;
    }

    private TreeMap<Integer, Double> bag(EventTraits traits) {
        TreeMap<Integer, Double> bag = bag(traits.tag());
        bag.putAll(bag(traits.text()));
        double[] factors = factors(traits.reason().length);
        Arrays.fill(factors, REASON);
        fill(bag, traits.reason(), factors);
        return bag;
    }

    private void fill(TreeMap<Integer, Double> bag, int[] words, double[] factors) {
        for (int i = 0; i < words.length; i++) {
            bag.putIfAbsent(words[i], factors[i] * weights.of(words[i]));
        }
    }

    private static double cosine(TreeMap<Integer, Double> a, TreeMap<Integer, Double> b) {
        double product = 0;
        double squareA = 0;
        double squareB = 0;
        for (var entry : a.entrySet()) {
            squareA += entry.getValue() * entry.getValue();
            product += entry.getValue() * b.getOrDefault(entry.getKey(), 0.0);
        }
        for (double value : b.values()) {
            squareB += value * value;
        }
        return squareA > 0 && squareB > 0 ? product / Math.sqrt(squareA * squareB) : 0;
    }

    /// Twice what both have, of what each has (Dice, Ecology 26, 1945).
    private static double shared(int[] a, int[] b) {
        long both = Arrays.stream(a).filter(it -> EventTraits.contains(b, it)).count();
        return a.length + b.length == 0 ? 0 : 2.0 * both / (a.length + b.length);
    }

    private double covered(int[] name, EventTraits message) {
        double all = 0;
        double said = 0;
        for (int word : name) {
            double weight = weights.of(word);
            all += weight;
            if (EventTraits.contains(message.tag(), word)
                    || EventTraits.contains(message.text(), word)) {
                said += weight;
            }
        }
        return all > 0 ? said / all : 0;
    }

    private static double opposite(EventTraits a, EventTraits b) {
        for (int question = 0; question < a.answers().length; question++) {
            int one = a.answers()[question];
            int other = b.answers()[question];
            if (one != EventTraits.NONE && other != EventTraits.NONE && one != other) {
                return 1;
            }
        }
        return 0;
    }

    /// 1 when they are about different things, a half when only one says what it is about.
    private static double otherSubject(EventTraits a, EventTraits b) {
        if (a.subjects().length == 0 || b.subjects().length == 0) {
            return a.subjects().length == b.subjects().length ? 0 : 0.5;
        }
        return Arrays.stream(a.subjects()).anyMatch(it -> EventTraits.contains(b.subjects(), it))
                ? 0
                : 1;
    }
}
