package io.teleon.controller.percept;

import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.LinkId;
import io.teleon.models.telemetry.Metric;
import io.teleon.models.telemetry.Resource;
import io.teleon.models.telemetry.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What links lose on the way: packets sent at one end against packets received at the other. What
/// the sending end drops for want of room is not counted by it as sent, and so is no loss here.
///
/// Both ends are read at the same moment, give or take a control channel's delay; where the
/// readings lie further apart than [#MOST_SKEW] nothing is said. Fewer packets than [#FEWEST] say
/// nothing either.
public final class LinkLosses {

    static final Duration MOST_SKEW = Duration.ofMillis(500);
    static final double FEWEST = 1000;

    private final Map<ConnectPoint, Counted> sent = new TreeMap<>();
    private final Map<ConnectPoint, Counted> received = new TreeMap<>();

    /// Two readings of a counter.
    private record Counted(double before, Instant beforeAt, double now, Instant at) {
        double packets() {
            return now - before;
        }
    }

    /// @param share 0..1
    public record Loss(double share, Instant at) {}

    /// Takes the samples of a reading of ports.
    public void read(List<Sample> samples) {
        for (Sample sample : samples) {
            if (sample.series().resource() instanceof Resource.OfPort(ConnectPoint point)) {
                if (sample.series().metric().equals(Metric.IF_OUT_PACKETS)) {
                    sent.merge(point, first(sample), LinkLosses::next);
                } else if (sample.series().metric().equals(Metric.IF_IN_PACKETS)) {
                    received.merge(point, first(sample), LinkLosses::next);
                }
            }
        }
    }

    private static Counted first(Sample sample) {
        return new Counted(Double.NaN, sample.at(), sample.value(), sample.at());
    }

    private static Counted next(Counted before, Counted read) {
        return new Counted(before.now(), before.at(), read.now(), read.at());
    }

    public Optional<Loss> of(LinkId link) {
        Counted out = sent.get(link.source());
        Counted in = received.get(link.target());
        if (out == null
                || in == null
                || !(out.packets() >= FEWEST)
                || !(in.packets() >= 0)
                || apart(out.at(), in.at())
                || apart(out.beforeAt(), in.beforeAt())) {
            return Optional.empty();
        }
        double share = Math.clamp(1 - in.packets() / out.packets(), 0.0, 1.0);
        return Optional.of(new Loss(share, out.at().isBefore(in.at()) ? out.at() : in.at()));
    }

    private static boolean apart(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(MOST_SKEW) > 0;
    }
}
