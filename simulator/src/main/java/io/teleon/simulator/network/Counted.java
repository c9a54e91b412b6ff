package io.teleon.simulator.network;

import java.time.Instant;

/// Something of a switch that a packet passes and that counts it.
public sealed interface Counted
        permits FlowEntry, FlowTable, GroupEntry, GroupBucket, MeterEntry, SwitchPort {

    /// Adds to the counters; fractions are kept. A port counts these as dropped on sending.
    void credit(double packets, double bytes, Instant now);
}
