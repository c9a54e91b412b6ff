package io.teleon.controller.autonomy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.models.learning.SeriesForecast;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// That a licence is told of by what decides it.
class LicenceWatchTest {

    private static SeriesForecast forecast(
            double skill, boolean judged, double lowest, double recent) {
        return new SeriesForecast(
                "m",
                Instant.EPOCH,
                skill,
                judged,
                false,
                lowest,
                recent,
                List.of(new SeriesForecast.Point(Duration.ofMinutes(15), 1, 1, 1, 1, 1, 1)));
    }

    @Test
    void aGoodSkillThatMayBeLuckIsNoLicence() {
        assertEquals(
                "skill at least -0.012 at 95 % confidence (0.294 measured), above 0 is wanted",
                LicenceWatch.grounds(forecast(0.294, true, -0.012, 0.3)));
    }

    @Test
    void aBadSkillOfLateDecidesWhateverTheWeekWas() {
        assertEquals(
                "skill of the last three hours -0.300, at least -0.25 is wanted",
                LicenceWatch.grounds(forecast(0.294, true, 0.1, -0.3)));
    }

    @Test
    void withoutEvidenceThereIsNone() {
        assertEquals(
                "too few of them have been judged",
                LicenceWatch.grounds(forecast(0, false, Double.NaN, Double.NaN)));
    }
}
