package io.teleon.controller.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.teleon.controller.percept.Picture.Measured;
import io.teleon.models.network.LinkId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// When a link is called lossy, and when no longer.
class LossWatchTest {

    private static final LinkId LINK = LinkId.parse("0000000000000001/2>0000000000000002/1");

    private final LossWatch watch = new LossWatch();
    private int reading;

    private Optional<Sign> read(boolean isKnown, double share) {
        Instant at = Instant.EPOCH.plusSeconds(10L * ++reading);
        return watch.read(LINK, "a>b", isKnown, Optional.of(new Measured(share, at)));
    }

    @Test
    void twoReadingsInARowMakeItLossy() {
        assertEquals(Optional.empty(), read(false, 0.02));
        Sign sign = read(false, 0.034).orElseThrow();
        assertInstanceOf(Sign.Broke.class, sign);
        assertEquals("a>b loses 3.4 % of what is sent into it", sign.text());
    }

    @Test
    void aSingleReadingAndWhatIsBetweenMakeNothing() {
        assertEquals(Optional.empty(), read(false, 0.02));
        assertEquals(Optional.empty(), read(false, 0.002));
        assertEquals(Optional.empty(), read(false, 0.02));
        assertEquals(Optional.empty(), read(false, 0));
    }

    @Test
    void twoReadingsInARowMakeItWell() {
        assertEquals(Optional.empty(), read(true, 0.002));
        assertEquals(Optional.empty(), read(true, 0.0005));
        assertInstanceOf(Sign.Mended.class, read(true, 0).orElseThrow());
    }

    @Test
    void theSameReadingCountsOnceAndNoneIsNoReading() {
        Measured lossy = new Measured(0.02, Instant.EPOCH);
        for (int i = 0; i < 3; i++) {
            assertEquals(Optional.empty(), watch.read(LINK, "a>b", false, Optional.of(lossy)));
            assertEquals(Optional.empty(), watch.read(LINK, "a>b", false, Optional.empty()));
        }
    }
}
