package io.teleon.policies.reference;

import io.teleon.policies.host.Circumstances;
import io.teleon.policies.host.Explanation;
import io.teleon.policies.host.Input;
import io.teleon.policies.host.Output;
import io.teleon.policies.host.Output.Transition.Kind;
import io.teleon.policies.host.Output.Transition.Manner;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Policy;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Truth;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Actions that are wanted or run, SEMANTICS 7; resources are in [Shares], gates in [Gates].
final class Actions {

    private static final long HANDOVER = 60_000_000;

    /// Something that is to be taken back.
    private record Undo(TaskId task, Wish wish) {}

    final Map<Name, Policy.Mode> autonomy = new TreeMap<>();
    final Map<Instance.Key, Instance> all = new LinkedHashMap<>();
    boolean halted;
    private final Program program;
    private final Meaning meaning;
    private final Shares shares;
    private final Gates gates;
    private final Map<Instance.Key, Long> counts = new LinkedHashMap<>();
    private final Map<Instance.Key, Frame.Turn> commands = new LinkedHashMap<>();
    private final List<Undo> undos = new ArrayList<>();
    private Optional<Frames> frames = Optional.empty();

    /// What is wanted in this epoch.
    private Map<Instance.Key, Wish> wanted = new LinkedHashMap<>();

    /// What starts in this epoch.
    private final Set<Instance> started = new LinkedHashSet<>();

    private final Set<Instance.Key> refused = new java.util.LinkedHashSet<>();

    private List<ReferenceInterpreter.Running> tasks = List.of();

    Actions(Program program, Meaning meaning) {
        this.program = program;
        this.meaning = meaning;
        shares = new Shares(program, this);
        gates = new Gates(program, meaning, this);
    }

    void uses(Frames frames) {
        this.frames = Optional.of(frames);
    }

    Frames frames() {
        return frames.orElseThrow();
    }

    Optional<Instance> instance(Instance.Key key) {
        return Optional.ofNullable(all.get(key));
    }

    Optional<Frame.Turn> carriedOut(Instance.Key key) {
        return Optional.ofNullable(commands.get(key));
    }

    long now() {
        return meaning.known.now;
    }

    /// How much its waiting adds to the priority of a task: SEMANTICS 6.2.
    long waited(TaskId task) {
        return all.values().stream()
                .filter(i -> i.task.equals(task))
                .flatMap(i -> i.queuedSince.stream())
                .mapToLong(since -> (now() - since) / 10_000_000)
                .max()
                .orElse(0);
    }

    // --- what the host says

    Optional<String> report(Input.Reported input, Outcome out) {
        wanted = new LinkedHashMap<>();
        Instance.Key key = new Instance.Key(input.instance().action(), input.instance().key());
        Instance instance = all.get(key);
        if (instance == null
                || instance.state == Instance.State.WAITING
                || !instance.real()
                || instance.number != input.instance().number()) {
            return Optional.of("no such instance");
        }
        boolean starting = instance.state == Instance.State.STARTING;
        boolean stopping = instance.state == Instance.State.STOPPING;
        switch (input.progress()) {
            case Input.Progress.Running _ -> {
                instance.answered = true;
                if (starting && instance.durative()) {
                    instance.state = Instance.State.RUNNING;
                }
            }
            case Input.Progress.Done _ -> {
                if (instance.durative()) {
                    return Optional.of("it is never done");
                }
                instance.answered = true;
                if (starting) {
                    carriedOut(instance);
                }
            }
            case Input.Progress.Ended _ -> {
                if (stopping) {
                    all.remove(key);
                } else if (instance.durative()) {
                    fail(instance, "ended by itself", out);
                } else {
                    return Optional.of("it does not end");
                }
            }
            case Input.Progress.Failed(String reason) -> {
                if (stopping) {
                    out.effects.add(new Output.ActionFailed(instance.id(), reason));
                    all.remove(key);
                } else if (instance.state == Instance.State.DONE) {
                    return Optional.of("it is done already");
                } else {
                    fail(instance, reason, out);
                }
            }
        }
        return Optional.empty();
    }

    private void carriedOut(Instance instance) {
        instance.state = Instance.State.DONE;
        if (instance.action.kind() == Declaration.Kind.ONCE) {
            commands.put(instance.key, instance.turn);
        }
    }

