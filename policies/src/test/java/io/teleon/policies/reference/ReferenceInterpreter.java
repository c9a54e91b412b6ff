package io.teleon.policies.reference;

import io.teleon.policies.host.Circumstances;
import io.teleon.policies.host.Epoch;
import io.teleon.policies.host.Input;
import io.teleon.policies.host.Output;
import io.teleon.policies.host.Output.TaskChanged.Change;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Task;
import io.teleon.policies.program.Truth;
import io.teleon.policies.program.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Runs a program as `policies/SEMANTICS.md` says, in the order it says it.
public final class ReferenceInterpreter implements Interpreter {

    private static final int STREAK = 64;

    /// A task that is there.
    static final class Running {
        final TaskId id;
        final Task task;
        final int order;
        final Bindings bindings;
        final long created;
        Optional<Frame> root = Optional.empty();
        double priority;
        double effective;
        int streak;

        Running(TaskId id, Task task, int order, Bindings bindings, long created) {
            this.id = id;
            this.task = task;
            this.order = order;
            this.bindings = bindings;
            this.created = created;
        }
    }

    private record Queued(
            Rule.Update update, io.teleon.policies.host.Fact fact, Optional<Value> value) {}

    private final Program program;
    private final InputCheck check;
    private final Knowledge known;
    private final Meaning meaning;
    private final Frames frames;
    private final Actions actions;
    private final Map<TaskId, Running> tasks = new LinkedHashMap<>();
    private final Set<TaskId> barred = new LinkedHashSet<>();
    private List<Queued> queue = new ArrayList<>();
    private long number;

    public ReferenceInterpreter(Program program) {
        this.program = program;
        check = new InputCheck(program);
        known = new Knowledge(program);
        meaning = new Meaning(program, known);
        actions = new Actions(program, meaning);
        frames = new Frames(program, meaning, actions::instance, actions::carriedOut);
        actions.uses(frames);
    }

    /// How often a guard was evaluated under an assignment, so far.
    public long guardEvaluations() {
        return frames.guardEvaluations;
    }

    @Override
    public Epoch step(List<Input> inputs, Instant time, Circumstances circumstances) {
        long now = Knowledge.micros(time);
        if (now < known.now) {
            throw new IllegalArgumentException("time goes back to " + time);
        }
        known.now = now;
        number++;
        Outcome out = new Outcome();
        queue.forEach(this::apply);
        queue = new ArrayList<>();
        inputs.forEach(input -> take(input, out));
        known.settle();
        meaning.advance();
        come(out);
        List<Running> inOrder = order();
        List<Wish> wishes = new ArrayList<>();
        inOrder.forEach(running -> decide(running, inputs.isEmpty(), wishes, out));
        List<Running> left = inOrder.stream().filter(r -> tasks.containsKey(r.id)).toList();
        actions.epoch(left, wishes, circumstances, out);
        boolean soon = !queue.isEmpty() || out.disturbed;
        return new Epoch(
                number,
                time,
                inputs,
                List.of(),
                out.all(),
                soon ? Optional.of(time) : Optional.empty());
    }

    // --- what comes in: SEMANTICS 1, 4.1

    private void apply(Queued queued) {
        switch (queued.update()) {
            case Rule.Update.Remember remember -> {
                Optional<java.time.Duration> ttl =
                        remember.ttl()
                                .or(() ->
                                        Optional.ofNullable(
                                                        known.beliefNames.get(remember.belief()))
                                                .flatMap(b -> b.ttl()));
                known.beliefs.put(
                        queued.fact(),
                        new Knowledge.Belief(
                                queued.value().orElse(new Value.Bool(true)),
                                known.now,
                                ttl.map(t -> known.now + Knowledge.micros(t))
                                        .orElse(Long.MAX_VALUE)));
            }
            case Rule.Update.Forget _ -> known.beliefs.remove(queued.fact());
            case Rule.Update.Notify _ -> {}
        }
    }

    private void take(Input input, Outcome out) {
        Optional<String> wrong =
                check.fits(input) ? accept(input, out) : Optional.of("does not fit");
        wrong.ifPresent(reason -> out.rejections.add(new Output.Rejected(input, reason)));
    }

