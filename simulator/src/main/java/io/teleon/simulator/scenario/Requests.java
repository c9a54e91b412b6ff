package io.teleon.simulator.scenario;

import io.teleon.controller.loop.Ask;
import io.teleon.controller.report.ActionView;
import io.teleon.controller.report.AutonomyView;
import io.teleon.controller.report.ControllerView;
import io.teleon.models.network.LinkId;
import io.teleon.models.traffic.NodePair;
import io.teleon.simulator.scenario.ScheduledRequest.Request;
import io.teleon.simulator.world.Elements;
import io.teleon.simulator.world.World;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Has people ask in a world what a scenario has them ask.
final class Requests {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final World world;
    private final Elements elements;

    Requests(World world) {
        this.world = world;
        this.elements = world.elements();
    }

    /// @throws IllegalArgumentException where it names what is not there
    void plan(ScheduledRequest scheduled) {
        Duration at = scheduled.at();
        switch (scheduled.request()) {
            case Request.Move(String from, String to, List<String> avoid) -> {
                NodePair pair = pair(from, to);
                List<LinkId> links = elements.cable(avoid);
                world.at(at, () -> world.ask(new Ask.Move(world.intentId(pair), links)));
            }
            case Request.Submit(String from, String to) -> {
                NodePair pair = pair(from, to);
                world.at(at, () -> world.submit(pair));
            }
            case Request.Withdraw(String from, String to) -> {
                NodePair pair = pair(from, to);
                world.at(at, () -> world.withdraw(pair));
            }
            case Request.Reconcile _ -> ask(at, new Ask.Reconcile(Optional.empty()));
            case Request.Pause(String reason, String by) -> ask(at, new Ask.Pause(reason, by));
            case Request.Resume(String by) -> ask(at, new Ask.Resume(by));
            case Request.SetAutonomy(String action, var level, String by) ->
                    ask(at, new Ask.SetAutonomy(action, level, by));
            case Request.ApproveAll(Duration lasting, String by) ->
                    world.at(at, () -> decide(true, by, at.plus(lasting), at));
            case Request.DenyAll(Duration lasting, String by) ->
                    world.at(at, () -> decide(false, by, at.plus(lasting), at));
            case Request.Undo(var action, String by) -> world.at(at, () -> undo(action, by));
            case Request.BeginMaintenance(var between, String by) ->
                    maintain(at, between, true, by);
            case Request.EndMaintenance(var between, String by) -> maintain(at, between, false, by);
            case Request.Freeze(String window, Duration from, Duration to, String by) -> {
                Instant start = world.plan().start();
                ask(at, new Ask.Freeze(window, start.plus(from), start.plus(to), by));
            }
        }
    }

    private NodePair pair(String from, String to) {
        return new NodePair(elements.node(from), elements.node(to));
    }

    private void ask(Duration at, Ask ask) {
        world.at(at, () -> world.ask(ask));
    }

    private void maintain(Duration at, List<String> between, boolean on, String by) {
        elements.cable(between).forEach(link -> ask(at, new Ask.Maintain(link, on, by)));
    }

    private void decide(boolean granted, String by, Duration until, Duration now) {
        for (AutonomyView.Question question : autonomy().questions()) {
            world.ask(new Ask.Decide(question.number(), granted, by));
        }
        Duration next = now.plus(LOOK);
        if (next.compareTo(until) < 0) {
            world.at(next, () -> decide(granted, by, until, next));
        }
    }

    private void undo(Optional<String> name, String by) {
        ActionFilter wanted =
                new ActionFilter(Optional.empty(), name, Optional.empty(), Optional.empty());
        autonomy().actions().reversed().stream()
                .filter(action -> !action.state().isFinal())
                .filter(wanted::fits)
                .findFirst()
                .map(ActionView::id)
                .ifPresent(id -> world.ask(new Ask.UndoAction(id, by)));
    }

    private AutonomyView autonomy() {
        return world.view().map(ControllerView::autonomy).orElse(AutonomyView.NONE);
    }
}
