package io.teleon.controller.act;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.controller.report.ActionView;
import io.teleon.models.learning.SeriesForecast;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which forecast is shown beside an action, and how.
class ShownForecastTest {

    private static ActionView.Foreseen shown(boolean licensed) {
        SeriesForecast forecast =
                new SeriesForecast(
                        "shipped",
                        Instant.EPOCH,
                        0.2,
                        true,
                        licensed,
                        List.of(
                                new SeriesForecast.Point(Duration.ofMinutes(5), 1, 1, 1, 1, 1, 1),
                                new SeriesForecast.Point(Duration.ofMinutes(15), 5, 2, 3, 5, 7, 8),
                                new SeriesForecast.Point(
                                        Duration.ofMinutes(30), 9, 9, 9, 9, 9, 9)));
        return ShownForecast.of(forecast, "offered(a>b)", 10).orElseThrow();
    }

    @Test
    void thePointThatProgramsLookAtIsShown() {
        assertEquals(
                new ActionView.Foreseen(
                        "shipped",
                        "offered(a>b)",
                        Instant.EPOCH,
                        Duration.ofMinutes(15),
                        3,
                        5,
                        7,
                        0.2,
                        10),
                shown(true));
    }

    @Test
    void oneWithoutLicenceSaysSo() {
        assertEquals("shipped, not licensed: no program acts on it", shown(false).model());
    }
}
