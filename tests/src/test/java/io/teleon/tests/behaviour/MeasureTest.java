package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.telemetry.Rate;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.Topology;
import io.teleon.simulator.fault.Fault;
import io.teleon.simulator.world.WorldPlan;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import org.junit.jupiter.api.Test;

/// What the controller measures of intents, against what is offered.
class MeasureTest {

    private static final Topology RING = Networks.ring();
    private static final List<String> PAIRS = List.of("a c", "a d", "b e", "c a", "e b", "d c");

    /// Traffic of 10, 20, 30 Mbit/s and so on, in the order of the pairs.
    private static ConstantTraffic traffic() {
        return ConstantTraffic.of(
                RING,
                PAIRS.stream()
                        .map(pair -> pair + " " + 10 * (PAIRS.indexOf(pair) + 1))
                        .toArray(String[]::new));
    }

    private static Rehearsal measured() {
        Rehearsal rehearsal = Rehearsal.of(WorldPlan.of(RING, 1, () -> 0L).withTraffic(traffic()));
        for (String pair : PAIRS) {
            rehearsal.install(pair.substring(0, 1), pair.substring(2));
        }
        rehearsal.play(Duration.ofSeconds(70));
        return rehearsal;
    }

    private static void assertExact(Rehearsal rehearsal, String when) {
        NavigableMap<Integer, Rate> rates = rehearsal.act(hands -> hands.intentRates().all());
        assertEquals(PAIRS.size(), rates.size(), when);
        double sum = 0;
        for (String pair : PAIRS) {
            Rate rate = rates.get(rehearsal.intent(pair.replace(' ', '.')).serial());
            assertNotNull(rate, pair + " " + when);
            assertEquals(
                    10.0 * (PAIRS.indexOf(pair) + 1),
                    rate.bandwidth().megabitsPerSecond(),
                    1e-3,
                    pair + " " + when);
            sum += rate.bandwidth().bitsPerSecond();
        }
        assertEquals(traffic().sum(), sum, 1e3, when);
        Duration age = Duration.between(rates.firstEntry().getValue().at(), rehearsal.now());
        assertTrue(age.compareTo(Duration.ofSeconds(31)) < 0, when + ": " + age);
    }

    @Test
    void theRatesAtTheIngressAreWhatIsOffered() {
        assertExact(measured(), "at rest");
    }

    @Test
    void changesOfPathNeitherLoseNorDoubleAnything() {
        Rehearsal rehearsal = measured();
        for (int i = 0; i < 4; i++) {
            rehearsal.steer("a.c", "a", "e", "d", "c");
            rehearsal.playMillis(13_700);
            assertExact(rehearsal, "steered");
            rehearsal.release("a.c");
            rehearsal.playMillis(24_900);
            assertExact(rehearsal, "released");
        }
        rehearsal.cut("a", "b", Duration.ofSeconds(20));
        rehearsal.play(Duration.ofSeconds(32));
        assertExact(rehearsal, "restored");
        rehearsal.play(Duration.ofMinutes(1));
        assertExact(rehearsal, "returned");
    }

    @Test
    void aSwitchThatForgotItsCountersAndAControllerThatForgotItsReadingsGoOnRightly() {
        Rehearsal rehearsal = measured();
        rehearsal.begin(new Fault.ControllerGone(), Duration.ofSeconds(15));
        rehearsal.play(Duration.ofSeconds(100));
        assertExact(rehearsal, "after a restart");
        rehearsal.begin(new Fault.SwitchCrash("b"), Duration.ofSeconds(3));
        rehearsal.play(Duration.ofSeconds(34));
        assertExact(rehearsal, "just after a crash");
        rehearsal.play(Duration.ofSeconds(100));
        assertExact(rehearsal, "after a crash");
    }

    @Test
    void whatDoesNotArriveIsSeen() {
        Rehearsal rehearsal = measured();
        int serial = rehearsal.intent("a.c").serial();
        assertEquals(
                1,
                rehearsal.act(hands -> hands.intentRates().delivered(serial)).orElseThrow(),
                1e-6);
        rehearsal.begin(new Fault.LinkLoss("a", "b", 0.1));
        rehearsal.play(Duration.ofSeconds(70));
        assertEquals(
                0.9,
                rehearsal.act(hands -> hands.intentRates().delivered(serial)).orElseThrow(),
                1e-4);
        assertExact(rehearsal, "with loss");
        rehearsal.withdraw("a.c");
        rehearsal.play(Duration.ofSeconds(70));
        assertTrue(rehearsal.act(hands -> hands.intents().serialOf(new IntentId("a.c"))).isEmpty());
        assertTrue(rehearsal.act(hands -> hands.intentRates().of(serial)).isEmpty());
    }
}
