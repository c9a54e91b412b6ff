package io.teleon.policies.reference;

import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Truth;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Decides frames: SEMANTICS 5.
final class Frames {

    private static final int DEEPEST = 64;
    private static final int STEPS = 1000;

    /// What the frames of one task lead to in one epoch.
    interface Host {

        void update(Rule.Update update, Frame.Firing firing);

        void alert(String reason);

        void wish(Wish wish);

        /// Something changed that the next scan would find.
        void disturbed();
    }

    final Map<Ledger.Key, Ledger> ledgers = new LinkedHashMap<>();
    private final Meaning meaning;
    private final Map<Name, Procedure> procedures;
    private final Map<Name, Declaration.Action> actions;
    private final Function<Instance.Key, Optional<Instance>> instances;
    private final Function<Instance.Key, Optional<Frame.Turn>> commands;
    long guardEvaluations;

    /// @param commands which firing gave a command last, once it was carried out
    Frames(
            Program program,
            Meaning meaning,
            Function<Instance.Key, Optional<Instance>> instances,
            Function<Instance.Key, Optional<Frame.Turn>> commands) {
        this.meaning = meaning;
        this.instances = instances;
        this.commands = commands;
        procedures = program.proceduresByName();
        actions = program.actionsByName();
    }

    private record Raw(Truth truth, List<List<Value>> solutions) {}

    private enum Value3 {
        FALSE,
        UNKNOWN,
        SAME,
        FRESH
    }

    Ledger ledger(TaskId task, Frame frame, Rule rule) {
        return ledgers.computeIfAbsent(
                new Ledger.Key(task, frame.procedure.name(), frame.arguments, rule.label()),
                _ -> new Ledger());
    }

    private long now() {
        return meaning.known.now;
    }

    Procedure procedure(Name name) {
        return Optional.ofNullable(procedures.get(name)).orElseThrow();
    }

    Declaration.Action action(Name name) {
        return Optional.ofNullable(actions.get(name)).orElseThrow();
    }

    /// @param above frames from the root down, with what fires in them
    void decide(TaskId task, Frame frame, List<Wish.Place> above, Set<String> needs, Host host) {
        if (above.size() >= DEEPEST) {
            throw new Fault("recursion deeper than " + DEEPEST);
        }
        List<Rule> rules = frame.procedure.rules();
        Bindings arguments = Bindings.of(frame.arguments);
        List<Raw> raws = new ArrayList<>();
        for (Rule rule : rules) {
            Raw raw = raw(rule, arguments);
            raws.add(raw);
            if (raw.truth() == Truth.FALSE) {
                ledger(task, frame, rule).block = Optional.empty();
            }
        }
        frame.firing.ifPresent(firing -> {
            if (!firing.advised && lasts(firing, firing.rule.modifiers().max())) {
                ledger(task, frame, firing.rule).block = Optional.of("max");
            }
        });
        boolean commit = committed(task, frame);
        List<Value3> values = new ArrayList<>();
        for (int k = 0; k < rules.size(); k++) {
            boolean hidden =
                    commit && k >= frame.procedure.safety() && k < frame.firing.orElseThrow().index;
            values.add(
                    hidden
                            ? Value3.FALSE
                            : value(task, frame, rules.get(k), k, raws.get(k).truth(), commit));
        }
        frame.held = false;
        scan(task, frame, raws, values, host);
        frame.firing.ifPresent(firing -> firing.committed = committed(task, frame));
        kids(task, frame, above, needs, host);
    }

    private Raw raw(Rule rule, Bindings arguments) {
        Truth[] any = {Truth.FALSE};
        List<List<Value>> solutions = new ArrayList<>();
        Bindings.each(
                meaning.known,
                rule.free(),
                values -> {
                    guardEvaluations++;
                    Truth truth = meaning.truth(rule.guard(), arguments.with(rule.free(), values));
                    any[0] = any[0].or(truth);
                    if (truth == Truth.TRUE) {
                        solutions.add(values);
                    }
                });
        return new Raw(any[0], solutions);
    }

