package io.teleon.controller.cli;

import io.teleon.models.format.DemandTable;
import io.teleon.models.format.SourceText;
import io.teleon.models.format.TrafficCsv;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The series of a traffic file on their grid: one for each pair of different nodes, in Mbit/s.
///
/// @param start of the first interval
/// @param names of the series, as `SRC>DST`
/// @param values by series and interval, NaN where missing
record TrafficGrid(
        Path file, Instant start, Duration step, List<String> names, List<double[]> values) {

    /// Above this many intervals for each row the file is no series any more.
    private static final int MOST_PER_ROW = 100;

    static TrafficGrid read(Path file) throws IOException {
        DemandTable table = TrafficCsv.read(SourceText.open(file));
        List<Instant> times = table.times();
        if (times.size() < 2) {
            throw new IOException(file + ": " + times.size() + " rows are no series to learn from");
        }
        Duration step = Duration.between(times.get(0), times.get(1));
        for (int i = 2; i < times.size(); i++) {
            Duration between = Duration.between(times.get(i - 1), times.get(i));
            step = between.compareTo(step) < 0 ? between : step;
        }
        if (step.toSeconds() < 1 || times.getFirst().getEpochSecond() % step.toSeconds() != 0) {
            throw new IOException(
                    file + ": times every " + step + " from " + times.getFirst() + " are no grid");
        }
        long bins = 1 + Duration.between(times.getFirst(), times.getLast()).dividedBy(step);
        if (bins > (long) MOST_PER_ROW * times.size()) {
            throw new IOException(
                    file + ": " + times.size() + " rows for " + bins + " intervals are no series");
        }
        return new TrafficGrid(
                file,
                times.getFirst(),
                step,
                pairs(table).map(pair -> pair.source() + ">" + pair.target()).toList(),
                columns(file, table, step, (int) bins));
    }

    private static Stream<DemandTable.Pair> pairs(DemandTable table) {
        return table.pairs().stream().filter(pair -> !pair.source().equals(pair.target()));
    }

    private static List<double[]> columns(Path file, DemandTable table, Duration step, int bins)
            throws IOException {
        List<double[]> columns = new ArrayList<>();
        for (int pair = 0; pair < table.pairs().size(); pair++) {
            DemandTable.Pair ends = table.pairs().get(pair);
            if (ends.source().equals(ends.target())) {
                continue;
            }
            double[] values = new double[bins];
            Arrays.fill(values, Double.NaN);
            for (int row = 0; row < table.rowCount(); row++) {
                Duration since = Duration.between(table.times().getFirst(), table.times().get(row));
                if (!step.multipliedBy(since.dividedBy(step)).equals(since)) {
                    throw new IOException(
                            file
                                    + ": time "
                                    + table.times().get(row)
                                    + " is not on the grid of "
                                    + step);
                }
                values[(int) since.dividedBy(step)] = table.megabits(row, pair).orElse(Double.NaN);
            }
            columns.add(values);
        }
        if (columns.isEmpty()) {
            throw new IOException(file + ": there is no pair of different nodes");
        }
        return columns;
    }

    int bins() {
        return values.getFirst().length;
    }

    /// The interval that begins at a time, held within [0, bins].
    int binAt(Instant time) {
        long since = Math.floorDiv(Duration.between(start, time).toSeconds(), step.toSeconds());
        return (int) Math.clamp(since, 0L, (long) bins());
    }

    Instant timeOf(int bin) {
        return start.plus(step.multipliedBy(bin));
    }

    /// The intervals [from, to) of all series.
    List<double[]> part(int from, int to) {
        return values.stream().map(series -> Arrays.copyOfRange(series, from, to)).toList();
    }

    /// The first and the last interval, not included, of a span.
    ///
    /// @throws IOException where the file has nothing of it
    int[] bins(String option, TimeSpan span) throws IOException {
        int from = binAt(span.from());
        int to = binAt(span.to());
        if (from >= to) {
            throw new IOException(
                    option
                            + " "
                            + span
                            + " has nothing of "
                            + file
                            + ", which has "
                            + start
                            + ".."
                            + timeOf(bins()));
        }
        return new int[] {from, to};
    }
}
