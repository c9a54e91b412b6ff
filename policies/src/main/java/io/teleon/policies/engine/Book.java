package io.teleon.policies.engine;

import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Procedure;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The ledgers of the rules of one frame. Most rules have nothing to remember, and no ledger.
final class Book {

    private final Map<Ledger.Id, Ledger> all;
    private final TaskId task;
    private final Frame.Id frame;
    private final Procedure procedure;
    private final @Nullable Ledger[] ledgers;

    Book(Map<Ledger.Id, Ledger> all, TaskId task, Frame.Id frame, Procedure procedure) {
        this.all = all;
        this.task = task;
        this.frame = frame;
        this.procedure = procedure;
        this.ledgers = new Ledger[procedure.rules().size()];
        for (int rule = 0; rule < ledgers.length; rule++) {
            ledgers[rule] = all.get(id(rule));
        }
    }

    private Ledger.Id id(int rule) {
        return new Ledger.Id(
                task, frame.procedure(), frame.arguments(), procedure.rules().get(rule).label());
    }

    /// That of a rule, counted from 0, if there is one.
    Optional<Ledger> find(int rule) {
        return Optional.ofNullable(ledgers[rule]);
    }

    /// Why a rule is blocked, if it is.
    Optional<String> block(int rule) {
        Ledger ledger = ledgers[rule];
        return ledger == null ? Optional.empty() : ledger.block;
    }

    /// Why the rule with a label is blocked, if it is.
    Optional<String> block(String label) {
        for (int rule = 0; rule < ledgers.length; rule++) {
            if (procedure.rules().get(rule).label().equals(label)) {
                return block(rule);
            }
        }
        return Optional.empty();
    }

    /// That of a rule, to be written into.
    Ledger ledger(int rule) {
        Ledger ledger = ledgers[rule];
        if (ledger == null) {
            ledger = all.computeIfAbsent(id(rule), _ -> new Ledger());
            ledgers[rule] = ledger;
        }
        return ledger;
    }
}