    Optional<String> decide(Input.Decided input) {
        for (Instance instance : all.values()) {
            for (Map.Entry<String, Instance.Question> entry : instance.questions.entrySet()) {
                Instance.Question q = entry.getValue();
                if (q.number() == input.approval() && q.granted().isEmpty() && now() < q.until()) {
                    entry.setValue(
                            new Instance.Question(
                                    q.number(), q.role(), q.until(), Optional.of(input.granted())));
                    return Optional.empty();
                }
            }
        }
        return Optional.of("no such question");
    }

    // --- an epoch

    void epoch(
            List<ReferenceInterpreter.Running> tasks,
            List<Wish> wishes,
            Circumstances circumstances,
            Outcome out) {
        this.tasks = tasks;
        wanted = new LinkedHashMap<>();
        refused.clear();
        List<TaskId> order = tasks.stream().map(t -> t.id).toList();
        for (TaskId task : order) {
            wishes.stream().filter(w -> w.task().equals(task)).forEach(this::want);
        }
        undos.forEach(undo -> want(undo.wish()));
        List.copyOf(all.values()).forEach(instance -> look(instance, out));
        undos.removeIf(undo ->
                instance(undo.wish().key())
                        .filter(i ->
                                i.turn.equals(undo.wish().turn()) && i.state == Instance.State.DONE)
                        .isPresent());
        List.copyOf(wanted.keySet()).forEach(key -> begin(key, out));
        List.copyOf(all.values()).stream()
                .filter(instance -> !wanted(instance))
                .forEach(instance -> leave(instance, out));
        for (Instance instance : inOrderOfCalls()) {
            modify(instance, circumstances, out);
        }
        start(circumstances, out);
    }

    /// Of several tasks that want one instance the one that runs it decides, else the first.
    private void want(Wish wish) {
        Wish first = wanted.putIfAbsent(wish.key(), wish);
        Optional<TaskId> owner = instance(wish.key()).map(i -> i.task);
        if (first != null
                && owner.equals(Optional.of(wish.task()))
                && !first.task().equals(wish.task())) {
            wanted.put(wish.key(), wish);
        }
    }

    boolean wanted(Instance instance) {
        return wanted.containsKey(instance.key)
                && !instance.failed
                && !refused.contains(instance.key);
    }

    private List<Instance> inOrderOfCalls() {
        return wanted.keySet().stream().flatMap(key -> instance(key).stream()).toList();
    }

    /// The call that decides about an instance.
    Wish chosen(Instance.Key key) {
        return Optional.ofNullable(wanted.get(key)).orElseThrow();
    }

    /// SEMANTICS 7.4.
    private void look(Instance instance, Outcome out) {
        if (instance.state == Instance.State.WAITING
                || instance.state == Instance.State.STOPPING
                || instance.failed) {
            return;
        }
        if (!instance.real()) {
            return;
        }
        Declaration.Action action = instance.action;
        if (action.effect().isPresent() && !instance.effectSeen) {
            if (meaning.truth(action.effect().get(), Bindings.of(instance.arguments))
                    == Truth.TRUE) {
                instance.effectSeen = true;
                out.effects.add(
                        new Output.EffectSeen(
                                instance.id(),
                                java.time.Instant.EPOCH.plus(
                                        instance.start, java.time.temporal.ChronoUnit.MICROS)));
                out.disturbed = true;
            } else if (now() - instance.start >= Knowledge.micros(action.within().orElseThrow())) {
                fail(instance, "its effect was not seen in time", out);
                return;
            }
        }
        if (instance.state == Instance.State.STARTING
                && !instance.answered
                && action.timeout().isPresent()
                && now() - instance.start >= Knowledge.micros(action.timeout().get())) {
            fail(instance, "no answer in time", out);
        }
    }

