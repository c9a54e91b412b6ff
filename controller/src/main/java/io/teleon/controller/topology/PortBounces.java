package io.teleon.controller.topology;

import io.teleon.controller.flow.SwitchWire;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.journal.JournalWriter;
import io.teleon.controller.report.EventLog;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.time.Deadlines;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Ports taken down by us for a while, to be brought up again whatever happens. Owned by the
/// control loop's thread.
public final class PortBounces {

    /// The longest time a port may be kept down.
    public static final Duration LONGEST = Duration.ofMinutes(1);

    public PortBounces(
            NetworkState network,
            SwitchWire wire,
            JournalWriter journal,
            Deadlines deadlines,
            EventLog events) {}

    /// Takes a port down and, after this time, up again.
    ///
    /// @param down above zero, at most [#LONGEST]
    public BounceOutcome bounce(ConnectPoint port, Duration down, Instant now) {
        return new BounceOutcome.Impossible("ports are not bounced yet");
    }

    /// Whether we took this port down and have not seen it up since.
    public boolean isUnderWay(ConnectPoint port) {
        return false;
    }

    /// Entries that lead to the present state.
    public List<JournalEntry> snapshot(Instant now) {
        return List.of();
    }
}
