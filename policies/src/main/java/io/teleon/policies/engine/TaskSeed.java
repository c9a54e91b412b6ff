package io.teleon.policies.engine;

import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Truth;
import io.teleon.policies.program.Value;
import java.util.List;
import java.util.Optional;

/// An assignment that could have a task, or has one.
final class TaskSeed extends Reader {
    final TaskId id;
    boolean isCandidate;
    long round;
    Truth where = Truth.FALSE;
    boolean inDomains = true;
    Optional<List<Value>> arguments = Optional.empty();
    boolean achieved;
    Optional<String> fault = Optional.empty();
    Optional<TaskState> task = Optional.empty();

    TaskSeed(TaskId id, Agenda agenda) {
        super(agenda);
        this.id = id;
    }
}
