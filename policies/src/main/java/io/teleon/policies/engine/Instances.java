package io.teleon.policies.engine;

import io.teleon.policies.host.Explanation;
import io.teleon.policies.host.Input;
import io.teleon.policies.host.Output;
import io.teleon.policies.host.Output.Transition;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Truth;
import io.teleon.policies.program.Value;
import io.teleon.policies.syntax.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Brings what is in force to what is wanted (SEMANTICS 7).
final class Instances {

    private static final long DEFAULT_TIMEOUT = 60_000_000;

    private final Map<Name, Declaration.Action> actions;
    private final Evaluator evaluator;
    private final EngineState state;
    private final FrameTree frames;
    private final Gates gates;
    private final Explanations explanations;
    private final Resources resources;

    private List<Output> results = new ArrayList<>();
    private List<Output> questions = new ArrayList<>();
    private final List<Transition> stops = new ArrayList<>();
    private final List<Transition> modifications = new ArrayList<>();
    private final List<Transition> starts = new ArrayList<>();
    private final List<Instance> toStart = new ArrayList<>();
    private Map<Instance.Id, Wanted> wanted = new LinkedHashMap<>();

    /// In force and wanted by a task that may not have what they hold.
    private final Set<Instance.Id> refused = new LinkedHashSet<>();

    Instances(
            Program program,
            Evaluator evaluator,
            EngineState state,
            FrameTree frames,
            Gates gates,
            Explanations explanations) {
        this.actions = program.actionsByName();
        this.evaluator = evaluator;
        this.state = state;
        this.frames = frames;
        this.gates = gates;
        this.explanations = explanations;
        this.resources = new Resources(program, state);
    }

    private Declaration.Action action(Instance instance) {
        return Optional.ofNullable(actions.get(instance.id.action())).orElseThrow();
    }

    // --- what the host reports

    /// Empty, or why the report makes no sense.
    Optional<String> reported(Input.Reported report, List<Output> results) {
        this.results = results;
        Instance instance =
                state.instances.get(
                        new Instance.Id(report.instance().action(), report.instance().key()));
        if (instance == null
                || instance.number != report.instance().number()
                || instance.state == Instance.State.WAITING
                || !instance.isReal()) {
            return Optional.of("there is no such action in force");
        }
        boolean durative = action(instance).kind() == Declaration.Kind.DURATIVE;
        return switch (report.progress()) {
            case Input.Progress.Running _ -> {
                instance.answered = true;
                if (durative && instance.state == Instance.State.STARTING) {
                    instance.state = Instance.State.RUNNING;
                }
                yield Optional.empty();
            }
            case Input.Progress.Done _ -> {
                if (durative) {
                    yield Optional.of("a durative action is never done");
                }
                instance.answered = true;
                if (instance.state == Instance.State.STARTING) {
                    instance.state = Instance.State.DONE;
                }
                yield Optional.empty();
            }
            case Input.Progress.Ended _ -> {
                if (instance.state == Instance.State.STOPPING) {
                    state.instances.remove(instance.id);
                } else if (durative) {
                    failed(instance, "ended by itself");
                } else {
                    yield Optional.of("only what is being stopped ends");
                }
                yield Optional.empty();
            }
            case Input.Progress.Failed(String reason) -> {
                if (instance.state == Instance.State.STOPPING) {
                    results.add(new Output.ActionFailed(instance.instanceId(), reason));
                    state.instances.remove(instance.id);
                } else if (instance.state != Instance.State.DONE) {
                    failed(instance, reason);
                } else {
                    yield Optional.of("it is done already");
                }
                yield Optional.empty();
            }
        };
    }

    private void failed(Instance instance, String reason) {
        results.add(new Output.ActionFailed(instance.instanceId(), reason));
        instance.failed = true;
        state.undos.removeIf(undo -> isOf(undo, instance));
        Optional.ofNullable(state.tasks.get(instance.owner))
                .ifPresent(task -> frames.fail(task, instance.wish, reason));
        Declaration.Action action = action(instance);
        if (action.kind() == Declaration.Kind.DURATIVE) {
            return;
        }
        state.instances.remove(instance.id);
        if (action.kind() == Declaration.Kind.RATIFY && action.undo().isPresent()) {
            Declaration.Undo undo = action.undo().get();
            evaluator
                    .values(undo.arguments(), Environment.of(instance.arguments))
                    .filter(arguments -> !isBeingUndone(instance.owner, undo, arguments))
                    .ifPresent(arguments ->
                            state.undos.add(
                                    new EngineState.Undo(
                                            instance.owner,
                                            undo.action(),
                                            arguments,
                                            instance.number)));
        }
    }

