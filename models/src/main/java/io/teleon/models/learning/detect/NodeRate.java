package io.teleon.models.learning.detect;

import java.util.TreeMap;
import java.util.TreeSet;

/// How many series of a node are odd at once.
final class NodeRate {

    /// From this share on the node is odd, and below half of it no more.
    private static final double SHARE = 0.3;

    /// One or two series are no node.
    private static final int LEAST = 3;

    private final TreeSet<String> series = new TreeSet<>();

    /// Until which second each is taken for odd.
    private final TreeMap<String, Long> odd = new TreeMap<>();

    private boolean raised;

    void has(String name) {
        series.add(name);
    }

    void lost(String name) {
        series.remove(name);
        odd.remove(name);
    }

    boolean isEmpty() {
        return series.isEmpty();
    }

    int series() {
        return series.size();
    }

    int odd() {
        return odd.size();
    }

    void isOdd(String name, long until) {
        odd.put(name, until);
    }

    double rate(long now) {
        forget(now);
        return (double) odd.size() / series.size();
    }

    private void forget(long now) {
        odd.values().removeIf(until -> until < now);
    }

    /// Whether the node has become odd by now.
    boolean hasBecomeOdd(long now) {
        forget(now);
        boolean over = odd.size() >= LEAST && odd.size() >= SHARE * series.size();
        boolean became = over && !raised;
        raised = over || (raised && odd.size() > SHARE / 2 * series.size());
        return became;
    }
}
