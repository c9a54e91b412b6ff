package io.teleon.controller.autonomy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.percept.GivenNetwork;
import io.teleon.controller.percept.Picture;
import io.teleon.controller.percept.Picture.Measured;
import io.teleon.controller.percept.Picture.OfLink;
import io.teleon.models.network.LinkId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

/// When it is told that counters are not read.
class TelemetryWatchTest {

    private static final Instant START = GivenNetwork.NOW;

    private final GivenNetwork given = new GivenNetwork("ab", "bc");
    private final TelemetryWatch watch = new TelemetryWatch();

    /// A look, with when the counters of switches a, b and c were read last: NaN for never.
    private Optional<TelemetryWatch.News> look(double at, double a, double b, double c) {
        SequencedMap<LinkId, OfLink> links = new LinkedHashMap<>();
        given.picture()
                .links()
                .forEach((id, link) -> {
                    double read =
                            switch ((int) id.source().datapath().value()) {
                                case 1 -> a;
                                case 2 -> b;
                                default -> c;
                            };
                    links.put(
                            id,
                            new OfLink(
                                    link.link(),
                                    link.observed(),
                                    link.up(),
                                    link.adminUp(),
                                    Double.isNaN(read)
                                            ? Optional.empty()
                                            : Optional.of(new Measured(0, moment(read))),
                                    link.offered(),
                                    link.soon(),
                                    link.loss(),
                                    link.rxPower(),
                                    link.users()));
                });
        return watch.look(
                new Picture(moment(at), links, new LinkedHashMap<>()),
                id -> "" + (char) ('a' + id.value() - 1));
    }

    private static Instant moment(double seconds) {
        return START.plusMillis(Math.round(1000 * seconds));
    }

    @Test
    void whatIsMissingIsToldOnceAndThatItIsThereAgain() {
        assertEquals(Optional.empty(), look(0, 0, 0, 0));
        assertEquals(Optional.empty(), look(30, 0, 0, 0));
        TelemetryWatch.News missing = look(31, 0, 0, 0).orElseThrow();
        assertTrue(missing.begins());
        assertEquals(
                "telemetry is missing since 2026-03-01T12:00:00Z: the counters of 3 of 3 switches"
                        + " are not read (a, b, c). What rests on them is not known, and nothing"
                        + " above low risk is begun on it",
                missing.text());
        assertEquals(Optional.empty(), look(60, 0, 0, 0));
        assertEquals(Optional.empty(), look(70, 70, 70, 0), "not all of them");
        TelemetryWatch.News back = look(75, 75, 75, 75).orElseThrow();
        assertFalse(back.begins());
        assertEquals(
                "telemetry is there again: the counters of 3 switches were missing for 75 s",
                back.text());
        assertEquals(Optional.empty(), look(80, 75, 75, 75));
    }

    @Test
    void whatWasNeverReadIsWaitedForFromTheFirstLookOn() {
        double never = Double.NaN;
        assertEquals(Optional.empty(), look(100, never, never, never));
        assertEquals(Optional.empty(), look(130, never, never, never));
        assertTrue(look(131, never, never, never).isPresent());
    }

    @Test
    void itIsToldAgainWhenTwiceAsManyAreMissing() {
        look(0, 0, 0, 0);
        assertTrue(look(31, 0, 31, 31).orElseThrow().text().contains("1 of 3 switches"));
        assertEquals(Optional.empty(), look(61, 0, 31, 31));
        assertTrue(look(62, 0, 31, 31).orElseThrow().text().contains("3 of 3 switches"));
    }
}
