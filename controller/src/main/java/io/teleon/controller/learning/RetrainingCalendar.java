package io.teleon.controller.learning;

import java.time.Instant;
import java.util.Optional;

/// When training is due, whatever the skill: a pure function of time.
@FunctionalInterface
public interface RetrainingCalendar {

    /// Training when skill decays only.
    RetrainingCalendar NEVER = _ -> Optional.empty();

    /// The next moment after `now`; empty when there is none.
    Optional<Instant> after(Instant now);
}
