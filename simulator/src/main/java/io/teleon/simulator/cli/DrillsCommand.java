package io.teleon.simulator.cli;

import io.teleon.simulator.drill.Drill;
import io.teleon.simulator.drill.DrillDraw;
import io.teleon.simulator.drill.DrillOutcome;
import io.teleon.simulator.drill.DrillRun;
import io.teleon.simulator.drill.DrillSweepRunner;
import io.teleon.simulator.world.AutonomyMode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/// `drills`: many rehearsals by chance, each judged by what must hold whatever happens.
@Command(
        name = "drills",
        mixinStandardHelpOptions = true,
        description = {
            "Plays drills drawn from seeds: random networks, faults, surges, lies, kills.",
            "Every one must end with all intents delivered or parked with a reason."
        })
final class DrillsCommand implements Callable<Integer> {

    private static final int MOST = 1_000_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int count = 200;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of the first; the others follow (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "At once (default: ${DEFAULT-VALUE}).")
    private int threads = 2;

    @Option(
            names = "--autonomy",
            paramLabel = "MODE",
            description = "${COMPLETION-CANDIDATES} (default: full).",
            converter = AutonomyText.class,
            completionCandidates = AutonomyText.class)
    private AutonomyMode autonomy = AutonomyMode.FULL;

    @Option(
            names = "--transcript",
            paramLabel = "FILE",
            description = "Write every line of what happened in a single drill.")
    private Optional<String> transcript = Optional.empty();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (count < 1 || count > MOST) {
            throw new ParameterException(
                    spec.commandLine(), "--count: " + count + " is not 1.." + MOST);
        }
        if (threads < 1 || threads > 64) {
            throw new ParameterException(
                    spec.commandLine(), "--threads: " + threads + " is not 1..64");
        }
        if (transcript.isPresent() && count != 1) {
            throw new ParameterException(
                    spec.commandLine(), "--transcript is that of one drill: --count 1");
        }
        PrintWriter out = spec.commandLine().getOut();
        return count == 1 ? one(out) : all(out);
    }

    private int one(PrintWriter out) throws IOException {
        Drill drill = DrillDraw.of(seed, autonomy);
        try (TextSink lines = TextSink.open(transcript, out)) {
            DrillOutcome outcome = DrillRun.play(drill, lines::println, System::nanoTime);
            outcome.report().ifPresent(r -> ReportText.of(r, List.of()).forEach(out::println));
            outcome.complaints().forEach(c -> out.println("COMPLAINT   " + c));
            out.flush();
            return outcome.isGood() ? 0 : 1;
        }
    }

    private int all(PrintWriter out) throws InterruptedException {
        long began = System.nanoTime();
        DrillSweepRunner.Summary summary =
                DrillSweepRunner.play(seed, count, threads, autonomy, failed -> tell(failed, out));
        out.println(
                String.format(
                        Locale.ROOT,
                        "%d drills from seed %d, autonomy %s: %d good, %d not; %d faults, %d"
                                + " actions that changed the network (%d confirmed, %d undone),"
                                + " in %.1f s",
                        count,
                        seed,
                        AutonomyText.of(autonomy),
                        summary.good(),
                        summary.bad(),
                        summary.faults(),
                        summary.acted(),
                        summary.confirmed(),
                        summary.undone(),
                        (System.nanoTime() - began) * 1e-9));
        out.flush();
        return summary.bad() == 0 ? 0 : 1;
    }

    private void tell(DrillOutcome failed, PrintWriter out) {
        out.println("drill " + failed.drill().seed() + ":");
        failed.complaints().stream().limit(5).forEach(c -> out.println("    " + c));
        out.println(
                "    again: ./teleon drills --count 1 --seed "
                        + failed.drill().seed()
                        + " --autonomy "
                        + AutonomyText.of(autonomy)
                        + " --transcript -");
        out.flush();
    }
}
