package io.teleon.policies.engine;

import io.teleon.policies.host.Output;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Truth;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides which rule of a frame fires (SEMANTICS 5).
final class Scan {

    private static final int MOST_VERDICT_LISTS = 10_000;

    private final Map<Name, Procedure> procedures;
    private final Map<Name, Declaration.Action> actions;
    private final Evaluator evaluator;
    private final EngineState state;
    private final Firings firings;
    private final Advice advice;

    private List<Output> notices = new ArrayList<>();
    private long guardEvaluations;

    /// What scans find is much the same for most frames: they share it.
    private final Map<List<String>, List<String>> verdictLists = new HashMap<>();

    Scan(Program program, Evaluator evaluator, EngineState state, Advice advice) {
        this.procedures = new HashMap<>(program.proceduresByName());
        this.actions = new HashMap<>(program.actionsByName());
        this.evaluator = evaluator;
        this.state = state;
        this.firings = new Firings(evaluator);
        this.advice = advice;
    }

    /// How often the guard of a rule was evaluated.
    long guardEvaluations() {
        return guardEvaluations;
    }

    /// What one rule says now.
    ///
    /// @param binding of the firing, where it is the firing that speaks
    private record Verdict(Truth truth, Optional<List<Value>> binding, String why) {
        String text() {
            return why.isEmpty()
                    ? switch (truth) {
                        case TRUE -> "T";
                        case FALSE -> "F";
                        case UNKNOWN -> "U";
                    }
                    : truth.letter() + " " + why;
        }
    }

    /// The ledgers of the rules of a frame.
    Book book(TaskState task, Frame frame) {
        Book book = frame.book;
        if (book == null) {
            // Two frames of the same procedure and arguments share what is remembered.
            book = find(task.root, frame.id).orElse(null);
            if (book == null) {
                Procedure procedure =
                        Optional.ofNullable(procedures.get(frame.id.procedure())).orElseThrow();
                book = new Book(state.ledgers, task.id, frame.id, procedure);
            }
            frame.book = book;
        }
        return book;
    }

