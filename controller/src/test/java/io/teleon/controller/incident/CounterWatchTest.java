package io.teleon.controller.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.teleon.controller.percept.Painter.BothEnds;
import io.teleon.models.network.LinkId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// When the two ends of a link are said to contradict each other, and when no longer.
class CounterWatchTest {

    private static final LinkId LINK = LinkId.parse("0000000000000001/2>0000000000000002/1");

    private final CounterWatch watch = new CounterWatch();
    private int reading;

    private Optional<Sign> read(boolean isKnown, double lost, double missed) {
        Instant at = Instant.EPOCH.plusSeconds(10L * ++reading);
        return watch.read(LINK, "a>b", isKnown, Optional.of(new BothEnds(lost, missed, at)));
    }

    @Test
    void threeReadingsInARowAreTold() {
        assertEquals(Optional.empty(), read(false, 0.75, 0));
        assertEquals(Optional.empty(), read(false, 0.75, 0));
        Sign sign = read(false, 0.75, 0.001).orElseThrow();
        assertInstanceOf(Sign.Broke.class, sign);
        assertEquals(
                "a>b: its two ends contradict each other: by their counters 75.0 % is lost between"
                        + " them, but who goes by it misses 0.1 %. One of them counts wrong; the"
                        + " lesser is believed",
                sign.text());
        assertEquals(Optional.empty(), read(true, 0.75, 0), "once");
    }

    @Test
    void aLossThatIsBorneOutIsNoContradiction() {
        for (int i = 0; i < 5; i++) {
            assertEquals(Optional.empty(), read(false, 0.3, 0.3));
        }
    }

    @Test
    void aLossThatIsSeenLaterAtTheFarEndsIsNone() {
        assertEquals(Optional.empty(), read(false, 0.3, 0));
        assertEquals(Optional.empty(), read(false, 0.3, 0.1));
        assertEquals(Optional.empty(), read(false, 0.3, 0.3));
        assertEquals(Optional.empty(), read(false, 0.3, 0.3));
    }

    @Test
    void threeReadingsInARowThatAgreeEndIt() {
        assertEquals(Optional.empty(), read(true, 0, 0));
        assertEquals(Optional.empty(), read(true, 0.001, 0));
        assertInstanceOf(Sign.Mended.class, read(true, 0, 0).orElseThrow());
    }
}