    private Optional<String> accept(Input input, Outcome out) {
        switch (input) {
            case Input.Measured m -> {
                if (ahead(m.at())) {
                    return Optional.of("its source's clock is ahead");
                }
                known.measure(m.fact(), m.value(), clamp(m.at()));
            }
            case Input.Stated s -> {
                if (ahead(s.at())) {
                    return Optional.of("its source's clock is ahead");
                }
                known.state(s.fact(), s.holds(), clamp(s.at()));
            }
            case Input.Complete c -> {
                if (ahead(c.at())) {
                    return Optional.of("its source's clock is ahead");
                }
                known.complete(c.relation(), clamp(c.at()));
            }
            case Input.Withdrawn w -> known.withdraw(w.fact());
            case Input.Happened h -> {
                if (ahead(h.at())) {
                    return Optional.of("its source's clock is ahead");
                }
                known.happened.add(
                        new Knowledge.Occurrence(h.event(), h.arguments(), clamp(h.at())));
            }
            case Input.Forecasted f -> {
                if (ahead(f.forecast().at())) {
                    return Optional.of("its source's clock is ahead");
                }
                known.forecasts.put(f.fact(), f.forecast());
            }
            case Input.Reported r -> {
                return actions.report(r, out);
            }
            case Input.Decided d -> {
                return actions.decide(d);
            }
            case Input.AutonomySet a -> actions.autonomy.put(a.action(), a.level());
            case Input.Halted h -> actions.halted = h.halted();
            case Input.Cancelled c -> {
                Running running = tasks.get(c.task());
                if (running == null) {
                    return Optional.of("no such task");
                }
                barred.add(c.task());
                leave(running, Change.RETIRED, "cancelled", out);
            }
        }
        return Optional.empty();
    }

    private boolean ahead(Instant at) {
        return Knowledge.micros(at) > known.now + Knowledge.CLOCK_TOLERANCE;
    }

    private long clamp(Instant at) {
        return Math.min(Knowledge.micros(at), known.now);
    }

    // --- tasks: SEMANTICS 6

    private void come(Outcome out) {
        for (int order = 0; order < program.tasks().size(); order++) {
            Task task = program.tasks().get(order);
            List<TaskId> there =
                    tasks.keySet().stream()
                            .filter(id -> id.task().equals(task.name()))
                            .sorted()
                            .toList();
            for (TaskId id : there) {
                goes(task, id, out);
            }
            barred.removeIf(id -> id.task().equals(task.name()) && !inDomains(task, id));
            List<TaskId> candidates = new ArrayList<>();
            Bindings.each(
                    known,
                    task.variables(),
                    values -> candidates.add(new TaskId(task.name(), values)));
            for (TaskId id : candidates) {
                Bindings bindings = Bindings.of(task.variables(), id.binding());
                Truth where = meaning.truth(task.where(), bindings);
                if (where == Truth.FALSE) {
                    barred.remove(id);
                }
                long alive =
                        tasks.keySet().stream().filter(t -> t.task().equals(task.name())).count();
                if (where == Truth.TRUE
                        && !tasks.containsKey(id)
                        && !barred.contains(id)
                        && alive < task.limit().orElse(Integer.MAX_VALUE)
                        && !achieved(task, bindings)) {
                    tasks.put(id, new Running(id, task, order, bindings, known.now));
                    out.tasks.add(new Output.TaskChanged(id, Change.CREATED, ""));
                }
            }
        }
    }

    private void goes(Task task, TaskId id, Outcome out) {
        Running running = Optional.ofNullable(tasks.get(id)).orElseThrow();
        boolean inDomains = inDomains(task, id);
        if (achieve(task).isPresent()) {
            Procedure.Goal goal = achieve(task).get();
            if (achieved(task, running.bindings)) {
                leave(running, Change.ACHIEVED, "", out);
            } else if (goal.within().isPresent()
                    && known.now - running.created >= Knowledge.micros(goal.within().get())) {
                barred.add(id);
                out.alerts.add(new Output.Alert(id, "not achieved in time"));
                leave(running, Change.FAILED, "not achieved in time", out);
            } else if (!inDomains) {
                leave(running, Change.RETIRED, "left the domains", out);
            }
        } else if (!inDomains || meaning.truth(task.where(), running.bindings) == Truth.FALSE) {
            leave(running, Change.RETIRED, "", out);
        }
    }

    private boolean inDomains(Task task, TaskId id) {
        for (int i = 0; i < task.variables().size(); i++) {
            if (!known.domain(task.variables().get(i).type()).contains(id.binding().get(i))) {
                return false;
            }
        }
        return true;
    }

    private Optional<Procedure.Goal> achieve(Task task) {
        return frames.procedure(task.procedure())
                .goal()
                .filter(g -> g.kind() == Procedure.GoalKind.ACHIEVE);
    }

