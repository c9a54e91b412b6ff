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

    /// Whether nothing would be held beyond its capacity if an instance in force went over to a
    /// task.
    boolean mayTake(TaskId task, Instance instance) {
        if (instance.task.equals(task)) {
            return true;
        }
        for (String resource : instance.needs) {
            Set<TaskId> others = new TreeSet<>();
            for (Instance other : actions.all.values()) {
                if (other != instance && other.holds() && other.needs.contains(resource)) {
                    others.add(other.task);
                }
            }
            others.add(task);
            if (others.size() > capacity(resource)) {
                return false;
            }
        }
        return true;
    }

    /// What a task would have to wait for.
    Set<String> missing(TaskId task, Set<String> needs, Set<String> reserved) {
        Set<String> missing = new TreeSet<>(needs);
        missing.removeIf(r ->
                holders(r).contains(task)
                        || (!reserved.contains(r) && holders(r).size() < capacity(r)));
        return missing;
    }

    boolean free(TaskId task, Set<String> needs, Set<String> reserved) {
        return missing(task, needs, reserved).isEmpty();
    }

    /// SEMANTICS 8.3.
    void preempt(TaskId task, Set<String> missing, Outcome out) {
        List<Instance> holding =
                actions.all.values().stream()
                        .filter(i -> i.holds() && !i.task.equals(task))
                        .filter(i -> missing.stream().anyMatch(i.needs::contains))
                        .toList();
        double priority = actions.priority(task);
        if (holding.stream().allMatch(i -> actions.yields(i, priority))) {
            holding.forEach(instance -> actions.preempt(instance, out));
        }
    }

    List<String> overbooked() {
        return actions.all.values().stream()
                .flatMap(instance -> instance.needs.stream())
                .distinct()
                .filter(resource -> holders(resource).size() > capacity(resource))
                .toList();
    }
}
