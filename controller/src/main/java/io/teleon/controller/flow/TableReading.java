package io.teleon.controller.flow;

import io.teleon.controller.openflow.MultipartReply.FlowEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A reading of a switch's tables under way: what was answered so far, and what was written since
/// it was asked for.
final class TableReading {

    final int xid;
    final Instant askedAt;
    final List<FlowEntry> entries = new ArrayList<>();

    /// Looked up only, never iterated.
    final Set<FlowKey> writtenSince = new HashSet<>();

    TableReading(int xid, Instant askedAt) {
        this.xid = xid;
        this.askedAt = askedAt;
    }
}
