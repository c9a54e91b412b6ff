package io.teleon.policies.engine;

import io.teleon.policies.host.Output;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Truth;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides which rule of a frame fires (SEMANTICS 5).
final class Scan {

    private final Map<Name, Procedure> procedures;
    private final Map<Name, Declaration.Action> actions;
    private final Evaluator evaluator;
    private final Map<Ledger.Id, Ledger> ledgers;
    private final Firings firings;

    private List<Output> notices = new ArrayList<>();

    Scan(Program program, Evaluator evaluator, Map<Ledger.Id, Ledger> ledgers) {
        this.procedures = program.proceduresByName();
        this.actions = program.actionsByName();
        this.evaluator = evaluator;
        this.ledgers = ledgers;
        this.firings = new Firings(evaluator);
    }

    /// What one rule says now.
    ///
    /// @param binding of the firing, where it is the firing that speaks
    private record Verdict(Truth truth, Optional<List<Value>> binding, String why) {}

    /// A frame that is being decided.
    private final class Place {
        final TaskId task;
        final Frame frame;
        final Procedure procedure;
        final Environment environment;
        final long now = evaluator.now();
        final int current;

        Place(TaskId task, Frame frame) {
            this.task = task;
            this.frame = frame;
            this.procedure =
                    Optional.ofNullable(procedures.get(frame.id.procedure())).orElseThrow();
            this.environment = Environment.of(frame.id.arguments());
            this.current =
                    frame.firing
                            .map(firing ->
                                    procedure.rules().stream()
                                            .map(Rule::label)
                                            .toList()
                                            .indexOf(firing.label))
                            .orElse(-1);
        }

        Rule rule(int k) {
            return procedure.rules().get(k);
        }

        Ledger ledger(int k) {
            return ledgers.computeIfAbsent(
                    new Ledger.Id(
                            task, frame.id.procedure(), frame.id.arguments(), rule(k).label()),
                    _ -> new Ledger());
        }

        Truth under(io.teleon.policies.program.Expression condition, int k, List<Value> binding) {
            return evaluator.truth(condition, environment.with(rule(k).free(), binding));
        }

        Truth raw(int k) {
            Truth any = Truth.FALSE;
            for (Truth truth :
                    evaluator.solutions(rule(k).free(), rule(k).guard(), environment).values()) {
                any = any.or(truth);
            }
            return any;
        }
    }

    /// Decides one frame, not its kids. Belief updates and notices of a firing that begins are
    /// added to the lists.
    void decide(TaskId task, Frame frame, List<Update> updates, List<Output> told) {
        notices = told;
        frame.held = false;
        Place place = new Place(task, frame);
        if (place.current < 0) {
            frame.firing = Optional.empty();
        }
        clearBlocks(place);
        boolean commit = commit(place);
        frame.firing.ifPresent(firing -> firing.committed = commit);
        frame.verdicts = new ArrayList<>();
        for (int k = 0; k < place.procedure.rules().size(); k++) {
            if (commit && k >= place.procedure.safety() && k < place.current) {
                frame.verdicts.add("passed over");
                continue;
            }
            Verdict verdict = verdict(place, k, commit);
            boolean skipped =
                    verdict.truth() == Truth.UNKNOWN
                            && place.procedure.onUnknown() instanceof Procedure.OnUnknown.Skip;
            frame.verdicts.add(
                    verdict.why().isEmpty()
                            ? String.valueOf(verdict.truth().letter())
                            : verdict.truth().letter() + " " + verdict.why());
            if (verdict.truth() == Truth.FALSE || skipped) {
                continue;
            }
            if (verdict.truth() == Truth.UNKNOWN) {
                unknown(place, k, commit, updates);
            } else {
                decided(frame);
                fire(place, k, verdict, updates);
            }
            return;
        }
        decided(frame);
        end(place);
        if (!frame.idleTold) {
            frame.idleTold = true;
            notices.add(new Output.Alert(task, "no rule of " + frame.id.procedure() + " applies"));
        }
    }

    private static void decided(Frame frame) {
        frame.unknownSince = Optional.empty();
        frame.parkTold = false;
    }

    private void clearBlocks(Place place) {
        for (int k = 0; k < place.procedure.rules().size(); k++) {
            Ledger ledger = place.ledger(k);
            if (ledger.block.isPresent() && place.raw(k) == Truth.FALSE) {
                ledger.block = Optional.empty();
            }
        }
        if (place.current >= 0) {
            Frame.Firing firing = place.frame.firing.orElseThrow();
            Optional<Long> max = place.rule(place.current).modifiers().max().map(Micros::of);
            if (max.isPresent() && place.now - firing.since >= max.get()) {
                place.ledger(place.current).block = Optional.of("max");
            }
        }
    }

    private boolean commit(Place place) {
        if (place.current < 0
                || place.ledger(place.current).block.isPresent()
                || place.frame.firing.orElseThrow().failed) {
            return false;
        }
        Frame.Firing firing = place.frame.firing.orElseThrow();
        Rule.Modifiers modifiers = place.rule(place.current).modifiers();
        boolean young =
                modifiers.min().isPresent()
                        && place.now - firing.since < Micros.of(modifiers.min().get());
        boolean unfinished =
                modifiers.untilHolds().isPresent()
                        && place.under(modifiers.untilHolds().get(), place.current, firing.binding)
                                != Truth.TRUE;
        firing.held = young ? "min" : unfinished ? "until" : "guard";
        return young || unfinished;
    }