    /// Two commitments may have the same undoing: once is enough.
    private boolean isBeingUndone(TaskId task, Declaration.Undo undo, List<Value> arguments) {
        return state.undos.stream()
                .anyMatch(other ->
                        other.task().equals(task)
                                && other.action().equals(undo.action())
                                && other.arguments().equals(arguments));
    }

    // --- one step

    /// @param all what tasks want, in the order of tasks and of calls in them
    void step(List<Wanted> all, List<Output> results, List<Output> questions) {
        this.results = results;
        this.questions = questions;
        stops.clear();
        modifications.clear();
        starts.clear();
        refused.clear();
        wanted = owned(all);
        watch();
        List<Instance> unwanted = new ArrayList<>();
        for (Instance instance : List.copyOf(state.instances.values())) {
            if (!wanted.containsKey(instance.id) || instance.failed) {
                unwanted.add(instance);
            }
        }
        for (Wanted wish : wanted.values()) {
            Instance instance = state.instances.get(wish.id());
            if (instance != null && !instance.failed) {
                goOn(instance, wish);
            } else if (instance == null && isAsked(wish)) {
                state.instances.put(wish.id(), waiting(wish));
            }
        }
        refused.forEach(
                id -> unwanted.add(Optional.ofNullable(state.instances.get(id)).orElseThrow()));
        unwanted.forEach(this::letGo);
        arbitrate();
    }

