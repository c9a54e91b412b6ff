package io.teleon.policies.host;

import io.teleon.policies.program.Value;
import java.util.List;
import java.util.Optional;

/// What only the host knows of a transition that is about to be made: `in_window("freeze")`,
/// `severity()`, `spare_capacity_after()`.
///
/// An engine asks within an epoch and keeps the answers in the record of that epoch, so a replay
/// needs no circumstances.
@FunctionalInterface
public interface Circumstances {

    /// Knows nothing: every guardrail that asks is unknown and lets nothing pass.
    Circumstances NONE = (_, _, _) -> Optional.empty();

    /// @param function its name in the language
    /// @param instance what is to be started or modified
    /// @return empty where it is not known
    Optional<Value> answer(String function, List<Value> arguments, InstanceId instance);
}
