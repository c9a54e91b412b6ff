package io.teleon.controller.telemetry;

import io.teleon.controller.flow.Cookie;
import io.teleon.controller.openflow.MultipartReply.FlowEntry;
import io.teleon.models.network.DatapathId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The rates of what contained hosts send all the same, from the counters of the entries that keep
/// it back. Owned by the control loop's thread.
public final class ContainmentRates {

    private final FlowCounters counters = new FlowCounters(Cookie.Kind.CONTAINMENT);

    /// Takes all entries of containments of one switch that are to be counted.
    public void read(DatapathId datapath, List<FlowEntry> entries, Instant now) {
        counters.read(datapath, entries, now);
    }

    /// The last known rate of the containment with this serial number; empty before the second
    /// reading.
    public Optional<Rate> of(int serial) {
        return counters.of(serial);
    }
}