    /// SEMANTICS 7.5.
    private void fail(Instance instance, String reason, Outcome out) {
        out.effects.add(new Output.ActionFailed(instance.id(), reason));
        out.disturbed = true;
        instance.failed = true;
        instance.frame.ifPresentOrElse(
                frame -> frames().fail(instance.task, frame, instance.turn.firing(), reason),
                () -> instance.turn.firing().failed = true);
        if (!instance.durative()) {
            all.remove(instance.key);
            undos.removeIf(undo -> undo.wish().turn().equals(instance.turn));
            if (instance.action.kind() == Declaration.Kind.ONCE) {
                commands.put(instance.key, instance.turn);
            }
            undo(instance);
        }
        // A firing that has failed does not ask for it again.
        if (wanted.containsKey(instance.key) && chosen(instance.key).firing().failed) {
            wanted.remove(instance.key);
        }
    }

    private void undo(Instance instance) {
        if (instance.action.kind() != Declaration.Kind.RATIFY || instance.action.undo().isEmpty()) {
            return;
        }
        Declaration.Undo undo = instance.action.undo().get();
        Declaration.Action action = frames().action(undo.action());
        Optional<List<Value>> arguments =
                meaning.values(undo.arguments(), Bindings.of(instance.arguments));
        if (arguments.isEmpty()) {
            return;
        }
        // Two commitments may have the same undoing: once is enough.
        boolean undone =
                undos.stream()
                        .anyMatch(u ->
                                u.task().equals(instance.task)
                                        && u.wish().action().equals(action)
                                        && u.wish().arguments().equals(arguments.get()));
        if (undone) {
            return;
        }
        Frame.Firing old = instance.turn.firing();
        Frame.Firing firing =
                new Frame.Firing(
                        old.index, old.rule, old.assignment, old.bindings, now(), old.number);
        List<Value> key = action.key().stream().map(place -> arguments.get().get(place)).toList();
        undos.add(
                new Undo(
                        instance.task,
                        new Wish(
                                instance.task,
                                action,
                                new Instance.Key(action.name(), key),
                                arguments.get(),
                                List.of(),
                                Optional.empty(),
                                false,
                                Set.of(),
                                firing.turn(),
                                true)));
    }

    /// What is wanted and not there begins to wait: SEMANTICS 7.2.
    private void begin(Instance.Key key, Outcome out) {
        Wish wish = chosen(key);
        Optional<Instance> there = instance(key);
        if (there.isEmpty()) {
            if (!wish.firing().failed
                    && carriedOut(key).filter(turn -> turn.equals(wish.turn())).isEmpty()) {
                waits(wish);
            }
            return;
        }
        Instance instance = there.get();
        boolean other = !instance.turn.equals(wish.turn());
        boolean command = instance.action.kind() == Declaration.Kind.ONCE;
        switch (instance.state) {
            case WAITING -> {
                if (other) {
                    gates.forget(instance, "another firing wants it now", out);
                    instance.questions.clear();
                    instance.suggested = false;
                }
                instance.arguments = wish.arguments();
                take(instance, wish);
            }
            case STARTING -> {
                if (!command && !instance.failed && mayTake(instance, wish)) {
                    take(instance, wish);
                }
            }
            case RUNNING -> {
                if (instance.failed || !mayTake(instance, wish)) {
                    return;
                }
                if (other) {
                    gates.forget(instance, "another firing wants it now", out);
                    instance.questions.clear();
                    instance.suggested = false;
                }
                take(instance, wish);
            }
            case DONE -> {
                boolean stands =
                        !command
                                && instance.action.effect().isPresent()
                                && meaning.truth(
                                                instance.action.effect().get(),
                                                Bindings.of(instance.arguments))
                                        != Truth.FALSE;
                if (other && !stands && !wish.firing().failed) {
                    waits(wish);
                } else if (other && stands) {
                    take(instance, wish);
                }
            }
            case STOPPING -> {}
        }
    }

    private void waits(Wish wish) {
        all.put(wish.key(), new Instance(wish, counts.getOrDefault(wish.key(), 0L) + 1, now()));
    }

    /// SEMANTICS 8.1: goes over only with all that it holds.
    private boolean mayTake(Instance instance, Wish wish) {
        boolean may = shares.mayTake(wish.task(), instance);
        if (!may) {
            refused.add(instance.key);
        }
        return may;
    }

    private static void take(Instance instance, Wish wish) {
        instance.task = wish.task();
        instance.path = wish.path();
        instance.frame = wish.frame();
        instance.turn = wish.turn();
        instance.handoverSince = Optional.empty();
    }

