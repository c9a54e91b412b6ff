package io.teleon.policies.engine;

import io.teleon.policies.host.Output;
import io.teleon.policies.host.Output.TaskChanged.Change;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Task;
import io.teleon.policies.program.Truth;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which tasks are there (SEMANTICS 6). Only those assignments are looked at about which something
/// has changed.
final class Tasks {

    private static final double PRIORITY = 50;
    private static final String NO_ANSWER = "its condition cannot be answered: ";

    private final Map<Name, Procedure> procedures;
    private final Evaluator evaluator;
    private final Watching watching;
    private final Facts facts;
    private final EngineState state;
    private final FrameTree frames;
    private final List<TaskPlan> plans = new ArrayList<>();
    private final Map<Name, TaskPlan> plansByName = new HashMap<>();
    private final List<TaskState> aged = new ArrayList<>();

    /// Those that have gone since they were asked for last.
    private List<TaskState> gone = new ArrayList<>();

    /// Tasks that wait to be decided.
    private List<Reader> agenda = new ArrayList<>();

    private final Reader.Agenda queue = this::toBeDecided;

    Tasks(Program program, Evaluator evaluator, Facts facts, EngineState state, FrameTree frames) {
        this.procedures = program.proceduresByName();
        this.evaluator = evaluator;
        this.watching = evaluator.watching();
        this.facts = facts;
        this.state = state;
        this.frames = frames;
        for (int order = 0; order < program.tasks().size(); order++) {
            Task declaration = program.tasks().get(order);
            TaskPlan plan = new TaskPlan(declaration, order, achieve(declaration));
            plan.candidates.wake();
            plans.add(plan);
            plansByName.put(declaration.name(), plan);
        }
        for (TaskState task : state.tasks.values()) {
            TaskPlan plan = plan(task.id);
            TaskSeed seed = seed(plan, task.id);
            seed.task = Optional.of(task);
            plan.there++;
            task.adopt(queue);
            if (task.aged > 0) {
                aged.add(task);
            }
        }
        for (TaskId id : state.barred.keySet()) {
            TaskPlan plan = plan(id);
            if (id.binding().size() == plan.declaration.variables().size()) {
                seed(plan, id);
            }
        }
    }

    private Optional<Procedure.Goal> achieve(Task declaration) {
        return Optional.ofNullable(procedures.get(declaration.procedure()))
                .orElseThrow()
                .goal()
                .filter(goal -> goal.kind() == Procedure.GoalKind.ACHIEVE);
    }

    private TaskPlan plan(TaskId id) {
        return Optional.ofNullable(plansByName.get(id.task())).orElseThrow();
    }

    private static TaskSeed seed(TaskPlan plan, TaskId id) {
        TaskSeed seed = plan.seeds.get(id);
        if (seed == null) {
            seed = new TaskSeed(id, plan.queue);
            plan.seeds.put(id, seed);
            seed.wake();
        }
        return seed;
    }

    private void toBeDecided(Reader task) {
        agenda.add(task);
    }

    /// Those that wait to be decided, in the order in which they are.
    List<TaskState> toDecide() {
        if (agenda.isEmpty()) {
            return List.of();
        }
        List<TaskState> tasks = new ArrayList<>(agenda.size());
        for (Reader reader : agenda) {
            if (reader instanceof TaskState task && task.woken && !task.ended) {
                tasks.add(task);
            }
        }
        agenda = new ArrayList<>();
        tasks.sort(TaskState.ORDER);
        return tasks;
    }

    /// Whether some wait to be decided in the next epoch, for how their actions go.
    boolean areWaiting() {
        return !agenda.isEmpty();
    }

    /// Those that have gone since this was asked last.
    List<TaskState> gone() {
        if (gone.isEmpty()) {
            return List.of();
        }
        List<TaskState> last = gone;
        gone = new ArrayList<>();
        return last;
    }

    /// Lets tasks come and go.
    ///
    /// @param queued instances that wait for resources
    /// @param all whether to look at every assignment
    void step(List<Instance> queued, boolean all, List<Output> changes, List<Output> notices) {
        for (TaskPlan plan : plans) {
            if (all || plan.candidates.woken) {
                candidates(plan);
            }
            if (all) {
                plan.seeds.values().forEach(Reader::wake);
            }
            if (plan.agenda.isEmpty() && plan.ready.isEmpty() && plan.fault.isEmpty()) {
                continue;
            }
            List<TaskSeed> touched = touched(plan);
            Optional<String> fault = fault(plan, touched);
            if (fault.isPresent()) {
                tell(plan, fault.get(), notices);
                touched.forEach(Reader::wake);
                continue;
            }
            step(plan, touched, changes, notices);
        }
        age(queued);
    }

