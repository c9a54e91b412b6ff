package io.teleon.policies.engine;

import io.teleon.policies.host.Output;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Task;
import io.teleon.policies.program.Truth;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which tasks are there (SEMANTICS 6).
final class Tasks {

    private static final double PRIORITY = 50;

    private final Program program;
    private final Map<Name, Procedure> procedures;
    private final Evaluator evaluator;
    private final Facts facts;
    private final EngineState state;
    private final FrameTree frames;

    Tasks(Program program, Evaluator evaluator, Facts facts, EngineState state, FrameTree frames) {
        this.program = program;
        this.procedures = program.proceduresByName();
        this.evaluator = evaluator;
        this.facts = facts;
        this.state = state;
        this.frames = frames;
    }

    /// Lets tasks come and go.
    void step(List<Output> changes, List<Output> notices) {
        for (int order = 0; order < program.tasks().size(); order++) {
            Task declaration = program.tasks().get(order);
            Map<List<Value>, Truth> where;
            try {
                where = where(declaration);
            } catch (TaskFault fault) {
                notices.add(
                        new Output.Alert(
                                new TaskId(declaration.name(), List.of()),
                                "its condition cannot be answered: " + fault.getMessage()));
                continue;
            }
            for (TaskState task : List.copyOf(state.tasks.values())) {
                if (task.id.task().equals(declaration.name())) {
                    leave(
                            task,
                            where.getOrDefault(task.id.binding(), Truth.FALSE),
                            changes,
                            notices);
                }
            }
            int there =
                    (int)
                            state.tasks.keySet().stream()
                                    .filter(id -> id.task().equals(declaration.name()))
                                    .count();
            state.barred
                    .keySet()
                    .removeIf(id ->
                            id.task().equals(declaration.name())
                                    && where.getOrDefault(id.binding(), Truth.FALSE)
                                            == Truth.FALSE);
            for (Map.Entry<List<Value>, Truth> solution : where.entrySet()) {
                TaskId id = new TaskId(declaration.name(), solution.getKey());
                boolean comes =
                        solution.getValue() == Truth.TRUE
                                && !state.tasks.containsKey(id)
                                && !state.barred.containsKey(id)
                                && there < declaration.limit().orElse(Integer.MAX_VALUE);
                if (comes && create(declaration, order, id)) {
                    there++;
                    changes.add(new Output.TaskChanged(id, Output.TaskChanged.Change.CREATED, ""));
                }
            }
        }
        for (TaskState task : state.tasks.values()) {
            task.priority = priority(task);
            task.aged = aged(task);
        }
    }

    private Map<List<Value>, Truth> where(Task declaration) {
        Map<List<Value>, Truth> where = new LinkedHashMap<>();
        evaluator
                .solutions(declaration.variables(), declaration.where(), new Environment())
                .forEach(where::put);
        return where;
    }

    private Environment environment(Task declaration, List<Value> binding) {
        return new Environment().with(declaration.variables(), binding);
    }

    private Optional<Procedure.Goal> achieve(Task declaration) {
        return Optional.ofNullable(procedures.get(declaration.procedure()))
                .orElseThrow()
                .goal()
                .filter(goal -> goal.kind() == Procedure.GoalKind.ACHIEVE);
    }

    private boolean isAchieved(Procedure.Goal goal, List<Value> arguments) {
        return evaluator.truth(goal.condition(), Environment.of(arguments)) == Truth.TRUE;
    }

    private boolean create(Task declaration, int order, TaskId id) {
        Optional<List<Value>> arguments =
                evaluator.values(declaration.arguments(), environment(declaration, id.binding()));
        if (arguments.isEmpty()) {
            return false;
        }
        Optional<Procedure.Goal> goal = achieve(declaration);
        if (goal.isPresent() && isAchieved(goal.get(), arguments.get())) {
            return false;
        }
        state.tasks.put(
                id, new TaskState(id, declaration, order, evaluator.now(), arguments.get()));
        return true;
    }

