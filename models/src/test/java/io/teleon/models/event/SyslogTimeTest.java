package io.teleon.models.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SyslogTimeTest {

    private static Instant near(String time, String received) {
        return SyslogReader.read("<13>" + time + " host x: y")
                .time()
                .orElseThrow()
                .near(Instant.parse(received));
    }

    @Test
    void withoutAYearItIsTheOneNearest() {
        assertEquals(
                Instant.parse("2025-12-31T23:59:58Z"),
                near("Dec 31 23:59:58", "2026-01-01T00:00:01Z"));
        assertEquals(
                Instant.parse("2026-01-01T00:00:02Z"),
                near("Jan  1 00:00:02", "2025-12-31T23:59:59Z"));
        assertEquals(
                Instant.parse("2024-02-29T12:00:00Z"),
                near("Feb 29 12:00:00", "2025-03-01T00:00:00Z"));
    }

    @Test
    void withAYearAndAZoneItIsWhatItSays() {
        assertEquals(
                Instant.parse("2020-03-31T06:41:59.5Z"),
                near("2020-03-31T08:41:59.5+02:00", "1970-01-01T00:00:00Z"));
        assertEquals(
                "2020-03-31T08:41:59Z",
                SyslogReader.read("<13>2020-03-31T08:41:59+00:00 host x: y")
                        .time()
                        .orElseThrow()
                        .toString());
    }
}
