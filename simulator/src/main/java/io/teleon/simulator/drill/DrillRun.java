package io.teleon.simulator.drill;

import io.teleon.controller.report.ControllerView;
import io.teleon.controller.report.ControllerView.IntentView;
import io.teleon.models.intent.InstallState;
import io.teleon.simulator.scenario.RunReport;
import io.teleon.simulator.scenario.ScenarioFiles;
import io.teleon.simulator.scenario.ScenarioRun;
import io.teleon.simulator.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Plays a drill and judges it: no invariant is ever violated; at the end every intent is delivered
/// or parked with a reason; no intent was moved more often than what happened gives reason for; all
/// actions stayed within their bounds.
public final class DrillRun {

    /// An intent may be moved there and back for each thing that happens, and this often besides.
    private static final int MOVES_BESIDES = 6;

    /// What is on its way when a drill is over has so long to arrive.
    private static final Duration REST = Duration.ofSeconds(10);

    private static final Duration TICK = Duration.ofMillis(100);

    private DrillRun() {}

    /// @param transcript receives every line
    /// @param wallNanos the machine's clock
    public static DrillOutcome play(
            Drill drill, Consumer<String> transcript, LongSupplier wallNanos) {
        long began = wallNanos.getAsLong();
        ScenarioRun run = planned(drill, transcript, wallNanos);
        try {
            playToRest(run, drill.scenario().duration());
        } catch (RuntimeException e) {
            // A step of the controller or the world broke: there is no worse outcome, but the other
            // drills go on.
            return new DrillOutcome(drill, Optional.empty(), List.of(broken(run, e)));
        }
        RunReport report = run.report((wallNanos.getAsLong() - began) * 1e-9);
        return new DrillOutcome(drill, Optional.of(report), complaints(drill, report, run.world()));
    }

    /// A program may let go of what it holds at the very end, and a judge wants to see what becomes
    /// of it.
    private static void playToRest(ScenarioRun run, Duration duration) {
        World world = run.world();
        world.runUntil(duration);
        Duration latest = duration.plus(REST);
        for (Duration at = duration.plus(TICK);
                isOnTheWay(world) && !at.minus(latest).isPositive();
                at = at.plus(TICK)) {
            world.runUntil(at);
        }
        run.finish();
    }

    private static boolean isOnTheWay(World world) {
        return world.view().map(ControllerView::intents).orElse(List.of()).stream()
                .anyMatch(intent ->
                        switch (intent.state()) {
                            case SUBMITTED, COMPILING, INSTALLING, REROUTING, WITHDRAWING -> true;
                            case INSTALLED, PARKED, FAILED, WITHDRAWN -> false;
                        });
    }

    private static String broken(ScenarioRun run, RuntimeException e) {
        String where =
                Arrays.stream(e.getStackTrace())
                        .filter(frame -> frame.getClassName().startsWith("io.teleon"))
                        .findFirst()
                        .map(StackTraceElement::toString)
                        .orElse("somewhere");
        return "broke after " + run.world().time().nowNanos() / 1e9 + " s: " + e + " at " + where;
    }

    private static ScenarioRun planned(
            Drill drill, Consumer<String> transcript, LongSupplier wallNanos) {
        try {
            return ScenarioRun.on(
                    drill.topology(),
                    new ScenarioFiles.Found(drill.name(), drill.scenario(), Path.of("")),
                    transcript,
                    wallNanos);
        } catch (IOException e) {
            throw new UncheckedIOException("a drill refers to no file", e);
        }
    }

    private static List<String> complaints(Drill drill, RunReport report, World world) {
        List<String> complaints = new ArrayList<>();
        report.violations().forEach(violation -> complaints.add("violation: " + violation));
        Optional<ControllerView> view = world.view();
        if (view.isEmpty()) {
            complaints.add("the controller is gone at the end");
            return complaints;
        }
        List<IntentView> intents = view.get().intents();
        if (intents.size() != report.intents().submitted()) {
            complaints.add(
                    intents.size() + " intents of " + report.intents().submitted() + " are known");
        }
        for (IntentView intent : intents) {
            boolean isWell =
                    intent.state() == InstallState.INSTALLED
                            && world.delivers(intent.intent().id());
            boolean isParked = intent.state() == InstallState.PARKED && !intent.reason().isBlank();
            if (!isWell && !isParked) {
                complaints.add(
                        "intent "
                                + intent.intent().id()
                                + " ends "
                                + intent.state()
                                + (world.delivers(intent.intent().id())
                                        ? ""
                                        : " and delivers nothing"));
            }
        }
        int most = MOVES_BESIDES + 2 * drill.disturbances();
        if (world.mostMovesInAnHour() > most) {
            complaints.add(
                    "an intent was moved " + world.mostMovesInAnHour() + " times, above " + most);
        }
        Instant start = world.plan().start();
        complaints.addAll(
                ActionAudit.complaints(
                        world.actions(),
                        drill.scenario().requests(),
                        start,
                        start.plus(drill.scenario().duration())));
        return complaints;
    }
}
