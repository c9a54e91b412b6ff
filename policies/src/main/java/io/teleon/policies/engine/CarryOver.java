package io.teleon.policies.engine;

import io.teleon.policies.host.Output;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import java.util.ArrayList;
import java.util.List;

/// Takes what an engine of one program remembers over to an engine of another, `policies/
/// SEMANTICS.md`, sections 10.3 to 10.9. Nothing of the old program is looked at afterwards.
///
/// Of a program that says the same, in whatever layout, everything comes over as it is.
public final class CarryOver {

    private CarryOver() {}

    /// What became of it.
    public sealed interface Outcome {}

    /// An engine of the new program may go on from this.
    ///
    /// @param dropped what did not come over, and why
    /// @param unknown percepts that are new or declared otherwise: nothing is known of them until
    ///   the host tells it, which it should with the first epoch
    /// @param outputs what the engine itself would say of it: tasks that are there no more, and
    ///   questions that are of no interest now
    public record Carried(
            Snapshot snapshot, List<Dropped> dropped, List<Name> unknown, List<Output> outputs)
            implements Outcome {
        public Carried {
            dropped = List.copyOf(dropped);
            unknown = List.copyOf(unknown);
            outputs = List.copyOf(outputs);
        }

        /// Whether everything came over.
        public boolean isWhole() {
            return dropped.isEmpty();
        }
    }

    /// There can be no reload now.
    ///
    /// @param reasons one for each action that forbids it, up to a bound
    public record Refused(List<String> reasons) implements Outcome {
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }

    /// @param snapshot taken from an engine of the old program; it is not changed
    public static Outcome of(Program old, Snapshot snapshot, Program next) {
        ProgramChange change = new ProgramChange(old, next);
        Losses losses = new Losses();
        List<Output> outputs = new ArrayList<>();
        EngineState state = snapshot.copy().state();
        ActionCarryOver actions = new ActionCarryOver(change, old, next, state, losses, outputs);
        List<String> reasons = actions.forbids();
        if (!reasons.isEmpty()) {
            return new Refused(reasons);
        }
        new TaskCarryOver(change, next, state, losses, outputs).carry();
        actions.carry();
        FactCarryOver facts = new FactCarryOver(old, next, losses);
        facts.updates(state.queued);
        Snapshot carried =
                Snapshot.read(
                        state,
                        facts.facts(snapshot.facts()),
                        new MemoryCarryOver(change, old, next, losses).cells(snapshot.cells()));
        return new Carried(carried, losses.all(), facts.unknown(), outputs);
    }
}