    private boolean achieved(Task task, Bindings bindings) {
        Optional<List<Value>> arguments = meaning.values(task.arguments(), bindings);
        return achieve(task).isPresent()
                && arguments.isPresent()
                && meaning.truth(achieve(task).get().condition(), Bindings.of(arguments.get()))
                        == Truth.TRUE;
    }

    private void leave(Running running, Change change, String reason, Outcome out) {
        running.root.ifPresent(root -> frames.endAll(running.id, root));
        tasks.remove(running.id);
        out.tasks.add(new Output.TaskChanged(running.id, change, reason));
    }

    private List<Running> order() {
        for (Running running : tasks.values()) {
            running.priority =
                    running.task
                            .priority()
                            .map(p -> meaning.number(p, running.bindings).orElse(0.0))
                            .orElse(50.0);
            running.effective = running.priority + Math.min(100, actions.waited(running.id));
        }
        return tasks.values().stream()
                .sorted(
                        Comparator.comparingDouble((Running r) -> -r.effective)
                                .thenComparingInt(r -> r.order)
                                .thenComparing(r -> r.id))
                .toList();
    }

    private void decide(Running running, boolean quiet, List<Wish> wishes, Outcome out) {
        Optional<List<Value>> arguments =
                meaning.values(running.task.arguments(), running.bindings);
        if (arguments.isPresent()
                && !running.root.map(r -> r.arguments.equals(arguments.get())).orElse(false)) {
            running.root.ifPresent(root -> frames.endAll(running.id, root));
            running.root =
                    Optional.of(
                            new Frame(
                                    frames.procedure(running.task.procedure()),
                                    arguments.get(),
                                    known.now));
        }
        if (running.root.isEmpty()) {
            return;
        }
        List<Wish> mine = new ArrayList<>();
        List<Queued> updates = new ArrayList<>();
        List<Output.Notified> notices = new ArrayList<>();
        try {
            frames.decide(
                    running.id,
                    running.root.get(),
                    List.of(),
                    Set.of(),
                    new Frames.Host() {
                        @Override
                        public void update(Rule.Update update, Frame.Firing firing) {
                            queue(running.id, update, firing, updates, notices);
                        }

                        @Override
                        public void alert(String reason) {
                            out.alerts.add(new Output.Alert(running.id, reason));
                        }

                        @Override
                        public void wish(Wish wish) {
                            mine.add(wish);
                        }

                        @Override
                        public void disturbed() {
                            out.disturbed = true;
                        }
                    });
            running.streak = quiet && !updates.isEmpty() ? running.streak + 1 : 0;
            if (running.streak > STREAK) {
                throw new Fault("more than " + STREAK + " epochs of updates without inputs");
            }
        } catch (Fault fault) {
            barred.add(running.id);
            leave(running, Change.FAULTED, String.valueOf(fault.getMessage()), out);
            return;
        }
        wishes.addAll(mine);
        queue.addAll(updates);
        out.notices.addAll(notices);
    }

    private void queue(
            TaskId task,
            Rule.Update update,
            Frame.Firing firing,
            List<Queued> updates,
            List<Output.Notified> notices) {
        switch (update) {
            case Rule.Update.Remember remember -> {
                Optional<List<Value>> key = meaning.values(remember.arguments(), firing.bindings);
                Optional<Value> value =
                        remember.value().flatMap(v -> meaning.value(v, firing.bindings));
                if (key.isPresent() && (remember.value().isEmpty() || value.isPresent())) {
                    updates.add(
                            new Queued(
                                    update,
                                    new io.teleon.policies.host.Fact(remember.belief(), key.get()),
                                    value));
                }
            }
            case Rule.Update.Forget forget ->
                    meaning.values(forget.arguments(), firing.bindings)
                            .ifPresent(key ->
                                    updates.add(
                                            new Queued(
                                                    update,
                                                    new io.teleon.policies.host.Fact(
                                                            forget.belief(), key),
                                                    Optional.empty())));
            case Rule.Update.Notify notify -> {
                StringBuilder text = new StringBuilder();
                for (Expression part : notify.message()) {
                    text.append(
                            meaning.value(part, firing.bindings)
                                    .map(Value::shown)
                                    .orElse("unknown"));
                }
                notices.add(new Output.Notified(task, notify.topic(), text.toString()));
            }
        }
    }

    /// Resources that more tasks hold than they have room for: none, if all is well.
    public List<String> overbooked() {
        return actions.overbooked();
    }
}
