package io.teleon.models.learning.event;

/// What a classifier makes of a message.
///
/// @param name of the class, or [#UNKNOWN]
/// @param confidence that the name is right, in [0.5, 1]
/// @param nearest the class that is most alike, also where it is not alike enough
public record EventVerdict(String name, double confidence, String nearest) {

    /// The name where no known class is alike enough.
    public static final String UNKNOWN = "UNKNOWN";

    /// The class that is nearest when its score, a logit, is not below a threshold.
    static EventVerdict of(String nearest, double score, double threshold) {
        double probability = LogisticFit.probability(score - threshold);
        return score >= threshold
                ? new EventVerdict(nearest, probability, nearest)
                : new EventVerdict(UNKNOWN, 1 - probability, nearest);
    }

    public boolean isKnown() {
        return !name.equals(UNKNOWN);
    }
}
