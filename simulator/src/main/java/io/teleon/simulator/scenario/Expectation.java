package io.teleon.simulator.scenario;

import io.teleon.controller.report.Event;
import io.teleon.models.config.Default;
import java.time.Duration;
import java.util.Optional;

/// What must come of a run.
public sealed interface Expectation {

    /// Every intent that a fault interrupts, and whose ends stay connected, delivers again so soon.
    record AllIntentsRestoredWithin(Duration limit) implements Expectation {}

    record NoLoop() implements Expectation {}

    record NoBlackHole() implements Expectation {}

    record NoOwnerlessRule() implements Expectation {}

    /// At most so many of all probe packets were lost.
    record LostProbes(long atMost) implements Expectation {}

    /// So many intents are parked at the end.
    record Parked(int count) implements Expectation {}

    /// So many intents are installed at the end.
    record Installed(int count) implements Expectation {}

    /// So many directed links were discovered.
    record Discovered(int count) implements Expectation {}

    /// The controller tells of this, from `min` to `max` times.
    ///
    /// @param subject what the event is about, with names in place of datapath ids; any where left
    ///   out
    record EventsInclude(
            Event.Kind kind,
            Optional<String> subject,
            @Default("1") int min,
            @Default("1000000000") int max)
            implements Expectation {}

    /// At least this share of the offered traffic was delivered.
    record DeliveredShare(double atLeast) implements Expectation {}
}
