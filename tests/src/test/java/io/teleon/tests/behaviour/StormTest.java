package io.teleon.tests.behaviour;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random storms. The environment variable `TELEON_STORMS` says how many, if more than the usual.
class StormTest {

    private static final long USUAL = 40;

    static LongStream seeds() {
        String wanted = System.getenv().getOrDefault("TELEON_STORMS", Long.toString(USUAL));
        return LongStream.rangeClosed(1, Long.parseLong(wanted));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noPacketOfAnInstalledIntentIsLostWhenLinksComeAndGo(long seed) {
        Storm.passes(seed, Storm.Weather.FAIR);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everythingIsRightAgainAfterSwitchesAndControllersCameAndWent(long seed) {
        Storm.passes(seed, Storm.Weather.FOUL);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everythingIsRightAgainAfterTablesWereTamperedWith(long seed) {
        Storm.passes(seed, Storm.Weather.TAMPERED);
    }
}
