package io.teleon.simulator.cli;

import io.teleon.simulator.scenario.Comparison;
import io.teleon.simulator.scenario.RunReport;
import io.teleon.simulator.scenario.Scenario;
import io.teleon.simulator.scenario.ScenarioFiles;
import io.teleon.simulator.scenario.ScenarioRun;
import io.teleon.simulator.scenario.Verdict;
import io.teleon.simulator.world.AutonomyMode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// `simulate`: one scenario in virtual time, as fast as it goes.
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Plays one scenario in virtual time and checks its expectations.",
        footer = {"", "Without a scenario it lists those that come with Teleon."})
final class SimulateCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "SCENARIO",
            description = "A file, or the name of a shipped scenario.")
    private Optional<String> scenario = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "In place of the scenario's own.")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--transcript",
            paramLabel = "FILE",
            description = "Write every line of what happened; '-' for standard output.")
    private Optional<String> transcript = Optional.empty();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "The result; '-' for standard output.")
    private Optional<String> json = Optional.empty();

    @Option(
            names = "--autonomy",
            paramLabel = "MODE",
            description =
                    "What the controller does by itself: ${COMPLETION-CANDIDATES}; in place of the"
                            + " scenario's own.",
            converter = AutonomyText.class,
            completionCandidates = AutonomyText.class)
    private Optional<AutonomyMode> autonomy = Optional.empty();

    @Option(
            names = "--compare",
            description = "Play it without autonomy, with reactions alone, and in full.")
    private boolean compare;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (scenario.isEmpty()) {
            ScenarioFiles.shipped().forEach(out::println);
            ScenarioFiles.ofAutonomy().forEach(out::println);
            return 0;
        }
        if (compare && (autonomy.isPresent() || transcript.isPresent())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--compare plays every mode: no --autonomy or --transcript");
        }
        ScenarioFiles.Found found = ScenarioFiles.find(scenario.get());
        Scenario planned = found.scenario();
        planned = seed.isPresent() ? planned.withSeed(seed.get()) : planned;
        planned = autonomy.isPresent() ? planned.withAutonomy(autonomy.get()) : planned;
        found = new ScenarioFiles.Found(found.name(), planned, found.folder());
        if (compare) {
            return compare(found, out);
        }
        try (TextSink lines = TextSink.open(transcript, out)) {
            return play(found, lines::println, out);
        }
    }

    private int compare(ScenarioFiles.Found found, PrintWriter out) throws IOException {
        Comparison comparison = Comparison.of(found, System::nanoTime);
        boolean jsonAlone = json.equals(Optional.of("-"));
        if (!jsonAlone) {
            ComparisonText.of(comparison).forEach(out::println);
        }
        if (json.isPresent()) {
            TextSink.write(json.get(), RunReportJson.write(comparison), out);
        }
        out.flush();
        return comparison.isMet() ? 0 : 1;
    }

    private int play(ScenarioFiles.Found found, Consumer<String> transcriptReader, PrintWriter out)
            throws IOException {
        long began = System.nanoTime();
        ScenarioRun run = ScenarioRun.of(found, transcriptReader, System::nanoTime);
        run.playUntil(run.scenario().duration());
        double wallSeconds = (System.nanoTime() - began) * 1e-9;
        RunReport report = run.report(wallSeconds);
        List<Verdict> verdicts = run.judge(report);
        if (!json.equals(Optional.of("-")) && !transcript.equals(Optional.of("-"))) {
            ReportText.of(report, verdicts).forEach(out::println);
        }
        if (json.isPresent()) {
            TextSink.write(json.get(), RunReportJson.write(report, verdicts), out);
        }
        out.flush();
        return verdicts.stream().allMatch(Verdict::isMet) ? 0 : 1;
    }
}
