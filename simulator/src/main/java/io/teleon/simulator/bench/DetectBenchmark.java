package io.teleon.simulator.bench;

import io.teleon.models.learning.detect.Detectors;
import io.teleon.models.learning.detect.Strongest;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// What detection costs: the processor time of a row, forecast and detection all in, and the memory
/// of a series. The baseline of the screening tier is the rule of one line, *range*; what others
/// publish is in the README.
///
/// Series are days of five-minute rows with noise and a few surges; each detector runs over as many
/// series at once as its tier is for, row by row as telemetry comes, so that a series' state comes
/// from memory and not from the processor's cache.
public final class DetectBenchmark {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int DAY = 288;
    private static final int STEP_SECONDS = 300;

    /// @param detector by its name
    /// @param series that run side by side
    /// @param microsPerRow of processor time, median over the days measured
    /// @param ratio of that to the baseline's
    /// @param bytesPerSeries of the heap, all in
    /// @param stateBytes of a saved series
    public record Row(
            String detector,
            int series,
            double microsPerRow,
            double ratio,
            long bytesPerSeries,
            int stateBytes) {}

    private DetectBenchmark() {}

    public static List<Row> run(Consumer<String> progress) {
        List<Row> rows = new ArrayList<>();
        double baseline = Double.NaN;
        for (Detectors kind :
                List.of(
                        Detectors.RANGE,
                        Detectors.SCREENING,
                        Detectors.FOREST,
                        Detectors.AUTOENCODER,
                        Detectors.CHANGE_POINT,
                        Detectors.DEEP)) {
            progress.accept("detecting by " + kind.words());
            boolean everywhere = kind == Detectors.RANGE || kind == Detectors.SCREENING;
            Row row = everywhere ? measure(kind, 2000, 3, 5) : measure(kind, 10, 2, 3);
            baseline = Double.isNaN(baseline) ? row.microsPerRow() : baseline;
            rows.add(
                    new Row(
                            row.detector(),
                            row.series(),
                            row.microsPerRow(),
                            row.microsPerRow() / baseline,
                            row.bytesPerSeries(),
                            row.stateBytes()));
        }
        return rows;
    }

    /// @param warmDays before anything is measured
    static Row measure(Detectors kind, int series, int warmDays, int days) {
        long before = usedBytes();
        List<Strongest> detectors = new ArrayList<>(series);
        for (int i = 0; i < series; i++) {
            detectors.add(kind.make());
        }
        SplittableRandom random = new SplittableRandom(1);
        double[] values = new double[DAY];
        double[] micros = new double[days];
        double sum = 0;
        for (int day = 0; day < warmDays + days; day++) {
            for (int i = 0; i < DAY; i++) {
                double hour = 2 * Math.PI * i / DAY;
                values[i] = 100 + 50 * Math.sin(hour) + 3 * random.nextGaussian();
                values[i] += random.nextInt(400) == 0 ? 200 : 0;
            }
            long begin = THREADS.getCurrentThreadCpuTime();
            for (int i = 0; i < DAY; i++) {
                long second = (long) (day * DAY + i) * STEP_SECONDS;
                for (int s = 0; s < series; s++) {
                    Strongest one = detectors.get(s);
                    // Each series lives at another time of the same day.
                    sum += one.step(second, values[(i + s) % DAY] * (1 + s % 7));
                }
            }
            if (day >= warmDays) {
                micros[day - warmDays] =
                        (THREADS.getCurrentThreadCpuTime() - begin) / 1e3 / ((double) DAY * series);
            }
        }
        if (Double.isNaN(sum)) {
            throw new IllegalStateException("a surprise was not a number");
        }
        long bytes = (usedBytes() - before) / series;
        Arrays.sort(micros);
        return new Row(
                kind.words(),
                series,
                micros[days / 2],
                1,
                bytes,
                detectors.getFirst().save().length);
    }

    private static long usedBytes() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
