package io.teleon.models.format;

import io.teleon.models.format.DemandTable.Pair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// Reads traffic matrices as CSV: the start of the interval (ISO 8601, UTC where no offset is
/// given), then a column per ordered pair `SRC>DST` in Mbit/s; an empty cell is missing, not zero.
/// Times ascend. Cells are not quoted.
public final class TrafficCsv {

    private TrafficCsv() {}

    public static DemandTable read(SourceText source) {
        Lines lines = source.lines();
        Lines.Line header = lines.nextFilled("the header 'time,SRC>DST,...'");
        List<Pair> pairs = pairs(header);
        DemandTable.Builder table = DemandTable.of(header.place(), pairs);
        Optional<Instant> last = Optional.empty();
        while (lines.hasNext()) {
            Lines.Line line = lines.next();
            if (line.isBlank()) {
                continue;
            }
            List<Token> cells = line.cells();
            if (cells.size() != pairs.size() + 1) {
                throw MalformedInput.isNot(
                        line.place(),
                        "a row of " + cells.size() + " cells",
                        "a time and the " + pairs.size() + " demands of the header");
            }
            Instant at = IsoTime.parse(cells.getFirst());
            if (last.isPresent() && !at.isAfter(last.get())) {
                throw cells.getFirst().isNot("time", "after " + last.get());
            }
            table.row(at, values(cells));
            last = Optional.of(at);
        }
        return table.table();
    }

    /// The node names of a header in order of appearance as sources and then as targets.
    public static List<String> nodeNames(SourceText source) {
        List<Pair> pairs = pairs(source.lines().nextFilled("the header 'time,SRC>DST,...'"));
        SequencedSet<String> names = new LinkedHashSet<>();
        pairs.forEach(pair -> names.add(pair.source()));
        pairs.forEach(pair -> names.add(pair.target()));
        return List.copyOf(names);
    }

    private static List<Pair> pairs(Lines.Line header) {
        List<Token> cells = header.cells();
        SequencedSet<Pair> pairs = new LinkedHashSet<>();
        for (Token cell : cells.subList(1, cells.size())) {
            String name = cell.text().strip();
            int arrow = name.indexOf('>');
            if (arrow <= 0 || arrow != name.lastIndexOf('>') || arrow == name.length() - 1) {
                throw cell.isNot("column", "'SRC>DST'");
            }
            if (!pairs.add(new Pair(name.substring(0, arrow), name.substring(arrow + 1)))) {
                throw cell.isNot("column", "there once only");
            }
        }
        if (pairs.isEmpty()) {
            throw MalformedInput.isNot(
                    header.place(),
                    "header " + MalformedInput.quoted(header.text()),
                    "a time and at least one column 'SRC>DST'");
        }
        return new ArrayList<>(pairs);
    }

    private static double[] values(List<Token> cells) {
        double[] values = new double[cells.size() - 1];
        for (int i = 0; i < values.length; i++) {
            Token cell = cells.get(i + 1);
            String text = cell.text().strip();
            values[i] =
                    text.isEmpty()
                            ? Double.NaN
                            : new Token(cell.place(), text).notNegative("demand");
        }
        return values;
    }
}
