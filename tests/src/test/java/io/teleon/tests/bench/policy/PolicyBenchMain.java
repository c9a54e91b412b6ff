package io.teleon.tests.bench.policy;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bench policy`: see the package.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures the policy engine against its aims: against its own full scan, the reference"
                    + " interpreter, and Drools with the same rules.",
            "Exit status 1 when an aim is missed at full size."
        })
public final class PolicyBenchMain implements Callable<Integer> {

    /// What can be left out.
    enum Part {
        /// Few changes, and all at once, against a full scan.
        changes,
        /// Few changes against the reference interpreter.
        reference,
        /// Few changes against Drools, and lines against lines.
        drools,
        /// Values that change without consequence.
        updates,
        /// From a percept to its transition.
        latency,
        /// Nothing changes.
        idle,
        /// Heap a task.
        memory
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME", description = "policy")
    private String benchmark = "policy";

    @Option(names = "--quick", description = "A small size, in under a minute: does it work?")
    private boolean quick;

    @Option(names = "--seed", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--tasks",
            paramLabel = "N",
            description = "Tasks, and of Drools too (default: 100000).")
    private Optional<Integer> tasks = Optional.empty();

    @Option(
            names = "--reference-tasks",
            paramLabel = "N",
            description = "Tasks of the reference, whose time grows with their square.")
    private Optional<Integer> referenceTasks = Optional.empty();

    @Option(
            names = "--only",
            paramLabel = "PART",
            split = ",",
            description = "Of ${COMPLETION-CANDIDATES}; all by default.")
    private Set<Part> only = new LinkedHashSet<>();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "The result; '-' for standard output.")
    private Optional<String> json = Optional.empty();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (!benchmark.equals("policy")) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "only `policy` is measured here, not `" + benchmark + "`");
        }
        Scale base = quick ? Scale.QUICK : Scale.FULL;
        Scale sized = tasks.map(base::withTasks).orElse(base);
        Scale scale = referenceTasks.map(sized::withReference).orElse(sized);
        List<Row> rows = measure(scale);
        if (!json.equals(Optional.of("-"))) {
            out.printf(
                    "seed %d, %d processors, Java %s, Drools %s%n",
                    seed,
                    Runtime.getRuntime().availableProcessors(),
                    Runtime.version(),
                    DroolsCare.version());
            Report.table(rows).forEach(out::println);
        }
        if (json.isPresent()) {
            String text = Report.json(rows, about()).toPrettyString() + "\n";
            if (json.get().equals("-")) {
                out.print(text);
            } else {
                Files.writeString(Path.of(json.get()), text);
            }
        }
        out.flush();
        boolean missed = rows.stream().anyMatch(row -> row.met().equals(Optional.of(false)));
        return missed && !quick ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }

    private List<Row> measure(Scale scale) {
        boolean terminal =
                Optional.ofNullable(System.console())
                        .filter(java.io.Console::isTerminal)
                        .isPresent();
        long[] told = {0};
        Consumer<String> progress =
                text -> {
                    // A fast epoch must not wait for a terminal.
                    long now = System.nanoTime();
                    if (terminal && now - told[0] > 100_000_000) {
                        told[0] = now;
                        System.err.print("\r\033[K" + text);
                    }
                };
        List<Row> rows = new ArrayList<>();
        for (Part part : Part.values()) {
            if (only.isEmpty() || only.contains(part)) {
                rows.addAll(rows(part, scale, progress));
            }
        }
        if (terminal) {
            System.err.print("\r\033[K");
        }
        return rows;
    }

    private List<Row> rows(Part part, Scale scale, Consumer<String> progress) {
        return switch (part) {
            case changes -> new ChangesPart(scale, seed, progress).scans();
            case reference -> new ChangesPart(scale, seed, progress).reference();
            case drools -> new ChangesPart(scale, seed, progress).drools();
            case updates -> UpdatesPart.run(scale, seed, progress);
            case latency -> LatencyPart.run(scale, seed, progress);
            case idle -> IdlePart.run(scale, seed, progress);
            case memory -> MemoryPart.run(scale, seed, progress);
        };
    }

    private Map<String, Object> about() {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("seed", seed);
        about.put("quick", quick);
        about.put("processors", Runtime.getRuntime().availableProcessors());
        about.put("java", Runtime.version().toString());
        about.put("drools", DroolsCare.version());
        return about;
    }

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        // "bench" is the launcher's word for us.
        List<String> words = new ArrayList<>(List.of(arguments));
        words.remove("bench");
        System.exit(
                new CommandLine(new PolicyBenchMain())
                        .setCommandName("teleon bench")
                        .execute(words.toArray(String[]::new)));
    }
}
