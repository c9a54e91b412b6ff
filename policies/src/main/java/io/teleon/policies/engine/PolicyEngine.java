package io.teleon.policies.engine;

import io.teleon.policies.host.Circumstances;
import io.teleon.policies.host.Epoch;
import io.teleon.policies.host.Fact;
import io.teleon.policies.host.Input;
import io.teleon.policies.host.Output;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Truth;
import io.teleon.policies.program.Type;
import io.teleon.policies.program.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Runs one program. A host feeds it what happens, together with the time, and carries out what it
/// returns; see `policies/SEMANTICS.md`.
///
/// Not thread-safe: one thread owns it.
public final class PolicyEngine {

    private static final int MOST_RESTLESS = 64;

    /// How long a reading that changes with time alone goes unlooked at.
    private static final long TICK = 1_000_000;

    private final Program program;
    private final EngineState state;
    private final Facts facts;
    private final TemporalCells cells;
    private final Evaluator evaluator;
    private final FrameTree frames;
    private final Tasks tasks;
    private final Gates gates;
    private final Instances instances;
    private final InputCheck check;
    private final Explanations explanations;
    private final Windows windows;

    private PolicyEngine(Program program, Snapshot snapshot) {
        this.program = program;
        this.state = snapshot.state();
        this.facts = new Facts(program);
        this.facts.restore(snapshot.facts());
        this.cells = new TemporalCells(program);
        this.cells.restore(snapshot.cells());
        this.evaluator = new Evaluator(program, facts, cells);
        this.frames = new FrameTree(program, evaluator, state.ledgers, state.instances);
        this.tasks = new Tasks(program, evaluator, facts, state, frames);
        this.explanations = new Explanations(program, evaluator, facts);
        this.gates = new Gates(program, evaluator, explanations, state);
        this.instances = new Instances(program, evaluator, state, frames, gates, explanations);
        this.check = new InputCheck(program);
        this.windows = new Windows(program, facts);
    }

    /// An engine that knows nothing yet.
    public static PolicyEngine start(Program program) {
        return start(program, Evaluation.ADAPTIVE);
    }

    /// An engine that knows nothing yet.
    public static PolicyEngine start(Program program, Evaluation evaluation) {
        return new PolicyEngine(program, Snapshot.empty());
    }

    /// What it has done so far.
    public Work work() {
        return new Work(0, 0);
    }

    /// One epoch.
    ///
    /// @param now not before that of the last epoch
    /// @throws IllegalArgumentException when time goes back or is out of reach; nothing has changed
    ///   then
    public Epoch step(List<Input> inputs, Instant now, Circumstances circumstances) {
        long time = Micros.of(now);
        if (time < state.now) {
            throw new IllegalArgumentException(
                    "time goes back from %s to %s".formatted(Micros.instant(state.now), now));
        }
        if (time == Micros.LAST) {
            throw new IllegalArgumentException("%s is out of reach".formatted(now));
        }
        state.now = time;
        state.epoch++;
        List<Output> rejections = new ArrayList<>();
        List<Output> changes = new ArrayList<>();
        List<Output> results = new ArrayList<>();
        List<Output> questions = new ArrayList<>();
        List<Output> notices = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        int failuresBefore = frames.failures();

        evaluator.at(time);
        applyQueued();
        for (Input input : inputs) {
            Optional<String> wrong =
                    check.check(input, time).or(() -> take(input, time, changes, results));
            wrong.ifPresent(reason -> rejections.add(new Output.Rejected(input, reason)));
        }
        facts.expire(time);
        evaluator.at(time);
        cells.advance(evaluator, facts.domains());
        tasks.step(changes, notices);

        List<Wanted> wanted = new ArrayList<>();
        for (TaskState task : tasks.ordered()) {
            decide(task, inputs.isEmpty(), wanted, changes, notices);
        }
        gates.begin(circumstances, questions, answers);
        instances.step(wanted, results, questions);
        boolean again = !state.queued.isEmpty() || frames.failures() != failuresBefore;
        forgetLedgers(time);

        List<Output> outputs = new ArrayList<>(rejections);
        outputs.addAll(changes);
        outputs.addAll(results);
        outputs.addAll(instances.transitions());
        outputs.addAll(questions);
        outputs.addAll(notices);
        return new Epoch(state.epoch, now, inputs, answers, outputs, next(time, again));
    }

