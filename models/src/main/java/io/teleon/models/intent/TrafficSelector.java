package io.teleon.models.intent;

import io.teleon.models.network.Ipv4Prefix;
import java.util.Optional;

/// Which of the packets that come in at a connect point an intent speaks of. Each part that is
/// there must hold; the empty selector takes them all.
public record TrafficSelector(Optional<Ipv4Prefix> source, Optional<Ipv4Prefix> destination) {

    public static final TrafficSelector ALL =
            new TrafficSelector(Optional.empty(), Optional.empty());

    @Override
    public String toString() {
        return source.map(p -> "from " + p + " ").orElse("")
                + destination.map(p -> "to " + p).orElse(source.isEmpty() ? "all traffic" : "");
    }
}
