package io.teleon.policies.engine;

import io.teleon.policies.host.Output;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Truth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/// Decides a task from its root down, and tells which actions it wants (SEMANTICS 5.6 to 5.8).
final class FrameTree {

    private static final int DEEPEST = 64;

    private final Map<Name, Procedure> procedures;
    private final Map<Name, Declaration.Action> actions;
    private final Evaluator evaluator;
    private final InstanceTable instances;
    private final Glances glances;
    private final ActionCalls actionCalls;
    private final Sequences sequences;
    private final Scan scan;

    private int failures;

    FrameTree(
            Program program,
            Evaluator evaluator,
            EngineState state,
            InstanceTable instances,
            Glances glances,
            Advice advice) {
        this.instances = instances;
        this.glances = glances;
        this.procedures = new HashMap<>(program.proceduresByName());
        this.actions = new HashMap<>(program.actionsByName());
        this.evaluator = evaluator;
        this.actionCalls = new ActionCalls(procedures, actions, evaluator, instances, glances);
        this.sequences = new Sequences(procedures, actionCalls, evaluator, instances, glances);
        this.scan = new Scan(program, evaluator, state, advice);
    }

    /// What deciding a task gives.
    record Decision(List<Wanted> wanted, List<Update> updates, List<Output> notices) {}

    /// How calls of actions are told.
    ActionCalls actionCalls() {
        return actionCalls;
    }

    long guardEvaluations() {
        return scan.guardEvaluations();
    }

    /// @throws TaskFault when the program asks for more than there is
    Decision decide(TaskState task) {
        Decision decision =
                new Decision(new ArrayList<>(1), new ArrayList<>(0), new ArrayList<>(0));
        task.moved = false;
        task.unsettled = false;
        decide(task, task.root, 1, decision);
        if (task.moved && evaluator.watching().isNoted()) {
            foresee(task, task.root);
        }
        if (evaluator.watching().isNoted()) {
            clocks(task, task.root);
        }
        return decision;
    }

    private void foresee(TaskState task, Frame frame) {
        task.unsettled |= !scan.foresee(task, frame);
        frame.kids.values().forEach(kid -> foresee(task, kid));
    }

    private void decide(TaskState task, Frame frame, int depth, Decision decision) {
        if (depth > DEEPEST) {
            throw new TaskFault("procedures call one another more than " + DEEPEST + " deep");
        }
        scan.decide(task, frame, decision.updates(), decision.notices());
        boolean wasHarmful = frame.harmful;
        frame.harmful = false;
        if (frame.firing.isEmpty()) {
            endKids(task, frame, Frame.NO_KIDS);
        } else {
            kids(task, frame, depth, decision);
        }
        task.moved |= frame.harmful != wasHarmful;
    }

    private void kids(TaskState task, Frame frame, int depth, Decision decision) {
        Frame.Firing firing = frame.firing.orElseThrow();
        if (firing.isCarried()) {
            keepUp(task, frame, depth, decision);
            return;
        }
        Procedure procedure = procedure(frame);
        Rule rule = rule(procedure, firing.label);
        Environment environment =
                Environment.of(frame.id.arguments()).with(rule.free(), firing.binding);
        Calls calls = new Calls();
        switch (rule.body()) {
            case Rule.Body.Nothing _ -> {}
            case Rule.Body.Parallel parallel -> {
                for (int i = 0; i < parallel.calls().size(); i++) {
                    call(task, frame, parallel.calls().get(i), i, environment, calls, decision);
                }
            }
            case Rule.Body.Sequence sequence -> {
                long entered = firing.entries;
                sequences.advance(task, frame, firing, sequence, environment);
                task.moved |= firing.entries != entered;
                if (firing.step < sequence.steps().size()) {
                    call(
                            task,
                            frame,
                            sequence.steps().get(firing.step).call(),
                            firing.step,
                            environment,
                            calls,
                            decision);
                }
            }
        }
        endKids(task, frame, calls.kids);
        frame.kids = calls.kids;
        frame.sites = calls.sites;
        for (Frame kid : calls.kids.values()) {
            decide(task, kid, depth + 1, decision);
            frame.harmful |= kid.harmful;
            failLateGoal(task, frame, firing, rule, kid);
        }
    }

    /// The procedures that a firing calls now, and by which of its calls.
    private static final class Calls {
        Map<Frame.Id, Frame> kids = Frame.NO_KIDS;
        Map<Frame.Site, Frame.Id> sites = Frame.NO_SITES;

