package io.teleon.policies.engine;

import io.teleon.policies.host.Explanation;
import io.teleon.policies.host.Input;
import io.teleon.policies.host.Output;
import io.teleon.policies.host.Output.Transition;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Brings what is in force to what is wanted (SEMANTICS 7). Only those instances are looked at
/// about which something has changed, or that wait for something.
final class Instances {

    private final Map<Name, Declaration.Action> actions;
    private final Evaluator evaluator;
    private final EngineState state;
    private final FrameTree frames;
    private final Gates gates;
    private final Explanations explanations;
    private final InstanceTable instances;
    private final Wishes wishes;
    private final Resources resources;
    private final Handovers handovers;
    private final Failures failures;
    private final Reports reports;
    private final Starts starting;
    private final Attention attention;

    private List<Output> results = new ArrayList<>();
    private List<Output> questions = new ArrayList<>();
    private final List<Transition> stops = new ArrayList<>();
    private final List<Transition> modifications = new ArrayList<>();
    private List<Transition> starts = List.of();
    private long looks;

    Instances(
            Program program,
            Evaluator evaluator,
            Timers timers,
            EngineState state,
            InstanceTable instances,
            FrameTree frames,
            Gates gates,
            Glances glances,
            Explanations explanations) {
        this.actions = program.actionsByName();
        this.evaluator = evaluator;
        this.state = state;
        this.frames = frames;
        this.gates = gates;
        this.explanations = explanations;
        this.instances = instances;
        this.wishes = new Wishes(program, state, frames.actionCalls(), instances);
        this.resources = new Resources(program, instances);
        this.handovers = new Handovers(program, state, instances, wishes);
        this.failures = new Failures(state, evaluator, frames, instances);
        this.reports = new Reports(instances, failures);
        this.starting = new Starts(this, resources, handovers, instances, gates, explanations);
        this.attention = new Attention(actions, evaluator, timers, instances, handovers, glances);
        instances.whenRemoved(attention::removed);
        instances.all().forEach(instance -> attention.add(instance.id));
    }

    Declaration.Action action(Instance instance) {
        return Optional.ofNullable(actions.get(instance.id.action())).orElseThrow();
    }

    // --- what happens between two steps

    /// Empty, or why the report makes no sense.
    Optional<String> reported(Input.Reported report, List<Output> told) {
        Optional<Instance> found =
                instances.find(
                        new Instance.Id(report.instance().action(), report.instance().key()));
        if (found.isEmpty()
                || found.get().number != report.instance().number()
                || found.get().state == Instance.State.WAITING
                || !found.get().isReal()) {
            return Optional.of("there is no such action in force");
        }
        Instance instance = found.get();
        attention.add(instance.id);
        Optional<String> wrong = reports.take(instance, action(instance), report.progress(), told);
        attention.tell(instance);
        return wrong;
    }

    /// A task wants something else than before.
    void want(TaskState task, List<Wanted> now) {
        List<Wanted> before = task.wanted;
        boolean same = before.size() == now.size();
        for (int i = 0; same && i < now.size(); i++) {
            same = now.get(i).isSame(before.get(i));
        }
        if (!same) {
            before.forEach(this::withdraw);
            task.wanted = List.copyOf(now);
            now.forEach(wish -> {
                wishes.add(wish);
                attention.add(wish.id());
            });
        }
        if (task.moved) {
            instances.of(task.id).forEach(instance -> attention.add(instance.id));
        }
    }

    private void withdraw(Wanted wish) {
        wishes.remove(wish);
        attention.add(wish.id());
    }

    /// A task is there no longer.
    void gone(TaskState task) {
        task.wanted.forEach(this::withdraw);
        instances.of(task.id).forEach(instance -> attention.add(instance.id));
    }

    /// Whether the next step finds something that this one has left for it.
    boolean isUnfinished() {
        return attention.isUnfinished();
    }

    /// How often one was looked at.
    long looks() {
        return looks;
    }

    /// Those that wait for resources.
    List<Instance> queued() {
        List<Instance> queued = new ArrayList<>();
        for (Instance.Id id : attention.ids()) {
            instances.find(id).filter(i -> i.queuedSince.isPresent()).ifPresent(queued::add);
        }
        return queued;
    }

    // --- one step

