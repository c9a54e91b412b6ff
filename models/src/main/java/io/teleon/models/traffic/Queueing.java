package io.teleon.models.traffic;

import java.time.Duration;

/// How long packets wait before a link: the mean waiting time of the M/M/1 queue (Kleinrock,
/// Queueing Systems I, 1975, section 3.2), `s r / (1 - r)` with `s` the time to send a packet of
/// mean size and `r` the utilisation, never more than `cap`, which stands for a full buffer.
///
/// An approximation: real traffic is burstier than Poisson, so waiting at moderate load is longer
/// than this; what it gives is the order of magnitude and the steep end. The time to send the
/// packet itself is left out, as in the propagation delay of a link.
///
/// @param meanPacketBytes mean size of packets on the wire; 0 for no waiting below full load
/// @param cap the wait of a link whose utilisation is 1 or more
public record Queueing(int meanPacketBytes, Duration cap) {

    /// Propagation only.
    public static final Queueing NONE = new Queueing(0, Duration.ZERO);

    /// Backbone packets of 800 bytes before a buffer of 50 milliseconds.
    public static final Queueing BACKBONE = new Queueing(800, Duration.ofMillis(50));

    public Queueing {
        if (meanPacketBytes < 0) {
            throw new IllegalArgumentException(
                    "mean packet size of " + meanPacketBytes + " bytes is below 0");
        }
        if (cap.isNegative()) {
            throw new IllegalArgumentException("queueing cap " + cap + " is negative");
        }
    }

    double waitSeconds(double carriedBitsPerSecond, double capacityBitsPerSecond) {
        double capSeconds = cap.toNanos() * 1e-9;
        double spare = capacityBitsPerSecond - carriedBitsPerSecond;
        if (carriedBitsPerSecond == 0) {
            return 0;
        }
        if (spare <= 0) {
            return capSeconds;
        }
        double service = meanPacketBytes * 8.0 / capacityBitsPerSecond;
        return Math.min(capSeconds, service * carriedBitsPerSecond / spare);
    }
}
