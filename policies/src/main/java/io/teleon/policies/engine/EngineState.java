package io.teleon.policies.engine;

import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Policy;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Everything an engine remembers besides facts and cells.
final class EngineState {

    /// An action that takes back a commitment that failed.
    record Undo(TaskId task, Name action, List<Value> arguments, long number) {
        Undo {
            arguments = List.copyOf(arguments);
        }
    }

    final Map<Ledger.Id, Ledger> ledgers = new LinkedHashMap<>();
    final Map<TaskId, TaskState> tasks = new TreeMap<>();

    /// Tasks that do not come back until their condition was false, and why.
    final Map<TaskId, String> barred = new TreeMap<>();

    final Map<Instance.Id, Instance> instances = new LinkedHashMap<>();
    final Map<Instance.Id, Long> numbers = new LinkedHashMap<>();
    final Map<Name, Policy.Mode> autonomy = new TreeMap<>();
    final List<Gates.Start> starts = new ArrayList<>();
    final List<Undo> undos = new ArrayList<>();
    final List<Update> queued = new ArrayList<>();
    boolean halted;
    long lastApproval;

    /// How often what was blocked or barred was let try again, since this life began.
    long released;

    long epoch;
    long now = Long.MIN_VALUE;
}