    /// @param all whether to look at every instance
    void step(boolean all, List<Output> told, List<Output> asked) {
        results = told;
        questions = asked;
        stops.clear();
        modifications.clear();
        handovers.begin();
        starts = List.of();
        Set<Instance.Id> ids = attention.begin();
        if (!all && ids.isEmpty() && state.undos.isEmpty()) {
            return;
        }
        wishes.begin();
        if (all) {
            ids.addAll(wishes.ids());
            instances.all().forEach(instance -> ids.add(instance.id));
        }
        wishes.undos().forEach(undo -> ids.add(undo.id()));
        Map<Instance.Id, Wanted> wanted = wishes.deciding(ids);
        List<Instance> there = there(ids);
        looks += ids.size();
        there.forEach(this::watch);
        state.undos.removeIf(this::isUndone);
        List<Instance> unwanted = new ArrayList<>();
        for (Instance instance : there) {
            if (instances.contains(instance)
                    && (!wanted.containsKey(instance.id) || instance.failed)) {
                unwanted.add(instance);
            }
        }
        for (Wanted wish : wanted.values()) {
            Optional<Instance> instance = instances.find(wish.id());
            if (instance.isEmpty() && isAsked(wish)) {
                instances.add(waiting(wish));
            } else if (instance.isPresent() && !instance.get().failed) {
                goOn(instance.get(), wish);
            }
        }
        unwanted.addAll(handovers.refused());
        unwanted.forEach(this::letGo);
        starts = starting.step(wanted.values());
        ids.forEach(id -> attention.settle(id, Optional.ofNullable(wanted.get(id))));
        attention.end();
    }

    private List<Instance> there(Set<Instance.Id> ids) {
        List<Instance> there = new ArrayList<>();
        ids.forEach(id -> instances.find(id).ifPresent(there::add));
        there.sort(InstanceTable.ORDER);
        return there;
    }

    List<Output> transitions() {
        if (stops.isEmpty() && modifications.isEmpty() && starts.isEmpty()) {
            return List.of();
        }
        List<Output> all = new ArrayList<>(stops);
        all.addAll(modifications);
        all.addAll(starts);
        return all;
    }

    /// With the number that its next start has.
    private Instance waiting(Wanted wish) {
        Instance instance = new Instance(wish.id(), wish, evaluator.now());
        instance.number = state.numbers.getOrDefault(wish.id(), 0L) + 1;
        return instance;
    }

    /// Looks at the promise and the patience of one in force.
    private void watch(Instance instance) {
        boolean watched =
                instance.isReal()
                        && !instance.failed
                        && instance.state != Instance.State.WAITING
                        && instance.state != Instance.State.STOPPING;
        if (!watched) {
            return;
        }
        long now = evaluator.now();
        Declaration.Action action = action(instance);
        if (!instance.effectSeen && action.effect().isPresent()) {
            if (attention.effect(instance, action) == Truth.TRUE) {
                instance.effectSeen = true;
                results.add(
                        new Output.EffectSeen(
                                instance.instanceId(), Micros.instant(instance.startedAt)));
            } else if (now - instance.startedAt >= Micros.of(action.within().orElseThrow())) {
                fail(instance, "its effect was not seen in time");
                return;
            }
        }
        boolean late =
                instance.state == Instance.State.STARTING
                        && !instance.answered
                        && action.timeout().isPresent()
                        && now - instance.startedAt >= Micros.of(action.timeout().get());
        if (late) {
            fail(instance, "no answer in time");
        }
    }

    private void fail(Instance instance, String reason) {
        int undos = state.undos.size();
        failures.failed(instance, action(instance), reason, results);
        if (state.undos.size() > undos) {
            attention.leavesMore();
        }
    }

    /// Neither a firing that has failed nor an undoing that was given up starts anything.
    boolean isAsked(Wanted wish) {
        return wish.frame().isEmpty()
                ? state.undos.stream()
                        .anyMatch(undo ->
                                undo.task().equals(wish.task())
                                        && undo.action().equals(wish.action().name())
                                        && undo.number() == wish.wish().firing())
                : !wish.hasFailed();
    }

    private boolean isUndone(EngineState.Undo undo) {
        Declaration.Action action = Optional.ofNullable(actions.get(undo.action())).orElseThrow();
        Instance.Id id =
                new Instance.Id(
                        undo.action(), action.key().stream().map(undo.arguments()::get).toList());
        boolean undone =
                instances
                        .find(id)
                        .filter(instance ->
                                Failures.isOf(undo, instance)
                                        && instance.state == Instance.State.DONE)
                        .isPresent();
        if (undone) {
            attention.add(id);
        }
        return undone;
    }

    private void goOn(Instance instance, Wanted wish) {
        boolean otherWish = !instance.wish.equals(wish.wish());
        Declaration.Action action = wish.action();
        switch (instance.state) {
            case WAITING -> {
                if (otherWish) {
                    voidApprovals(instance, "another firing wants it now");
                    instance.suggested = false;
                }
                instance.arguments = wish.values();
                take(instance, wish);
            }
            case STARTING -> {
                // A command stays that of the firing it was given for.
                if (action.kind() != Declaration.Kind.ONCE && mayTake(instance, wish)) {
                    take(instance, wish);
                }
            }
            case STOPPING -> {}
            case RUNNING -> {
                if (!mayTake(instance, wish)) {
                    return;
                }
                if (otherWish) {
                    voidApprovals(instance, "another firing wants it now");
                    instance.suggested = false;
                }
                take(instance, wish);
                if (!instance.arguments.equals(wish.values())) {
                    modify(instance, wish);
                }
            }
            case DONE -> {
                boolean standing =
                        otherWish
                                && action.kind() == Declaration.Kind.RATIFY
                                && action.effect().isPresent()
                                && evaluator.truthOrUnknown(
                                                action.effect().get(),
                                                Environment.of(instance.arguments))
                                        != Truth.FALSE;
                if (standing) {
                    take(instance, wish);
                } else if (otherWish && isAsked(wish)) {
                    instances.add(waiting(wish));
                }
            }
        }
    }

