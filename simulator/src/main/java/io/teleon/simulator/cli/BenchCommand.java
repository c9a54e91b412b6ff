package io.teleon.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.simulator.bench.ApiBenchmark;
import io.teleon.simulator.bench.AutonomyBenchmark;
import io.teleon.simulator.bench.DetectBenchmark;
import io.teleon.simulator.bench.DiscoveryBenchmark;
import io.teleon.simulator.bench.FluidBenchmark;
import io.teleon.simulator.bench.RestoreBenchmark;
import io.teleon.simulator.bench.SweepBenchmark;
import io.teleon.simulator.bench.TwinBenchmark;
import io.teleon.simulator.bench.WorldBenchmark;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bench`: the published benchmarks.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a published benchmark.",
            "Each is a ratio or a curve against a baseline in the same run; the names of its columns"
                    + " end in their unit.",
            "One more is `bench policy`, which says by itself what it takes: it runs from the tests,"
                    + " because its rivals are not part of the product."
        })
final class BenchCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    /// What can be measured.
    enum Benchmark {
        /// Virtual seconds a second of whole worlds.
        world,
        /// Discovery of up to 1000 switches.
        discovery,
        /// Restoration of up to 1000 intents.
        restore,
        /// Solving the fluid network for up to a million demands, and changing it.
        fluid,
        /// Every single cable of public topologies cut in turn.
        sweep,
        /// What might be done about a busy link, tried on the twin.
        twin,
        /// Intents that a controller takes on by its API in a second.
        api,
        /// Detecting what is odd: time and memory of a series, tier by tier.
        detect,
        /// The closed loop: scenarios in three modes, false actions and recall, the kill switch.
        autonomy
    }

    @Parameters(index = "0", paramLabel = "NAME", description = "${COMPLETION-CANDIDATES}")
    @SuppressWarnings("NullAway.Init") // by picocli
    private Benchmark benchmark;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "The result; '-' for standard output.")
    private Optional<String> json = Optional.empty();

    @Option(
            names = "--max-demands",
            paramLabel = "N",
            description = "Of bench fluid: up to so many (default: ${DEFAULT-VALUE}).")
    private int maxDemands = 1_000_000;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Of bench sweep and autonomy: the folder of public data sets (default:"
                            + " $TELEON_DATA).")
    private Optional<Path> data = Optional.ofNullable(System.getenv("TELEON_DATA")).map(Path::of);

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of bench autonomy (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--quick",
            description =
                    "Of bench autonomy: a day of measured traffic with two seeds, the kill switch"
                            + " with one.")
    private boolean quick;

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "Of bench autonomy: so many days of measured traffic, 1..3.")
    private Optional<Integer> days = Optional.empty();

    @Option(
            names = "--noise-seeds",
            paramLabel = "N",
            description = "Of bench autonomy: with so many seeds of noise, 1..1000.")
    private Optional<Integer> noiseSeeds = Optional.empty();

    @Option(
            names = "--parts",
            paramLabel = "PART",
            split = ",",
            description = "Of bench autonomy: some of ${COMPLETION-CANDIDATES} (default: all).")
    private List<AutonomyBenchmark.Part> parts = List.of(AutonomyBenchmark.Part.values());

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        boolean terminal = Terminal.isThere();
        Consumer<String> progress =
                text -> {
                    if (terminal) {
                        System.err.print("\r\033[K" + text);
                    }
                };
        if (benchmark == Benchmark.autonomy) {
            return autonomy(out, progress);
        }
        ArrayNode rows = rows(progress);
        if (terminal) {
            System.err.print("\r\033[K");
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("benchmark", benchmark.name());
        result.put("processors", Runtime.getRuntime().availableProcessors());
        result.put("java", Runtime.version().toString());
        result.set("rows", rows);
        if (!json.equals(Optional.of("-"))) {
            table(rows).forEach(out::println);
        }
        if (json.isPresent()) {
            TextSink.write(json.get(), result.toPrettyString() + "\n", out);
        }
        out.flush();
        return 0;
    }

    private int autonomy(PrintWriter out, Consumer<String> progress)
            throws IOException, InterruptedException {
        if (data.isEmpty() && parts.contains(AutonomyBenchmark.Part.TRAFFIC)) {
            throw new IOException(
                    "bench autonomy replays measured traffic: name the folder of public data by"
                            + " --data or TELEON_DATA, or leave it out by --parts scenarios,switch");
        }
        AutonomyBenchmark.Plan plan =
                new AutonomyBenchmark.Plan(
                        data,
                        seed,
                        within("--days", days.orElse(quick ? 1 : 3), 3),
                        within("--noise-seeds", noiseSeeds.orElse(quick ? 2 : 10), 1000),
                        quick ? 1 : 3,
                        parts);
        AutonomyBenchmark.Result result = AutonomyBenchmark.run(plan, progress);
        progress.accept("");
        if (!json.equals(Optional.of("-"))) {
            AutonomyBenchReport.lines(result).forEach(out::println);
        }
        if (json.isPresent()) {
            TextSink.write(json.get(), AutonomyBenchReport.json(result), out);
        }
        out.flush();
        return result.isReached() ? 0 : 1;
    }

    private int within(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new ParameterException(
                    spec.commandLine(), option + ": " + value + " is not 1.." + most);
        }
        return value;
    }

    private static List<ApiBenchmark.Row> api(Consumer<String> progress) throws IOException {
        try {
            return ApiBenchmark.run(progress);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private ArrayNode rows(Consumer<String> progress) throws IOException {
        return switch (benchmark) {
            case world -> JSON.valueToTree(WorldBenchmark.run(progress));
            case discovery -> JSON.valueToTree(DiscoveryBenchmark.run(progress));
            case restore -> JSON.valueToTree(RestoreBenchmark.run(progress));
            case sweep -> JSON.valueToTree(SweepBenchmark.run(sweptFolders(), progress));
            case api -> JSON.valueToTree(api(progress));
            case detect -> JSON.valueToTree(DetectBenchmark.run(progress));
            case twin -> JSON.valueToTree(TwinBenchmark.run(progress));
            case fluid -> {
                ArrayNode rows = JsonNodeFactory.instance.arrayNode();
                for (FluidBenchmark.Row row : FluidBenchmark.run(maxDemands, progress)) {
                    ObjectNode node = JSON.valueToTree(row);
                    rows.add(node.put("ratio", row.ratio()));
                }
                yield rows;
            }
            case autonomy -> throw new IllegalStateException("it has tables of its own");
        };
    }

    private List<Path> sweptFolders() throws IOException {
        Path root =
                data.orElseThrow(() ->
                        new IOException(
                                "bench sweep reads public topologies: name their folder by"
                                        + " --data or TELEON_DATA"));
        return List.of(root.resolve("topologies-repetita"), root.resolve("topology-zoo-gml"));
    }

    /// The rows under their names, right-aligned.
    private static List<String> table(ArrayNode rows) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(rows.get(0).properties().stream().map(Map.Entry::getKey).toList());
        for (JsonNode row : rows) {
            cells.add(row.properties().stream().map(e -> text(e.getValue())).toList());
        }
        int columns = cells.getFirst().size();
        List<String> lines = new ArrayList<>();
        for (List<String> line : cells) {
            StringBuilder text = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                int at = column;
                int width = cells.stream().mapToInt(c -> c.get(at).length()).max().orElse(0);
                String cell = line.get(column);
                text.repeat(' ', width - cell.length()).append(cell).append("  ");
            }
            lines.add(text.toString().stripTrailing());
        }
        return lines;
    }

    private static String text(JsonNode value) {
        return value.isDouble()
                ? String.format(
                        Locale.ROOT, value.asDouble() < 10 ? "%.3f" : "%.1f", value.asDouble())
                : value.asText();
    }
}