    private void applyQueued() {
        for (Update update : state.queued) {
            Fact belief = update.belief();
            if (update.value().isEmpty()) {
                facts.forget(belief);
            } else {
                long ttl =
                        update.ttl()
                                .or(() ->
                                        Optional.ofNullable(
                                                        program.beliefsByName().get(belief.name()))
                                                .flatMap(
                                                        declared -> declared.ttl().map(Micros::of)))
                                .orElse(Micros.NEVER);
                long until = ttl == Micros.NEVER ? ttl : state.now + ttl;
                facts.remember(belief, update.value().get(), state.now, until);
            }
        }
        state.queued.clear();
    }

    private Optional<String> take(
            Input input, long now, List<Output> changes, List<Output> results) {
        switch (input) {
            case Input.Measured m -> facts.measured(m.fact(), m.value(), at(m.at(), now));
            case Input.Stated s -> facts.stated(s.fact(), s.holds(), at(s.at(), now));
            case Input.Complete c -> facts.complete(c.relation(), at(c.at(), now));
            case Input.Withdrawn w -> facts.withdrawn(w.fact());
            case Input.Happened h -> facts.happened(h.event(), h.arguments(), at(h.at(), now));
            case Input.Forecasted f -> facts.forecasted(f.fact(), f.forecast());
            case Input.AutonomySet a -> state.autonomy.put(a.action(), a.level());
            case Input.Halted h -> state.halted = h.halted();
            case Input.Reported r -> {
                return instances.reported(r, results);
            }
            case Input.Decided d -> {
                return decided(d);
            }
            case Input.Cancelled c -> {
                TaskState task = state.tasks.get(c.task());
                if (task == null) {
                    return Optional.of("there is no task " + c.task());
                }
                state.barred.put(c.task(), "cancelled");
                tasks.end(
                        task, Output.TaskChanged.Change.RETIRED, "cancelled by " + c.by(), changes);
            }
        }
        return Optional.empty();
    }

    private static long at(Instant measured, long now) {
        return Math.min(Micros.of(measured), now);
    }

    private Optional<String> decided(Input.Decided decided) {
        for (Instance instance : state.instances.values()) {
            for (Instance.Approval approval : instance.approvals.values()) {
                if (approval.number == decided.approval() && approval.granted.isEmpty()) {
                    if (state.now >= approval.until) {
                        return Optional.of("it comes too late");
                    }
                    approval.granted = Optional.of(decided.granted());
                    approval.by = decided.by();
                    return Optional.empty();
                }
            }
        }
        return Optional.of("there is no open question " + decided.approval());
    }

    private void decide(
            TaskState task,
            boolean quiet,
            List<Wanted> wanted,
            List<Output> changes,
            List<Output> notices) {
        try {
            FrameTree.Decision decision = frames.decide(task);
            task.restless = decision.updates().isEmpty() ? 0 : quiet ? task.restless + 1 : 0;
            if (task.restless > MOST_RESTLESS) {
                throw new TaskFault(
                        "its updates went on for more than "
                                + MOST_RESTLESS
                                + " epochs without an input");
            }
            wanted.addAll(decision.wanted());
            state.queued.addAll(decision.updates());
            notices.addAll(decision.notices());
        } catch (TaskFault fault) {
            state.barred.put(task.id, "faulted");
            String reason = Optional.ofNullable(fault.getMessage()).orElse("");
            tasks.end(task, Output.TaskChanged.Change.FAULTED, reason, changes);
        }
    }

