package io.teleon.tests.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Reading the output of ping; needs no network.
class PingResultTest {

    private static final Duration TENTH = Duration.ofMillis(100);

    @Test
    void countsLossAndOutage() {
        PingResult result =
                PingResult.parse(
                        """
                        PING 10.0.0.2 (10.0.0.2) 56(84) bytes of data.
                        64 bytes from 10.0.0.2: icmp_seq=1 ttl=64 time=0.574 ms
                        64 bytes from 10.0.0.2: icmp_seq=3 ttl=64 time=0.377 ms
                        From 10.0.0.1 icmp_seq=5 Destination Host Unreachable
                        64 bytes from 10.0.0.2: icmp_seq=7 ttl=64 time=0.377 ms

                        --- 10.0.0.2 ping statistics ---
                        8 packets transmitted, 3 received, +1 errors, 62.5% packet loss, time 407ms
                        """,
                        TENTH);

        assertEquals(8, result.transmitted());
        assertEquals(3, result.received());
        assertEquals(List.of(2, 4, 5, 6, 8), result.lost());
        assertEquals(Duration.ofMillis(300), result.longestOutage());
    }

    @Test
    void refusesWhatIsNotPing() {
        assertThrows(
                IllegalArgumentException.class,
                () -> PingResult.parse("ping: no such host", TENTH));
    }
}
