package io.teleon.policies.engine;

import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Rule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Forgets ledgers of tasks that are gone, now and then. They stay as long as they could still
/// forbid something, or number the firing that gave a command or made a commitment.
final class LedgerSweep {

    private static final int EPOCHS = 1000;

    private final EngineState state;

    /// By the name of the procedure and the label.
    private final Map<String, Rule> rules = new HashMap<>();

    /// Whether there may be some.
    private boolean someAreGone = true;

    LedgerSweep(Program program, EngineState state) {
        this.state = state;
        for (Procedure procedure : program.procedures()) {
            for (Rule rule : procedure.rules()) {
                rules.put(procedure.name() + "." + rule.label(), rule);
            }
        }
    }

    void someAreGone() {
        someAreGone = true;
    }

    void step(long now) {
        if (state.epoch % EPOCHS != 0 || !someAreGone) {
            return;
        }
        someAreGone = false;
        Set<Ledger.Id> used = new HashSet<>();
        state.instances.values().forEach(instance -> used.add(instance.wish.ledger()));
        state.ledgers
                .entrySet()
                .removeIf(entry -> isOver(entry.getKey(), entry.getValue(), used, now));
    }

    private boolean isOver(Ledger.Id id, Ledger ledger, Set<Ledger.Id> used, long now) {
        if (state.tasks.containsKey(id.task())) {
            return false;
        }
        Rule rule = rules.get(id.procedure() + "." + id.label());
        boolean stays =
                used.contains(id) || (rule != null && ledger.matters(now, rule.modifiers()));
        someAreGone |= stays;
        return !stays;
    }
}