    /// How many assignments are known of.
    int seeds() {
        return plans.stream().mapToInt(plan -> plan.seeds.size()).sum();
    }

    private static List<TaskSeed> sorted(List<TaskSeed> seeds) {
        seeds.sort((a, b) -> a.id.compareTo(b.id));
        return seeds;
    }

    private void candidates(TaskPlan plan) {
        plan.candidates.woken = false;
        plan.round++;
        List<List<Value>> bindings = List.of();
        boolean hadFault = plan.fault.isPresent();
        plan.fault = Optional.empty();
        int base = watching.begin();
        try {
            bindings = evaluator.candidates(plan.declaration.variables(), plan.declaration.where());
        } catch (TaskFault fault) {
            plan.fault = Optional.ofNullable(fault.getMessage());
        } finally {
            watching.end(plan.candidates, base);
        }
        if (plan.fault.isPresent()) {
            return;
        }
        if (hadFault) {
            state.barred.remove(new TaskId(plan.declaration.name(), List.of()), NO_ANSWER);
        }
        for (List<Value> binding : bindings) {
            TaskSeed seed = seed(plan, new TaskId(plan.declaration.name(), binding));
            seed.round = plan.round;
            if (!seed.isCandidate) {
                seed.isCandidate = true;
                seed.wake();
            }
        }
        for (TaskSeed seed : plan.seeds.values()) {
            if (seed.isCandidate && seed.round != plan.round) {
                seed.isCandidate = false;
                seed.wake();
            }
        }
    }

    private List<TaskSeed> touched(TaskPlan plan) {
        List<TaskSeed> touched = new ArrayList<>();
        List<Reader> waiting = List.copyOf(plan.agenda);
        plan.agenda.clear();
        for (Reader reader : waiting) {
            if (reader instanceof TaskSeed seed && seed.woken && !seed.gone) {
                look(plan, seed);
                touched.add(seed);
            }
        }
        return sorted(touched);
    }

    /// A condition that asks for too much says nothing about any of its assignments.
    private static Optional<String> fault(TaskPlan plan, List<TaskSeed> touched) {
        return plan.fault.or(
                () -> touched.stream().flatMap(seed -> seed.fault.stream()).findFirst());
    }

    /// Once, until it can be answered again.
    private void tell(TaskPlan plan, String fault, List<Output> notices) {
        TaskId id = new TaskId(plan.declaration.name(), List.of());
        if (state.barred.putIfAbsent(id, NO_ANSWER) == null) {
            notices.add(new Output.Alert(id, NO_ANSWER + fault));
        }
    }

    private void look(TaskPlan plan, TaskSeed seed) {
        seed.woken = false;
        seed.fault = Optional.empty();
        Task declaration = plan.declaration;
        Environment environment =
                Environment.empty().with(declaration.variables(), seed.id.binding());
        int base = watching.begin();
        seed.where = seed.isCandidate ? where(declaration, environment, seed) : Truth.FALSE;
        seed.inDomains = seed.isCandidate || isInDomains(declaration, seed.id.binding());
        seed.arguments =
                seed.task.isPresent()
                        ? seed.task.map(task -> task.root.id.arguments())
                        : seed.where == Truth.TRUE
                                ? evaluator.valuesOrUnknown(declaration.arguments(), environment)
                                : Optional.empty();
        seed.achieved =
                plan.achieve.isPresent()
                        && seed.arguments.isPresent()
                        && evaluator.truthOrUnknown(
                                        plan.achieve.get().condition(),
                                        Environment.of(seed.arguments.get()))
                                == Truth.TRUE;
        if (seed.task.isPresent()) {
            TaskState task = seed.task.get();
            task.priority =
                    declaration
                            .priority()
                            .map(e ->
                                    evaluator
                                            .valueOrUnknown(e, environment)
                                            .map(Numbers::amount)
                                            .orElse(0.0))
                            .orElse(PRIORITY);
            long ends = ends(plan, task);
            if (ends > evaluator.now()) {
                watching.until(ends);
            }
        }
        watching.end(seed, base);
    }

    private static long ends(TaskPlan plan, TaskState task) {
        return plan.achieve
                .flatMap(Procedure.Goal::within)
                .map(within -> task.created + Micros.of(within))
                .orElse(Micros.NEVER);
    }

    private Truth where(Task declaration, Environment environment, TaskSeed seed) {
        try {
            return evaluator.truth(declaration.where(), environment);
        } catch (TaskFault fault) {
            seed.fault = Optional.ofNullable(fault.getMessage());
            return Truth.UNKNOWN;
        }
    }

