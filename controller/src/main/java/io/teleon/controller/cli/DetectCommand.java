package io.teleon.controller.cli;

import io.teleon.models.format.SeriesCsv;
import io.teleon.models.format.SourceText;
import io.teleon.models.learning.detect.Detectors;
import io.teleon.models.learning.detect.Strongest;
import io.teleon.models.learning.nab.Scored.Window;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `teleon detect`.
@Command(
        name = "detect",
        description = {
            "Score each row of a series by how odd it is, from the rows up to it only.",
            "A score is in [0,1]: a tenth for each order of magnitude of the p-value, so 0.43 is one row in 20000. What goes on is told once."
        },
        mixinStandardHelpOptions = true)
public final class DetectCommand implements Callable<Integer> {

    private static final String SCORE = "anomaly_score";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--input",
            paramLabel = "FILE",
            required = true,
            description = "a series as CSV, 'timestamp,value', .gz allowed; or a folder of them")
    private Path input = Path.of("");

    @Option(
            names = "--output",
            paramLabel = "FILE",
            required = true,
            description = "the rows with their scores; or the folder for them")
    private Path output = Path.of("");

    @Option(
            names = "--detector",
            paramLabel = "NAME",
            defaultValue = "screening",
            description = "which detector; default ${DEFAULT-VALUE}; --help names them below",
            completionCandidates = Names.class)
    private String detector = "";

    @Option(names = "--plots", paramLabel = "DIR", description = "draw each series with its scores")
    private Optional<Path> plots = Optional.empty();

    @Option(
            names = "--windows",
            paramLabel = "FILE",
            description = {
                "with --plots: windows known to be odd, as JSON by file name below --input:",
                "{\"a.csv\": [[\"2014-04-11 00:00:00\", \"2014-04-12 00:00:00\"]]}"
            })
    private Optional<Path> windows = Optional.empty();

    /// For the completion of a shell.
    static final class Names implements Iterable<String> {
        @Override
        public java.util.Iterator<String> iterator() {
            return Detectors.names().iterator();
        }
    }

    @Override
    public Integer call() throws IOException {
        Detectors kind = kind();
        if (windows.isPresent() && plots.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--windows is drawn by --plots DIR only");
        }
        if (!Files.isDirectory(input)) {
            score(kind, input, output, String.valueOf(input.getFileName()));
            return 0;
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(input)) {
            files = all.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
        }
        if (files.isEmpty()) {
            throw new IOException(input + ": a folder without a file *.csv");
        }
        for (Path file : files) {
            Path to = output.resolve(input.relativize(file).toString());
            Path folder = to.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            score(kind, file, to, input.relativize(file).toString().replace('\\', '/'));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(files.size() + " series scored by " + kind.words() + " into " + output);
        out.flush();
        return 0;
    }

    private Detectors kind() {
        try {
            return Detectors.named(detector);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--detector: " + e.getMessage(), e);
        }
    }

    private void score(Detectors kind, Path from, Path to, String name) throws IOException {
        SeriesCsv.Table table = SeriesCsv.read(SourceText.open(from));
        if (List.of(table.header().split(",", -1)).contains(SCORE)) {
            throw new IOException(from + ": has a column '" + SCORE + "' already");
        }
        Strongest one = kind.make();
        List<Double> scores = new ArrayList<>();
        StringBuilder text = new StringBuilder(table.header()).append(',').append(SCORE);
        text.append('\n');
        for (SeriesCsv.Row row : table.rows()) {
            double surprise = one.step(row.at().getEpochSecond(), row.value());
            scores.add(Detectors.score(surprise));
            text.append(row.text())
                    .append(',')
                    .append(String.format(Locale.ROOT, "%.6f", Detectors.score(surprise)))
                    .append('\n');
        }
        PolicyFiles.write(to, text.toString());
        if (plots.isPresent() && !table.rows().isEmpty()) {
            draw(plots.get(), kind, name, table.rows(), scores);
        }
    }

    private void draw(
            Path folder, Detectors kind, String name, List<SeriesCsv.Row> rows, List<Double> scores)
            throws IOException {
        List<Window> labelled =
                windows.isPresent() ? NabFiles.windows(windows.get(), name, rows) : List.of();
        new DetectionPictures(folder, kind.words()).draw(name, rows, scores, labelled);
    }
}
