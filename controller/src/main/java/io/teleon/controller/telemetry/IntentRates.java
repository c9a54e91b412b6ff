package io.teleon.controller.telemetry;

import java.util.Optional;
import java.util.OptionalDouble;

/// The rates at which intents' packets come in at their ingress, before any meter there, from the
/// counters of the flow entries: the measured matrix. Owned by the control loop's thread.
public final class IntentRates {

    /// The last known rate of the intent with this serial number; empty before the second reading.
    public Optional<Rate> of(int serial) {
        return Optional.empty();
    }

    /// The share of what came in over the last interval that arrived at the far end, 0 to 1; empty
    /// where it was not measurable, such as over a change of path. Intents that share a tunnel have
    /// its figure.
    public OptionalDouble delivered(int serial) {
        return OptionalDouble.empty();
    }
}
