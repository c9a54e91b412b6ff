package io.teleon.policies.reference;

import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is remembered of a rule: SEMANTICS 5.
final class Ledger {

    record Key(TaskId task, Name procedure, List<Value> arguments, String label) {}

    final List<Long> begins = new ArrayList<>();
    Optional<Long> ended = Optional.empty();
    long count;
    Optional<String> block = Optional.empty();
}