    /// What is there and not wanted: SEMANTICS 7.3.
    private void leave(Instance instance, Outcome out) {
        switch (instance.state) {
            case WAITING -> {
                gates.forget(instance, "no longer wanted", out);
                all.remove(instance.key);
            }
            case STARTING, RUNNING -> {
                if (instance.durative() && freed(instance)) {
                    stop(instance, out);
                }
            }
            case DONE -> {
                boolean looked =
                        !instance.real()
                                || instance.action.effect().isEmpty()
                                || instance.effectSeen;
                if (instance.action.kind() == Declaration.Kind.ONCE && looked) {
                    all.remove(instance.key);
                }
            }
            case STOPPING -> {}
        }
    }

    private boolean freed(Instance old) {
        if (old.failed) {
            return true;
        }
        List<Instance> making =
                inOrderOfCalls().stream()
                        .filter(made -> made.action.handover() == Declaration.Handover.MAKE_FIRST)
                        .filter(made -> replaces(made, old) && !made.established())
                        .toList();
        if (!making.isEmpty() && old.handoverSince.isEmpty()) {
            old.handoverSince = Optional.of(now());
        }
        return making.stream()
                .allMatch(made ->
                        now() - old.handoverSince.orElseThrow()
                                >= made.action.timeout().map(Knowledge::micros).orElse(HANDOVER));
    }

    private boolean replaces(Instance made, Instance old) {
        if (made == old
                || !wanted(made)
                || wanted(old)
                || !chosen(made.key).task().equals(old.task)) {
            return false;
        }
        Set<String> common = new TreeSet<>(needs(made).orElse(Set.of()));
        common.retainAll(old.needs);
        return made.action.name().equals(old.action.name()) || !common.isEmpty();
    }

    /// What the call needs that decides about an instance.
    Optional<Set<String>> needs(Instance instance) {
        Wish wish = chosen(instance.key);
        return frames().needs(wish.action().uses(), Bindings.of(wish.arguments()))
                .map(needs -> {
                    Set<String> all = new TreeSet<>(needs);
                    all.addAll(wish.needs());
                    return all;
                });
    }

    private void stop(Instance instance, Outcome out) {
        out.stops.add(transition(Kind.STOP, instance, instance.arguments));
        gates.forget(instance, "stopped", out);
        instance.questions.clear();
        if (instance.real()) {
            instance.state = Instance.State.STOPPING;
        } else {
            all.remove(instance.key);
        }
    }

    /// Whether an instance gives way to a task of this priority.
    boolean yields(Instance instance, double to) {
        Optional<ReferenceInterpreter.Running> task =
                tasks.stream().filter(t -> t.id.equals(instance.task)).findFirst();
        return instance.durative()
                && instance.state == Instance.State.RUNNING
                && !started.contains(instance)
                && task.map(t -> t.priority < to && !committed(t)).orElse(true);
    }

    private boolean committed(ReferenceInterpreter.Running task) {
        return task.root.isPresent() && committed(task.id, task.root.get());
    }

    private boolean committed(TaskId task, Frame frame) {
        return frames().committed(task, frame)
                || frame.kids.values().stream().anyMatch(kid -> committed(task, kid));
    }

    /// SEMANTICS 8.3.
    void preempt(Instance instance, Outcome out) {
        stop(instance, out);
    }

    /// SEMANTICS 7.6.
    private void modify(Instance instance, Circumstances circumstances, Outcome out) {
        List<Value> arguments = chosen(instance.key).arguments();
        if (instance.state != Instance.State.RUNNING
                || !instance.durative()
                || !wanted(instance)
                || arguments.equals(instance.arguments)) {
            return;
        }
        if (gates.pass(instance, chosen(instance.key), arguments, circumstances, out)
                == Gates.Answer.PASSES) {
            instance.arguments = arguments;
            out.modifications.add(transition(Kind.MODIFY, instance, instance.arguments));
        }
    }