    private boolean lasts(Frame.Firing firing, Optional<java.time.Duration> duration) {
        return duration.isPresent() && now() - firing.start >= Knowledge.micros(duration.get());
    }

    boolean committed(TaskId task, Frame frame) {
        if (frame.firing.isEmpty()) {
            return false;
        }
        Frame.Firing firing = frame.firing.get();
        Rule.Modifiers modifiers = firing.rule.modifiers();
        return !firing.failed
                && !firing.advised
                && ledger(task, frame, firing.rule).block.isEmpty()
                && ((modifiers.min().isPresent() && !lasts(firing, modifiers.min()))
                        || (modifiers.untilHolds().isPresent()
                                && meaning.truth(modifiers.untilHolds().get(), firing.bindings)
                                        != Truth.TRUE));
    }

    private Value3 value(TaskId task, Frame frame, Rule rule, int k, Truth raw, boolean commit) {
        Ledger ledger = ledger(task, frame, rule);
        if (ledger.block.isPresent()) {
            return Value3.FALSE;
        }
        Optional<Frame.Firing> same = frame.firing.filter(f -> f.index == k && !f.failed);
        if (same.isPresent()) {
            Bindings bindings = same.get().bindings;
            guardEvaluations++;
            Truth goesOn =
                    meaning.truth(rule.guard(), bindings)
                            .or(
                                    rule.modifiers()
                                            .whileHolds()
                                            .map(w -> meaning.truth(w, bindings))
                                            .orElse(Truth.FALSE));
            if (commit || goesOn == Truth.TRUE) {
                return Value3.SAME;
            }
            if (goesOn == Truth.UNKNOWN) {
                return Value3.UNKNOWN;
            }
            // It ends now, so it cools down from now on.
            if (rule.modifiers().cooldown().isPresent() && !same.get().advised) {
                return Value3.FALSE;
            }
        }
        if (resting(ledger, rule)) {
            return Value3.FALSE;
        }
        return switch (raw) {
            case FALSE -> Value3.FALSE;
            case UNKNOWN -> Value3.UNKNOWN;
            case TRUE -> Value3.FRESH;
        };
    }

    private boolean resting(Ledger ledger, Rule rule) {
        Rule.Modifiers modifiers = rule.modifiers();
        if (modifiers.cooldown().isPresent()
                && ledger.ended.isPresent()
                && now() - ledger.ended.get() < Knowledge.micros(modifiers.cooldown().get())) {
            return true;
        }
        return modifiers.atMost().isPresent()
                && ledger.begins.stream()
                                .filter(begin ->
                                        begin
                                                > now()
                                                        - Knowledge.micros(
                                                                modifiers.atMost().get().per()))
                                .count()
                        >= modifiers.atMost().get().times();
    }

    private void scan(TaskId task, Frame frame, List<Raw> raws, List<Value3> values, Host host) {
        for (int k = 0; k < values.size(); k++) {
            switch (values.get(k)) {
                case FALSE -> {}
                case SAME, FRESH -> {
                    frame.unknownSince = Optional.empty();
                    frame.parked = false;
                    fire(task, frame, k, values.get(k), raws.get(k), host);
                    return;
                }
                case UNKNOWN -> {
                    switch (frame.procedure.onUnknown()) {
                        case Procedure.OnUnknown.Skip _ -> {
                            continue;
                        }
                        case Procedure.OnUnknown.Escalate _ ->
                                park(task, frame, k, raws, values, host);
                        case Procedure.OnUnknown.Hold(var duration) -> {
                            long since = frame.unknownSince.orElse(now());
                            frame.unknownSince = Optional.of(since);
                            if (now() - since < Knowledge.micros(duration)) {
                                stay(task, frame);
                            } else {
                                park(task, frame, k, raws, values, host);
                            }
                        }
                    }
                    return;
                }
            }
        }
        frame.unknownSince = Optional.empty();
        frame.parked = false;
        end(task, frame);
        if (!frame.none) {
            host.alert("no rule of " + frame.procedure.name() + " fires");
        }
        frame.none = true;
    }