    /// Ledgers of frames that are gone stay as long as they could still forbid something.
    private void forgetLedgers(long now) {
        if (state.epoch % 1000 == 0) {
            Map<String, Rule> rules = new java.util.HashMap<>();
            program.procedures()
                    .forEach(procedure ->
                            procedure
                                    .rules()
                                    .forEach(rule ->
                                            rules.put(
                                                    procedure.name() + "." + rule.label(), rule)));
            state.ledgers
                    .entrySet()
                    .removeIf(entry -> {
                        var rule =
                                rules.get(
                                        entry.getKey().procedure() + "." + entry.getKey().label());
                        return !state.tasks.containsKey(entry.getKey().task())
                                && (rule == null
                                        || !entry.getValue().matters(now, rule.modifiers()));
                    });
        }
    }

    private Optional<Instant> next(long now, boolean again) {
        if (again) {
            return Optional.of(Micros.instant(now));
        }
        long next = Math.min(facts.next(now), cells.next(now));
        next = Math.min(next, tasks.next(now));
        next = Math.min(next, instances.next(now));
        next = Math.min(next, windows.next(now));
        if (windows.changesWithTime()) {
            next = Math.min(next, now + TICK);
        }
        return next == Micros.NEVER ? Optional.empty() : Optional.of(Micros.instant(next));
    }

    // --- looking in

    /// Everything an engine remembers; an engine restored from it goes on as this one does.
    public Snapshot snapshot() {
        return Snapshot.of(state, facts.content(), cells.content());
    }

    /// An engine that goes on where another was.
    public static PolicyEngine restore(Program program, Snapshot snapshot) {
        return new PolicyEngine(program, snapshot.copy());
    }

    /// The tasks with their frames, rules and actions as of the last epoch.
    public LiveTree tree() {
        return new LiveTrees(program, state, explanations, tasks).tree();
    }

    /// What keeps the guard of a rule from being true, for these arguments of its procedure: the
    /// fewest parts that would have to change, each with how far it is off. Empty if it is true.
    ///
    /// @throws IllegalArgumentException when there is no such procedure or rule
    public List<String> missing(Name procedure, List<Value> arguments, String label) {
        Rule rule =
                program.procedures().stream()
                        .filter(p ->
                                p.name().equals(procedure)
                                        && p.parameters().size() == arguments.size())
                        .flatMap(p -> p.rules().stream())
                        .filter(r -> r.label().equals(label))
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException("no rule " + procedure + "." + label));
        return new Shortfalls(program, evaluator, cells, facts.domains(), explanations)
                .of(rule.free(), rule.guard(), Environment.of(arguments));
    }

    /// Answers a condition of this program as of the last epoch.
    public char ask(Expression condition) {
        return evaluator.truth(condition, new Environment()).letter();
    }

    /// The value of an expression of this program as of the last epoch, for values of the
    /// parameters of the declaration it stands in.
    public Optional<Value> value(Expression expression, List<Value> parameters) {
        return evaluator.value(expression, Environment.of(parameters));
    }

    /// Tells of every literal of every guard that the scans of the last epoch came to what it was,
    /// under each assignment that the guard could have had (up to a bound).
    public void watchLiterals(LiteralWatcher watcher) {
        new LiteralWatch(program, state, evaluator, watcher).watch();
    }

    /// Hears of literals.
    @FunctionalInterface
    public interface LiteralWatcher {
        /// @param literal its number among those of the guard, from 0
        /// @param text as in the program
        void told(Name procedure, String label, int literal, String text, Truth truth);
    }

    /// Things of one kind that occur in what is known now.
    public List<String> things(String kind) {
        return new TreeSet<>(
                        facts.domains().of(new Type.Entity(kind)).stream()
                                .map(Value::shown)
                                .toList())
                .stream().toList();
    }
}