    private boolean isInDomains(Task declaration, List<Value> binding) {
        boolean all = true;
        for (int i = 0; i < binding.size(); i++) {
            var type = declaration.variables().get(i).type();
            facts.domains().read(type, watching);
            all &= facts.domains().contains(type, binding.get(i));
        }
        return all;
    }

    private void step(
            TaskPlan plan, List<TaskSeed> touched, List<Output> changes, List<Output> notices) {
        for (TaskSeed seed : touched) {
            if (seed.task.isPresent()) {
                leave(plan, seed, seed.task.get(), changes, notices);
            }
            Optional<String> barred = Optional.ofNullable(state.barred.get(seed.id));
            if (barred.isPresent()
                    && (seed.where == Truth.FALSE || barred.get().equals(NO_ANSWER))) {
                state.barred.remove(seed.id);
                state.released++;
            }
        }
        if (!plan.declaration.variables().isEmpty() && !state.barred.isEmpty()) {
            state.barred.remove(new TaskId(plan.declaration.name(), List.of()));
        }
        for (TaskSeed seed : touched) {
            boolean isReady =
                    seed.where == Truth.TRUE
                            && seed.task.isEmpty()
                            && seed.arguments.isPresent()
                            && !seed.achieved
                            && !state.barred.containsKey(seed.id);
            if (isReady) {
                plan.ready.put(seed.id, seed);
            } else {
                plan.ready.remove(seed.id);
            }
        }
        int limit = plan.declaration.limit().orElse(Integer.MAX_VALUE);
        while (plan.there < limit && !plan.ready.isEmpty()) {
            create(plan, plan.ready.pollFirstEntry().getValue(), changes);
        }
        for (TaskSeed seed : touched) {
            boolean needed =
                    seed.isCandidate || seed.task.isPresent() || state.barred.containsKey(seed.id);
            if (!needed && !seed.gone) {
                watching.leave(seed);
                plan.seeds.remove(seed.id);
            }
        }
    }

    private void create(TaskPlan plan, TaskSeed seed, List<Output> changes) {
        TaskState task =
                new TaskState(
                        seed.id,
                        plan.declaration,
                        plan.order,
                        evaluator.now(),
                        shared(seed.arguments.orElseThrow(), seed.id.binding()));
        state.tasks.put(seed.id, task);
        seed.task = Optional.of(task);
        plan.there++;
        task.adopt(queue);
        // From now on its priority and how long it may take are of interest.
        look(plan, seed);
        changes.add(new Output.TaskChanged(seed.id, Change.CREATED, ""));
    }

    /// Mostly a procedure takes what its task is there for.
    private static List<Value> shared(List<Value> values, List<Value> same) {
        return values.equals(same) ? same : values;
    }

    private void leave(
            TaskPlan plan,
            TaskSeed seed,
            TaskState task,
            List<Output> changes,
            List<Output> notices) {
        if (plan.achieve.isEmpty()) {
            if (!seed.inDomains) {
                end(task, Change.RETIRED, "it is no longer observed", changes);
            } else if (seed.where == Truth.FALSE) {
                end(task, Change.RETIRED, "its condition is false", changes);
            }
        } else if (seed.achieved) {
            end(task, Change.ACHIEVED, "", changes);
        } else if (evaluator.now() >= ends(plan, task)) {
            state.barred.put(task.id, "failed");
            end(task, Change.FAILED, "not achieved in time", changes);
            notices.add(new Output.Alert(task.id, "not achieved in time"));
        } else if (!seed.inDomains) {
            end(task, Change.RETIRED, "it is no longer observed", changes);
        }
        if (task.ended) {
            // Whether it comes again is asked with the values of now.
            look(plan, seed);
        }
    }

    void end(TaskState task, Change change, String reason, List<Output> changes) {
        frames.end(task, task.root);
        state.tasks.remove(task.id);
        task.ended = true;
        watching.leave(task);
        gone.add(task);
        TaskPlan plan = plan(task.id);
        plan.there--;
        TaskSeed seed = seed(plan, task.id);
        seed.task = Optional.empty();
        seed.wake();
        changes.add(new Output.TaskChanged(task.id, change, reason));
    }

    private void age(List<Instance> queued) {
        aged.forEach(task -> task.aged = 0);
        aged.clear();
        for (Instance instance : queued) {
            TaskState task = state.tasks.get(instance.owner);
            if (task != null && instance.queuedSince.isPresent()) {
                long waited = (evaluator.now() - instance.queuedSince.get()) / 10_000_000;
                task.aged = Math.max(task.aged, (int) Math.min(100, waited));
                aged.add(task);
            }
        }
    }

    /// In the order in which they are decided.
    List<TaskState> ordered() {
        List<TaskState> ordered = new ArrayList<>(state.tasks.values());
        ordered.sort(TaskState.ORDER);
        return ordered;
    }
}
