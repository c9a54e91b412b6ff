package io.teleon.models.network;

import java.time.Duration;

/// One direction of a cable between two switches.
///
/// @param weight the routing metric, above zero: paths minimise the sum of weights
/// @param capacity the rate at which it drops the rest
/// @param delay one way, propagation only
public record Link(LinkId id, double weight, Bandwidth capacity, Duration delay)
        implements Comparable<Link> {

    public Link {
        if (!(weight > 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException(
                    "link " + id + " has weight " + weight + ", not above 0");
        }
        if (delay.isNegative()) {
            throw new IllegalArgumentException("link " + id + " has a negative delay " + delay);
        }
    }

    public ConnectPoint source() {
        return id.source();
    }

    public ConnectPoint target() {
        return id.target();
    }

    @Override
    public int compareTo(Link other) {
        return id.compareTo(other.id);
    }
}
