package io.teleon.simulator.fault;

import io.teleon.models.config.Inline;
import java.time.Duration;
import java.util.Optional;

/// A fault with the time it begins at and, where it is not for ever, how long it lasts.
///
/// @param at since the start of the run
public record ScheduledFault(Duration at, Optional<Duration> lasting, @Inline Fault fault) {

    public ScheduledFault {
        if (at.isNegative()) {
            throw new IllegalArgumentException("fault at " + at + ", before the start");
        }
        if (lasting.filter(d -> d.isNegative() || d.isZero()).isPresent()) {
            throw new IllegalArgumentException("fault that lasts " + lasting.get());
        }
    }

    public static ScheduledFault forEver(Duration at, Fault fault) {
        return new ScheduledFault(at, Optional.empty(), fault);
    }

    public static ScheduledFault lasting(Duration at, Duration lasting, Fault fault) {
        return new ScheduledFault(at, Optional.of(lasting), fault);
    }
}
