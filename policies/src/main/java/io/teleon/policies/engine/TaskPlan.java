package io.teleon.policies.engine;

import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A declaration with all assignments that could have a task.
final class TaskPlan {
    final Task declaration;
    final int order;
    final Optional<Procedure.Goal> achieve;
    final Map<TaskId, TaskSeed> seeds = new LinkedHashMap<>();

    /// Which assignments there are: answered again when that may have changed.
    final Reader candidates = new Reader();

    final List<Reader> agenda = new ArrayList<>();
    final Reader.Agenda queue = agenda::add;

    /// Those that only wait for room.
    final TreeMap<TaskId, TaskSeed> ready = new TreeMap<>();

    int there;
    long round;
    Optional<String> fault = Optional.empty();

    TaskPlan(Task declaration, int order, Optional<Procedure.Goal> achieve) {
        this.declaration = declaration;
        this.order = order;
        this.achieve = achieve;
    }
}