        void add(Frame.Site site, Frame kid) {
            if (kids.isEmpty()) {
                // Most call one.
                kids = Collections.singletonMap(kid.id, kid);
                sites = Collections.singletonMap(site, kid.id);
                return;
            }
            if (sites.size() == 1) {
                kids = new LinkedHashMap<>(kids);
                sites = new LinkedHashMap<>(sites);
            }
            kids.putIfAbsent(kid.id, kid);
            sites.put(site, kid.id);
        }
    }

    private static Rule rule(Procedure procedure, String label) {
        for (Rule rule : procedure.rules()) {
            if (rule.label().equals(label)) {
                return rule;
            }
        }
        throw new NoSuchElementException("no rule " + label + " in " + procedure.name());
    }

    /// What a firing of another text has begun stays as it is while its frame cannot be decided;
    /// nothing is started for it.
    private void keepUp(TaskState task, Frame frame, int depth, Decision decision) {
        for (Instance instance : instances.of(task.id)) {
            if (instance.wish.frame().equals(frame.id) && instance.isKept()) {
                Declaration.Action action =
                        Optional.ofNullable(actions.get(instance.id.action())).orElseThrow();
                glances.read(instance.id);
                decision.wanted()
                        .add(
                                Wanted.asItIs(
                                        action, instance, task, decision.wanted().size(), frame));
                frame.harmful |= !action.harmless();
            }
        }
        for (Frame kid : frame.kids.values()) {
            decide(task, kid, depth + 1, decision);
            frame.harmful |= kid.harmful;
        }
    }

    private void call(
            TaskState task,
            Frame frame,
            Rule.Invocation call,
            int index,
            Environment environment,
            Calls calls,
            Decision decision) {
        if (call.target() == Rule.Target.ACTION) {
            Optional<Wanted> wanted =
                    actionCalls.wanted(task, frame, call, environment, decision.wanted().size());
            if (wanted.isPresent()) {
                decision.wanted().add(wanted.get());
                frame.harmful |= !wanted.get().action().harmless();
            }
            return;
        }
        Frame.Site site = new Frame.Site(frame.firing.orElseThrow().label, index);
        Optional<Frame.Id> id =
                evaluator
                        .values(call.arguments(), environment)
                        .map(arguments ->
                                new Frame.Id(
                                        call.name(),
                                        arguments.equals(frame.id.arguments())
                                                ? frame.id.arguments()
                                                : arguments))
                        .or(() ->
                                Optional.ofNullable(frame.sites.get(site))
                                        .filter(frame.kids::containsKey));
        if (id.isEmpty()) {
            return;
        }
        Frame kid = calls.kids.get(id.get());
        if (kid == null) {
            kid = frame.kids.get(id.get());
        }
        if (kid == null) {
            kid = new Frame(id.get(), evaluator.now());
            kid.parent = frame;
            task.moved = true;
        }
        calls.add(site, kid);
    }

    private void endKids(TaskState task, Frame frame, Map<Frame.Id, Frame> kept) {
        for (Frame kid : frame.kids.values()) {
            if (!kept.containsKey(kid.id)) {
                task.moved = true;
                end(task, kid);
            }
        }
        if (kept.isEmpty()) {
            frame.kids = Frame.NO_KIDS;
            frame.sites = Frame.NO_SITES;
        }
    }

    /// Ends the firings of a frame and of all below it.
    void end(TaskState task, Frame frame) {
        if (frame.firing.filter(firing -> !firing.advised).isPresent()) {
            ledger(task, frame, frame.firing.get().label)
                    .ifPresent(ledger -> ledger.ended = Optional.of(evaluator.now()));
        }
        frame.firing = Optional.empty();
        frame.kids.values().forEach(kid -> end(task, kid));
    }

    private Optional<Ledger> ledger(TaskState task, Frame frame, String label) {
        List<Rule> rules = procedure(frame).rules();
        for (int k = 0; k < rules.size(); k++) {
            if (rules.get(k).label().equals(label)) {
                return Optional.of(scan.book(task, frame).ledger(k));
            }
        }
        return Optional.empty();
    }

    private Procedure procedure(Frame frame) {
        return Optional.ofNullable(procedures.get(frame.id.procedure())).orElseThrow();
    }

