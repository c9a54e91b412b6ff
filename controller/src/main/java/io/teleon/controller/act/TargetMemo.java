package io.teleon.controller.act;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What must be remembered of how remedies fared at a target, so that a restart tries no more than
/// it should.
///
/// @param failures of late, oldest first
/// @param endedAt when a remedy that had worked was last no longer needed
/// @param parkedUntil nothing is tried before
public record TargetMemo(
        String target,
        List<Instant> failures,
        Optional<Instant> endedAt,
        Optional<Instant> parkedUntil) {

    public TargetMemo {
        failures = List.copyOf(failures);
    }
}
