package io.teleon.policies.engine;

import io.teleon.policies.host.TaskId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// All instances, which of them each task has, and which need each resource.
final class InstanceTable {

    static final Comparator<Instance> ORDER =
            Comparator.comparingLong(instance -> instance.sequence);

    private final Map<Instance.Id, Instance> all;
    private final Map<TaskId, Set<Instance>> owned = new HashMap<>();
    private final Map<Wanted.Claim, Set<Instance>> needing = new HashMap<>();
    private Consumer<Instance> removed = _ -> {};
    private long sequence;

    /// @param all in the order in which they came; kept up to date
    InstanceTable(Map<Instance.Id, Instance> all) {
        this.all = all;
        all.values()
                .forEach(instance -> {
                    instance.sequence = sequence++;
                    index(instance);
                });
    }

    /// @param told hears of those that go
    void whenRemoved(Consumer<Instance> told) {
        removed = told;
    }

    private void index(Instance instance) {
        owned.computeIfAbsent(instance.owner, _ -> new LinkedHashSet<>()).add(instance);
        instance.needs.forEach(
                claim -> needing.computeIfAbsent(claim, _ -> new LinkedHashSet<>()).add(instance));
    }

    private static <K> void remove(Map<K, Set<Instance>> index, K key, Instance instance) {
        Set<Instance> some = index.get(key);
        if (some != null && some.remove(instance) && some.isEmpty()) {
            index.remove(key);
        }
    }

    Optional<Instance> find(Instance.Id id) {
        return Optional.ofNullable(all.get(id));
    }

    boolean contains(Instance instance) {
        return find(instance.id).filter(instance::equals).isPresent();
    }

    /// Takes the place of one with the same key, if there is one.
    void add(Instance instance) {
        Optional<Instance> before = find(instance.id);
        before.ifPresent(old -> {
            unindex(old);
            removed.accept(old);
        });
        instance.sequence = before.map(old -> old.sequence).orElseGet(() -> sequence++);
        all.put(instance.id, instance);
        index(instance);
    }

    void remove(Instance instance) {
        unindex(instance);
        all.remove(instance.id, instance);
        removed.accept(instance);
    }

    private void unindex(Instance instance) {
        remove(owned, instance.owner, instance);
        instance.needs.forEach(claim -> remove(needing, claim, instance));
    }

    void take(Instance instance, TaskId owner) {
        if (!instance.owner.equals(owner)) {
            remove(owned, instance.owner, instance);
            instance.owner = owner;
            owned.computeIfAbsent(owner, _ -> new LinkedHashSet<>()).add(instance);
        }
    }

    void hold(Instance instance, List<Wanted.Claim> needs) {
        instance.needs.forEach(claim -> remove(needing, claim, instance));
        instance.needs = needs;
        needs.forEach(
                claim -> needing.computeIfAbsent(claim, _ -> new LinkedHashSet<>()).add(instance));
    }

    /// Those of a task, in their order.
    List<Instance> of(TaskId owner) {
        return sorted(owned.getOrDefault(owner, Set.of()));
    }

    /// Those in force that hold a resource, in their order.
    List<Instance> holders(Wanted.Claim claim) {
        List<Instance> holders = new ArrayList<>();
        for (Instance instance : sorted(needing.getOrDefault(claim, Set.of()))) {
            if (instance.isInForce()) {
                holders.add(instance);
            }
        }
        return holders;
    }

    List<Instance> all() {
        return List.copyOf(all.values());
    }

    private static List<Instance> sorted(Set<Instance> instances) {
        List<Instance> sorted = new ArrayList<>(instances);
        sorted.sort(ORDER);
        return sorted;
    }
}