    private Verdict verdict(Place place, int k, boolean commit) {
        Ledger ledger = place.ledger(k);
        Rule rule = place.rule(k);
        if (ledger.block.isPresent()) {
            return new Verdict(Truth.FALSE, Optional.empty(), "blocked: " + ledger.block.get());
        }
        if (k == place.current && !place.frame.firing.orElseThrow().failed) {
            Frame.Firing firing = place.frame.firing.orElseThrow();
            Optional<List<Value>> same = Optional.of(firing.binding);
            if (commit) {
                return new Verdict(Truth.TRUE, same, firing.held);
            }
            Truth guard = place.under(rule.guard(), k, firing.binding);
            if (guard == Truth.TRUE) {
                return new Verdict(Truth.TRUE, same, "");
            }
            Truth goesOn =
                    rule.modifiers()
                            .whileHolds()
                            .map(condition -> place.under(condition, k, firing.binding))
                            .orElse(Truth.FALSE);
            if (goesOn == Truth.TRUE) {
                firing.held = "while";
                return new Verdict(Truth.TRUE, same, "while");
            }
            if (guard == Truth.UNKNOWN || goesOn == Truth.UNKNOWN) {
                return new Verdict(Truth.UNKNOWN, same, "");
            }
        }
        boolean endsNow = k == place.current && !place.frame.firing.orElseThrow().failed;
        if (endsNow && rule.modifiers().cooldown().isPresent()) {
            return new Verdict(Truth.FALSE, Optional.empty(), "blocked: cooling down");
        }
        Optional<String> resting = ledger.resting(place.now, rule.modifiers());
        if (resting.isPresent()) {
            return new Verdict(Truth.FALSE, Optional.empty(), "blocked: " + resting.get());
        }
        return new Verdict(place.raw(k), Optional.empty(), "");
    }

    private void fire(Place place, int k, Verdict verdict, List<Update> updates) {
        Frame frame = place.frame;
        frame.idleTold = false;
        List<Value> binding =
                verdict.binding().orElseGet(() -> firings.choose(place.rule(k), place.environment));
        boolean goesOn =
                verdict.binding().isPresent()
                        && k == place.current
                        && frame.firing.orElseThrow().binding.equals(binding);
        if (goesOn) {
            return;
        }
        end(place);
        Ledger ledger = place.ledger(k);
        ledger.begin(place.now, place.rule(k).modifiers());
        frame.firing =
                Optional.of(
                        new Frame.Firing(place.rule(k).label(), binding, place.now, ledger.count));
        Rule.Modifiers modifiers = place.rule(k).modifiers();
        frame.firing.get().committed =
                modifiers.min().filter(min -> min.isPositive()).isPresent()
                        || (modifiers.untilHolds().isPresent()
                                && place.under(modifiers.untilHolds().get(), k, binding)
                                        != Truth.TRUE);
        for (int below = k + 1; below < place.procedure.rules().size(); below++) {
            place.ledger(below).block = Optional.empty();
        }
        firings.begun(
                place.task,
                place.rule(k),
                place.environment.with(place.rule(k).free(), binding),
                updates,
                notices);
    }

    private void end(Place place) {
        if (place.current >= 0 && place.frame.firing.isPresent()) {
            place.ledger(place.current).ended = Optional.of(place.now);
        }
        place.frame.firing = Optional.empty();
    }

    // --- the unknown

    private void unknown(Place place, int k, boolean commit, List<Update> updates) {
        if (place.procedure.onUnknown() instanceof Procedure.OnUnknown.Hold(var hold)) {
            if (place.frame.unknownSince.isEmpty()) {
                place.frame.unknownSince = Optional.of(place.now);
            }
            if (place.now - place.frame.unknownSince.get() < Micros.of(hold)) {
                stay(place);
                return;
            }
        }
        park(place, k, commit, updates);
    }

    private void stay(Place place) {
        boolean over =
                place.current >= 0
                        && (place.ledger(place.current).block.isPresent()
                                || place.frame.firing.orElseThrow().failed);
        if (over) {
            end(place);
        }
        place.frame.held = true;
        place.frame.firing.ifPresent(firing -> firing.held = "hold");
    }

    private void park(Place place, int k, boolean commit, List<Update> updates) {
        if (!place.frame.parkTold) {
            place.frame.parkTold = true;
            notices.add(
                    new Output.Alert(
                            place.task,
                            "%s is parked: whether %s applies is unknown"
                                    .formatted(place.frame.id.procedure(), place.rule(k).label())));
        }
        if (!place.frame.harmful) {
            for (int below = k + 1; below < place.procedure.rules().size(); below++) {
                boolean passedOver =
                        commit && below >= place.procedure.safety() && below < place.current;
                if (!passedOver && harmless(place.rule(below))) {
                    Verdict verdict = verdict(place, below, commit);
                    if (verdict.truth() == Truth.TRUE) {
                        fire(place, below, verdict, updates);
                        return;
                    }
                }
            }
        }
        stay(place);
    }

    private boolean harmless(Rule rule) {
        return TemporalOperators.calls(rule.body()).stream()
                .allMatch(call ->
                        call.target() == Rule.Target.ACTION
                                && Optional.ofNullable(actions.get(call.name()))
                                        .orElseThrow()
                                        .harmless());
    }
}
