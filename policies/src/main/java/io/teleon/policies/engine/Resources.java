package io.teleon.policies.engine;

import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Who holds what (SEMANTICS 8). A task that holds a resource may use it for all its actions.
final class Resources {

    private final Map<Name, Declaration.Resource> declared;
    private final InstanceTable instances;
    private final Set<Wanted.Claim> reserved = new HashSet<>();

    Resources(Program program, InstanceTable instances) {
        this.declared = program.resourcesByName();
        this.instances = instances;
    }

    /// Begins an arbitration: nobody waits in vain yet.
    void begin() {
        reserved.clear();
    }

    /// Nobody later in the order overtakes one that waits for these.
    void reserve(List<Wanted.Claim> claims) {
        reserved.addAll(claims);
    }

    /// Those that a task would have to wait for.
    List<Wanted.Claim> missing(TaskId task, List<Wanted.Claim> claims) {
        return claims.stream().filter(claim -> !isFree(task, claim)).toList();
    }

    /// Whether an instance in force may go over to a task: it is its own, or for each thing that it
    /// holds the task holds that too, or there is room for one more.
    boolean mayTake(TaskId task, Instance instance) {
        return instance.owner.equals(task)
                || instance.needs.stream()
                        .allMatch(claim -> {
                            Set<TaskId> others =
                                    instances.holders(claim).stream()
                                            .filter(other -> !other.equals(instance))
                                            .map(other -> other.owner)
                                            .collect(Collectors.toCollection(TreeSet::new));
                            return others.contains(task) || others.size() < capacity(claim);
                        });
    }

    private int capacity(Wanted.Claim claim) {
        return Optional.ofNullable(declared.get(claim.resource())).orElseThrow().capacity();
    }

    private boolean isFree(TaskId task, Wanted.Claim claim) {
        Set<TaskId> holders =
                instances.holders(claim).stream()
                        .map(instance -> instance.owner)
                        .collect(Collectors.toCollection(TreeSet::new));
        if (holders.contains(task)) {
            return true;
        }
        return !reserved.contains(claim) && holders.size() < capacity(claim);
    }
}
