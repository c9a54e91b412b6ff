package io.teleon.models.learning.event;

import java.util.Arrays;
import java.util.List;

/// How alike a message and a class are, in numbers in [-1, 2] that a [LogisticFit] weighs.
///
/// A class is like a message as its most alike example is; its name counts too, for it says in
/// words what the class is.
final class Likeness {

    static final List<String> NAMES =
            List.of(
                    "words",
                    "words of the tag",
                    "words of the text",
                    "the same tag",
                    "another tag of the same speaker",
                    "pairs of words",
                    "opposite of an example",
                    "other subject than an example",
                    "words of the name",
                    "opposite of the name",
                    "other subject than the name",
                    "network",
                    "network by the name",
                    "one");

    static final int COUNT = NAMES.size();
    static final int NETWORK = 11;
    static final int NETWORK_BY_NAME = 12;
    static final int ONE = 13;

    private static final int OPPOSITE = 6;

    /// What tells two events apart although they are alike in all else: more than 1, so that the
    /// penalty of the fit bears less on its weight.
    private static final double APART = 2;

    /// Which example is most alike, before anything was learned.
    private static final double[] NEAREST = {3, 1, 2, 1, -1, 1, -1, -0.75, 0, 0, 0, 2, 0, 0};

    private Likeness() {}

    /// Whether a part is what the network says.
    static boolean isOfNetwork(int part) {
        return part == NETWORK || part == NETWORK_BY_NAME;
    }

    /// [NAMES], of a message and a class.
    ///
    /// @param examples at least one
    static double[] of(WeighedEvent message, WeighedName name, List<WeighedEvent> examples) {
        double[] best = new double[0];
        double bestSum = Double.NEGATIVE_INFINITY;
        for (WeighedEvent example : examples) {
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
        if (name.traits().says("change")) {
            best[OPPOSITE] = 0;
        }
        EventTraits named = name.traits();
        best[8] = covered(named.text(), name.weights(), message.traits());
        best[9] = oppositeOfName(message.traits(), named);
        best[10] = named.subjects().length == 0 ? 0 : otherSubject(message.traits(), named);
        best[NETWORK_BY_NAME] = product(message.embedding(), name.embedding());
        best[ONE] = 1;
        return best;
    }

    private static double[] ofPair(WeighedEvent one, WeighedEvent other) {
        EventTraits a = one.traits();
        EventTraits b = other.traits();
        double[] pair = new double[COUNT];
        pair[0] = one.all().cosine(other.all());
        pair[1] = one.tag().cosine(other.tag());
        pair[2] = one.text().cosine(other.text());
        boolean tagged = a.tagName() != 0 && b.tagName() != 0;
        pair[3] = tagged && a.tagName() == b.tagName() ? 1 : 0;
        pair[4] = tagged && a.tagName() != b.tagName() && a.speaker() == b.speaker() ? 1 : 0;
        pair[5] = shared(a.pairs(), b.pairs());
        pair[OPPOSITE] = opposite(a, b);
        pair[7] = otherSubject(a, b);
        pair[NETWORK] = product(one.embedding(), other.embedding());
        return pair;
    }

    private static double product(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /// Twice what both have, of what each has (Dice, Ecology 26, 1945).
    private static double shared(int[] a, int[] b) {
        long both = Arrays.stream(a).filter(it -> EventTraits.contains(b, it)).count();
        return a.length + b.length == 0 ? 0 : 2.0 * (double) both / (a.length + b.length);
    }

    private static double covered(int[] name, double[] weights, EventTraits message) {
        double all = 0;
        double said = 0;
        for (int i = 0; i < name.length; i++) {
            all += weights[i];
            if (EventTraits.contains(message.tag(), name[i])
                    || EventTraits.contains(message.text(), name[i])) {
                said += weights[i];
            }
        }
        return all > 0 ? said / all : 0;
    }

    private static double opposite(EventTraits a, EventTraits b) {
        for (int question = 0; question < a.answers().length; question++) {
            int one = a.answers()[question];
            int other = b.answers()[question];
            if (one != EventTraits.NONE && other != EventTraits.NONE && one != other) {
                return APART;
            }
        }
        return 0;
    }

    /// As [#opposite]; a quarter of it when the name answers what the message leaves open.
    private static double oppositeOfName(EventTraits message, EventTraits name) {
        double opposite = opposite(message, name);
        for (int question = 0; question < name.answers().length && opposite == 0; question++) {
            if (name.answers()[question] != EventTraits.NONE
                    && message.answers()[question] == EventTraits.NONE) {
                opposite = APART / 4;
            }
        }
        return opposite;
    }

    /// Half when only one says what it is about.
    private static double otherSubject(EventTraits a, EventTraits b) {
        if (a.subjects().length == 0 || b.subjects().length == 0) {
            return a.subjects().length == b.subjects().length ? 0 : APART / 2;
        }
        return Arrays.stream(a.subjects()).anyMatch(it -> EventTraits.contains(b.subjects(), it))
                ? 0
                : APART;
    }
}
