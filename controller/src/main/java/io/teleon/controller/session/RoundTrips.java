package io.teleon.controller.session;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// How long a control channel lately took there and back: the newest [#KEPT] echoes.
final class RoundTrips {

    private static final int KEPT = 8;

    private final Deque<Duration> newest = new ArrayDeque<>();

    void add(Duration one) {
        if (newest.size() == KEPT) {
            newest.removeFirst();
        }
        newest.add(one);
    }

    /// Half of the median, and half of how far the least and the most are apart.
    Optional<ChannelDelay> oneWay() {
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        List<Duration> sorted = new ArrayList<>(newest);
        Collections.sort(sorted);
        return Optional.of(
                new ChannelDelay(
                        sorted.get(sorted.size() / 2).dividedBy(2),
                        sorted.getLast().minus(sorted.getFirst()).dividedBy(2)));
    }
}
