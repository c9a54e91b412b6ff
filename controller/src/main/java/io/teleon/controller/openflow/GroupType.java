package io.teleon.controller.openflow;

/// How a group chooses among its buckets (OpenFlow 1.3.5 section 5.6.1), in the order of the wire.
public enum GroupType {
    ALL,
    SELECT,
    INDIRECT,
    FAST_FAILOVER
}