    /// Whether a task may have an instance in force with all that it holds; it is let go otherwise.
    private boolean mayTake(Instance instance, Wanted wish) {
        boolean may = resources.mayTake(wish.task(), instance);
        if (!may) {
            handovers.refuse(instance);
        }
        return may;
    }

    private void take(Instance instance, Wanted wish) {
        instances.take(instance, wish.task());
        instance.wish = wish.wish();
        instance.handoverSince = Optional.empty();
    }

    private void modify(Instance instance, Wanted wish) {
        switch (check(wish, instance)) {
            case Gates.Answer.Pass(List<String> passed) -> {
                instance.arguments = wish.values();
                instance.reason = "";
                instance.explanation = explanations.of(wish, passed);
                modifications.add(transition(Transition.Kind.MODIFY, instance));
                // What it promises may be another thing now.
                attention.lookAnew(instance);
            }
            case Gates.Answer.Wait(String reason) -> instance.reason = "as before: " + reason;
            case Gates.Answer.Block(String reason) -> block(instance, reason);
        }
    }

    /// What the gates say; and sees to it that they are asked again in time.
    Gates.Answer check(Wanted wish, Instance instance) {
        return attention.gates(instance, () -> gates.check(wish, instance, wish.values()));
    }

    void block(Instance instance, String reason) {
        instance.reason = reason;
        Optional.ofNullable(state.tasks.get(instance.owner))
                .ifPresent(task -> frames.block(task, instance.wish, reason));
    }

    /// It was started: notes what it holds.
    void started(Instance instance, List<Wanted.Claim> needs) {
        state.numbers.put(instance.id, instance.number);
        instances.hold(instance, needs);
    }

    double basePriority(Wanted wish) {
        return wish.by().map(task -> task.priority).orElse(0.0);
    }

    Optional<TaskState> owner(Instance instance) {
        return Optional.ofNullable(state.tasks.get(instance.owner));
    }

    static Transition transition(Transition.Kind kind, Instance instance) {
        return new Transition(
                kind,
                instance.instanceId(),
                instance.arguments,
                instance.manner,
                instance.explanation);
    }

    private void voidApprovals(Instance instance, String reason) {
        voidOpen(instance, reason);
        instance.approvals.clear();
    }

    /// What was answered stays for as long as the firing goes on.
    void voidOpen(Instance instance, String reason) {
        for (Instance.Approval approval : instance.approvals.values()) {
            if (approval.granted.isEmpty()) {
                questions.add(new Output.ApprovalVoid(approval.number, reason));
            }
        }
        instance.approvals.values().removeIf(approval -> approval.granted.isEmpty());
    }

    // --- stopping

    private void letGo(Instance instance) {
        switch (instance.state) {
            case WAITING -> {
                voidApprovals(instance, "no longer wanted");
                instances.remove(instance);
            }
            case STARTING, RUNNING -> {
                if (action(instance).kind() == Declaration.Kind.DURATIVE
                        && handovers.isFreed(instance, evaluator.now())) {
                    stop(instance, instance.failed ? "failed" : "no longer wanted");
                }
            }
            case DONE -> {
                boolean watched =
                        !instance.effectSeen
                                && action(instance).effect().isPresent()
                                && instance.isReal();
                // While its firing goes on it is known that the command was given.
                boolean goesOn =
                        owner(instance)
                                .map(task -> frames.fires(task, instance.wish))
                                .orElse(false);
                if (action(instance).kind() == Declaration.Kind.ONCE && !watched) {
                    instance.remembered = goesOn;
                    if (!goesOn) {
                        instances.remove(instance);
                    }
                }
            }
            case STOPPING -> {}
        }
    }

    /// One that is wanted gives way; it waits again from the next step on.
    void giveWay(Instance instance, String why) {
        stop(instance, why);
        attention.add(instance.id);
    }

    private void stop(Instance instance, String why) {
        instance.explanation =
                new Explanation(instance.owner, instance.explanation.path(), List.of(why));
        stops.add(transition(Transition.Kind.STOP, instance));
        voidApprovals(instance, why);
        if (instance.isReal()) {
            instance.state = Instance.State.STOPPING;
            instance.reason = why;
        } else {
            instances.remove(instance);
        }
    }
}
