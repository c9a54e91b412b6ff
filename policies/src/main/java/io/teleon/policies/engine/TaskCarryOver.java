package io.teleon.policies.engine;

import io.teleon.policies.host.Output;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Shape;
import io.teleon.policies.program.Task;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How tasks, frames, firings and ledgers come over a reload (SEMANTICS 10.5 to 10.7). Changes a
/// state in place.
final class TaskCarryOver {

    private final ProgramChange change;
    private final Program next;
    private final EngineState state;
    private final Losses losses;
    private final List<Output> outputs;

    TaskCarryOver(
            ProgramChange change,
            Program next,
            EngineState state,
            Losses losses,
            List<Output> outputs) {
        this.change = change;
        this.next = next;
        this.state = state;
        this.losses = losses;
        this.outputs = outputs;
    }

    void carry() {
        List<TaskState> tasks = List.copyOf(state.tasks.values());
        state.tasks.clear();
        tasks.forEach(this::task);
        ledgers();
        bars();
    }

    // --- tasks

    private void task(TaskState task) {
        Optional<String> why = change.task(task.id.task());
        if (why.isPresent()) {
            retire(task, why.get());
            return;
        }
        Task declaration = change.newTask(task.id.task()).orElseThrow();
        Optional<List<Value>> arguments = arguments(task, declaration);
        if (arguments.isEmpty()) {
            retire(task, "what it runs has to be found out anew");
            return;
        }
        TaskState to =
                new TaskState(
                        task.id,
                        declaration,
                        next.tasks().indexOf(declaration),
                        task.created,
                        arguments.get());
        to.priority = task.priority;
        to.aged = task.aged;
        to.restless = task.restless;
        Optional<String> other =
                to.root.id.equals(task.root.id)
                        ? change.procedure(task.root.id.procedure())
                        : Optional.of("its task runs " + to.root.id.procedure().local() + " now");
        if (other.isEmpty()) {
            StateCopy.frame(task.root, to.root);
            frame(task.id, to.root);
        } else {
            to.root.firing =
                    Optional.of(new Frame.Firing(Frame.Firing.CARRIED, List.of(), state.now, 0));
            to.root.harmful = task.root.harmful;
            ends(task.id, task.root, to.root.id, other.get());
        }
        state.tasks.put(to.id, to);
    }

    private void retire(TaskState task, String why) {
        losses.note(Dropped.Kind.TASK, task.id.task().toString(), why, Losses.shown(task.id));
        endFirings(task.id, task.root);
        outputs.add(
                new Output.TaskChanged(
                        task.id, Output.TaskChanged.Change.RETIRED, "reloaded: " + why));
    }

