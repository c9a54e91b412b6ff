package io.teleon.simulator.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.learning.detect.Detectors;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectBenchmarkTest {

    /// Of processor time, however busy the machine is.
    private static final double MOST_MICROS = 10;

    /// Of a screened series on the heap.
    private static final long MOST_BYTES = 2048;

    @Test
    void everyDetectorTellsItsTimeAndItsMemory() {
        DetectBenchmark.Row screening = DetectBenchmark.measure(Detectors.SCREENING, 200, 2, 3);
        assertEquals("screening", screening.detector());
        assertTrue(screening.microsPerRow() > 0, screening.toString());
        assertTrue(screening.microsPerRow() < MOST_MICROS, screening.toString());
        assertTrue(
                screening.bytesPerSeries() >= screening.stateBytes()
                        && screening.bytesPerSeries() <= MOST_BYTES,
                screening.toString());
        DetectBenchmark.Row watched = DetectBenchmark.measureWatched(200, 2, 3);
        assertTrue(
                watched.bytesPerSeries() > screening.bytesPerSeries()
                        && watched.bytesPerSeries() < 2 * MOST_BYTES,
                watched.toString());
        for (Detectors deep :
                List.of(
                        Detectors.FOREST,
                        Detectors.AUTOENCODER,
                        Detectors.CHANGE_POINT,
                        Detectors.DEEP)) {
            DetectBenchmark.Row row = DetectBenchmark.measure(deep, 5, 1, 1);
            assertEquals(deep.words(), row.detector());
            assertTrue(row.microsPerRow() > screening.microsPerRow(), row.toString());
            assertTrue(row.stateBytes() > screening.stateBytes(), row.toString());
        }
    }
}
