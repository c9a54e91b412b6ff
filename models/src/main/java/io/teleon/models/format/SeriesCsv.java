package io.teleon.models.format;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Reads one series as CSV, as the Numenta Anomaly Benchmark has them: the header
/// `timestamp,value`, perhaps with more columns, then a row for each measurement. Times are ISO
/// 8601, with a blank or a `T` before the hour, UTC where no offset is given. An empty value, or
/// `NaN`, is missing.
///
/// Rows stay in the order of the file: telemetry comes late and twice, and whoever reads a series
/// must bear that.
public final class SeriesCsv {

    private static final String SHAPE = "the header 'timestamp,value'";

    private SeriesCsv() {}

    /// One measurement as its row has it.
    ///
    /// @param text the row, to be written again
    /// @param value NaN where it is missing
    public record Row(String text, Instant at, double value) {}

    /// @param header the first line, to be written again
    public record Table(String header, List<Row> rows) {

        public Table {
            rows = List.copyOf(rows);
        }
    }

    public static Table read(SourceText source) {
        return read(source, "value");
    }

    /// @param column which column the values are in; the first is always the time
    public static Table read(SourceText source, String column) {
        Lines lines = source.lines();
        Lines.Line header = lines.nextFilled(SHAPE);
        List<String> names = header.cells().stream().map(cell -> cell.text().strip()).toList();
        int at = names.indexOf(column);
        if (at < 1 || !names.getFirst().equals("timestamp")) {
            throw MalformedInput.isNot(
                    header.place(),
                    "header " + MalformedInput.quoted(header.text()),
                    "'timestamp,...' with a column '" + column + "'");
        }
        List<Row> rows = new ArrayList<>();
        while (lines.hasNext()) {
            Lines.Line line = lines.next();
            if (line.isBlank()) {
                continue;
            }
            List<Token> cells = line.cells();
            if (cells.size() != names.size()) {
                throw MalformedInput.isNot(
                        line.place(),
                        "a row of " + cells.size() + " cells",
                        "the " + names.size() + " cells of the header");
            }
            rows.add(new Row(line.text(), time(cells.getFirst()), value(cells.get(at), column)));
        }
        return new Table(header.text(), rows);
    }

    private static Instant time(Token cell) {
        String text = cell.text().strip();
        boolean blank = text.length() > 10 && text.charAt(10) == ' ';
        return IsoTime.parse(new Token(cell.place(), blank ? text.replaceFirst(" ", "T") : text));
    }

    private static double value(Token cell, String column) {
        String text = cell.text().strip();
        return text.isEmpty() || text.equalsIgnoreCase("nan")
                ? Double.NaN
                : new Token(cell.place(), text).number(column);
    }
}
