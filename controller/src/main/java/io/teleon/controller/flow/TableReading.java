package io.teleon.controller.flow;

import io.teleon.controller.openflow.MultipartReply.FlowEntry;
import io.teleon.controller.openflow.MultipartReply.MeterEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// A reading of a switch's tables under way: what was answered so far, and what was written since
/// it was asked for.
final class TableReading {

    final int xid;

    /// Of the question for the meters, if they were asked for.
    final OptionalInt metersXid;

    final Instant askedAt;
    final List<FlowEntry> entries = new ArrayList<>();
    final List<MeterEntry> meters = new ArrayList<>();
    boolean entriesAreWhole;
    boolean metersAreWhole;

    /// Whether the switch told its meters; some have none and say so.
    boolean metersAreKnown;

    /// Looked up only, never iterated.
    final Set<FlowKey> writtenSince = new HashSet<>();

    final Set<Integer> metersWrittenSince = new HashSet<>();

    TableReading(int xid, OptionalInt metersXid, Instant askedAt) {
        this.xid = xid;
        this.metersXid = metersXid;
        this.askedAt = askedAt;
        this.metersAreWhole = metersXid.isEmpty();
    }

    boolean asksForMeters(int asked) {
        return metersXid.isPresent() && metersXid.getAsInt() == asked;
    }

    boolean isWhole() {
        return entriesAreWhole && metersAreWhole;
    }
}
