package io.teleon.policies.engine;

import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Value;
import java.util.List;

/// Which rule fires in one frame, without why: see [LiveTree] for that.
///
/// @param label empty where nothing fires
/// @param binding of the free variables of the rule
public record LiveFiring(
        TaskId task, Name procedure, List<Value> arguments, String label, List<Value> binding) {
    public LiveFiring {
        arguments = List.copyOf(arguments);
        binding = List.copyOf(binding);
    }
}
