package io.teleon.policies.engine;

import io.teleon.policies.host.Output.Transition;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Starts what waits and may, in the order of priority; gives everything that is needed, or nothing
/// (SEMANTICS 8 and 9).
final class Starts {

    private final Instances lifecycle;
    private final Resources resources;
    private final Handovers handovers;
    private final InstanceTable instances;
    private final Gates gates;
    private final Explanations explanations;

    Starts(
            Instances lifecycle,
            Resources resources,
            Handovers handovers,
            InstanceTable instances,
            Gates gates,
            Explanations explanations) {
        this.lifecycle = lifecycle;
        this.resources = resources;
        this.handovers = handovers;
        this.instances = instances;
        this.gates = gates;
        this.explanations = explanations;
    }

    /// Of this step.
    private final Set<Instance> started = new LinkedHashSet<>();

    private record Waiting(Wanted wish, Instance instance) {}

    /// @param wanted in the order of tasks and of calls in them
    /// @return starts, in that order
    List<Transition> step(Collection<Wanted> wanted) {
        List<Waiting> waiting = new ArrayList<>();
        for (Wanted wish : wanted) {
            Optional<Instance> instance = instances.find(wish.id());
            if (instance.isPresent()
                    && instance.get().state == Instance.State.WAITING
                    && lifecycle.isAsked(wish)) {
                waiting.add(new Waiting(wish, instance.get()));
            }
        }
        if (waiting.isEmpty()) {
            return List.of();
        }
        List<Waiting> byPriority = new ArrayList<>(waiting);
        byPriority.sort((a, b) -> {
            int order = Double.compare(b.wish().priority(), a.wish().priority());
            return order != 0
                    ? order
                    : Long.compare(a.instance().waitingSince, b.instance().waitingSince);
        });
        resources.begin();
        started.clear();
        byPriority.forEach(this::start);
        List<Transition> starts = new ArrayList<>();
        for (Waiting each : waiting) {
            if (started.contains(each.instance())) {
                starts.add(Instances.transition(Transition.Kind.START, each.instance()));
            }
        }
        return starts;
    }

    private void start(Waiting waiting) {
        Wanted wish = waiting.wish();
        Instance instance = waiting.instance();
        if (handovers.mustWait(wish, instance)) {
            instance.reason = "waits until what it replaces has ended";
            return;
        }
        List<String> passed;
        switch (lifecycle.check(wish, instance)) {
            case Gates.Answer.Pass(List<String> all) -> passed = all;
            case Gates.Answer.Wait(String reason) -> {
                instance.reason = reason;
                instance.queuedSince = Optional.empty();
                return;
            }
            case Gates.Answer.Block(String reason) -> {
                lifecycle.block(instance, reason);
                return;
            }
        }
        if (wish.needs().isEmpty()) {
            instance.reason = "which resource it needs is unknown";
            return;
        }
        List<Wanted.Claim> missing = resources.missing(wish.task(), wish.needs().get());
        if (!missing.isEmpty()) {
            resources.reserve(wish.needs().get());
            instance.queuedSince = Optional.of(instance.queuedSince.orElse(gates.now()));
            instance.reason =
                    "waits for "
                            + missing.stream().map(Starts::text).collect(Collectors.joining(", "));
            preempt(wish, missing);
            return;
        }
        begin(wish, instance, passed);
    }

    private static String text(Wanted.Claim claim) {
        return claim.resource().local()
                + claim.key().stream()
                        .map(Value::shown)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private void begin(Wanted wish, Instance instance, List<String> passed) {
        lifecycle.started(instance, wish.needs().orElseThrow());
        instance.queuedSince = Optional.empty();
        instance.reason = "";
        instance.startedAt = gates.now();
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
        started.add(instance);
        gates.started(wish, instance);
        lifecycle.voidOpen(instance, "started");
    }

    /// Takes resources from tasks of lower priority, where all they hold them for can be stopped
    /// now.
    private void preempt(Wanted wish, List<Wanted.Claim> missing) {
        List<Instance> toStop = new ArrayList<>();
        double mine = lifecycle.basePriority(wish);
        for (Wanted.Claim claim : missing) {
            for (Instance holder : instances.holders(claim)) {
                if (holder.owner.equals(wish.task())) {
                    continue;
                }
                Optional<TaskState> task = lifecycle.owner(holder);
                boolean weaker = task.isEmpty() || task.get().priority < mine;
                boolean safe =
                        holder.state == Instance.State.RUNNING
                                && !started.contains(holder)
                                && lifecycle.action(holder).kind() == Declaration.Kind.DURATIVE
                                && (task.isEmpty() || !isCommitted(task.get().root));
                if (!weaker || !safe) {
                    return;
                }
                toStop.add(holder);
            }
        }
        toStop.stream()
                .distinct()
                .forEach(holder -> lifecycle.giveWay(holder, "gives way to " + wish.task()));
    }

    private static boolean isCommitted(Frame frame) {
        return frame.firing
                        .map(firing ->
                                firing.committed && !firing.failed && !isBlocked(frame, firing))
                        .orElse(false)
                || frame.kids.values().stream().anyMatch(Starts::isCommitted);
    }

    private static boolean isBlocked(Frame frame, Frame.Firing firing) {
        return frame.book != null && frame.book.block(firing.label).isPresent();
    }
}
