package io.teleon.models.learning.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class ScreeningDetectorTest {

    private static final int DAY = 288;

    private record Alarm(int row, Sign sign) {}

    /// The alarms of a series in steps of five minutes.
    private static List<Alarm> alarms(int rows, IntToDoubleFunction value) {
        Strongest detector = Detectors.SCREENING.make();
        List<Alarm> alarms = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            if (detector.step(300L * row, value.applyAsDouble(row)) >= Detectors.ALARM) {
                alarms.add(new Alarm(row, detector.sign()));
            }
        }
        return alarms;
    }

    private static List<Alarm> after(int row, List<Alarm> alarms) {
        return alarms.stream().filter(alarm -> alarm.row() >= row).toList();
    }

    /// Days and weeks as links have them: high at noon, low at night, lower on two days of seven,
    /// with a morning and a night in which one goes over into the other.
    private static double season(int row) {
        double hour = 2 * Math.PI * row / DAY;
        double day = (double) row / DAY % 7;
        double weekend = rise(day - 5.3) - rise(day - 7) + (day < 0.5 ? 1 - rise(day) : 0);
        return (100 - 40 * weekend) * (1 + 0.6 * Math.sin(hour) + 0.2 * Math.sin(2 * hour));
    }

    /// From 0 to 1 within some hours.
    private static double rise(double days) {
        return 1 / (1 + Math.exp(-24 * days));
    }

    @Test
    void daysAndWeeksAreNoAlarm() {
        int weeks = 6;
        int series = 20;
        int alarms = 0;
        for (int seed = 0; seed < series; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            // The first week is for learning: nobody knows a weekend before the first one.
            alarms +=
                    after(
                                    8 * DAY,
                                    alarms(
                                            weeks * 7 * DAY,
                                            row ->
                                                    season(row)
                                                            * (1 + 0.03 * random.nextGaussian())))
                            .size();
        }
        double perDay = (double) alarms / (series * (weeks * 7 - 8));
        assertTrue(perDay <= 0.02, alarms + " alarms are " + perDay + " a series and day");
    }

    @Test
    void whatIsAddedToADayIsFoundWhereItBegins() {
        SplittableRandom random = new SplittableRandom(3);
        int begin = 20 * DAY + 30;
        List<Alarm> alarms =
                after(
                        begin,
                        alarms(
                                21 * DAY,
                                row ->
                                        season(row) * (1 + 0.03 * random.nextGaussian())
                                                + (row >= begin ? 150 : 0)));
        assertEquals(begin, alarms.getFirst().row());
    }

    @Test
    void whatHangsIsToldOnceInAWhileAsFlat() {
        SplittableRandom random = new SplittableRandom(4);
        List<Alarm> alarms =
                after(
                        4 * DAY,
                        alarms(
                                5 * DAY,
                                row -> row >= 4 * DAY ? 50 : 50 + 5 * random.nextGaussian()));
        assertEquals(Sign.FLAT, alarms.getFirst().sign());
        assertTrue(alarms.getFirst().row() <= 4 * DAY + 20, alarms.toString());
        assertTrue(alarms.size() <= 4, alarms.toString());
    }

    @Test
    void aCounterThatBeginsAnewIsToldAsThat() {
        SplittableRandom random = new SplittableRandom(5);
        double[] total = {0};
        List<Alarm> alarms =
                alarms(
                        3 * DAY,
                        row -> {
                            total[0] = row == 2 * DAY ? 0 : total[0] + 1000 + random.nextInt(100);
                            return total[0];
                        });
        assertTrue(alarms.stream().anyMatch(alarm -> alarm.row() == 2 * DAY), "alarms: " + alarms);
    }

    @Test
    void aStepUpIsToldOnceAndNotAgainWhileItLasts() {
        SplittableRandom random = new SplittableRandom(6);
        List<Alarm> alarms =
                after(
                        5 * DAY,
                        alarms(
                                5 * DAY + 100,
                                row -> (row >= 5 * DAY ? 80 : 50) + random.nextGaussian()));
        assertEquals(5 * DAY, alarms.getFirst().row());
        assertTrue(alarms.size() <= 3, alarms.toString());
    }

    @Test
    void constantsAndMissingRowsAreNoAlarmOfValue() {
        assertEquals(List.of(), alarms(5 * DAY, row -> 7));
        assertEquals(List.of(), alarms(5 * DAY, row -> row % 10 == 0 ? 7 : Double.NaN));
    }

    @Test
    void aClockThatIsSetBackIsFollowedInTheEnd() {
        Strongest detector = Detectors.SCREENING.make();
        SplittableRandom random = new SplittableRandom(7);
        for (int row = 0; row < 3 * DAY; row++) {
            detector.step(1_000_000_000L + 300L * row, 50 + random.nextGaussian());
        }
        double most = 0;
        for (int row = 0; row < 200; row++) {
            double value = row == 150 ? 500 : 50 + random.nextGaussian();
            most = Math.max(most, detector.step(300L * row, value));
        }
        assertTrue(most >= Detectors.ALARM, "most surprise after the clock was set back: " + most);
    }

    @Test
    void aRowThatComesAgainAndAgainChangesNothing() {
        Strongest detector = Detectors.SCREENING.make();
        SplittableRandom random = new SplittableRandom(8);
        for (int row = 0; row < DAY; row++) {
            detector.step(300L * row, 50 + random.nextGaussian());
        }
        byte[] before = detector.save();
        for (int again = 0; again < 100; again++) {
            assertEquals(0, detector.step(300L * (DAY - 1), 500));
        }
        assertArrayEquals(before, detector.save());
    }
}