    /// A procedure that was to achieve something in time and has not fails the firing that called
    /// it.
    private void failLateGoal(
            TaskState task, Frame frame, Frame.Firing firing, Rule rule, Frame kid) {
        Procedure procedure = procedure(kid);
        boolean late =
                procedure.goal().isPresent()
                        && procedure.goal().get().kind() == Procedure.GoalKind.ACHIEVE
                        && procedure.goal().get().within().isPresent()
                        && evaluator.now() - kid.began
                                >= Micros.of(procedure.goal().get().within().get())
                        && evaluator.truth(
                                        procedure.goal().get().condition(),
                                        Environment.of(kid.id.arguments()))
                                != Truth.TRUE;
        if (late && !firing.failed) {
            fail(task, frame, firing, rule, procedure.name() + " did not get there in time");
        }
    }

    /// How many firings have failed since the engine began: what the next scan finds differs.
    int failures() {
        return failures;
    }

    /// Whether the firing that wanted an instance goes on.
    boolean fires(TaskState task, Wanted.Wish wish) {
        return find(task.root, wish).isPresent();
    }

    /// Fails the firing that wanted an instance, if it still fires.
    void fail(TaskState task, Wanted.Wish wish, String reason) {
        find(task.root, wish)
                .ifPresent(frame -> {
                    Frame.Firing firing = frame.firing.orElseThrow();
                    procedure(frame).rules().stream()
                            .filter(rule -> rule.label().equals(firing.label))
                            .findFirst()
                            .ifPresent(rule -> fail(task, frame, firing, rule, reason));
                });
    }

    /// Blocks the rule of the firing that wants an instance.
    void block(TaskState task, Wanted.Wish wish, String reason) {
        find(task.root, wish)
                .flatMap(frame -> ledger(task, frame, wish.label()))
                .ifPresent(ledger -> {
                    ledger.block = Optional.of(reason);
                    failures++;
                    task.wake();
                });
    }

    private Optional<Frame> find(Frame frame, Wanted.Wish wish) {
        boolean here =
                frame.id.equals(wish.frame())
                        && frame.firing
                                .map(f -> f.label.equals(wish.label()) && f.number == wish.firing())
                                .orElse(false);
        return here
                ? Optional.of(frame)
                : frame.kids.values().stream().flatMap(kid -> find(kid, wish).stream()).findFirst();
    }

    /// A firing that has failed goes on no longer; without `at most` its rule is blocked.
    void fail(TaskState task, Frame frame, Frame.Firing firing, Rule rule, String reason) {
        firing.failed = true;
        failures++;
        task.moved = true;
        task.wake();
        ledger(task, frame, firing.label)
                .ifPresent(ledger -> {
                    if (firing.advised) {
                        ledger.count(evaluator.now(), rule.modifiers());
                        firing.advised = false;
                    }
                    ledger.ended = Optional.of(evaluator.now());
                    if (rule.modifiers().atMost().isEmpty()) {
                        ledger.block = Optional.of("failed: " + reason);
                    }
                });
    }

    // --- time

    /// Notes when time alone changes what a frame, or one below it, does.
    private void clocks(TaskState task, Frame frame) {
        Procedure procedure = procedure(frame);
        if (frame.unknownSince.isPresent()
                && procedure.onUnknown() instanceof Procedure.OnUnknown.Hold(var hold)) {
            until(frame.unknownSince.get() + Micros.of(hold));
        }
        if (procedure.goal().isPresent() && procedure.goal().get().within().isPresent()) {
            until(frame.began + Micros.of(procedure.goal().get().within().get()));
        }
        Book book = scan.book(task, frame);
        for (int k = 0; k < procedure.rules().size(); k++) {
            Optional<Ledger> ledger = book.find(k);
            if (ledger.isPresent()) {
                until(ledger.get().next(evaluator.now(), procedure.rules().get(k).modifiers()));
            }
        }
        frame.firing
                .filter(firing -> !firing.isCarried())
                .ifPresent(firing -> clocks(procedure, firing));
        frame.kids.values().forEach(kid -> clocks(task, kid));
    }

    private void clocks(Procedure procedure, Frame.Firing firing) {
        Rule rule = rule(procedure, firing.label);
        rule.modifiers().min().ifPresent(min -> until(firing.since + Micros.of(min)));
        rule.modifiers().max().ifPresent(max -> until(firing.since + Micros.of(max)));
        if (rule.body() instanceof Rule.Body.Sequence sequence
                && firing.step < sequence.steps().size()) {
            sequence.steps()
                    .get(firing.step)
                    .duration()
                    .ifPresent(lasts -> until(firing.stepSince + Micros.of(lasts)));
        }
    }

    private void until(long time) {
        if (time > evaluator.now()) {
            evaluator.watching().until(time);
        }
    }
}
