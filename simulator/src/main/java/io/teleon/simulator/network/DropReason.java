package io.teleon.simulator.network;

/// Why a switch let a packet end.
public enum DropReason {
    /// The port it came in by is down or told not to receive.
    NOT_RECEIVED,
    /// No entry of a table took it, not even one for misses.
    TABLE_MISS,
    /// It was taken and nothing was to send it anywhere.
    NO_OUTPUT,
    /// It was to leave by the port it came in by, without saying IN_PORT.
    INGRESS_PORT,
    /// The port it was to leave by is down.
    PORT_DOWN,
    /// The port it was to leave by is told not to forward.
    NOT_FORWARDED,
    /// A fast-failover or select group had no live bucket.
    NO_LIVE_BUCKET,
    /// A meter's band dropped it.
    METERED
}
