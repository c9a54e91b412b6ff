package io.teleon.simulator.bench;

import io.teleon.controller.loop.Ask;
import io.teleon.controller.report.ActionState;
import io.teleon.controller.report.ActionView;
import io.teleon.controller.report.ControllerView;
import io.teleon.controller.report.Event;
import io.teleon.simulator.scenario.ScenarioFiles;
import io.teleon.simulator.scenario.ScenarioRun;
import io.teleon.simulator.world.AutonomyMode;
import io.teleon.simulator.world.World;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How long after the kill switch the last action under way is stopped. A scenario is played until
/// an action comes to a state, and in that very moment somebody pulls the switch; once for each
/// state.
public final class KillSwitch {

    private static final Duration WATCHED = Duration.ofSeconds(30);
    private static final Duration PLAYED = Duration.ofSeconds(1);
    private static final Duration STEP = Duration.ofMillis(1);

    private final World world;
    private final ActionState wanted;
    private boolean isPulled;
    private Optional<Pulled> pulled = Optional.empty();

    /// Computing until nothing was under way any more.
    private long busyNanos;

    private Optional<Instant> stoppedAt = Optional.empty();

    private record Pulled(Instant at, long nanosBusy, String action) {}

    private KillSwitch(World world, ActionState wanted) {
        this.world = world;
        this.wanted = wanted;
    }

    /// @param state that an action was in
    /// @param virtualMillis until no action was under way any more, seen once a millisecond
    /// @param computeMillis wall time of the controller's loop meanwhile
    /// @param begunAfterwards actions that were begun within half a minute after it: none may be
    public record Pull(
            String scenario,
            long seed,
            ActionState state,
            String action,
            double virtualMillis,
            double computeMillis,
            int begunAfterwards) {

        /// Computing takes no virtual time, so both are added.
        public double millis() {
            return virtualMillis + computeMillis;
        }
    }

    /// @return nothing where no action ever comes to this state
    static Optional<Pull> play(String scenario, long seed, ActionState state) throws IOException {
        ScenarioFiles.Found found = ScenarioFiles.find(scenario);
        ScenarioRun run =
                ScenarioRun.of(
                        new ScenarioFiles.Found(
                                found.name(),
                                found.scenario()
                                        .withSeed(seed)
                                        .withAutonomy(AutonomyMode.FULL)
                                        .withRequests(List.of()),
                                found.folder()),
                        _ -> {},
                        System::nanoTime);
        return new KillSwitch(run.world(), state)
                .pull(run.scenario().duration())
                .map(pull ->
                        new Pull(
                                scenario,
                                seed,
                                state,
                                pull.action(),
                                pull.virtualMillis(),
                                pull.computeMillis(),
                                pull.begunAfterwards()));
    }

    private Optional<Pull> pull(Duration duration) {
        String shown = " " + wanted + ": ";
        world.subscribe(event -> {
            if (!isPulled && event.kind() == Event.Kind.ACTION && event.text().contains(shown)) {
                isPulled = true;
                // Before anything else that is due at this moment.
                world.at(world.time().elapsed(), () -> pullNow(event));
            }
        });
        while (pulled.isEmpty() && world.time().elapsed().compareTo(duration) < 0) {
            world.runUntil(world.time().elapsed().plus(PLAYED));
        }
        if (pulled.isPresent()) {
            world.runUntil(world.time().elapsed().plus(WATCHED));
        }
        return pulled.map(this::told);
    }

    private void pullNow(Event event) {
        pulled =
                Optional.of(
                        new Pulled(
                                world.time().now(),
                                world.statistics().nanosBusy(),
                                event.text().substring(0, event.text().indexOf(' '))));
        world.ask(new Ask.Pause("measured", "bench"));
        look();
    }

    /// Looks at what is left under way until nothing is.
    private void look() {
        if (underWay().isEmpty()) {
            stoppedAt = Optional.of(world.time().now());
            busyNanos = world.statistics().nanosBusy() - pulled.orElseThrow().nanosBusy();
        } else {
            world.at(world.time().elapsed().plus(STEP), this::look);
        }
    }

    private Pull told(Pulled at) {
        long begun =
                world.actions().stream()
                        .flatMap(action -> action.steps().stream())
                        .filter(step -> step.state() == ActionState.INSTALLING)
                        .filter(step -> step.at().isAfter(at.at()))
                        .count();
        double virtual =
                stoppedAt
                        .map(stopped -> Duration.between(at.at(), stopped).toNanos() * 1e-6)
                        .orElse(Double.POSITIVE_INFINITY);
        return new Pull("", 0, wanted, at.action(), virtual, busyNanos * 1e-6, (int) begun);
    }

    private List<ActionView> underWay() {
        return world.view()
                .map(ControllerView::autonomy)
                .map(autonomy ->
                        autonomy.actions().stream().filter(a -> isUnderWay(a.state())).toList())
                .orElse(List.of());
    }

    private static boolean isUnderWay(ActionState state) {
        return switch (state) {
            case PROPOSED, REHEARSING, INSTALLING, ENDING, UNDOING -> true;
            case SUGGESTED, REFUSED, ACTIVE, CONFIRMED, ENDED, UNDONE, FAILED -> false;
        };
    }
}
