package io.teleon.policies.engine;

import io.teleon.policies.host.Fact;
import io.teleon.policies.program.Value;
import java.util.Optional;

/// A change of a belief that takes effect in the next epoch.
///
/// @param value empty to forget
/// @param ttl how long it is believed
record Update(Fact belief, Optional<Value> value, Optional<Long> ttl) {}
