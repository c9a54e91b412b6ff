package io.teleon.policies.engine;

import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Task;
import io.teleon.policies.program.Value;
import java.util.List;

/// A task that is there.
final class TaskState {
    final TaskId id;
    final Task declaration;
    final int order;
    final long created;
    final Frame root;
    double priority;

    /// What waiting for resources has added to its priority.
    int aged;

    /// How many epochs in a row it queued updates without an input.
    int restless;

    TaskState(TaskId id, Task declaration, int order, long created, List<Value> arguments) {
        this.id = id;
        this.declaration = declaration;
        this.order = order;
        this.created = created;
        this.root = new Frame(new Frame.Id(declaration.procedure(), arguments), created);
    }

    double effective() {
        return priority + aged;
    }
}
