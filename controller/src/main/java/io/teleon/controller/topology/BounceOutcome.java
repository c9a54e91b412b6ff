package io.teleon.controller.topology;

import java.time.Instant;

/// What came of asking for a port to be taken down and up again.
public sealed interface BounceOutcome {

    /// It is being taken down and comes up again at this time, or when its switch is next
    /// connected.
    record Bouncing(Instant until) implements BounceOutcome {}

    /// It cannot be; nothing changed.
    record Impossible(String reason) implements BounceOutcome {}
}
