package io.teleon.controller.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.teleon.models.format.SeriesCsv;
import io.teleon.models.format.SourceText;
import io.teleon.models.learning.nab.Profile;
import io.teleon.models.learning.nab.Scored;
import io.teleon.models.learning.nab.Scored.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The files of the Numenta Anomaly Benchmark: series, windows, profiles, and scores of a detector.
final class NabFiles {

    private static final ObjectMapper JSON = new ObjectMapper();

    private NabFiles() {}

    /// @param data the folder of `CATEGORY/FILE.csv`
    /// @param scores where the rows of such a file are, with a column `anomaly_score`
    /// @param windows a JSON object: for each file, pairs of the first and last time
    static List<Scored> scored(Path data, UnaryOperator<Path> scores, Path windows)
            throws IOException {
        JsonNode labels = json(windows);
        List<Path> files;
        try (Stream<Path> all = Files.walk(data)) {
            files = all.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
        }
        if (files.isEmpty()) {
            throw new IOException(data + ": a folder without a file *.csv");
        }
        List<Scored> series = new ArrayList<>();
        for (Path file : files) {
            String name = data.relativize(file).toString().replace('\\', '/');
            JsonNode windowsOf = labels.path(name);
            if (!windowsOf.isArray()) {
                throw new IOException(windows + ": no windows of '" + name + "'");
            }
            SeriesCsv.Table given = SeriesCsv.read(SourceText.open(file));
            Path from = scores.apply(data.relativize(file));
            SeriesCsv.Table scoredTable = SeriesCsv.read(SourceText.open(from), "anomaly_score");
            if (scoredTable.rows().size() != given.rows().size()) {
                throw new IOException(
                        from
                                + ": "
                                + scoredTable.rows().size()
                                + " rows, expected the "
                                + given.rows().size()
                                + " of "
                                + file);
            }
            double[] values =
                    scoredTable.rows().stream().mapToDouble(SeriesCsv.Row::value).toArray();
            for (int i = 0; i < values.length; i++) {
                if (Double.isNaN(values[i])) {
                    throw new IOException(from + ":" + (i + 2) + ": no score in this row");
                }
            }
            series.add(new Scored(name, values, windows(windows, name, windowsOf, given.rows())));
        }
        return series;
    }

    /// How many days of rows count, over all series: those behind the probation.
    static double days(Path data, List<Scored> series) throws IOException {
        double seconds = 0;
        for (Scored one : series) {
            List<SeriesCsv.Row> rows =
                    SeriesCsv.read(SourceText.open(data.resolve(one.name()))).rows();
            seconds +=
                    Duration.between(rows.get(one.firstScored()).at(), rows.getLast().at())
                            .toSeconds();
        }
        return seconds / 86_400;
    }

    /// What is labelled of one series, in rows; nothing where no window names it.
    static List<Window> windows(Path file, String name, List<SeriesCsv.Row> rows)
            throws IOException {
        return windows(file, name, json(file).path(name), rows);
    }

    private static List<Window> windows(
            Path file, String name, JsonNode pairs, List<SeriesCsv.Row> rows) throws IOException {
        List<Window> windows = new ArrayList<>();
        for (JsonNode pair : pairs) {
            Instant from = time(file, name, pair.path(0).asText());
            Instant to = time(file, name, pair.path(1).asText());
            int first = -1;
            int last = -1;
            for (int i = 0; i < rows.size(); i++) {
                Instant at = rows.get(i).at();
                if (!at.isBefore(from) && !at.isAfter(to)) {
                    first = first < 0 ? i : first;
                    last = i;
                }
            }
            if (first < 0) {
                throw new IOException(
                        file + ": window " + pair + " of '" + name + "' has no row in it");
            }
            windows.add(new Window(first, last));
        }
        windows.sort(Comparator.comparingInt(Window::first));
        return windows;
    }

    private static Instant time(Path file, String name, String text) throws IOException {
        try {
            return LocalDateTime.parse(text.strip().replace(' ', 'T')).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new IOException(file + ": '" + text + "' of '" + name + "' is not a time", e);
        }
    }

    /// @param file a JSON object: for each profile, its weights under `CostMatrix`
    static List<Profile> profiles(Path file) throws IOException {
        List<Profile> profiles = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : json(file).properties()) {
            JsonNode weights = entry.getValue().path("CostMatrix");
            profiles.add(
                    new Profile(
                            entry.getKey(),
                            weight(file, weights, "tpWeight"),
                            weight(file, weights, "fpWeight"),
                            weight(file, weights, "fnWeight")));
        }
        if (profiles.isEmpty()) {
            throw new IOException(file + ": no profile in it");
        }
        return profiles;
    }

    private static double weight(Path file, JsonNode weights, String name) throws IOException {
        if (!weights.path(name).isNumber()) {
            throw new IOException(file + ": '" + name + "' of a profile is not a number");
        }
        return weights.path(name).asDouble();
    }

    private static JsonNode json(Path file) throws IOException {
        try {
            return JSON.readTree(SourceText.open(file).text());
        } catch (JsonProcessingException e) {
            throw new IOException(
                    file
                            + ":"
                            + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
                            + ": not JSON: "
                            + e.getOriginalMessage(),
                    e);
        }
    }
}