    private void fire(TaskId task, Frame frame, int k, Value3 value, Raw raw, Host host) {
        frame.none = false;
        if (value == Value3.SAME) {
            return;
        }
        Rule rule = frame.procedure.rules().get(k);
        Bindings arguments = Bindings.of(frame.arguments);
        List<Value> assignment = raw.solutions().getFirst();
        if (rule.choose().isPresent()) {
            Optional<Double> best = Optional.empty();
            for (List<Value> candidate : raw.solutions()) {
                Optional<Double> cost =
                        meaning.number(
                                rule.choose().get().by(), arguments.with(rule.free(), candidate));
                if (cost.isPresent()
                        && (best.isEmpty()
                                || (rule.choose().get().direction() == Rule.Direction.MIN
                                        ? cost.get() < best.get()
                                        : cost.get() > best.get()))) {
                    best = cost;
                    assignment = candidate;
                }
            }
        }
        end(task, frame);
        Ledger ledger = ledger(task, frame, rule);
        ledger.count++;
        Frame.Firing firing =
                new Frame.Firing(
                        k,
                        rule,
                        assignment,
                        arguments.with(rule.free(), assignment),
                        now(),
                        ledger.count);
        frame.firing = Optional.of(firing);
        firing.advised =
                meaning.alone(() -> meaning.truth(rule.guard(), firing.bindings)) != Truth.TRUE;
        if (!firing.advised) {
            ledger.begins.add(now());
        }
        for (int below = k + 1; below < frame.procedure.rules().size(); below++) {
            ledger(task, frame, frame.procedure.rules().get(below)).block = Optional.empty();
        }
        rule.updates().forEach(update -> host.update(update, firing));
    }

    private void stay(TaskId task, Frame frame) {
        frame.held = true;
        frame.firing.ifPresent(firing -> {
            if (firing.failed || ledger(task, frame, firing.rule).block.isPresent()) {
                end(task, frame);
            }
        });
    }

    private void park(
            TaskId task, Frame frame, int unknown, List<Raw> raws, List<Value3> values, Host host) {
        boolean stays = frame.firing.isPresent() && harmful(frame);
        boolean fires = false;
        for (int k = unknown + 1; k < values.size() && !stays && !fires; k++) {
            if ((values.get(k) == Value3.SAME || values.get(k) == Value3.FRESH)
                    && Frame.calls(frame.procedure.rules().get(k).body()).stream()
                            .allMatch(call ->
                                    call.target() == Rule.Target.ACTION
                                            && action(call.name()).harmless())) {
                fire(task, frame, k, values.get(k), raws.get(k), host);
                fires = true;
            }
        }
        if (!fires) {
            stay(task, frame);
        }
        if (!frame.parked) {
            host.alert("parked: " + frame.procedure.rules().get(unknown).label() + " is unknown");
        }
        frame.parked = true;
    }

    private static boolean harmful(Frame frame) {
        return frame.wanted.stream().anyMatch(action -> !action.harmless())
                || frame.kids.values().stream().anyMatch(Frames::harmful);
    }

    private void end(TaskId task, Frame frame) {
        frame.firing
                .filter(firing -> !firing.advised)
                .ifPresent(firing -> ledger(task, frame, firing.rule).ended = Optional.of(now()));
        frame.firing = Optional.empty();
    }

    /// It and all below it.
    void endAll(TaskId task, Frame frame) {
        end(task, frame);
        frame.kids.values().forEach(kid -> endAll(task, kid));
        frame.kids = new LinkedHashMap<>();
    }

