package io.teleon.controller.autonomy;

import io.teleon.controller.journal.JournalEntry;
import io.teleon.policies.engine.CarryOver;
import io.teleon.policies.engine.FactsRead;
import io.teleon.policies.engine.PolicyEngine;
import io.teleon.policies.engine.SnapshotCodec;
import io.teleon.policies.host.Circumstances;
import io.teleon.policies.host.Epoch;
import io.teleon.policies.host.Input;
import io.teleon.policies.host.Output;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import io.teleon.policies.reload.Reload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/// The engine with what it is to be told next, and when it wants to be asked again.
final class PolicyHost {

    private ProgramSet programs;
    private PolicyEngine engine;
    private RecentLog log = new RecentLog();
    private final TreeSet<Name> known = new TreeSet<>();
    private NavigableSet<Name> read = new TreeSet<>();
    private final List<Input> inputs = new ArrayList<>();
    private long releasedWhenKept;
    private Optional<Instant> next = Optional.empty();

    /// @param past what an earlier life left of it, if anything
    /// @throws SnapshotCodec.Unreadable when that is of another program
    PolicyHost(ProgramSet programs, Optional<JournalEntry.PolicyEpoch> past)
            throws SnapshotCodec.Unreadable {
        this.programs = programs;
        Program program = programs.program();
        this.engine =
                past.isEmpty()
                        ? PolicyEngine.start(program)
                        : PolicyEngine.restore(
                                program,
                                SnapshotCodec.read(
                                        Base64.getDecoder().decode(past.get().snapshot()),
                                        program));
        learnNames();
    }

    private void learnNames() {
        known.clear();
        program().percepts().forEach(p -> known.add(p.name()));
        program().events().forEach(e -> known.add(e.name()));
        read = FactsRead.of(program());
    }

    PolicyEngine engine() {
        return engine;
    }

    Program program() {
        return programs.program();
    }

    ProgramSet programs() {
        return programs;
    }

    /// Whether a program reads a percept.
    boolean reads(Name percept) {
        return read.contains(percept);
    }

    /// What other programs would have to go on from now.
    CarryOver.Outcome carryOver(ProgramSet next) {
        return CarryOver.of(program(), engine.snapshot(), next.program());
    }

    /// Steps an engine of other programs from now on. What is waiting to be told is told to that
    /// one, as far as it knows of it.
    void swap(ProgramSet next, CarryOver.Carried carried, Instant now) {
        programs = next;
        engine = PolicyEngine.restore(next.program(), carried.snapshot());
        log = new RecentLog();
        learnNames();
        List<Input> waiting = List.copyOf(inputs);
        inputs.clear();
        tell(waiting);
        this.next = Optional.of(now);
    }

    /// What runs, with what it was told of late.
    Reload.Running running(Instant now) {
        return new Reload.Running(program(), log.before(), log.batches(), engine.snapshot(), now);
    }

    /// Has the engine told this with the next epoch, if its program knows of it.
    void tell(Input input) {
        boolean isKnown =
                switch (input) {
                    case Input.Measured m -> known.contains(m.fact().name());
                    case Input.Stated s -> known.contains(s.fact().name());
                    case Input.Complete c -> known.contains(c.relation());
                    case Input.Withdrawn w -> known.contains(w.fact().name());
                    case Input.Happened h -> known.contains(h.event());
                    case Input.Forecasted f -> known.contains(f.fact().name());
                    case Input.Reported _,
                            Input.Decided _,
                            Input.AutonomySet _,
                            Input.Halted _,
                            Input.Cancelled _ ->
                            true;
                };
        if (isKnown) {
            inputs.add(input);
        }
    }

    void tell(List<Input> more) {
        more.forEach(this::tell);
    }

    boolean isDue(Instant now) {
        return !inputs.isEmpty() || next.filter(at -> !at.isAfter(now)).isPresent();
    }

    Optional<Instant> next() {
        return next;
    }

    Epoch step(Instant now, Circumstances circumstances) {
        List<Input> told = List.copyOf(inputs);
        inputs.clear();
        log.told(told, now, engine::snapshot);
        Epoch epoch = engine.step(told, now, circumstances);
        next = epoch.next();
        return epoch;
    }

    /// Whether an epoch led to something that must not be forgotten, the last one included that
    /// what had failed may be tried again.
    boolean isWorthKeeping(Epoch epoch) {
        return engine.released() != releasedWhenKept
                || epoch.outputs().stream().anyMatch(PolicyHost::isWorthKeeping);
    }

    private static boolean isWorthKeeping(Output output) {
        return switch (output) {
            case Output.Transition _,
                    Output.ApprovalAsked _,
                    Output.ApprovalVoid _,
                    Output.EffectSeen _,
                    Output.ActionFailed _,
                    Output.Notified _ ->
                    true;
            case Output.Suggested _, Output.Alert _, Output.TaskChanged _, Output.Rejected _ ->
                    false;
        };
    }

    /// What the engine remembers, as text, to be kept.
    String snapshot() {
        releasedWhenKept = engine.released();
        return Base64.getEncoder().encodeToString(SnapshotCodec.write(engine.snapshot()));
    }
}
