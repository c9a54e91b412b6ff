package io.teleon.models.learning.detect;

import java.util.TreeMap;

/// How many series of a node are odd at once.
final class NodeRate {

    /// From this share on the node is odd, and below half of it no more.
    private static final double SHARE = 0.3;

    /// One or two series are no node.
    private static final int LEAST = 3;

    /// So long a series is taken for odd after it was found to be, in seconds.
    private static final long ODD_FOR = 1800;

    /// When each that is odd was found to be so, last.
    private final TreeMap<String, Long> odd = new TreeMap<>();

    private int series;
    private boolean raised;

    /// Has one series more.
    void oneMore() {
        series++;
    }

    /// Has one series less.
    void lost(String name) {
        series--;
        odd.remove(name);
    }

    boolean isEmpty() {
        return series == 0;
    }

    int series() {
        return series;
    }

    int odd() {
        return odd.size();
    }

    void isOdd(String name, long at) {
        odd.put(name, at);
    }

    double rate(long now) {
        forget(now);
        return (double) odd.size() / series;
    }

    /// Also what a clock said that has been set back since.
    private void forget(long now) {
        if (!odd.isEmpty()) {
            odd.values().removeIf(at -> Math.abs(now - at) > ODD_FOR);
        }
    }

    /// Whether the node has become odd by now.
    boolean hasBecomeOdd(long now) {
        forget(now);
        boolean over = odd.size() >= LEAST && odd.size() >= SHARE * series;
        boolean became = over && !raised;
        raised = over || (raised && odd.size() > SHARE / 2 * series);
        return became;
    }
}