    private void kids(
            TaskId task, Frame frame, List<Wish.Place> above, Set<String> needs, Host host) {
        Map<Frame.Key, Frame> kids = new LinkedHashMap<>();
        Map<Frame.Site, Frame.Key> made = new LinkedHashMap<>();
        List<Runnable> decisions = new ArrayList<>();
        frame.wanted = new ArrayList<>();
        if (frame.firing.isPresent()) {
            Frame.Firing firing = frame.firing.get();
            advance(firing);
            List<Wish.Place> path = new ArrayList<>(above);
            path.add(new Wish.Place(frame, firing));
            Set<String> held = new TreeSet<>(needs);
            if (frame.procedure.atomic()) {
                held.addAll(
                        needs(frame.procedure.uses(), Bindings.of(frame.arguments))
                                .orElse(Set.of()));
            }
            List<Rule.Invocation> all = Frame.calls(firing.rule.body());
            for (Rule.Invocation call : firing.now()) {
                if (call.target() == Rule.Target.ACTION) {
                    wish(task, call, path, held)
                            .ifPresent(wish -> {
                                frame.wanted.add(wish.action());
                                host.wish(wish);
                            });
                    continue;
                }
                Frame.Site site = new Frame.Site(firing.index, position(all, call));
                Optional<Frame.Key> key =
                        meaning.values(call.arguments(), firing.bindings)
                                .map(args -> new Frame.Key(call.name(), args))
                                .or(() ->
                                        Optional.ofNullable(frame.made.get(site))
                                                .filter(frame.kids::containsKey));
                key.ifPresent(k -> {
                    made.put(site, k);
                    if (!kids.containsKey(k)) {
                        Frame kid =
                                Optional.ofNullable(frame.kids.get(k))
                                        .orElseGet(() ->
                                                new Frame(
                                                        procedure(k.procedure()),
                                                        k.arguments(),
                                                        now()));
                        kids.put(k, kid);
                        decisions.add(() -> {
                            decide(task, kid, path, held, host);
                            goal(task, frame, firing, kid, host);
                        });
                    }
                });
            }
        }
        frame.kids.forEach((key, kid) -> {
            if (!kids.containsKey(key)) {
                endAll(task, kid);
            }
        });
        frame.kids = kids;
        frame.made = made;
        decisions.forEach(Runnable::run);
    }

