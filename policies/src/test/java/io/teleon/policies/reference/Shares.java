package io.teleon.policies.reference;

import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Program;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Who holds which resource: SEMANTICS 8. A resource is named by its declaration and key.
final class Shares {

    private final Map<String, Integer> capacities = new LinkedHashMap<>();
    private final Actions actions;

    Shares(Program program, Actions actions) {
        this.actions = actions;
        for (Declaration.Resource resource : program.resources()) {
            capacities.put(resource.name().toString(), resource.capacity());
        }
    }

    private int capacity(String resource) {
        return capacities.getOrDefault(resource.substring(0, resource.indexOf('[')), 1);
    }

    Set<TaskId> holders(String resource) {
        Set<TaskId> holders = new TreeSet<>();
        actions.all.values().stream()
                .filter(i -> i.holds() && i.needs.contains(resource))
                .forEach(i -> holders.add(i.task));
        return holders;
    }

    /// What a task needs and does not hold.
    Set<String> lacking(TaskId task, Set<String> needs) {
        Set<String> lacking = new TreeSet<>(needs);
        lacking.removeIf(resource -> holders(resource).contains(task));
        return lacking;
    }

    boolean free(TaskId task, Set<String> needs, Set<String> reserved) {
        return lacking(task, needs).stream()
                .allMatch(r -> !reserved.contains(r) && holders(r).size() < capacity(r));
    }

    /// SEMANTICS 8.3.
    void preempt(TaskId task, Set<String> needs, Outcome out) {
        double priority = actions.priority(task);
        for (String resource : lacking(task, needs)) {
            if (holders(resource).size() < capacity(resource)) {
                continue;
            }
            List<Instance> holding =
                    actions.all.values().stream()
                            .filter(i -> i.holds() && i.needs.contains(resource))
                            .toList();
            boolean yield =
                    holding.stream().allMatch(i -> actions.priority(i.task) < priority && safe(i));
            if (yield) {
                holding.forEach(instance -> actions.preempt(instance, out));
            }
        }
    }

    private boolean safe(Instance instance) {
        boolean movable =
                instance.durative()
                        ? instance.state == Instance.State.RUNNING
                        : instance.action.undo().isPresent();
        return movable
                && instance.path.stream()
                        .noneMatch(place ->
                                place.frame().firing.filter(f -> f == place.firing()).isPresent()
                                        && actions.frames()
                                                .committed(instance.task, place.frame()));
    }
}
