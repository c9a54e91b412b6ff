package io.teleon.simulator.bench;

import io.teleon.models.learning.detect.Detectors;
import io.teleon.models.learning.detect.Screening;
import io.teleon.models.learning.detect.Strongest;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// What detection costs: the processor time of a row, forecast and detection all in, and the memory
/// of a series. The baseline of the screening tier is the rule of one line, *range*; what others
/// publish is in the README.
///
/// Series are days of five-minute rows with noise and a few surges; each detector runs over as many
/// series at once as its tier is for, row by row as telemetry comes, so that a series' state comes
/// from memory and not from the processor's cache. *Watched* is screening as agent and controller
/// run it: with the table of series, their silence and the share of a node that is odd.
public final class DetectBenchmark {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int DAY = 288;
    private static final int STEP_SECONDS = 300;

    /// Series of what runs on all of them.
    private static final int MANY = 2000;

    /// @param detector by its name
    /// @param series that run side by side
    /// @param microsPerRow of processor time, median over the days measured
    /// @param ratio of that to the baseline's
    /// @param bytesPerSeries of the heap, all in
    /// @param stateBytes of a saved series, 0 where it is not one that is saved
    public record Row(
            String detector,
            int series,
            double microsPerRow,
            double ratio,
            long bytesPerSeries,
            int stateBytes) {

        private Row against(double baseline) {
            return new Row(
                    detector,
                    series,
                    microsPerRow,
                    microsPerRow / baseline,
                    bytesPerSeries,
                    stateBytes);
        }
    }

    /// Series side by side, of which each takes its next row.
    private interface Series {

        double step(int series, long second, double value);

        int stateBytes();
    }

    private record Detected(List<Strongest> detectors) implements Series {

        static Detected of(Detectors kind, int series) {
            List<Strongest> detectors = new ArrayList<>(series);
            for (int i = 0; i < series; i++) {
                detectors.add(kind.make());
            }
            return new Detected(detectors);
        }

        @Override
        public double step(int series, long second, double value) {
            return detectors.get(series).step(second, value);
        }

        @Override
        public int stateBytes() {
            return detectors.getFirst().save().length;
        }
    }

    /// Without a look in depth, which is a row of its own.
    private record Watched(Screening screening, List<String> names) implements Series {

        private static final int SERIES_OF_A_NODE = 20;

        @Override
        public double step(int series, long second, double value) {
            String node = names.get(series - series % SERIES_OF_A_NODE);
            return screening
                    .learn(node, names.get(series), Instant.ofEpochSecond(second), value)
                    .size();
        }

        @Override
        public int stateBytes() {
            return 0;
        }
    }

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
            Row row = everywhere ? measure(kind, MANY, 3, 5) : measure(kind, 10, 2, 3);
            baseline = Double.isNaN(baseline) ? row.microsPerRow() : baseline;
            rows.add(row.against(baseline));
            if (kind == Detectors.SCREENING) {
                progress.accept("watching");
                rows.add(measureWatched(MANY, 3, 5).against(baseline));
            }
        }
        return rows;
    }

    /// @param warmDays before anything is measured
    static Row measure(Detectors kind, int series, int warmDays, int days) {
        return measure(kind.words(), series, warmDays, days, count -> Detected.of(kind, count));
    }

    static Row measureWatched(int series, int warmDays, int days) {
        // Names are somebody else's, who reads the series.
        List<String> names = IntStream.range(0, series).mapToObj(i -> "series " + i).toList();
        return measure("watched", series, warmDays, days, _ -> new Watched(new Screening(), names));
    }

    private static Row measure(
            String name, int count, int warmDays, int days, IntFunction<Series> sort) {
        List<Series> held = new ArrayList<>(List.of(sort.apply(count)));
        double micros = micros(held.getFirst(), count, warmDays, days);
        int stateBytes = held.getFirst().stateBytes();
        long with = usedBytes();
        // What is loaded and compiled for the first one is no memory of a series, and stays.
        held.clear();
        long bytes = (with - usedBytes()) / count;
        return new Row(name, count, micros, 1, bytes, stateBytes);
    }

    private static double micros(Series series, int count, int warmDays, int days) {
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
                for (int s = 0; s < count; s++) {
                    // Each series lives at another time of the same day.
                    sum += series.step(s, second, values[(i + s) % DAY] * (1 + s % 7));
                }
            }
            if (day >= warmDays) {
                micros[day - warmDays] =
                        (THREADS.getCurrentThreadCpuTime() - begin) / 1e3 / ((double) DAY * count);
            }
        }
        if (Double.isNaN(sum)) {
            throw new IllegalStateException("a surprise was not a number");
        }
        Arrays.sort(micros);
        return micros[days / 2];
    }

    private static long usedBytes() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
