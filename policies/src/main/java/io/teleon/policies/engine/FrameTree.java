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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides a task from its root down, and tells which actions it wants (SEMANTICS 5.6 to 5.8).
final class FrameTree {

    private static final int DEEPEST = 64;
    private static final int MOST_STEPS = 1000;

    private final Map<Name, Procedure> procedures;
    private final Map<Name, Declaration.Action> actions;
    private final Evaluator evaluator;
    private final Scan scan;
    private final Map<Ledger.Id, Ledger> ledgers;
    private final Map<Instance.Id, Instance> instances;

    private int failures;

    FrameTree(
            Program program,
            Evaluator evaluator,
            Map<Ledger.Id, Ledger> ledgers,
            Map<Instance.Id, Instance> instances) {
        this.procedures = program.proceduresByName();
        this.actions = program.actionsByName();
        this.evaluator = evaluator;
        this.ledgers = ledgers;
        this.instances = instances;
        this.scan = new Scan(program, evaluator, ledgers);
    }

    /// What deciding a task gives.
    record Decision(List<Wanted> wanted, List<Update> updates, List<Output> notices) {}

    /// @throws TaskFault when the program asks for more than there is
    Decision decide(TaskState task) {
        Decision decision = new Decision(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        decide(task, List.of(task.root), decision);
        return decision;
    }

    private void decide(TaskState task, List<Frame> path, Decision decision) {
        if (path.size() > DEEPEST) {
            throw new TaskFault("procedures call one another more than " + DEEPEST + " deep");
        }
        Frame frame = path.getLast();
        scan.decide(task.id, frame, decision.updates(), decision.notices());
        frame.harmful = false;
        if (frame.firing.isEmpty()) {
            endKids(task, frame, Map.of());
            return;
        }
        Frame.Firing firing = frame.firing.get();
        if (firing.isCarried()) {
            keepUp(task, path, decision);
            return;
        }
        Procedure procedure = procedure(frame);
        Rule rule =
                procedure.rules().stream()
                        .filter(r -> r.label().equals(firing.label))
                        .findFirst()
                        .orElseThrow();
        Environment environment =
                Environment.of(frame.id.arguments()).with(rule.free(), firing.binding);
        Map<Frame.Id, Frame> kids = new LinkedHashMap<>();
        Map<Frame.Site, Frame.Id> sites = new LinkedHashMap<>();
        switch (rule.body()) {
            case Rule.Body.Nothing _ -> {}
            case Rule.Body.Parallel parallel -> {
                for (int i = 0; i < parallel.calls().size(); i++) {
                    call(
                            task,
                            path,
                            parallel.calls().get(i),
                            i,
                            environment,
                            kids,
                            sites,
                            decision);
                }
            }
            case Rule.Body.Sequence sequence -> {
                advance(task, path, firing, sequence, environment);
                if (firing.step < sequence.steps().size()) {
                    call(
                            task,
                            path,
                            sequence.steps().get(firing.step).call(),
                            firing.step,
                            environment,
                            kids,
                            sites,
                            decision);
                }
            }
        }
        endKids(task, frame, kids);
        frame.kids = kids;
        frame.sites = sites;
        for (Frame kid : kids.values()) {
            List<Frame> longer = new ArrayList<>(path);
            longer.add(kid);
            decide(task, longer, decision);
            frame.harmful |= kid.harmful;
            failLateGoal(task, frame, firing, rule, kid);
        }
    }

    /// What a firing of another text has begun stays as it is while its frame cannot be decided;
    /// nothing is started for it.
    private void keepUp(TaskState task, List<Frame> path, Decision decision) {
        Frame frame = path.getLast();
        for (Instance instance : instances.values()) {
            if (instance.wish.task().equals(task.id)
                    && instance.wish.frame().equals(frame.id)
                    && instance.isKept()) {
                Declaration.Action action =
                        Optional.ofNullable(actions.get(instance.id.action())).orElseThrow();
                decision.wanted().add(Wanted.asItIs(action, instance, task, path));
                frame.harmful |= !action.harmless();
            }
        }
        for (Frame kid : frame.kids.values()) {
            List<Frame> longer = new ArrayList<>(path);
            longer.add(kid);
            decide(task, longer, decision);
            frame.harmful |= kid.harmful;
        }
    }

    private void call(
            TaskState task,
            List<Frame> path,
            Rule.Invocation call,
            int index,
            Environment environment,
            Map<Frame.Id, Frame> kids,
            Map<Frame.Site, Frame.Id> sites,
            Decision decision) {
        Frame frame = path.getLast();
        if (call.target() == Rule.Target.ACTION) {
            wanted(task, path, call, environment)
                    .ifPresent(wanted -> {
                        decision.wanted().add(wanted);
                        frame.harmful |= !wanted.action().harmless();
                    });
            return;
        }
        Frame.Site site = new Frame.Site(frame.firing.orElseThrow().label, index);
        Optional<Frame.Id> id =
                evaluator
                        .values(call.arguments(), environment)
                        .map(arguments -> new Frame.Id(call.name(), arguments))
                        .or(() ->
                                Optional.ofNullable(frame.sites.get(site))
                                        .filter(frame.kids::containsKey));
        id.ifPresent(kid -> {
            kids.computeIfAbsent(
                    kid,
                    _ ->
                            Optional.ofNullable(frame.kids.get(kid))
                                    .orElseGet(() -> new Frame(kid, evaluator.now())));
            sites.put(site, kid);
        });
    }

    private void endKids(TaskState task, Frame frame, Map<Frame.Id, Frame> kept) {
        for (Frame kid : frame.kids.values()) {
            if (!kept.containsKey(kid.id)) {
                end(task, kid);
            }
        }
        if (kept.isEmpty()) {
            frame.kids = new LinkedHashMap<>();
            frame.sites = new LinkedHashMap<>();
        }
    }

    /// Ends the firings of a frame and of all below it.
    void end(TaskState task, Frame frame) {
        frame.firing
                .filter(firing -> !firing.isCarried())
                .ifPresent(firing -> {
                    Ledger.Id id =
                            new Ledger.Id(
                                    task.id,
                                    frame.id.procedure(),
                                    frame.id.arguments(),
                                    firing.label);
                    ledgers.computeIfAbsent(id, _ -> new Ledger()).ended =
                            Optional.of(evaluator.now());
                });
        frame.firing = Optional.empty();
        frame.kids.values().forEach(kid -> end(task, kid));
    }

    private Procedure procedure(Frame frame) {
        return Optional.ofNullable(procedures.get(frame.id.procedure())).orElseThrow();
    }

    private Optional<Wanted> wanted(
            TaskState task, List<Frame> path, Rule.Invocation call, Environment environment) {
        Declaration.Action action = Optional.ofNullable(actions.get(call.name())).orElseThrow();
        List<Optional<Value>> arguments = new ArrayList<>();
        for (Expression argument : call.arguments()) {
            arguments.add(evaluator.value(argument, environment));
        }
        List<Value> key = new ArrayList<>();
        for (int place : action.key()) {
            if (arguments.get(place).isEmpty()) {
                return Optional.empty();
            }
            key.add(arguments.get(place).get());
        }
        Instance running = instances.get(new Instance.Id(action.name(), key));
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).isEmpty()) {
                if (running == null || running.remembered) {
                    return Optional.empty();
                }
                arguments.set(i, Optional.of(running.arguments.get(i)));
            }
        }
        Frame frame = path.getLast();
        Frame.Firing firing = frame.firing.orElseThrow();
        Wanted.Wish wish =
                new Wanted.Wish(task.id, frame.id, firing.label, firing.number, firing.entries);
        List<Value> values = arguments.stream().flatMap(Optional::stream).toList();
        return Optional.of(
                new Wanted(
                        action,
                        key,
                        arguments,
                        call,
                        task.id,
                        task.effective(),
                        path,
                        wish,
                        needs(action, values, path)));
    }

    Optional<List<Wanted.Claim>> needs(
            Declaration.Action action, List<Value> values, List<Frame> path) {
        List<Wanted.Claim> claims = new ArrayList<>();
        boolean known = claim(action.uses(), Environment.of(values), claims);
        for (Frame frame : path) {
            if (procedure(frame).atomic()) {
                known &=
                        claim(
                                procedure(frame).uses(),
                                Environment.of(frame.id.arguments()),
                                claims);
            }
        }
        return known ? Optional.of(claims.stream().distinct().toList()) : Optional.empty();
    }

    private boolean claim(
            List<Declaration.Use> uses, Environment environment, List<Wanted.Claim> claims) {
        boolean known = true;
        for (Declaration.Use use : uses) {
            Optional<List<Value>> key = evaluator.values(use.arguments(), environment);
            key.ifPresent(values -> claims.add(new Wanted.Claim(use.resource(), values)));
            known &= key.isPresent();
        }
        return known;
    }

    // --- sequences

    private void advance(
            TaskState task,
            List<Frame> path,
            Frame.Firing firing,
            Rule.Body.Sequence sequence,
            Environment environment) {
        long now = evaluator.now();
        for (int steps = 0; steps < MOST_STEPS && firing.step < sequence.steps().size(); steps++) {
            Rule.Step step = sequence.steps().get(firing.step);
            if (step.duration().isPresent()) {
                long ends = firing.stepSince + Micros.of(step.duration().get());
                if (now < ends) {
                    return;
                }
                next(firing, sequence, ends);
            } else if (isDone(task, path, step.call(), environment)) {
                next(firing, sequence, now);
                if (firing.stepSince == now && sequence.repeat() && firing.step == 0) {
                    return;
                }
            } else {
                return;
            }
        }
    }

    private static void next(Frame.Firing firing, Rule.Body.Sequence sequence, long at) {
        firing.step++;
        firing.entries++;
        firing.stepSince = at;
        if (firing.step == sequence.steps().size() && sequence.repeat()) {
            firing.step = 0;
        }
    }

    private boolean isDone(
            TaskState task, List<Frame> path, Rule.Invocation call, Environment environment) {
        if (call.target() == Rule.Target.PROCEDURE) {
            Procedure procedure = Optional.ofNullable(procedures.get(call.name())).orElseThrow();
            boolean achieve =
                    procedure.goal().isPresent()
                            && procedure.goal().get().kind() == Procedure.GoalKind.ACHIEVE;
            return achieve
                    && evaluator
                            .values(call.arguments(), environment)
                            .map(arguments ->
                                    evaluator.truth(
                                                    procedure.goal().get().condition(),
                                                    Environment.of(arguments))
                                            == Truth.TRUE)
                            .orElse(false);
        }
        Optional<Wanted> wanted = wanted(task, path, call, environment);
        Instance instance = wanted.map(w -> instances.get(w.id())).orElse(null);
        if (instance == null || wanted.isEmpty()) {
            return false;
        }
        Declaration.Action action = wanted.get().action();
        return switch (action.kind()) {
            case DURATIVE ->
                    (instance.state == Instance.State.RUNNING && action.effect().isEmpty())
                            || (instance.isInForce()
                                    && instance.state != Instance.State.STOPPING
                                    && instance.effectSeen);
            case ONCE ->
                    instance.state == Instance.State.DONE
                            && instance.wish.equals(wanted.get().wish());
            case RATIFY -> instance.state == Instance.State.DONE;
        };
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
        Ledger.Id id =
                new Ledger.Id(
                        task.id, wish.frame().procedure(), wish.frame().arguments(), wish.label());
        ledgers.computeIfAbsent(id, _ -> new Ledger()).block = Optional.of(reason);
        failures++;
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
        Ledger.Id id =
                new Ledger.Id(task.id, frame.id.procedure(), frame.id.arguments(), firing.label);
        Ledger ledger = ledgers.computeIfAbsent(id, _ -> new Ledger());
        ledger.ended = Optional.of(evaluator.now());
        if (rule.modifiers().atMost().isEmpty()) {
            ledger.block = Optional.of("failed: " + reason);
        }
    }
}
