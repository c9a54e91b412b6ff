package io.teleon.controller.percept;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.controller.percept.Picture.Measured;
import io.teleon.controller.percept.Picture.OfLink;
import io.teleon.models.learning.SeriesForecast;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.policies.host.Forecast.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What decisions may make of a forecast of a link of 100 bit/s.
class ForeseenTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private static OfLink offered(double bitsPerSecond, Instant at) {
        Link link = new Link(LinkId.parse("1/7>2/7"), 1, new Bandwidth(100), Duration.ofMillis(1));
        return new OfLink(
                link,
                true,
                true,
                true,
                Optional.empty(),
                Optional.of(new Measured(bitsPerSecond, at)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static SeriesForecast forecast(
            Instant at, boolean judged, boolean licensed, double width) {
        double low = 50 - width / 2;
        double high = 50 + width / 2;
        return new SeriesForecast(
                "m",
                at,
                0.2,
                judged,
                licensed,
                List.of(
                        new SeriesForecast.Point(
                                Duration.ofMinutes(15), 50, low, low, 50, high, high)));
    }

    private static Standing standing(SeriesForecast forecast) {
        return Foreseen.standing(forecast, offered(40, NOW), NOW);
    }

    @Test
    void aLicenceIsToAct() {
        assertEquals(Standing.ACT, standing(forecast(NOW, true, true, 60)));
        assertEquals(Standing.SUGGEST, standing(forecast(NOW, true, false, 60)));
        assertEquals(Standing.NONE, standing(forecast(NOW, false, false, 60)));
    }

    @Test
    void whatAnIntentSendsIsForeseenByLicenceAndAgeAlone() {
        SeriesForecast wide = forecast(NOW, true, true, 100);
        Optional<Instant> old = Optional.of(NOW.minus(Duration.ofMinutes(11)));
        assertEquals(Standing.ACT, Foreseen.standing(wide, Optional.of(NOW), NOW));
        assertEquals(Standing.SUGGEST, Foreseen.standing(wide, old, NOW));
        assertEquals(Standing.SUGGEST, Foreseen.standing(wide, Optional.empty(), NOW));
        assertEquals(
                Standing.SUGGEST,
                Foreseen.standing(forecast(NOW, true, false, 10), Optional.of(NOW), NOW));
        assertEquals(
                Standing.NONE,
                Foreseen.standing(forecast(NOW, false, false, 10), Optional.of(NOW), NOW));
    }

    @Test
    void aWideIntervalOnlySuggests() {
        assertEquals(Standing.SUGGEST, standing(forecast(NOW, true, true, 61)));
    }

    @Test
    void aStaleModelOnlySuggests() {
        Instant old = NOW.minus(Duration.ofMinutes(10));
        SeriesForecast fresh = forecast(NOW, true, true, 10);
        assertEquals(Standing.ACT, standing(forecast(old, true, true, 10)));
        assertEquals(Standing.SUGGEST, standing(forecast(old.minusMillis(1), true, true, 10)));
        assertEquals(
                Standing.SUGGEST, Foreseen.standing(fresh, offered(40, old.minusMillis(1)), NOW));
    }

    @Test
    void whereTheLinkIsFullAlreadyNothingIsGuessed() {
        assertEquals(
                Standing.NONE,
                Foreseen.standing(forecast(NOW, true, false, 10), offered(90, NOW), NOW));
        assertEquals(
                Standing.ACT,
                Foreseen.standing(forecast(NOW, true, true, 10), offered(90, NOW), NOW));
    }
}
