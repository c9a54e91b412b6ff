package io.teleon.policies.engine;

import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Task;
import io.teleon.policies.program.Value;
import java.util.Comparator;
import java.util.List;

/// A task that is there. It is decided again when something it read when it was decided last has
/// changed.
final class TaskState extends Reader {
    final TaskId id;
    final Task declaration;
    final int order;
    final long created;
    final Frame root;
    double priority;

    /// What waiting for resources has added to its priority.
    int aged;

    /// What it wanted when it was decided last, in the order of calls.
    List<Wanted> wanted = List.of();

    /// Whether its last decision has changed what the next one begins with.
    boolean moved;

    /// Whether its next decision will change something, even if nothing else does.
    boolean unsettled;

    /// Whether it is no longer there.
    boolean ended;

    /// How many epochs in a row it queued updates without an input.
    int restless;

    TaskState(TaskId id, Task declaration, int order, long created, List<Value> arguments) {
        this.id = id;
        this.declaration = declaration;
        this.order = order;
        this.created = created;
        this.root = new Frame(new Frame.Id(declaration.procedure(), arguments), created);
    }

    /// The order in which tasks are decided.
    static final Comparator<TaskState> ORDER =
            Comparator.<TaskState>comparingDouble(task -> -task.effective())
                    .thenComparingInt(task -> task.order)
                    .thenComparing(task -> task.id);

    double effective() {
        return priority + aged;
    }
}
