package io.teleon.tests.bench.policy;

import java.util.EnumMap;
import java.util.Map;

/// How a link is: well, or such that one of the rules fires; with what it then shows.
enum Condition {
    WELL(Map.of()),
    DRAINED(drained()),
    DEAD(Map.of(Quality.OPER_STATE, 1.0)),
    DIM(shows(Quality.RX_POWER, -31, Quality.ERRORS, 50)),
    LOSSY(shows(Quality.LOSS, 0.025, Quality.ERRORS, 400)),
    HOT(shows(Quality.TEMPERATURE, 82, Quality.UTILISATION, 0.75)),
    FULL(shows(Quality.UTILISATION, 0.95, Quality.DELAY, 0.035)),
    QUEUED(queued());

    @SuppressWarnings("ImmutableEnumChecker") // nobody writes to it
    private final Map<Quality, Double> shown;

    Condition(Map<Quality, Double> shown) {
        this.shown = shown;
    }

    /// What is not as on a link that is well.
    Map<Quality, Double> shown() {
        return shown;
    }

    private static Map<Quality, Double> shows(Quality one, double its, Quality other, double that) {
        Map<Quality, Double> shown = new EnumMap<>(Quality.class);
        shown.put(one, its);
        shown.put(other, that);
        return shown;
    }

    private static Map<Quality, Double> drained() {
        Map<Quality, Double> shown = shows(Quality.UTILISATION, 0.001, Quality.QUEUE, 0.001);
        shown.put(Quality.ADMIN_STATE, 1.0);
        return shown;
    }

    private static Map<Quality, Double> queued() {
        Map<Quality, Double> shown = shows(Quality.QUEUE, 0.9, Quality.DELAY, 0.035);
        shown.put(Quality.LOSS, 0.003);
        return shown;
    }
}