    private static Optional<Book> find(Frame frame, Frame.Id id) {
        if (frame.book != null && frame.id.equals(id)) {
            return Optional.of(frame.book);
        }
        for (Frame kid : frame.kids.values()) {
            Optional<Book> found = find(kid, id);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /// A frame that is being decided.
    private final class Place {
        final TaskState task;
        final Frame frame;
        final Procedure procedure;
        final Environment environment;
        final Book book;
        final long now = evaluator.now();
        final int current;

        Place(TaskState task, Frame frame) {
            this.task = task;
            this.frame = frame;
            this.procedure =
                    Optional.ofNullable(procedures.get(frame.id.procedure())).orElseThrow();
            this.environment = Environment.of(frame.id.arguments());
            this.book = book(task, frame);
            this.current = frame.firing.map(firing -> place(procedure, firing.label)).orElse(-1);
        }

        Rule rule(int k) {
            return procedure.rules().get(k);
        }

        Truth guard(int k, List<Value> binding) {
            guardEvaluations++;
            return under(rule(k).guard(), k, binding);
        }

        Truth under(Expression condition, int k, List<Value> binding) {
            return evaluator.truth(condition, environment.with(rule(k).free(), binding));
        }

        Truth raw(int k) {
            guardEvaluations++;
            return evaluator.exists(rule(k).free(), rule(k).guard(), environment);
        }

        boolean isPassedOver(int k, boolean commit) {
            return commit && k >= procedure.safety() && k < current;
        }

        boolean skips() {
            return procedure.onUnknown() instanceof Procedure.OnUnknown.Skip;
        }
    }

    private static int place(Procedure procedure, String label) {
        for (int k = 0; k < procedure.rules().size(); k++) {
            if (procedure.rules().get(k).label().equals(label)) {
                return k;
            }
        }
        return -1;
    }

    /// Decides one frame, not its kids. Belief updates and notices of a firing that begins are
    /// added to the lists.
    void decide(TaskState task, Frame frame, List<Update> updates, List<Output> told) {
        notices = told;
        frame.held = false;
        Place place = new Place(task, frame);
        clearBlocks(place);
        boolean commit = commit(place);
        frame.firing.ifPresent(firing -> firing.committed = commit);
        List<String> verdicts = new ArrayList<>(place.procedure.rules().size());
        scan(place, commit, verdicts, updates);
        frame.verdicts = verdictLists.computeIfAbsent(verdicts, List::copyOf);
        if (verdictLists.size() > MOST_VERDICT_LISTS) {
            verdictLists.clear();
        }
    }

    private void scan(Place place, boolean commit, List<String> verdicts, List<Update> updates) {
        Frame frame = place.frame;
        for (int k = 0; k < place.procedure.rules().size(); k++) {
            if (place.isPassedOver(k, commit)) {
                verdicts.add("passed over");
                continue;
            }
            Verdict verdict = verdict(place, k, commit);
            verdicts.add(verdict.text());
            if (verdict.truth() == Truth.FALSE
                    || (verdict.truth() == Truth.UNKNOWN && place.skips())) {
                continue;
            }
            if (verdict.truth() == Truth.UNKNOWN) {
                unknown(place, k, commit, updates);
            } else {
                decided(place);
                fire(place, k, verdict, updates);
            }
            return;
        }
        decided(place);
        end(place);
        if (!frame.idleTold) {
            frame.idleTold = true;
            place.task.moved = true;
            notices.add(
                    new Output.Alert(
                            place.task.id, "no rule of " + frame.id.procedure() + " applies"));
        }
    }

    /// Reads what the next scan will read, so that its reader is woken when that changes.
    ///
    /// @return whether the next scan would leave all as it is, if nothing else changes
    boolean foresee(TaskState task, Frame frame) {
        Place place = new Place(task, frame);
        String held = frame.firing.map(firing -> firing.held).orElse("");
        for (int k = 0; k < place.procedure.rules().size(); k++) {
            if (place.book.block(k).isPresent()) {
                place.raw(k);
            }
        }
        boolean commit = commit(place);
        boolean unknown = false;
        boolean others = false;
        boolean goesOn = false;
        for (int k = 0; k < place.procedure.rules().size() && !others && !goesOn; k++) {
            if (!place.isPassedOver(k, commit) && (!unknown || harmless(place.rule(k)))) {
                Verdict verdict = verdict(place, k, commit);
                unknown |= verdict.truth() == Truth.UNKNOWN && !place.skips();
                goesOn = verdict.truth() == Truth.TRUE && verdict.binding().isPresent();
                others = verdict.truth() == Truth.TRUE && !goesOn;
            }
        }
        frame.firing.ifPresent(firing -> firing.held = held);
        if (!unknown) {
            return goesOn || (!others && frame.firing.isEmpty());
        }
        boolean told = frame.unknownSince.isPresent() || frame.parkTold;
        return told && (!frame.parkTold || frame.harmful || !others);
    }

    private static void decided(Place place) {
        Frame frame = place.frame;
        place.task.moved |= frame.unknownSince.isPresent() || frame.parkTold;
        frame.unknownSince = Optional.empty();
        frame.parkTold = false;
    }

    private void clearBlocks(Place place) {
        for (int k = 0; k < place.procedure.rules().size(); k++) {
            if (place.book.block(k).isPresent() && place.raw(k) == Truth.FALSE) {
                unblock(place, k);
            }
        }
        if (place.current >= 0) {
            Frame.Firing firing = place.frame.firing.orElseThrow();
            Optional<Long> max = place.rule(place.current).modifiers().max().map(Micros::of);
            if (max.isPresent() && !firing.advised && place.now - firing.since >= max.get()) {
                place.task.moved = true;
                place.book.ledger(place.current).block = Optional.of("max");
            }
        }
    }

    private void unblock(Place place, int k) {
        if (place.book.block(k).isPresent()) {
            state.released++;
            place.task.moved = true;
            place.book.ledger(k).block = Optional.empty();
        }
    }

    private boolean commit(Place place) {
        if (place.current < 0
                || place.book.block(place.current).isPresent()
                || place.frame.firing.orElseThrow().failed) {
            return false;
        }
        Frame.Firing firing = place.frame.firing.orElseThrow();
        if (firing.advised) {
            firing.held = "guard";
            return false;
        }
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
        Rule rule = place.rule(k);
        Optional<String> block = place.book.block(k);
        if (block.isPresent()) {
            return new Verdict(Truth.FALSE, Optional.empty(), "blocked: " + block.get());
        }
        if (k == place.current && !place.frame.firing.orElseThrow().failed) {
            Frame.Firing firing = place.frame.firing.orElseThrow();
            Optional<List<Value>> same = Optional.of(firing.binding);
            if (commit) {
                return new Verdict(Truth.TRUE, same, firing.held);
            }
            Truth guard = place.guard(k, firing.binding);
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
        boolean endsNow =
                k == place.current
                        && !place.frame.firing.orElseThrow().failed
                        && !place.frame.firing.orElseThrow().advised;
        if (endsNow && rule.modifiers().cooldown().isPresent()) {
            return new Verdict(Truth.FALSE, Optional.empty(), "blocked: cooling down");
        }
        Optional<String> resting =
                place.book.find(k).flatMap(l -> l.resting(place.now, rule.modifiers()));
        if (resting.isPresent()) {
            return new Verdict(Truth.FALSE, Optional.empty(), "blocked: " + resting.get());
        }
        return new Verdict(place.raw(k), Optional.empty(), "");
    }

    private void fire(Place place, int k, Verdict verdict, List<Update> updates) {
        Frame frame = place.frame;
        place.task.moved |= frame.idleTold;
        frame.idleTold = false;
        List<Value> binding = verdict.binding().orElseGet(() -> choose(place, k));
        boolean goesOn =
                verdict.binding().isPresent()
                        && k == place.current
                        && frame.firing.orElseThrow().binding.equals(binding);
        if (goesOn) {
            return;
        }
        end(place);
        place.task.moved = true;
        Ledger ledger = place.book.ledger(k);
        boolean advised = isAdvised(place, k, binding);
        ledger.begin(place.now, place.rule(k).modifiers(), advised);
        frame.firing =
                Optional.of(
                        new Frame.Firing(place.rule(k).label(), binding, place.now, ledger.count));
        Rule.Modifiers modifiers = place.rule(k).modifiers();
        frame.firing.get().advised = advised;
        frame.firing.get().committed =
                !advised
                        && (modifiers.min().filter(min -> min.isPositive()).isPresent()
                                || (modifiers.untilHolds().isPresent()
                                        && place.under(modifiers.untilHolds().get(), k, binding)
                                                != Truth.TRUE));
        for (int below = k + 1; below < place.procedure.rules().size(); below++) {
            unblock(place, below);
        }
        // What it begins with is told once: nothing that is read for that is of interest later.
        evaluator.watching().pause();
        try {
            firings.begun(
                    place.task.id,
                    place.rule(k),
                    place.environment.with(place.rule(k).free(), binding),
                    updates,
                    notices);
        } finally {
            evaluator.watching().resume();
        }
    }

    /// Of interest once only.
    private boolean isAdvised(Place place, int k, List<Value> binding) {
        Rule rule = place.rule(k);
        evaluator.watching().pause();
        try {
            return advice.decides(rule.guard(), place.environment.with(rule.free(), binding));
        } finally {
            evaluator.watching().resume();
        }
    }

    /// The firing keeps its binding, so only this once anything rests on what else there is.
    private List<Value> choose(Place place, int k) {
        if (place.rule(k).free().isEmpty()) {
            return List.of();
        }
        evaluator.watching().pause();
        try {
            return firings.choose(place.rule(k), place.environment);
        } finally {
            evaluator.watching().resume();
        }
    }

    private static void end(Place place) {
        if (place.current >= 0 && place.frame.firing.filter(f -> !f.advised).isPresent()) {
            place.book.ledger(place.current).ended = Optional.of(place.now);
        }
        place.task.moved |= place.frame.firing.isPresent();
        place.frame.firing = Optional.empty();
    }

    // --- the unknown

    private void unknown(Place place, int k, boolean commit, List<Update> updates) {
        if (place.procedure.onUnknown() instanceof Procedure.OnUnknown.Hold(var hold)) {
            if (place.frame.unknownSince.isEmpty()) {
                place.frame.unknownSince = Optional.of(place.now);
                place.task.moved = true;
            }
            if (place.now - place.frame.unknownSince.get() < Micros.of(hold)) {
                stay(place);
                return;
            }
        }
        park(place, k, commit, updates);
    }

    private static void stay(Place place) {
        boolean over =
                place.current >= 0
                        && (place.book.block(place.current).isPresent()
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
            place.task.moved = true;
            notices.add(
                    new Output.Alert(
                            place.task.id,
                            "%s is parked: whether %s applies is unknown"
                                    .formatted(place.frame.id.procedure(), place.rule(k).label())));
        }
        if (!place.frame.harmful) {
            for (int below = k + 1; below < place.procedure.rules().size(); below++) {
                if (!place.isPassedOver(below, commit) && harmless(place.rule(below))) {
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
