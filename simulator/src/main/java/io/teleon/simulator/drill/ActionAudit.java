package io.teleon.simulator.drill;

import io.teleon.controller.report.ActionState;
import io.teleon.controller.report.ActionView;
import io.teleon.simulator.scenario.ScheduledRequest;
import io.teleon.simulator.scenario.ScheduledRequest.Request;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Holds what programs did against the bounds that the shipped ones promise, told again here and
/// looked up in nothing of the controller's: so often for a link and an hour, nothing while paused,
/// no action that hangs, none that lives on after its end. (Freezes are not held against them: the
/// programs let what is severe through, and how severe it is only the controller can tell.)
final class ActionAudit {

    private static final Duration HOUR = Duration.ofHours(1);

    /// Longer than any action may take from its proposal to its force.
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /// A kill switch works within this time.
    private static final Duration SWITCH = Duration.ofSeconds(1);

    private final Instant start;
    private final Instant end;
    private final List<String> complaints = new ArrayList<>();

    private ActionAudit(Instant start, Instant end) {
        this.start = start;
        this.end = end;
    }

    static List<String> complaints(
            List<ActionView> actions, List<ScheduledRequest> requests, Instant start, Instant end) {
        ActionAudit audit = new ActionAudit(start, end);
        audit.rates(actions);
        audit.lives(actions);
        for (ScheduledRequest request : requests) {
            switch (request.request()) {
                case Request.Pause _ -> audit.pause(request, requests, actions);
                case Request.Move _,
                        Request.Submit _,
                        Request.Withdraw _,
                        Request.Reconcile _,
                        Request.Resume _,
                        Request.Freeze _,
                        Request.SetAutonomy _,
                        Request.ApproveAll _,
                        Request.DenyAll _,
                        Request.Undo _,
                        Request.BeginMaintenance _,
                        Request.EndMaintenance _ -> {}
            }
        }
        return audit.complaints;
    }

    private void pause(
            ScheduledRequest pause, List<ScheduledRequest> requests, List<ActionView> actions) {
        Instant until =
                requests.stream()
                        .filter(r -> r.request() instanceof Request.Resume)
                        .map(ScheduledRequest::at)
                        .filter(at -> at.compareTo(pause.at()) > 0)
                        .findFirst()
                        .map(start::plus)
                        .orElse(end);
        Instant from = start.plus(pause.at()).plus(SWITCH);
        for (ActionView action : actions) {
            if (begun(action).stream().anyMatch(t -> !t.isBefore(from) && t.isBefore(until))) {
                complain(action, "was begun while paused");
            }
        }
    }

    /// When it was begun to be carried out; after a restart it may be again.
    private static List<Instant> begun(ActionView action) {
        return action.steps().stream()
                .filter(step -> step.state() == ActionState.INSTALLING)
                .map(ActionView.Step::at)
                .toList();
    }

    private void rates(List<ActionView> actions) {
        NavigableMap<String, List<Instant>> begun = new TreeMap<>();
        for (ActionView action : actions) {
            begun(action).stream()
                    .findFirst()
                    .ifPresent(at ->
                            begun.computeIfAbsent(
                                            action.action() + " on " + action.target(),
                                            _ -> new ArrayList<>())
                                    .add(at));
        }
        begun.forEach((what, times) -> {
            int most = most(what);
            if (inAnHour(times) > most) {
                complaints.add(what + ": " + inAnHour(times) + " within an hour, above " + most);
            }
        });
    }

    /// As the programs' own text has it.
    private static int most(String what) {
        if (what.contains("bounce_port")) {
            return 2;
        } else if (what.contains("shift")) {
            return 4;
        } else if (what.contains("steer")) {
            return 6;
        }
        return 12;
    }

    private static int inAnHour(List<Instant> times) {
        int most = 0;
        for (Instant first : times) {
            int count = 0;
            for (Instant each : times) {
                if (!each.isBefore(first) && each.isBefore(first.plus(HOUR))) {
                    count++;
                }
            }
            most = Math.max(most, count);
        }
        return most;
    }

    private void lives(List<ActionView> actions) {
        for (ActionView action : actions) {
            boolean isOver = false;
            for (ActionView.Step step : action.steps()) {
                if (isOver && !step.state().isFinal()) {
                    complain(action, "lives on as " + step.state() + " after its end");
                }
                isOver = step.state().isFinal();
            }
            boolean isOnItsWay =
                    switch (action.state()) {
                        case PROPOSED, REHEARSING, INSTALLING, ENDING, UNDOING -> true;
                        case SUGGESTED, REFUSED, ACTIVE, CONFIRMED, ENDED, UNDONE, FAILED -> false;
                    };
            Instant since =
                    action.steps().isEmpty() ? action.proposedAt() : action.steps().getLast().at();
            if (isOnItsWay && since.plus(PATIENCE).isBefore(end)) {
                complain(action, "hangs in " + action.state() + " since " + since);
            }
        }
    }

    private void complain(ActionView action, String what) {
        complaints.add(
                "action "
                        + action.id()
                        + ", "
                        + action.action()
                        + " on "
                        + action.target()
                        + ", "
                        + what);
    }
}