    /// Arguments of the root: those that it has where they are written as before; else of the new
    /// text, where they can be told without asking the facts.
    private Optional<List<Value>> arguments(TaskState task, Task declaration) {
        Task was = change.oldTask(task.id.task()).orElseThrow();
        boolean same =
                was.procedure().equals(declaration.procedure())
                        && Shape.all(was.arguments()).equals(Shape.all(declaration.arguments()))
                        && Shape.variables(was.variables())
                                .equals(Shape.variables(declaration.variables()));
        if (same && change.procedure(was.procedure()).isEmpty()) {
            return Optional.of(task.root.id.arguments());
        }
        List<Value> arguments = new ArrayList<>();
        for (Expression argument : declaration.arguments()) {
            if (argument instanceof Expression.Constant constant) {
                arguments.add(constant.value());
            } else if (argument instanceof Expression.Variable variable) {
                List<Integer> slots =
                        declaration.variables().stream().map(Expression.Variable::slot).toList();
                arguments.add(task.id.binding().get(slots.indexOf(variable.slot())));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(arguments);
    }

    private void bars() {
        state.barred
                .entrySet()
                .removeIf(entry -> {
                    // The error may be mended; whoever cancelled a task, or what failed, still
                    // counts.
                    boolean faulted = entry.getValue().equals("faulted") && !change.isNothing();
                    return faulted || change.task(entry.getKey().task()).isPresent();
                });
    }

    // --- frames

    private void frame(TaskId task, Frame frame) {
        if (frame.firing.isPresent()) {
            frame.firing = firing(task, frame, frame.firing.get());
        }
        if (!change.hasSameLabels(frame.id.procedure())) {
            frame.verdicts = List.of();
        }
        for (Frame kid : List.copyOf(frame.kids.values())) {
            Optional<String> why = change.procedure(kid.id.procedure());
            if (why.isEmpty()) {
                frame(task, kid);
            } else {
                frame.kids.remove(kid.id);
                ends(task, kid, frame.id, why.get());
            }
        }
        frame.sites
                .entrySet()
                .removeIf(site ->
                        !frame.kids.containsKey(site.getValue())
                                || change.rule(frame.id.procedure(), site.getKey().label())
                                        .isPresent());
    }

    /// A frame goes, with all below it. What they have in force is kept up by the one that had
    /// called them, until that is decided.
    private void ends(TaskId task, Frame frame, Frame.Id heir, String why) {
        losses.note(
                Dropped.Kind.FRAME,
                frame.id.procedure().toString(),
                why,
                Losses.shown(frame.id.arguments()));
        endFirings(task, frame);
        inherit(task, frame, heir);
    }

    private void inherit(TaskId task, Frame frame, Frame.Id heir) {
        for (Instance instance : state.instances.values()) {
            Wanted.Wish wish = instance.wish;
            if (wish.task().equals(task) && wish.frame().equals(frame.id)) {
                // No firing has the number 0: it is not taken for what another one gave.
                instance.wish = new Wanted.Wish(task, heir, wish.label(), 0, wish.entry());
            }
        }
        frame.kids.values().forEach(kid -> inherit(task, kid, heir));
    }

    private void endFirings(TaskId task, Frame frame) {
        frame.firing
                .filter(firing -> !firing.advised)
                .ifPresent(firing ->
                        Optional.ofNullable(state.ledgers.get(ledgerId(task, frame, firing.label)))
                                .ifPresent(ledger -> ledger.ended = Optional.of(state.now)));
        frame.kids.values().forEach(kid -> endFirings(task, kid));
    }

    // --- firings

    private Optional<Frame.Firing> firing(TaskId task, Frame frame, Frame.Firing firing) {
        Name procedure = frame.id.procedure();
        Optional<String> why =
                firing.isCarried() ? Optional.empty() : change.rule(procedure, firing.label);
        if (why.isEmpty()) {
            return Optional.of(firing);
        }
        losses.note(
                Dropped.Kind.FIRING,
                procedure + "." + firing.label,
                why.get() + ", so it is decided anew",
                Losses.shown(frame.id.arguments()));
        Optional<Rule> now = change.newRule(procedure, firing.label);
        Optional<Ledger> ledger =
                Optional.ofNullable(state.ledgers.get(ledgerId(task, frame, firing.label)));
        if (now.isPresent() && ledger.isPresent()) {
            // To be decided anew is not to begin once more.
            List<Long> begun = ledger.get().begun;
            if (!begun.isEmpty() && begun.getLast() == firing.since) {
                ledger.get().begun = List.copyOf(begun.subList(0, begun.size() - 1));
            }
            if (isParallel(now.get())
                    && isParallel(change.oldRule(procedure, firing.label).orElseThrow())) {
                handOn(task, frame, firing, ledger.get().count + 1);
            }
        }
        return firing.failed
                ? Optional.empty()
                : Optional.of(
                        new Frame.Firing(
                                Frame.Firing.CARRIED, List.of(), firing.since, firing.number));
    }

    /// Commands that were given count as given by the firing of the rule that may follow: nobody
    /// wants a port bounced again because a threshold moved.
    private void handOn(TaskId task, Frame frame, Frame.Firing firing, long number) {
        Wanted.Wish was = new Wanted.Wish(task, frame.id, firing.label, firing.number, 1);
        for (Instance instance : state.instances.values()) {
            boolean given = instance.state != Instance.State.WAITING;
            if (given && instance.wish.equals(was)) {
                instance.wish = new Wanted.Wish(task, frame.id, firing.label, number, 1);
            }
        }
    }

    private static boolean isParallel(Rule rule) {
        return !(rule.body() instanceof Rule.Body.Sequence);
    }

    // --- ledgers

    private static Ledger.Id ledgerId(TaskId task, Frame frame, String label) {
        return new Ledger.Id(task, frame.id.procedure(), frame.id.arguments(), label);
    }

    private void ledgers() {
        for (Map.Entry<Ledger.Id, Ledger> entry : List.copyOf(state.ledgers.entrySet())) {
            Ledger.Id id = entry.getKey();
            Ledger ledger = entry.getValue();
            String what = id.procedure() + "." + id.label();
            String which = Losses.shown(id.arguments());
            Optional<String> gone =
                    change.task(id.task().task())
                            .map(why -> "its task: " + why)
                            .or(() -> change.procedure(id.procedure()));
            Optional<String> why = gone.or(() -> change.rule(id.procedure(), id.label()));
            boolean wasRule = change.oldRule(id.procedure(), id.label()).isPresent();
            if (!wasRule && change.task(id.task().task()).isEmpty()) {
                // Of an undoing, which has no rule: it goes with its task.
                continue;
            }
            if (gone.isPresent() || change.newRule(id.procedure(), id.label()).isEmpty()) {
                state.ledgers.remove(id);
                boolean matters =
                        change.oldRule(id.procedure(), id.label())
                                .map(rule -> ledger.matters(state.now, rule.modifiers()))
                                .orElse(false);
                if (matters) {
                    losses.note(Dropped.Kind.LEDGER, what, why.orElseThrow(), which);
                }
            } else if (why.isPresent() && ledger.block.isPresent()) {
                losses.note(
                        Dropped.Kind.BLOCK,
                        what,
                        why.get() + " (" + ledger.block.get() + ")",
                        which);
                ledger.block = Optional.empty();
            }
        }
    }
}
