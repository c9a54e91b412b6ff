package io.teleon.simulator.cli;

import io.teleon.controller.http.HttpSettings;
import io.teleon.models.network.Topology;
import io.teleon.models.time.Chance;
import io.teleon.models.time.DurationText;
import io.teleon.simulator.fault.FaultDraw;
import io.teleon.simulator.scenario.RunReport;
import io.teleon.simulator.scenario.Scenario;
import io.teleon.simulator.scenario.Scenario.TrafficPlan;
import io.teleon.simulator.scenario.ScenarioFiles;
import io.teleon.simulator.scenario.SurgePlan;
import io.teleon.simulator.world.AutonomyMode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `demo`: the whole in one process.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "A virtual network over real OpenFlow bytes with its controller, traffic and faults.",
            "Without options: Abilene, traffic of the shape of days, an intent for each ordered pair"
                    + " of hosts, a ramp each day and a fault now and then, and a controller that mends and"
                    + " foresees by itself; 60 times as fast as real time, until Ctrl-C."
        })
final class DemoCommand implements Callable<Integer> {

    /// The longest run there is, for one that only Ctrl-C ends.
    private static final Duration ENDLESS = Duration.ofDays(400);

    private static final Duration HEADLESS_USUAL = Duration.ofHours(2);

    private static final double USUAL_LOAD = 0.9;

    /// What the controller has measured before the demo begins, so that it can forecast at once.
    private static final Duration KNOWN_BEFORE = Duration.ofDays(3);

    /// Each day at the same time more is sent by one narrow link of Abilene than it carries.
    private static final SurgePlan DAILY_RAMP =
            new SurgePlan(
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(40),
                    Duration.ofMinutes(30),
                    Duration.ofMinutes(15),
                    SurgePlan.Days.DAILY,
                    new SurgePlan.Height.ToLoad(1.2),
                    new SurgePlan.Scope.On(List.of("ATLAng", "IPLSng")));

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    @Option(
            names = "--topology",
            paramLabel = "NAME-or-FILE",
            description = "A built-in topology or a file (default: abilene).")
    private Optional<String> topology = Optional.empty();

    @Option(
            names = "--traffic",
            paramLabel = "FILE",
            description = "Traffic matrices to replay (default: generated traffic).")
    private Optional<String> traffic = Optional.empty();