    List<Output> transitions() {
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

    /// Which wish decides each instance: that of the task that runs it, else the first.
    private Map<Instance.Id, Wanted> owned(List<Wanted> all) {
        Map<Instance.Id, Wanted> owned = new LinkedHashMap<>();
        List<Wanted> wishes = new ArrayList<>(all);
        state.undos.forEach(undo -> undo(undo).ifPresent(wishes::add));
        for (Wanted wish : wishes) {
            Instance instance = state.instances.get(wish.id());
            boolean mine =
                    instance != null
                            && !instance.remembered
                            && instance.owner.equals(wish.task())
                            && owned.containsKey(wish.id())
                            && !owned.get(wish.id()).task().equals(instance.owner);
            if (mine) {
                owned.put(wish.id(), wish);
            } else {
                owned.putIfAbsent(wish.id(), wish);
            }
        }
        return owned;
    }

    private Optional<Wanted> undo(EngineState.Undo undo) {
        Declaration.Action action = Optional.ofNullable(actions.get(undo.action())).orElseThrow();
        List<Value> key = action.key().stream().map(undo.arguments()::get).toList();
        Frame.Id none = new Frame.Id(action.name(), undo.arguments());
        return Optional.of(
                new Wanted(
                        action,
                        key,
                        undo.arguments().stream().map(Optional::of).toList(),
                        new Rule.Invocation(
                                Span.NONE,
                                Rule.Target.ACTION,
                                action.name(),
                                List.of(),
                                Optional.empty(),
                                false),
                        undo.task(),
                        Optional.ofNullable(state.tasks.get(undo.task()))
                                .map(TaskState::effective)
                                .orElse(0.0),
                        List.of(),
                        new Wanted.Wish(undo.task(), none, "undo", undo.number(), 1),
                        frames.needs(action, undo.arguments(), List.of())));
    }

    /// Looks at promises and patience of what is in force.
    private void watch() {
        long now = evaluator.now();
        for (Instance instance : List.copyOf(state.instances.values())) {
            boolean watched =
                    instance.isReal()
                            && !instance.failed
                            && instance.state != Instance.State.WAITING
                            && instance.state != Instance.State.STOPPING;
            if (!watched) {
                continue;
            }
            Declaration.Action action = action(instance);
            if (!instance.effectSeen && action.effect().isPresent()) {
                Truth effect =
                        evaluator.truth(action.effect().get(), Environment.of(instance.arguments));
                if (effect == Truth.TRUE) {
                    instance.effectSeen = true;
                    results.add(
                            new Output.EffectSeen(
                                    instance.instanceId(), Micros.instant(instance.startedAt)));
                } else if (now - instance.startedAt >= Micros.of(action.within().orElseThrow())) {
                    failed(instance, "its effect was not seen in time");
                    continue;
                }
            }
            boolean late =
                    instance.state == Instance.State.STARTING
                            && !instance.answered
                            && action.timeout().isPresent()
                            && now - instance.startedAt >= Micros.of(action.timeout().get());
            if (late) {
                failed(instance, "no answer in time");
            }
        }
        state.undos.removeIf(this::isUndone);
    }

    /// Neither a firing that has failed nor an undoing that was given up starts anything.
    private boolean isAsked(Wanted wish) {
        return wish.path().isEmpty()
                ? state.undos.stream()
                        .anyMatch(undo ->
                                undo.task().equals(wish.task())
                                        && undo.action().equals(wish.action().name())
                                        && undo.number() == wish.wish().firing())
                : !wish.hasFailed();
    }

    private boolean isUndone(EngineState.Undo undo) {
        Declaration.Action action = Optional.ofNullable(actions.get(undo.action())).orElseThrow();
        Instance instance =
                state.instances.get(
                        new Instance.Id(
                                undo.action(),
                                action.key().stream().map(undo.arguments()::get).toList()));
        return instance != null && isOf(undo, instance) && instance.state == Instance.State.DONE;
    }

    private static boolean isOf(EngineState.Undo undo, Instance instance) {
        return instance.wish.label().equals("undo")
                && instance.wish.task().equals(undo.task())
                && instance.wish.firing() == undo.number()
                && instance.id.action().equals(undo.action());
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
                boolean commitment =
                        action.kind() == Declaration.Kind.RATIFY
                                && (action.effect().isEmpty()
                                        || evaluator.truth(
                                                        action.effect().get(),
                                                        Environment.of(instance.arguments))
                                                != Truth.FALSE);
                boolean standing = commitment && action.effect().isPresent();
                if (otherWish && !standing && isAsked(wish)) {
                    state.instances.put(instance.id, waiting(wish));
                } else if (otherWish && standing) {
                    take(instance, wish);
                }
            }
        }
    }

    /// Whether a task may have an instance in force with all that it holds; it is let go otherwise.
    private boolean mayTake(Instance instance, Wanted wish) {
        boolean may = resources.mayTake(wish.task(), instance);
        if (!may) {
            refused.add(instance.id);
        }
        return may;
    }

    private static void take(Instance instance, Wanted wish) {
        instance.owner = wish.task();
        instance.wish = wish.wish();
        instance.handoverSince = Optional.empty();
    }

    private void modify(Instance instance, Wanted wish) {
        switch (gates.check(wish, instance, wish.values())) {
            case Gates.Answer.Pass(List<String> passed) -> {
                instance.arguments = wish.values();
                instance.reason = "";
                instance.explanation = explanations.of(wish, passed);
                modifications.add(transition(Transition.Kind.MODIFY, instance));
            }
            case Gates.Answer.Wait(String reason) -> instance.reason = "as before: " + reason;
            case Gates.Answer.Block(String reason) -> block(instance, reason);
        }
    }

    private void block(Instance instance, String reason) {
        instance.reason = reason;
        Optional.ofNullable(state.tasks.get(instance.owner))
                .ifPresent(task -> frames.block(task, instance.wish, reason));
    }

    private static Transition transition(Transition.Kind kind, Instance instance) {
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
    private void voidOpen(Instance instance, String reason) {
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
                state.instances.remove(instance.id);
            }
            case STARTING, RUNNING -> {
                if (action(instance).kind() == Declaration.Kind.DURATIVE && isFreed(instance)) {
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
                        Optional.ofNullable(state.tasks.get(instance.owner))
                                .map(task -> frames.fires(task, instance.wish))
                                .orElse(false);
                if (action(instance).kind() == Declaration.Kind.ONCE && !watched) {
                    instance.remembered = goesOn;
                    if (!goesOn) {
                        state.instances.remove(instance.id);
                    }
                }
            }
            case STOPPING -> {}
        }
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
            state.instances.remove(instance.id);
        }
    }

    /// Whether nothing that is to be made first still waits to take its place.
    private boolean isFreed(Instance instance) {
        if (instance.failed) {
            return true;
        }
        List<Instance> successors =
                state.instances.values().stream()
                        .filter(other -> other != instance && replaces(other, instance))
                        .filter(other ->
                                action(other).handover() == Declaration.Handover.MAKE_FIRST)
                        .filter(other -> !isEffective(other))
                        .toList();
        if (successors.isEmpty()) {
            return true;
        }
        long since = instance.handoverSince.orElse(evaluator.now());
        instance.handoverSince = Optional.of(since);
        return successors.stream()
                .allMatch(other -> evaluator.now() - since >= patience(action(other)));
    }

    private static long patience(Declaration.Action action) {
        return action.timeout().map(Micros::of).orElse(DEFAULT_TIMEOUT);
    }

    private boolean isEffective(Instance instance) {
        return switch (instance.state) {
            case WAITING, STOPPING -> false;
            case STARTING -> instance.effectSeen;
            case RUNNING, DONE -> instance.effectSeen || action(instance).effect().isEmpty();
        };
    }

    /// Whether one is wanted by the task that has the other, for the same thing or in its place.
    private boolean replaces(Instance next, Instance old) {
        Wanted wish = wanted.get(next.id);
        if (wish == null
                || next.failed
                || refused.contains(next.id)
                || !wish.task().equals(old.owner)) {
            return false;
        }
        return next.id.action().equals(old.id.action())
                || wish.needs().orElse(List.of()).stream().anyMatch(old.needs::contains);
    }

    // --- starting

    private void arbitrate() {
        List<Wanted> waiting = new ArrayList<>();
        for (Wanted wish : wanted.values()) {
            Instance instance = state.instances.get(wish.id());
            if (instance != null && instance.state == Instance.State.WAITING && isAsked(wish)) {
                waiting.add(wish);
            }
        }
        waiting.sort((a, b) -> {
            int byPriority = Double.compare(b.priority(), a.priority());
            return byPriority != 0
                    ? byPriority
                    : Long.compare(instance(a).waitingSince, instance(b).waitingSince);
        });
        resources.begin();
        toStart.clear();
        for (Wanted wish : waiting) {
            if (start(wish)) {
                toStart.add(instance(wish));
            }
        }
        for (Wanted wish : wanted.values()) {
            Instance instance = state.instances.get(wish.id());
            if (instance != null && toStart.contains(instance)) {
                starts.add(transition(Transition.Kind.START, instance));
            }
        }
    }

    private Instance instance(Wanted wish) {
        return Optional.ofNullable(state.instances.get(wish.id())).orElseThrow();
    }

    private boolean start(Wanted wish) {
        Instance instance = instance(wish);
        boolean broken =
                wish.action().handover() == Declaration.Handover.MAKE_FIRST
                        || state.instances.values().stream()
                                .noneMatch(old ->
                                        old != instance
                                                && old.isInForce()
                                                && action(old).kind() == Declaration.Kind.DURATIVE
                                                && (!wanted.containsKey(old.id)
                                                        || old.failed
                                                        || refused.contains(old.id))
                                                && replaces(instance, old));
        if (!broken) {
            instance.reason = "waits until what it replaces has ended";
            return false;
        }
        List<String> passed;
        switch (gates.check(wish, instance, wish.values())) {
            case Gates.Answer.Pass(List<String> all) -> passed = all;
            case Gates.Answer.Wait(String reason) -> {
                instance.reason = reason;
                instance.queuedSince = Optional.empty();
                return false;
            }
            case Gates.Answer.Block(String reason) -> {
                block(instance, reason);
                return false;
            }
        }
        if (wish.needs().isEmpty()) {
            instance.reason = "which resource it needs is unknown";
            return false;
        }
        List<Wanted.Claim> missing = resources.missing(wish.task(), wish.needs().get());
        if (!missing.isEmpty()) {
            resources.reserve(wish.needs().get());
            instance.queuedSince = Optional.of(instance.queuedSince.orElse(evaluator.now()));
            instance.reason =
                    "waits for "
                            + missing.stream()
                                    .map(claim ->
                                            claim.resource().local()
                                                    + claim.key().stream()
                                                            .map(Value::shown)
                                                            .collect(
                                                                    Collectors.joining(
                                                                            ", ", "(", ")")))
                                    .collect(Collectors.joining(", "));
            preempt(wish, missing);
            return false;
        }
        state.numbers.put(instance.id, instance.number);
        instance.needs = wish.needs().get();
        instance.queuedSince = Optional.empty();
        instance.reason = "";
        instance.startedAt = evaluator.now();
        instance.manner = gates.manner(wish);
        passed.add("resources held");
        instance.explanation = explanations.of(wish, passed);
        instance.state = Instance.State.STARTING;
        if (!instance.isReal()) {
            instance.effectSeen = true;
            instance.state =
                    wish.action().kind() == Declaration.Kind.DURATIVE
                            ? Instance.State.RUNNING
                            : Instance.State.DONE;
        }
        gates.started(wish, instance);
        voidOpen(instance, "started");
        return true;
    }

    /// Takes resources from tasks of lower priority, where all they hold them for can be stopped
    /// now.
    private void preempt(Wanted wish, List<Wanted.Claim> missing) {
        List<Instance> toStop = new ArrayList<>();
        double mine =
                Optional.ofNullable(state.tasks.get(wish.task()))
                        .map(task -> task.priority)
                        .orElse(0.0);
        for (Wanted.Claim claim : missing) {
            for (Instance holder : resources.holders(claim)) {
                if (holder.owner.equals(wish.task())) {
                    continue;
                }
                TaskState task = state.tasks.get(holder.owner);
                boolean weaker = task == null || task.priority < mine;
                boolean safe =
                        holder.state == Instance.State.RUNNING
                                && !toStart.contains(holder)
                                && action(holder).kind() == Declaration.Kind.DURATIVE
                                && (task == null || !isCommitted(task, task.root));
                if (!weaker || !safe) {
                    return;
                }
                toStop.add(holder);
            }
        }
        toStop.stream().distinct().forEach(holder -> stop(holder, "gives way to " + wish.task()));
    }

    private boolean isCommitted(TaskState task, Frame frame) {
        return frame.firing
                        .map(firing ->
                                firing.committed
                                        && !firing.failed
                                        && !isBlocked(task, frame, firing))
                        .orElse(false)
                || frame.kids.values().stream().anyMatch(kid -> isCommitted(task, kid));
    }

    private boolean isBlocked(TaskState task, Frame frame, Frame.Firing firing) {
        Ledger ledger =
                state.ledgers.get(
                        new Ledger.Id(
                                task.id, frame.id.procedure(), frame.id.arguments(), firing.label));
        return ledger != null && ledger.block.isPresent();
    }

    // --- time

    long next(long now) {
        long next = Micros.NEVER;
        for (Instance instance : state.instances.values()) {
            Declaration.Action action = action(instance);
            for (Instance.Approval approval : instance.approvals.values()) {
                next = approval.granted.isEmpty() ? later(next, approval.until, now) : next;
            }
            if (instance.handoverSince.isPresent()) {
                next = later(next, instance.handoverSince.get() + patience(action), now);
                for (Instance other : state.instances.values()) {
                    next = later(next, instance.handoverSince.get() + patience(action(other)), now);
                }
            }
            if (instance.queuedSince.isPresent()) {
                long waited = (now - instance.queuedSince.get()) / 10_000_000;
                next = later(next, instance.queuedSince.get() + (waited + 1) * 10_000_000, now);
            }
            boolean inForce =
                    instance.state == Instance.State.STARTING
                            || instance.state == Instance.State.RUNNING
                            || instance.state == Instance.State.DONE;
            if (inForce && !instance.effectSeen && action.within().isPresent()) {
                next = later(next, instance.startedAt + Micros.of(action.within().get()), now);
            }
            if (instance.state == Instance.State.STARTING && action.timeout().isPresent()) {
                next = later(next, instance.startedAt + Micros.of(action.timeout().get()), now);
            }
        }
        return next;
    }

    private static long later(long next, long at, long now) {
        return at > now ? Math.min(next, at) : next;
    }
}
