package io.teleon.policies.host;

import io.teleon.policies.program.Name;
import io.teleon.policies.program.Value;
import java.util.List;
import java.util.stream.Collectors;

/// A task: its declaration, and what it is there for.
public record TaskId(Name task, List<Value> binding) implements Comparable<TaskId> {

    public TaskId {
        binding = List.copyOf(binding);
    }

    @Override
    public int compareTo(TaskId other) {
        return new Fact(task, binding).compareTo(new Fact(other.task, other.binding));
    }

    @Override
    public String toString() {
        return binding.stream()
                .map(Value::shown)
                .collect(Collectors.joining(", ", task + "(", ")"));
    }
}