    @Option(
            names = "--load",
            paramLabel = "F|asis",
            description =
                    "Scale the traffic so that the busiest link would peak at this share of its"
                            + " capacity under shortest paths (default: 0.9); asis leaves it.")
    private Optional<String> load = Optional.empty();

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description =
                    "What happens when (default: faults by the seed); a file or shipped name.")
    private Optional<String> scenario = Optional.empty();

    @Option(
            names = "--autonomy",
            paramLabel = "MODE",
            description =
                    "What the controller does by itself: ${COMPLETION-CANDIDATES} (default: full; a"
                            + " scenario's own).",
            converter = AutonomyText.class,
            completionCandidates = AutonomyText.class)
    private Optional<AutonomyMode> autonomy = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "Of all chance (default: 1).")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--speed",
            paramLabel = "1x|60x|max",
            description = "Virtual seconds a second (default: 60x).")
    private String speed = "60x";

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            description =
                    "Virtual time to run, such as 2h (default: until Ctrl-C; with --headless 2h; a"
                            + " scenario's own).")
    private Optional<String> lasting = Optional.empty();

    @Option(names = "--port", paramLabel = "P", description = "Of the web page (default: 8080).")
    private int port = 8080;

    @Option(names = "--headless", description = "No table, no web page.")
    private boolean headless;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "The result; '-' for standard output.")
    private Optional<String> json = Optional.empty();

    @Option(
            names = "--transcript",
            paramLabel = "FILE",
            description = "Write every line of what happened.")
    private Optional<String> transcript = Optional.empty();

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Pace pace = usage("--speed", () -> Pace.parse(speed));
        Optional<HttpSettings> page =
                headless
                        ? Optional.empty()
                        : Optional.of(usage("--port", () -> new HttpSettings("127.0.0.1", port)));
        ScenarioFiles.Found found = plan();
        try (TextSink lines = TextSink.open(transcript, out)) {
            DemoSession.Played played =
                    DemoSession.play(found, pace, view(found), page, lines::println);
            RunReport report = played.report();
            boolean jsonAlone = json.equals(Optional.of("-"));
            if (!jsonAlone) {
                ReportText.of(report, List.of()).forEach(out::println);
                if (!played.story().isEmpty()) {
                    out.println();
                    played.story().forEach(out::println);
                }
            }
            if (json.isPresent()) {
                TextSink.write(json.get(), RunReportJson.write(report), out);
            }
            out.flush();
        }
        return 0;
    }

    private DemoView view(ScenarioFiles.Found found) {
        boolean terminal = Terminal.isThere();
        if (headless) {
            return terminal
                    ? new ProgressLine(System.err, found.scenario().duration())
                    : DemoView.NONE;
        }
        return terminal ? new LiveTable(System.out) : new PlainLines(spec.commandLine().getOut());
    }

    /// On a command line `10m` are minutes to everybody.
    private static String minutes(String text) {
        return text.replaceFirst("(?<=[0-9])m$", "min");
    }

    /// The scenario that the options describe.
    private ScenarioFiles.Found plan() throws IOException {
        Optional<ScenarioFiles.Found> given = Optional.empty();
        if (scenario.isPresent()) {
            given = Optional.of(ScenarioFiles.find(scenario.get()));
        }
        Scenario base = given.map(ScenarioFiles.Found::scenario).orElseGet(this::usual);
        Path folder = given.map(ScenarioFiles.Found::folder).orElse(Path.of(""));
        Duration duration =
                lasting.map(text -> usage("--for", () -> DurationText.parse(minutes(text))))
                        .orElseGet(() ->
                                scenario.isPresent()
                                        ? base.duration()
                                        : headless ? HEADLESS_USUAL : ENDLESS);
        Scenario planned =
                base.withSeed(seed.orElse(base.seed()))
                        .lasting(duration)
                        .withTraffic(traffic(base));
        if (autonomy.isPresent() || scenario.isEmpty()) {
            planned = planned.withAutonomy(autonomy.orElse(AutonomyMode.FULL));
        }
        if (scenario.isEmpty() && traffic.isEmpty()) {
            planned = planned.withHistory(KNOWN_BEFORE);
        }
        if (topology.isPresent()) {
            planned = planned.on(absolute(topology.get()));
        }
        if (scenario.isEmpty()) {
            Topology network = ScenarioFiles.topology(planned.topology(), folder);
            planned =
                    planned.withFaults(
                            FaultDraw.within(
                                    network,
                                    new Chance(planned.seed()),
                                    duration.compareTo(ENDLESS) < 0 ? duration : ENDLESS));
        }
        return new ScenarioFiles.Found(
                given.map(ScenarioFiles.Found::name).orElse("demo"), planned, folder);
    }

    /// A file is meant from where the command was given, not from the scenario's folder.
    private static String absolute(String nameOrFile) {
        Path path = Path.of(nameOrFile);
        return Files.exists(path) ? path.toAbsolutePath().toString() : nameOrFile;
    }

    private TrafficPlan traffic(Scenario base) {
        TrafficPlan.Source source =
                traffic.map(file ->
                                (TrafficPlan.Source)
                                        new TrafficPlan.Source.Recorded(absolute(file)))
                        .orElse(base.traffic().source());
        if (load.isEmpty()) {
            return new TrafficPlan(source, base.traffic().load(), base.traffic().surges());
        }
        if (load.get().equals("asis")) {
            return new TrafficPlan(source, Optional.empty(), base.traffic().surges());
        }
        return usage(
                "--load",
                () ->
                        new TrafficPlan(
                                source,
                                Optional.of(share(load.orElseThrow())),
                                base.traffic().surges()));
    }

    private static double share(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "load '" + text + "' is neither a number such as 0.9 nor 'asis'", e);
        }
    }

    private Scenario usual() {
        return Scenario.usual(
                ENDLESS,
                new TrafficPlan(
                        new TrafficPlan.Source.Generated(),
                        Optional.of(USUAL_LOAD),
                        topology.isEmpty() && traffic.isEmpty() ? List.of(DAILY_RAMP) : List.of()));
    }

    /// What an option's text means; a text that means nothing is wrong usage.
    private <T> T usage(String option, Supplier<T> meaning) {
        try {
            return meaning.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage(), e);
        }
    }
}
