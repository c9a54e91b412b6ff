package io.teleon.models.learning.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/// What is saved is read again by later versions: this one is of a time before detectors kept all
/// their numbers in one memory.
class SavedStateTest {

    private static final int ROWS = 900;

    private static byte[] savedLongAgo() {
        try (InputStream in =
                Objects.requireNonNull(
                        SavedStateTest.class.getResourceAsStream("screening.state"))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whole numbers, so that no library's arithmetic counts: a day's shape, a plateau, a gap of
    /// more than a week, a counter's fall.
    private static void step(Strongest detector, int from, int to) {
        for (int row = from; row < to; row++) {
            long second = 1_000_000_000L + 300L * row + (row < 600 ? 0 : 1_000_000);
            int noise = new SplittableRandom(row).nextInt(20);
            int hour = row % 288;
            double value = row >= 500 && row < 540 ? 77 : 1000 + Math.abs(hour - 144) + noise;
            detector.step(second, row == 700 ? 3 : value);
        }
    }

    @Test
    void whatWasSavedBeforeIsWhatWouldBeSavedToday() {
        Strongest detector = Detectors.SCREENING.make();
        step(detector, 0, ROWS);
        assertArrayEquals(savedLongAgo(), detector.save());
    }

    @Test
    void whatWasSavedBeforeGoesOn() {
        Strongest restored = Detectors.SCREENING.make();
        restored.restore(savedLongAgo());
        Strongest detector = Detectors.SCREENING.make();
        step(detector, 0, ROWS);
        double most = 0;
        for (int row = ROWS; row < 2 * ROWS; row++) {
            step(detector, row, row + 1);
            step(restored, row, row + 1);
            assertEquals(detector.raw(), restored.raw(), "row " + row);
            most = Math.max(most, detector.raw());
        }
        assertTrue(most > 0, "nothing was odd, so nothing was compared");
    }

    @Test
    void anotherDetectorSaysThatItIsNotItsState() {
        String message =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Detectors.NOVELTY.make().restore(savedLongAgo()))
                        .getMessage();
        assertTrue(String.valueOf(message).contains("bytes more than its detector reads"), message);
        assertThrows(
                IllegalArgumentException.class,
                () -> Detectors.CHANGE_POINT.make().restore(savedLongAgo()));
        byte[] cut = Arrays.copyOf(savedLongAgo(), 100);
        assertThrows(IllegalArgumentException.class, () -> Detectors.SCREENING.make().restore(cut));
    }

    @Test
    void rowsThatCannotBeAreRefused() {
        byte[] state = savedLongAgo();
        int firstHalfHour = 280;
        state[firstHalfHour] = -1;
        int sumAt = state.length - Integer.BYTES;
        CRC32 sum = new CRC32();
        sum.update(state, 0, sumAt);
        ByteBuffer.wrap(state).putInt(sumAt, (int) sum.getValue());
        String message =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Detectors.SCREENING.make().restore(state))
                        .getMessage();
        assertEquals("rows of a half hour of -1 in a state is not in [0, 127]", message);
    }
}
