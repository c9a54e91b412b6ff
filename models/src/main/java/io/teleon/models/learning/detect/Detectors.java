package io.teleon.models.learning.detect;

import java.util.ArrayList;
import java.util.List;

/// The detectors by name, each in its only configuration.
public enum Detectors {
    /// What runs on every series: [Novelty], [FlatLine], [CounterReset].
    SCREENING("screening"),
    /// [Novelty] alone.
    NOVELTY("novelty"),
    /// A random cut forest ([ForestShape]).
    FOREST("forest"),
    /// An LSTM autoencoder ([AutoencodedShape]).
    AUTOENCODER("autoencoder"),
    /// Bayesian online change points ([RegimeChange]).
    CHANGE_POINT("change-point"),
    /// What runs on promoted series beside screening: the three before, the strongest counts.
    DEEP("deep"),
    /// Screening and the deep ones, the strongest counts.
    ALL("all"),
    /// The floor to beat: a value that leaves the range in which all before it were
    /// ([LeavesRange]).
    RANGE("range");

    /// From here on a surprise is worth being told of: one row in 3000, which after what is held
    /// back is less than an alarm a month from a series of five-minute rows that is well.
    public static final double ALARM = 3.5;

    private static final double SCORE_OF_ONE = 10;

    private final String words;

    Detectors(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Detectors one : values()) {
            names.add(one.words);
        }
        return names;
    }

    /// @throws IllegalArgumentException naming the detectors there are
    public static Detectors named(String name) {
        for (Detectors one : values()) {
            if (one.words.equals(name)) {
                return one;
            }
        }
        throw new IllegalArgumentException("detector '" + name + "' is not one of " + names());
    }

    /// A new one, that has seen nothing, and tells what goes on once.
    public Strongest make() {
        return switch (this) {
            case SCREENING -> new Strongest(new Novelty(), new FlatLine(), new CounterReset());
            case NOVELTY -> new Strongest(new Novelty());
            case FOREST -> new Strongest(new ForestShape());
            case AUTOENCODER -> new Strongest(new AutoencodedShape());
            case CHANGE_POINT -> new Strongest(new RegimeChange());
            case DEEP ->
                    new Strongest(new ForestShape(), new AutoencodedShape(), new RegimeChange());
            case ALL ->
                    new Strongest(
                            new Novelty(),
                            new FlatLine(),
                            new CounterReset(),
                            new ForestShape(),
                            new AutoencodedShape(),
                            new RegimeChange());
            case RANGE -> new Strongest(new LeavesRange());
        };
    }

    /// A surprise as a score in [0, 1]: a tenth for each order of magnitude of its p-value.
    public static double score(double surprise) {
        return Math.min(1, surprise / SCORE_OF_ONE);
    }
}
