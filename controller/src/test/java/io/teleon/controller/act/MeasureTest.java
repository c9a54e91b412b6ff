package io.teleon.controller.act;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.controller.percept.GivenNetwork;
import io.teleon.controller.percept.IntentTraffic;
import io.teleon.controller.telemetry.Rate;
import io.teleon.models.intent.IntentId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How intents and links fare, and what is worse than before.
class MeasureTest {

    private final GivenNetwork given = new GivenNetwork("ab", "bc");
    private final TreeMap<IntentId, Double> delivered = new TreeMap<>();

    private final IntentTraffic traffic =
            new IntentTraffic() {
                @Override
                public Optional<Rate> ingress(IntentId intent) {
                    return Optional.empty();
                }

                @Override
                public OptionalDouble delivered(IntentId intent) {
                    return optional(delivered.get(intent));
                }
            };

    private Measure measure() {
        return Measure.of(
                given.picture(),
                traffic,
                given.picture().intents().sequencedKeySet(),
                List.of(GivenNetwork.link("ab"), GivenNetwork.link("bc")));
    }

    @Test
    void isTheShareOfWhatAllSendTogether() {
        delivered.put(given.intent("large", "abc", 60).id(), 1.0);
        delivered.put(given.intent("small", "ab", 20).id(), 0.5);
        given.intent("unmeasured", "bc", 10);
        given.intent("unknown", "bc", Double.NaN);
        Measure measure = measure();
        assertEquals(OptionalDouble.of(70.0 / 80), measure.delivered());
        assertEquals(0.8, measure.worstUtilisation(), 1e-12);
    }

    @Test
    void isUnknownWhereNobodyIsMeasured() {
        given.intent("unmeasured", "bc", 10);
        assertEquals(OptionalDouble.empty(), measure().delivered());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0.5, 0.9985, 0.5, true", // loses more than anybody would miss
        "1, 0.5, 0.9991, 0.5, false", // good enough
        "0.9, 0.5, 0.8995, 0.5, false", // not noticeably
        "0.9, 0.5, 0.89, 0.5, true",
        "0.9, 0.5, 0.95, 0.5, false", // better
        "1, 0.5, 1, 0.99, true", // a link fills up
        "1, 0.985, 1, 0.999, false", // it was full before
        "0.8, 0.5, 0.97, 0.99, false", // a link fills up with what did not arrive before
        "0.97, 0.5, 0.9705, 0.99, true", // hardly more arrives
        ", 0.5, 1, 0.99, true", // whether more arrives is not known
        ", 0.5, 0.9, 0.5, true", // what was not measured before counts as whole
        "0.5, 0.5, , 0.5, false" // what is not measured is not worse
    })
    void isWorseWhereMoreIsLostOrALinkFillsUp(
            @Nullable Double before,
            double fullBefore,
            @Nullable Double after,
            double fullAfter,
            boolean worse) {
        assertEquals(
                worse,
                new Measure(optional(after), false, fullAfter)
                        .isWorseThan(new Measure(optional(before), false, fullBefore)));
    }

    @Test
    void saysHowFullLinksAreWhereThereAreAny() {
        assertEquals(
                "99.950 % delivered, busiest link concerned at 41.0 %",
                new Measure(OptionalDouble.of(0.9995), false, 0.41).shown());
        assertEquals(
                "delivery not measured, no link that gets more by it carries anything",
                new Measure(OptionalDouble.empty(), false, 0).shown());
    }

    private static OptionalDouble optional(@Nullable Double share) {
        return share == null ? OptionalDouble.empty() : OptionalDouble.of(share);
    }
}