    @SuppressWarnings("ReferenceEquality")
    private static int position(List<Rule.Invocation> all, Rule.Invocation call) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) == call) {
                return i;
            }
        }
        throw new IllegalStateException("no call " + call);
    }

    /// SEMANTICS 5.8.
    private void goal(TaskId task, Frame frame, Frame.Firing firing, Frame kid, Host host) {
        Optional<Procedure.Goal> goal =
                kid.procedure.goal().filter(g -> g.kind() == Procedure.GoalKind.ACHIEVE);
        if (goal.isPresent()
                && goal.get().within().isPresent()
                && now() - kid.began >= Knowledge.micros(goal.get().within().get())
                && meaning.truth(goal.get().condition(), Bindings.of(kid.arguments)) != Truth.TRUE
                && !firing.failed) {
            fail(task, frame, firing, kid.procedure.name() + " did not reach its goal in time");
            host.disturbed();
        }
    }

    /// Whether a firing stands alone: SEMANTICS 9.1.
    boolean standsAlone(Frame frame, Frame.Firing firing) {
        if (!firing.advised && (firing.committed || frame.held)) {
            return true;
        }
        return meaning.alone(() ->
                meaning.truth(firing.rule.guard(), firing.bindings)
                        .or(
                                firing.rule
                                        .modifiers()
                                        .whileHolds()
                                        .map(w -> meaning.truth(w, firing.bindings))
                                        .orElse(Truth.FALSE)))
                == Truth.TRUE;
    }

    /// What was only advised begins.
    void inEarnest(TaskId task, Frame frame, Frame.Firing firing) {
        if (firing.advised) {
            firing.advised = false;
            firing.start = now();
            firing.committed = committed(task, frame);
            ledger(task, frame, firing.rule).begins.add(now());
        }
    }

    /// SEMANTICS 7.5.
    void fail(TaskId task, Frame frame, Frame.Firing firing, String reason) {
        if (frame.firing.filter(f -> f == firing).isEmpty()) {
            return;
        }
        firing.failed = true;
        inEarnest(task, frame, firing);
        ledger(task, frame, firing.rule).ended = Optional.of(now());
        if (firing.rule.modifiers().atMost().isEmpty()) {
            ledger(task, frame, firing.rule).block = Optional.of("failed: " + reason);
        }
    }

    private Optional<Wish> wish(
            TaskId task, Rule.Invocation call, List<Wish.Place> path, Set<String> needs) {
        Declaration.Action action = action(call.name());
        Frame.Firing firing = path.getLast().firing();
        Optional<List<Value>> key = key(action, call, firing);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        Instance.Key instance = new Instance.Key(action.name(), key.get());
        List<Value> arguments = new ArrayList<>();
        for (int i = 0; i < call.arguments().size(); i++) {
            int place = i;
            Optional<Value> value =
                    meaning.value(call.arguments().get(i), firing.bindings)
                            .or(() -> instances.apply(instance).map(x -> x.arguments.get(place)));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            arguments.add(value.get());
        }
        return Optional.of(
                new Wish(
                        task,
                        action,
                        instance,
                        arguments,
                        List.copyOf(path),
                        call.approval(),
                        call.dryRun(),
                        needs,
                        firing.turn(),
                        false));
    }

    private Optional<List<Value>> key(
            Declaration.Action action, Rule.Invocation call, Frame.Firing firing) {
        return meaning.values(
                action.key().stream().map(place -> call.arguments().get(place)).toList(),
                firing.bindings);
    }

    /// What a call or an atomic procedure needs; nothing where that is unknown.
    Optional<Set<String>> needs(List<Declaration.Use> uses, Bindings bindings) {
        Set<String> needs = new TreeSet<>();
        for (Declaration.Use use : uses) {
            Optional<List<Value>> key = meaning.values(use.arguments(), bindings);
            if (key.isEmpty()) {
                return Optional.empty();
            }
            needs.add(use.resource() + key.get().toString());
        }
        return Optional.of(needs);
    }

    /// SEMANTICS 5.7.
    private void advance(Frame.Firing firing) {
        if (!(firing.rule.body() instanceof Rule.Body.Sequence sequence)) {
            return;
        }
        for (int steps = 0; steps < STEPS && !firing.over; steps++) {
            Rule.Step step = sequence.steps().get(firing.step);
            boolean last = false;
            if (step.duration().isPresent()) {
                long duration = Knowledge.micros(step.duration().get());
                if (now() - firing.stepBegan < duration) {
                    return;
                }
                firing.stepBegan += duration;
            } else if (done(step.call(), firing)) {
                firing.stepBegan = now();
                last = firing.step + 1 == sequence.steps().size();
            } else {
                return;
            }
            firing.step++;
            firing.entries++;
            if (firing.step == sequence.steps().size()) {
                firing.step = 0;
                firing.over = !sequence.repeat();
            }
            if (last) {
                // Round again in the next epoch at the earliest.
                return;
            }
        }
    }

    private boolean done(Rule.Invocation call, Frame.Firing firing) {
        Optional<List<Value>> arguments = meaning.values(call.arguments(), firing.bindings);
        if (call.target() == Rule.Target.PROCEDURE) {
            Optional<Expression> goal =
                    procedure(call.name())
                            .goal()
                            .filter(g -> g.kind() == Procedure.GoalKind.ACHIEVE)
                            .map(Procedure.Goal::condition);
            return arguments.isPresent()
                    && goal.isPresent()
                    && meaning.truth(goal.get(), Bindings.of(arguments.get())) == Truth.TRUE;
        }
        Declaration.Action action = action(call.name());
        Optional<Instance.Key> key =
                key(action, call, firing).map(k -> new Instance.Key(action.name(), k));
        Optional<Instance> instance = key.flatMap(instances);
        return switch (action.kind()) {
            case DURATIVE -> instance.isPresent() && instance.get().established();
            case RATIFY -> instance.isPresent() && instance.get().state == Instance.State.DONE;
            case ONCE ->
                    (instance.isPresent()
                                    && instance.get().state == Instance.State.DONE
                                    && instance.get().turn.equals(firing.turn()))
                            || key.flatMap(commands)
                                    .filter(turn -> turn.equals(firing.turn()))
                                    .isPresent();
        };
    }
}
