package io.teleon.controller.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.models.format.SourceText;
import io.teleon.models.learning.nab.NabScore;
import io.teleon.models.learning.nab.Profile;
import io.teleon.models.learning.nab.Scored;
import io.teleon.models.learning.nab.Tally;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `teleon nab score`.
@Command(
        name = "score",
        description = {
            "Score the detections of a detector by the public rules.",
            "One threshold holds for all files. Beside it stands what comes out when each category is scored with the threshold that is best for the others."
        },
        mixinStandardHelpOptions = true)
public final class NabScoreCommand implements Callable<Integer> {

    private static final String STANDARD_OUTPUT = "-";
    private static final String STANDARD = "standard";

    private final ObjectMapper json = new ObjectMapper();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "the series, CATEGORY/FILE.csv")
    private Path data = Path.of("");

    @Option(
            names = "--scores",
            paramLabel = "DIR",
            required = true,
            description = "the same files with a column anomaly_score, as detect writes them")
    private Path scores = Path.of("");

    @Option(
            names = "--windows",
            paramLabel = "FILE",
            required = true,
            description = "the windows of each file, combined_windows.json")
    private Path windows = Path.of("");

    @Option(
            names = "--profiles",
            paramLabel = "FILE",
            required = true,
            description = "what hits and errors are worth, profiles.json")
    private Path profiles = Path.of("");

    @Option(
            names = "--published",
            paramLabel = "FILE",
            description = "the scores of others on these files, shown beside")
    private Optional<Path> published = Optional.empty();

    /// Where the threshold comes from.
    static final class Threshold {
        @Option(
                names = "--fit-threshold",
                description = "the one that is best for these files by the standard profile")
        private boolean fit;

        @Option(names = "--threshold", paramLabel = "T", description = "this one")
        private Optional<Double> given = Optional.empty();
    }

    @ArgGroup(multiplicity = "1")
    private Threshold threshold = new Threshold();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            arity = "0..1",
            fallbackValue = STANDARD_OUTPUT,
            description = "write it as JSON; - for standard output, then nothing else")
    private Optional<String> jsonFile = Optional.empty();

    @Override
    public Integer call() throws IOException {
        List<Profile> given = NabFiles.profiles(profiles);
        List<Scored> series =
                NabFiles.scored(data, file -> scores.resolve(file.toString()), windows);
        Profile standard =
                given.stream()
                        .filter(profile -> profile.name().equals(STANDARD))
                        .findFirst()
                        .orElseThrow(() ->
                                new IOException(profiles + ": no profile '" + STANDARD + "'"));
        double at = threshold.fit ? NabScore.fit(series, standard) : threshold.given.orElseThrow();
        ObjectNode root = json.createObjectNode();
        put(root, "threshold", at);
        Tally tally = NabScore.at(series, at);
        given.forEach(profile -> put(root, field(profile), tally.score(profile)));
        root.put("found", tally.found());
        root.put("missed", tally.missed());
        root.put("falseAlarms", tally.falseAlarms());
        put(root, "falseAlarmsPerDay", tally.falseAlarms() / NabFiles.days(data, series));
        put(root, "precision", tally.precision());
        put(root, "recall", tally.recall());
        ObjectNode leftOut = root.putObject("leaveCategoryOut");
        ObjectNode fitted = root.putObject("fitted");
        for (Profile profile : given) {
            put(leftOut, field(profile), NabScore.leaveCategoryOut(series, profile).score(profile));
            double best = NabScore.fit(series, profile);
            put(fitted, field(profile), NabScore.at(series, best).score(profile));
        }
        ArrayNode others = root.putArray("published");
        if (published.isPresent()) {
            readPublished(published.get(), others);
        }
        report(root, given);
        return 0;
    }

    /// `reward_low_FP_rate` is `lowFp`.
    private static String field(Profile profile) {
        return switch (profile.name()) {
            case "reward_low_FP_rate" -> "lowFp";
            case "reward_low_FN_rate" -> "lowFn";
            default -> profile.name();
        };
    }

    private static void readPublished(Path file, ArrayNode into) throws IOException {
        List<String> lines = SourceText.open(file).text().lines().toList();
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            if (cells.length != 5) {
                throw new IOException(
                        file
                                + ":"
                                + (i + 1)
                                + ": "
                                + cells.length
                                + " cells, expected detector,threshold,standard,low FP,low FN");
            }
            try {
                into.addObject()
                        .put("detector", cells[0])
                        .put("standard", Double.parseDouble(cells[2]))
                        .put("lowFp", Double.parseDouble(cells[3]))
                        .put("lowFn", Double.parseDouble(cells[4]));
            } catch (NumberFormatException e) {
                throw new IOException(file + ":" + (i + 1) + ": a score is not a number", e);
            }
        }
    }

    private void report(ObjectNode root, List<Profile> given) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (jsonFile.filter(STANDARD_OUTPUT::equals).isPresent()) {
            out.println(root.toPrettyString());
            out.flush();
            return;
        }
        List<String> columns = new ArrayList<>(List.of("detector"));
        given.forEach(profile -> columns.add(field(profile)));
        ArrayNode rows = json.createArrayNode();
        rows.add(root.deepCopy().put("detector", "these, at " + root.path("threshold").asText()));
        rows.addObject()
                .put("detector", "these, leave-category-out")
                .setAll((ObjectNode) root.path("leaveCategoryOut"));
        rows.addObject()
                .put("detector", "these, fitted by profile")
                .setAll((ObjectNode) root.path("fitted"));
        rows.addAll((ArrayNode) root.path("published"));
        TextTable.write(out, rows, columns);
        out.println(
                root.path("found")
                        + " windows found, "
                        + root.path("missed")
                        + " missed, "
                        + root.path("falseAlarms")
                        + " false alarms, "
                        + String.format(
                                Locale.ROOT, "%.3f", root.path("falseAlarmsPerDay").asDouble())
                        + " a series and day");
        if (jsonFile.isPresent()) {
            PolicyFiles.write(Path.of(jsonFile.get()), root.toPrettyString() + "\n");
        }
        out.flush();
    }

    /// What there is none of is null.
    private static void put(ObjectNode node, String field, double value) {
        if (Double.isFinite(value)) {
            node.put(field, Math.rint(value * 1e6) / 1e6);
        } else {
            node.putNull(field);
        }
    }
}
