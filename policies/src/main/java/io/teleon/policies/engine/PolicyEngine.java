package io.teleon.policies.engine;

import io.teleon.policies.host.Circumstances;
import io.teleon.policies.host.Epoch;
import io.teleon.policies.host.Fact;
import io.teleon.policies.host.Input;
import io.teleon.policies.host.Output;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Truth;
import io.teleon.policies.program.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs one program. A host feeds it what happens, together with the time, and carries out what it
/// returns; see `policies/SEMANTICS.md`.
///
/// Not thread-safe: one thread owns it.
public final class PolicyEngine {

    private static final int MOST_RESTLESS = 64;

    /// How long a reading that changes with time alone goes unlooked at.
    private static final long TICK = Micros.SECOND;

    /// After so many epochs at one time, what is still not at rest has to wait.
    private static final int MOST_AT_ONCE = 256;

    private final Program program;
    private final Evaluation evaluation;
    private final EngineState state;
    private final Timers timers = new Timers();
    private final Watching watching;
    private final Facts facts;
    private final TemporalCells cells;
    private final Evaluator evaluator;
    private final FrameTree frames;
    private final Tasks tasks;
    private final Gates gates;
    private final Instances instances;
    private final InputCheck check;
    private final Explanations explanations;
    private final LedgerSweep forgetting;
    private final Map<Name, Declaration.Belief> beliefs;

    /// Tasks whose last decision changed what the next one begins with.
    private final List<TaskState> moved = new ArrayList<>();

    /// Whether the next decision of one of them will change something, if nothing else does.
    private boolean unsettled;

    /// How many epochs in a row have asked for another one at once.
    private int atOnce;

    private long tasksDecided;

    private PolicyEngine(Program program, Snapshot snapshot, Evaluation evaluation) {
        this.program = program;
        this.evaluation = evaluation;
        this.state = snapshot.state();
        this.watching = new Watching(timers, evaluation != Evaluation.FULL_SCAN);
        this.facts = new Facts(program, timers);
        this.facts.restore(snapshot.facts(), state.now);
        this.cells = new TemporalCells(program);
        this.cells.restore(snapshot.cells(), state.now);
        this.evaluator = new Evaluator(program, facts, cells, watching);
        this.evaluator.at(state.now);
        Glances glances = new Glances(watching);
        InstanceTable table = new InstanceTable(state.instances);
        Advice advice = new Advice(program, evaluator, facts, cells);
        this.frames = new FrameTree(program, evaluator, state, table, glances, advice);
        this.tasks = new Tasks(program, evaluator, facts, state, frames);
        this.explanations = new Explanations(program, evaluator, facts);
        this.gates = new Gates(program, evaluator, explanations, advice, state);
        this.instances =
                new Instances(
                        program,
                        evaluator,
                        timers,
                        state,
                        table,
                        frames,
                        gates,
                        glances,
                        explanations);
        this.check = new InputCheck(program);
        this.forgetting = new LedgerSweep(program, state);
        this.beliefs = program.beliefsByName();
    }

    /// An engine that knows nothing yet.
    public static PolicyEngine start(Program program) {
        return start(program, Evaluation.WATCHED);
    }

    /// An engine that knows nothing yet.
    public static PolicyEngine start(Program program, Evaluation evaluation) {
        return new PolicyEngine(program, Snapshot.empty(), evaluation);
    }

    /// The rows of a relation that are stored, whether fresh or not, in order; none where the
    /// program does not know of it.
    public List<Fact> rows(Name relation) {
        return facts.rows(relation);
    }

    /// What it has done so far.
    public Work work() {
        return new Work(frames.guardEvaluations(), tasksDecided);
    }

    /// How often a rule that had failed, or a task, was let try again, since it began or was
    /// restored. No output tells of that; but an engine that goes on from a snapshot of before
    /// holds it back until its condition was seen to be false once more, so that whoever keeps
    /// snapshots keeps one when this has grown.
    public long released() {
        return state.released;
    }

    /// What it holds, and what it has looked at so far.
    Footprint footprint() {
        return new Footprint(
                watching.answersMade(),
                instances.looks(),
                watching.watches(),
                timers.size(),
                evaluator.answers().size(),
                facts.size(),
                cells.size(),
                tasks.seeds(),
                state.ledgers.size());
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
        List<Output> rejections = new ArrayList<>(0);
        List<Output> changes = new ArrayList<>(0);
        List<Output> results = new ArrayList<>(0);
        List<Output> questions = new ArrayList<>(0);
        List<Output> notices = new ArrayList<>(0);
        List<String> answers = new ArrayList<>(0);
        int failuresBefore = frames.failures();
        boolean all = evaluation == Evaluation.FULL_SCAN;

        takeIn(inputs, time, rejections, changes, results);
        cells.advance(evaluator, facts.domains(), facts.advice() > 0, all);
        tasks.step(instances.queued(), all, changes, notices);
        decide(inputs.isEmpty(), all, changes, notices);
        gates.begin(circumstances, questions, answers);
        instances.step(all, results, questions);
        boolean again =
                !state.queued.isEmpty()
                        || frames.failures() != failuresBefore
                        || instances.isUnfinished()
                        || tasks.areWaiting()
                        || unsettled;
        evaluator.answers().sweep();
        facts.sweep();
        forgetting.step(time);

        List<Output> outputs = new ArrayList<>(rejections);
        outputs.addAll(changes);
        outputs.addAll(results);
        outputs.addAll(instances.transitions());
        outputs.addAll(questions);
        outputs.addAll(notices);
        return new Epoch(state.epoch, now, inputs, answers, outputs, next(time, again));
    }