    private void start(Circumstances circumstances, Outcome out) {
        List<Instance> calls = inOrderOfCalls();
        List<Instance> waiting =
                calls.stream()
                        .filter(i -> i.state == Instance.State.WAITING)
                        .filter(i -> !i.turn.firing().failed)
                        .sorted(
                                Comparator.comparingDouble((Instance i) -> -effective(i.task))
                                        .thenComparingLong(i -> i.waitingSince)
                                        .thenComparingInt(calls::indexOf))
                        .toList();
        Set<String> reserved = new TreeSet<>();
        started.clear();
        for (Instance instance : waiting) {
            boolean waits =
                    instance.action.handover() == Declaration.Handover.BREAK_FIRST
                            && all.values().stream()
                                    .anyMatch(old ->
                                            old.durative()
                                                    && old.holds()
                                                    && replaces(instance, old));
            if (waits) {
                continue;
            }
            Wish wish = chosen(instance.key);
            Gates.Answer answer =
                    gates.pass(instance, wish, instance.arguments, circumstances, out);
            if (answer == Gates.Answer.WAITS) {
                instance.queuedSince = Optional.empty();
            }
            Optional<Set<String>> needs = needs(instance);
            if (answer != Gates.Answer.PASSES || needs.isEmpty()) {
                continue;
            }
            if (!shares.free(instance.task, needs.get(), reserved)) {
                Set<String> missing = shares.missing(instance.task, needs.get(), reserved);
                reserved.addAll(needs.get());
                instance.queuedSince = Optional.of(instance.queuedSince.orElse(now()));
                shares.preempt(instance.task, missing, out);
                continue;
            }
            begin(instance, wish, needs.get());
            gates.forget(instance, "started", out);
            started.add(instance);
        }
        calls.stream()
                .filter(started::contains)
                .forEach(i -> out.starts.add(transition(Kind.START, i, i.arguments)));
    }

    private void begin(Instance instance, Wish wish, Set<String> needs) {
        counts.put(instance.key, instance.number);
        wish.path()
                .forEach(place -> frames().inEarnest(wish.task(), place.frame(), place.firing()));
        instance.needs = needs;
        instance.queuedSince = Optional.empty();
        instance.answered = false;
        instance.start = now();
        instance.manner =
                switch (mode(wish.task())) {
                    case SHADOW -> Manner.SHADOW;
                    case DRY_RUN -> Manner.DRY_RUN;
                    case OFF, SUGGEST, APPROVE, AUTO ->
                            wish.dryRun() ? Manner.DRY_RUN : Manner.REAL;
                };
        if (instance.real()) {
            instance.state = Instance.State.STARTING;
            gates.started(instance);
        } else if (instance.durative()) {
            instance.state = Instance.State.RUNNING;
        } else {
            carriedOut(instance);
        }
    }

    Policy.Mode mode(TaskId task) {
        return Optional.ofNullable(program.policiesByName().get(task.task().unit()))
                .map(Policy::mode)
                .orElse(Policy.Mode.AUTO);
    }

    private double effective(TaskId task) {
        return tasks.stream()
                .filter(t -> t.id.equals(task))
                .mapToDouble(t -> t.effective)
                .findFirst()
                .orElse(0);
    }

    double priority(TaskId task) {
        return tasks.stream()
                .filter(t -> t.id.equals(task))
                .mapToDouble(t -> t.priority)
                .findFirst()
                .orElse(0);
    }

    private static Output.Transition transition(
            Kind kind, Instance instance, List<Value> arguments) {
        return new Output.Transition(
                kind,
                instance.id(),
                arguments,
                instance.manner,
                explanation(instance.task, instance.path));
    }

    static Explanation explanation(TaskId task, List<Wish.Place> path) {
        List<Explanation.Firing> firings = new ArrayList<>();
        for (Wish.Place place : path) {
            Rule rule = place.firing().rule;
            LinkedHashMap<String, Value> binding = new LinkedHashMap<>();
            List<Expression.Variable> free = rule.free();
            for (int i = 0; i < free.size(); i++) {
                binding.put(free.get(i).name(), place.firing().assignment.get(i));
            }
            firings.add(
                    new Explanation.Firing(
                            place.frame().procedure.name(),
                            place.frame().arguments,
                            rule.label(),
                            binding,
                            List.of(),
                            place.firing().number));
        }
        return new Explanation(task, firings, List.of());
    }

    List<String> overbooked() {
        return shares.overbooked();
    }
}
