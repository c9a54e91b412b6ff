package io.teleon.models.learning.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DriftAlarmTest {

    private static final double NOISE = 0.05;

    /// Of so many, whose chance is always the same.
    private static final int RUNS = 10_000;

    @Test
    void staysSilentForAMonthWhileSkillWandersAboutWhatItWas() {
        int raised = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            raised +=
                    hoursUntilRaised(new DriftAlarm(), new SplittableRandom(seed), 0.85, 720) < 720
                            ? 1
                            : 0;
        }
        assertTrue(raised <= RUNS / 1000, raised + " of " + RUNS + " months with a false alarm");
    }

    @Test
    void raisesWithinADayOfSkillGoneAfterAGoodWeek() {
        int tooSoon = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            DriftAlarm alarm = new DriftAlarm();
            boolean falseAlarm = hoursUntilRaised(alarm, random, 0.85, 168) < 168;
            int hours = hoursUntilRaised(alarm, random, 1.05, 48);
            assertTrue(hours <= 24, hours + " hours, seed " + seed);
            tooSoon += falseAlarm || hours < 2 ? 1 : 0;
        }
        assertTrue(tooSoon <= RUNS / 1000, tooSoon + " of " + RUNS + " too soon");
    }

    private static int hoursUntilRaised(
            DriftAlarm alarm, SplittableRandom random, double ratio, int most) {
        for (int hour = 0; hour < most; hour++) {
            if (alarm.add(ratio + NOISE * random.nextGaussian(), 1)) {
                return hour + 1;
            }
        }
        return most;
    }

    @Test
    void oneTerribleHourRaisesNothing() {
        DriftAlarm alarm = new DriftAlarm();
        for (int hour = 0; hour < 100; hour++) {
            assertFalse(alarm.add(hour == 50 ? 1e9 : 0.85, 1), "hour " + hour);
        }
    }

    @Test
    void beginsAnewOnceRaised() {
        DriftAlarm alarm = new DriftAlarm();
        int raised = 0;
        for (int hour = 0; hour < 200; hour++) {
            raised += alarm.add(hour < 60 ? 0.5 : 1.2, 1) ? 1 : 0;
        }

        // What it is now is what it is compared to.
        assertEquals(1, raised);
        assertEquals(1.2, alarm.ratio(), 1e-9);
    }

    @Test
    void anHourWithoutNaiveLossSaysNothingAndNonsenseIsRefused() {
        DriftAlarm alarm = new DriftAlarm();
        assertFalse(alarm.add(3, 0));
        assertEquals(0, alarm.ratio());
        assertThrows(IllegalArgumentException.class, () -> alarm.add(Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> alarm.add(1, -1));
    }
}
