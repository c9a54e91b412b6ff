package io.teleon.controller.http;

/// How many requests one caller has left: so many a second, and as many at once after a pause (a
/// token bucket). Safe for any thread.
final class Allowance {

    private static final double NANOS_PER_SECOND = 1e9;

    private final double perSecond;
    private final double most;
    private double left;
    private long at;

    /// @param now any clock's nanoseconds, see [System#nanoTime]
    Allowance(double perSecond, long now) {
        this.perSecond = perSecond;
        this.most = Math.max(1, perSecond);
        this.left = most;
        this.at = now;
    }

    /// Whether there is one left, which is gone then.
    synchronized boolean take(long now) {
        left = Math.min(most, left + (now - at) / NANOS_PER_SECOND * perSecond);
        at = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