    private void leave(TaskState task, Truth where, List<Output> changes, List<Output> notices) {
        boolean known = true;
        for (int i = 0; i < task.id.binding().size(); i++) {
            Expression.Variable variable = task.declaration.variables().get(i);
            known &= facts.domains().contains(variable.type(), task.id.binding().get(i));
        }
        Optional<Procedure.Goal> goal = achieve(task.declaration);
        if (goal.isEmpty()) {
            if (!known) {
                end(task, Output.TaskChanged.Change.RETIRED, "it is no longer observed", changes);
            } else if (where == Truth.FALSE) {
                end(task, Output.TaskChanged.Change.RETIRED, "its condition is false", changes);
            }
        } else if (isAchieved(goal.get(), task.root.id.arguments())) {
            end(task, Output.TaskChanged.Change.ACHIEVED, "", changes);
        } else if (goal.get().within().isPresent()
                && evaluator.now() - task.created >= Micros.of(goal.get().within().get())) {
            state.barred.put(task.id, "failed");
            end(task, Output.TaskChanged.Change.FAILED, "not achieved in time", changes);
            notices.add(new Output.Alert(task.id, "not achieved in time"));
        } else if (!known) {
            end(task, Output.TaskChanged.Change.RETIRED, "it is no longer observed", changes);
        }
    }

    void end(
            TaskState task, Output.TaskChanged.Change change, String reason, List<Output> changes) {
        frames.end(task, task.root);
        state.tasks.remove(task.id);
        changes.add(new Output.TaskChanged(task.id, change, reason));
    }

    private double priority(TaskState task) {
        return task.declaration
                .priority()
                .map(e ->
                        evaluator
                                .value(e, environment(task.declaration, task.id.binding()))
                                .map(Numbers::amount)
                                .orElse(0.0))
                .orElse(PRIORITY);
    }

    private int aged(TaskState task) {
        return state.instances.values().stream()
                .filter(instance -> instance.owner.equals(task.id))
                .flatMap(instance -> instance.queuedSince.stream())
                .mapToInt(since -> (int) Math.min(100, (evaluator.now() - since) / 10_000_000))
                .max()
                .orElse(0);
    }

    /// In the order in which they are decided.
    List<TaskState> ordered() {
        List<TaskState> ordered = new ArrayList<>(state.tasks.values());
        ordered.sort(
                Comparator.<TaskState>comparingDouble(task -> -task.effective())
                        .thenComparingInt(task -> task.order)
                        .thenComparing(task -> task.id));
        return ordered;
    }

    long next(long now) {
        long next = Micros.NEVER;
        for (TaskState task : state.tasks.values()) {
            Optional<Long> within =
                    achieve(task.declaration).flatMap(Procedure.Goal::within).map(Micros::of);
            if (within.isPresent() && task.created + within.get() > now) {
                next = Math.min(next, task.created + within.get());
            }
            next = Math.min(next, next(task, task.root, now));
        }
        return next;
    }

    private long next(TaskState task, Frame frame, long now) {
        long next = Micros.NEVER;
        Procedure procedure =
                Optional.ofNullable(procedures.get(frame.id.procedure())).orElseThrow();
        if (frame.unknownSince.isPresent()
                && procedure.onUnknown() instanceof Procedure.OnUnknown.Hold(var hold)) {
            next = later(next, frame.unknownSince.get() + Micros.of(hold), now);
        }
        if (procedure.goal().flatMap(Procedure.Goal::within).isPresent()) {
            next = later(next, frame.began + Micros.of(procedure.goal().get().within().get()), now);
        }
        for (var rule : procedure.rules()) {
            Ledger ledger =
                    state.ledgers.get(
                            new Ledger.Id(
                                    task.id,
                                    frame.id.procedure(),
                                    frame.id.arguments(),
                                    rule.label()));
            if (ledger != null) {
                next = Math.min(next, ledger.next(now, rule.modifiers()));
            }
            if (frame.firing.isPresent() && frame.firing.get().label.equals(rule.label())) {
                Frame.Firing firing = frame.firing.get();
                if (rule.modifiers().min().isPresent()) {
                    next = later(next, firing.since + Micros.of(rule.modifiers().min().get()), now);
                }
                if (rule.modifiers().max().isPresent()) {
                    next = later(next, firing.since + Micros.of(rule.modifiers().max().get()), now);
                }
                if (rule.body() instanceof io.teleon.policies.program.Rule.Body.Sequence sequence
                        && firing.step < sequence.steps().size()) {
                    var lasts = sequence.steps().get(firing.step).duration();
                    if (lasts.isPresent()) {
                        next = later(next, firing.stepSince + Micros.of(lasts.get()), now);
                    }
                }
            }
        }
        for (Frame kid : frame.kids.values()) {
            next = Math.min(next, next(task, kid, now));
        }
        return next;
    }

    private static long later(long next, long at, long now) {
        return at > now ? Math.min(next, at) : next;
    }
}