    private void takeIn(
            List<Input> inputs,
            long time,
            List<Output> rejections,
            List<Output> changes,
            List<Output> results) {
        evaluator.at(time);
        watching.wakeRestless();
        moved.forEach(TaskState::wake);
        moved.clear();
        // While facts change nothing that was answered before can be relied upon.
        evaluator.answers().bypass(true);
        applyQueued();
        for (int i = 0; i < inputs.size(); i++) {
            Input input = inputs.get(i);
            Optional<String> wrong = check.check(input, time);
            if (wrong.isEmpty()) {
                wrong = take(input, time, changes, results);
            }
            if (wrong.isPresent()) {
                rejections.add(new Output.Rejected(input, wrong.get()));
            }
        }
        facts.expire(time);
        timers.elapse(time);
        evaluator.answers().bypass(false);
    }

    /// Decides the tasks that wait for it.
    private void decide(boolean quiet, boolean all, List<Output> changes, List<Output> notices) {
        if (all) {
            state.tasks.values().forEach(Reader::wake);
        }
        unsettled = false;
        for (TaskState task : tasks.toDecide()) {
            tasksDecided++;
            decide(task, quiet, changes, notices);
        }
        for (TaskState task : tasks.gone()) {
            instances.gone(task);
            forgetting.someAreGone();
        }
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
                                        Optional.ofNullable(beliefs.get(belief.name()))
                                                .flatMap(Declaration.Belief::ttl)
                                                .map(Micros::of))
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
            case Input.Measured m ->
                    facts.measured(m.fact(), m.value(), at(m.at(), now), m.source(), now);
            case Input.Stated s ->
                    facts.stated(s.fact(), s.holds(), at(s.at(), now), s.source(), now);
            case Input.Complete c -> facts.complete(c.relation(), at(c.at(), now), now);
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

    private void decide(TaskState task, boolean quiet, List<Output> changes, List<Output> notices) {
        task.woken = false;
        int base = watching.begin();
        try {
            FrameTree.Decision decision = frames.decide(task);
            task.restless = decision.updates().isEmpty() ? 0 : quiet ? task.restless + 1 : 0;
            if (task.restless > MOST_RESTLESS) {
                throw new TaskFault(
                        "its updates went on for more than "
                                + MOST_RESTLESS
                                + " epochs without an input");
            }
            instances.want(task, decision.wanted());
            state.queued.addAll(decision.updates());
            notices.addAll(decision.notices());
            if (task.moved) {
                moved.add(task);
            }
            unsettled |= task.unsettled;
        } catch (TaskFault fault) {
            state.barred.put(task.id, "faulted");
            String reason = Optional.ofNullable(fault.getMessage()).orElse("");
            tasks.end(task, Output.TaskChanged.Change.FAULTED, reason, changes);
        } finally {
            watching.end(task, base);
        }
        if (task.ended) {
            watching.leave(task);
        }
    }

    private Optional<Instant> next(long now, boolean again) {
        atOnce = again ? atOnce + 1 : 0;
        if (again && atOnce <= MOST_AT_ONCE) {
            return Optional.of(Micros.instant(now));
        }
        long next = again ? Math.min(timers.next(), now + TICK) : timers.next();
        if (watching.isRestless() || evaluation == Evaluation.FULL_SCAN) {
            next = Math.min(next, now + TICK);
        }
        return next == Micros.NEVER
                ? Optional.empty()
                : Optional.of(Micros.instant(Math.max(next, now + 1)));
    }

    // --- looking in

    /// Everything an engine remembers; an engine restored from it goes on as this one does.
    public Snapshot snapshot() {
        return Snapshot.of(state, facts.content(), cells.content());
    }

    /// An engine that goes on where another was.
    public static PolicyEngine restore(Program program, Snapshot snapshot) {
        return restore(program, snapshot, Evaluation.WATCHED);
    }

    /// An engine that goes on where another was.
    public static PolicyEngine restore(Program program, Snapshot snapshot, Evaluation evaluation) {
        return new PolicyEngine(program, snapshot.copy(), evaluation);
    }

    /// Whether something of a task is parked, as [io.teleon.policies.host.Output.Alert] said: what
    /// decides it has been unknown for too long.
    public boolean isParked(TaskId task) {
        return Optional.ofNullable(state.tasks.get(task)).filter(t -> isParked(t.root)).isPresent();
    }

    private static boolean isParked(Frame frame) {
        return frame.parkTold || frame.kids.values().stream().anyMatch(PolicyEngine::isParked);
    }

    /// The tasks with their frames, rules and actions as of the last epoch.
    public LiveTree tree() {
        return new LiveTrees(program, state, explanations, tasks).tree();
    }

    /// Which rule fires in each frame as of the last epoch, tasks by name and frames from the root
    /// down.
    public List<LiveFiring> firings() {
        List<LiveFiring> firings = new ArrayList<>();
        state.tasks.values().forEach(task -> firings(task.id, task.root, firings));
        return firings;
    }

    private static void firings(TaskId task, Frame frame, List<LiveFiring> firings) {
        firings.add(
                new LiveFiring(
                        task,
                        frame.id.procedure(),
                        frame.id.arguments(),
                        frame.firing.map(firing -> firing.label).orElse(""),
                        frame.firing.map(firing -> firing.binding).orElse(List.of())));
        frame.kids.values().forEach(kid -> firings(task, kid, firings));
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
        return evaluator.truthOrUnknown(condition, Environment.empty()).letter();
    }

    /// The value of an expression of this program as of the last epoch, for values of the
    /// parameters of the declaration it stands in.
    public Optional<Value> value(Expression expression, List<Value> parameters) {
        return evaluator.valueOrUnknown(expression, Environment.of(parameters));
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
}
