package io.teleon.controller.telemetry;

import io.teleon.controller.flow.Cookie;
import io.teleon.controller.openflow.MultipartReply.FlowEntry;
import io.teleon.models.network.DatapathId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The rates at which packets leave tunnels at their far end, from the counters of the flow entries
/// there. Owned by the control loop's thread.
///
/// Where a switch counts them they still carry their tag; compare packets, not octets.
public final class TunnelRates {

    private final FlowCounters counters = new FlowCounters(Cookie.Kind.EGRESS);

    /// Takes all entries of one switch that end a tunnel; others among them are left out.
    public void read(DatapathId datapath, List<FlowEntry> entries, Instant now) {
        counters.read(datapath, entries, now);
    }

    /// The last known rate of the tunnel with this serial number; empty before the second reading.
    public Optional<Rate> of(int tunnel) {
        return counters.of(tunnel);
    }
}
