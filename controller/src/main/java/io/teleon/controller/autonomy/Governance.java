package io.teleon.controller.autonomy;

import io.teleon.controller.act.Actions;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.journal.JournalWriter;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.report.AutonomyView;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.EventLog;
import io.teleon.controller.report.Severity;
import io.teleon.policies.host.Input;
import io.teleon.policies.program.Name;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What people order and answer, and what comes of it: for the engine, for actions, for the
/// journal. Owned by the control loop's thread.
final class Governance {

    private final Orders orders;
    private final Questions questions;
    private final PolicyHost host;
    private final Actions actions;
    private final JournalWriter journal;
    private final EventLog events;
    private final Function<Instant, AutonomyView> view;
    private final Runnable lookWanted;

    /// @param view how it stands
    /// @param lookWanted is run where an order is a reason to look at the network at once
    Governance(
            Orders orders,
            Questions questions,
            PolicyHost host,
            Actions actions,
            AutonomyParts parts,
            Function<Instant, AutonomyView> view,
            Runnable lookWanted) {
        this.orders = orders;
        this.questions = questions;
        this.host = host;
        this.actions = actions;
        this.journal = parts.journal();
        this.events = parts.events();
        this.view = view;
        this.lookWanted = lookWanted;
    }

    /// Answers a person.
    Answer answer(Ask.ToAutonomy ask, Instant now) {
        Optional<Answer> refusal = against(ask);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return switch (ask) {
            case Ask.UndoAction(long id, String by) ->
                    actions.undo(id, by, now)
                            .<Answer>map(why -> new Answer.Rejected(Answer.Reason.INVALID, why))
                            .orElseGet(() -> new Answer.Accepted(true));
            case Ask.Decide(long number, boolean granted, String by) -> {
                if (!questions.close(number)) {
                    yield new Answer.Rejected(
                            Answer.Reason.UNKNOWN, "there is no open question " + number);
                }
                host.tell(new Input.Decided(number, granted, by));
                yield new Answer.Accepted(true);
            }
            case Ask.Pause _, Ask.Resume _, Ask.SetAutonomy _, Ask.Maintain _, Ask.Freeze _ -> {
                boolean changes = take(ask, now);
                if (changes) {
                    journal.append(new JournalEntry.AutonomyOrdered(now, ask));
                    events.record(
                            now, Severity.NORMAL, Event.Kind.AUTONOMY, "autonomy", ask.toString());
                }
                yield new Answer.Accepted(changes);
            }
        };
    }

    /// What would come of it.
    Answer foresee(Ask.ToAutonomy ask, Instant now) {
        return against(ask)
                .orElseGet(() ->
                        new OrderForesight(view.apply(now))
                                .of(
                                        ask,
                                        ask instanceof Ask.SetAutonomy set
                                                ? name(set.action())
                                                : Optional.empty()));
    }

    /// Why an order makes no sense, if so.
    private Optional<Answer> against(Ask.ToAutonomy ask) {
        if (ask instanceof Ask.SetAutonomy set && name(set.action()).isEmpty()) {
            return Optional.of(
                    new Answer.Rejected(
                            Answer.Reason.UNKNOWN,
                            "there is no action '"
                                    + set.action()
                                    + "', expected one of "
                                    + actionNames()));
        }
        return ask instanceof Ask.Freeze freeze
                ? orders.against(freeze).map(why -> new Answer.Rejected(Answer.Reason.INVALID, why))
                : Optional.empty();
    }

    /// Takes an order that stands until another, of now or of an earlier life; whether it changes
    /// something.
    boolean take(Ask.ToAutonomy ask, Instant now) {
        Optional<Name> action =
                ask instanceof Ask.SetAutonomy set ? name(set.action()) : Optional.empty();
        if (ask instanceof Ask.SetAutonomy && action.isEmpty()) {
            return false; // of a program that is there no more
        }
        boolean changes = orders.take(ask, action, now);
        switch (ask) {
            case Ask.Pause(String _, String by) -> {
                host.tell(new Input.Halted(true, by));
                actions.pause(by, now);
            }
            case Ask.Resume(String by) -> {
                host.tell(new Input.Halted(false, by));
                actions.forgive(now);
            }
            case Ask.SetAutonomy(var _, var level, var _) ->
                    host.tell(new Input.AutonomySet(action.orElseThrow(), level));
            case Ask.Maintain _, Ask.Freeze _ -> lookWanted.run();
            case Ask.Decide _, Ask.UndoAction _ -> {}
        }
        return changes;
    }

    private Optional<Name> name(String action) {
        return host.program().actions().stream()
                .map(a -> a.name())
                .filter(n -> n.toString().equals(action) || n.local().equals(action))
                .findFirst();
    }

    private String actionNames() {
        return host.program().actions().stream()
                .map(a -> a.name().local())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
