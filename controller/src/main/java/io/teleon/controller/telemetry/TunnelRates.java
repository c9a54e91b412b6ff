package io.teleon.controller.telemetry;

import java.util.Optional;

/// The rates at which packets leave tunnels at their far end, from the counters of the flow entries
/// there. Owned by the control loop's thread.
public final class TunnelRates {

    /// The last known rate of the tunnel with this serial number; empty before the second reading.
    public Optional<Rate> of(int tunnel) {
        return Optional.empty();
    }
}
