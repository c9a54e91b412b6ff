package io.teleon.controller.autonomy;

import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.report.ActionState;
import io.teleon.controller.report.ActionView;
import io.teleon.controller.report.AutonomyView;
import io.teleon.controller.report.AutonomyView.Level;
import io.teleon.controller.report.AutonomyView.Question;
import io.teleon.controller.report.AutonomyView.Window;
import io.teleon.models.network.LinkId;
import io.teleon.policies.program.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What would come of an order to the autonomy, seen from what stands now.
record OrderForesight(AutonomyView present) {

    /// @param action the full name of the action in [Ask.SetAutonomy]
    Answer of(Ask.ToAutonomy ask, Optional<Name> action) {
        return switch (ask) {
            case Ask.Pause _ -> pause();
            case Ask.Resume _ ->
                    present.paused()
                            .map(p ->
                                    foreseen(
                                            "autonomy: paused by "
                                                    + p.by()
                                                    + " since "
                                                    + p.at()
                                                    + " -> goes on"))
                            .orElseGet(OrderForesight::unchanged);
            case Ask.SetAutonomy set -> {
                String name = action.orElseThrow().toString();
                Optional<Level> before =
                        present.levels().stream().filter(l -> l.action().equals(name)).findFirst();
                yield before.map(Level::level).equals(Optional.of(set.level()))
                        ? unchanged()
                        : foreseen(
                                name
                                        + ": "
                                        + before.map(l -> l.level().toString())
                                                .orElse("as programs say")
                                        + " -> "
                                        + set.level());
            }
            case Ask.Decide decide -> decide(decide);
            case Ask.UndoAction(long id, String _) -> undo(id);
            case Ask.Maintain(LinkId link, boolean on, String _) ->
                    present.maintained().contains(link) == on
                            ? unchanged()
                            : foreseen(
                                    "link "
                                            + link
                                            + (on
                                                    ? ": programs leave it alone"
                                                    : ": programs may touch it again"));
            case Ask.Freeze freeze -> freeze(freeze);
        };
    }

    private Answer pause() {
        if (present.paused().isPresent()) {
            return unchanged();
        }
        List<String> diff = new ArrayList<>();
        diff.add("autonomy: runs -> paused");
        for (ActionView action : present.actions()) {
            switch (action.state()) {
                case PROPOSED, REHEARSING -> diff.add(named(action) + ": called off");
                case INSTALLING -> diff.add(named(action) + ": taken back");
                case ACTIVE, CONFIRMED -> diff.add(named(action) + ": stays as it is");
                case SUGGESTED, REFUSED, ENDING, ENDED, UNDOING, UNDONE, FAILED -> {}
            }
        }
        return new Answer.Foreseen(true, diff);
    }

    private Answer decide(Ask.Decide decide) {
        Optional<Question> question =
                present.questions().stream()
                        .filter(q -> q.number() == decide.approval())
                        .findFirst();
        return question.<Answer>map(q ->
                        foreseen(q.action() + (decide.granted() ? ": may be done" : ": is denied")))
                .orElseGet(() ->
                        new Answer.Rejected(
                                Answer.Reason.UNKNOWN,
                                "there is no open question " + decide.approval()));
    }

    private Answer undo(long id) {
        Optional<ActionView> action =
                present.actions().stream().filter(a -> a.id() == id).findFirst();
        if (action.isEmpty()) {
            return new Answer.Rejected(Answer.Reason.INVALID, "there is no action " + id);
        }
        if (action.get().state().isFinal()
                || action.get().state() == ActionState.ENDING
                || action.get().state() == ActionState.UNDOING) {
            return new Answer.Rejected(
                    Answer.Reason.INVALID,
                    "action " + id + " is " + action.get().state() + ", nothing is to undo");
        }
        List<String> diff = new ArrayList<>();
        diff.add(named(action.get()) + ": " + action.get().state() + " -> UNDONE");
        action.get().diff().forEach(line -> diff.add("taken back: " + line));
        return new Answer.Foreseen(true, diff);
    }

    private Answer freeze(Ask.Freeze freeze) {
        Optional<Window> before =
                present.freezes().stream()
                        .filter(w -> w.name().equals(freeze.window()))
                        .findFirst();
        boolean lifts = freeze.from().equals(freeze.to());
        if (lifts
                ? before.isEmpty()
                : before.filter(w -> w.from().equals(freeze.from()) && w.to().equals(freeze.to()))
                        .isPresent()) {
            return unchanged();
        }
        return foreseen(
                "window "
                        + freeze.window()
                        + ": "
                        + before.map(w -> w.from() + " to " + w.to()).orElse("not there")
                        + " -> "
                        + (lifts ? "not there" : freeze.from() + " to " + freeze.to()));
    }

    private static String named(ActionView action) {
        return "action " + action.id() + " (" + action.action() + " of " + action.target() + ")";
    }

    private static Answer foreseen(String line) {
        return new Answer.Foreseen(true, List.of(line));
    }

    private static Answer unchanged() {
        return new Answer.Foreseen(false, List.of());
    }
}
