package io.teleon.controller.probe;

import java.time.Duration;

/// How often tunnels are probed.
///
/// @param interval between two probes of one tunnel, in whole seconds; longer where so many are not
///   allowed
/// @param perSecond the most sent in a second, over all tunnels
/// @param maxTunnels in use above which none is probed
/// @param window the newest probes of a tunnel whose share of losses is told
/// @param patience after which a probe is lost
public record ProbeSettings(
        Duration interval, int perSecond, int maxTunnels, int window, Duration patience) {

    /// Each tunnel every 10 s, up to where the limit of a second just allows it.
    public static final ProbeSettings STANDARD =
            new ProbeSettings(Duration.ofSeconds(10), 200, 2000, 12, Duration.ofSeconds(2));

    public ProbeSettings {
        if (interval.compareTo(Duration.ofSeconds(1)) < 0 || !patience.isPositive()) {
            throw new IllegalArgumentException(
                    "interval "
                            + interval
                            + " and patience "
                            + patience
                            + ": expected 1 s or more, and above 0");
        }
        if (perSecond < 1 || maxTunnels < 0 || window < 1 || window > 1000) {
            throw new IllegalArgumentException(
                    perSecond
                            + " probes a second, "
                            + maxTunnels
                            + " tunnels, a window of "
                            + window
                            + ": expected 1 or more, 0 or more, 1..1000");
        }
    }

    /// The same for at most this many tunnels; none are probed with 0.
    public ProbeSettings withMaxTunnels(int most) {
        return new ProbeSettings(interval, perSecond, most, window, patience);
    }
}
