package io.teleon.simulator.world;

/// What the intents got, from piecewise constant states: the share of the offered traffic that was
/// delivered, the seconds in which an intent's packets arrived nowhere, and its SLO-violation
/// seconds.
///
/// An SLO-violation second is a second of one intent (on the grid of the run's start) in which less
/// than 99.9 % of what it offered was delivered, or its delay was above 1.5 times that of its
/// shortest path at some moment.
public final class ServiceMeter {

    private static final long SECOND = 1_000_000_000L;
    private static final double WANTED_SHARE = 0.999;
    static final double MOST_STRETCH = 1.5;

    private double offeredBits;
    private double deliveredBits;
    private double outageNanos;
    private long violationSeconds;

    /// The account of one intent's current second. Single owner: the meter's user.
    static final class Account {

        private long second = -1;
        private double offered;
        private double delivered;
        private boolean late;
    }

    /// For so long nothing changed for this intent.
    ///
    /// @param deliveredShare of what it offers, or would be of a trifle where it offers nothing
    /// @param isLate whether its delay is above its bound
    void add(
            Account account,
            long fromNanos,
            long toNanos,
            double offeredBitsPerSecond,
            double deliveredShare,
            boolean isLate) {
        double bits = offeredBitsPerSecond * (toNanos - fromNanos) * 1e-9;
        offeredBits += bits;
        deliveredBits += bits * deliveredShare;
        boolean isOut = deliveredShare == 0;
        if (isOut) {
            outageNanos += toNanos - fromNanos;
        }
        for (long at = fromNanos; at < toNanos; ) {
            long second = at / SECOND;
            if (second != account.second) {
                close(account);
                account.second = second;
            }
            long end = Math.min(toNanos, (second + 1) * SECOND);
            if (at == second * SECOND && end == (second + 1) * SECOND) {
                // Whole seconds are alike: no need to walk through each.
                long last = toNanos / SECOND;
                boolean violated = deliveredShare < WANTED_SHARE || isLate;
                violationSeconds += violated ? last - second : 0;
                account.second = -1;
                at = last * SECOND;
                continue;
            }
            // An intent that offers nothing is weighed by time.
            double weight = offeredBitsPerSecond > 0 ? offeredBitsPerSecond : 1e-9;
            account.offered += weight * (end - at);
            account.delivered += weight * deliveredShare * (end - at);
            account.late |= isLate;
            at = end;
        }
    }

    /// Judges the second that an account is in; the end of a run calls it for all.
    void close(Account account) {
        if (account.second >= 0
                && (account.late || account.delivered < WANTED_SHARE * account.offered)) {
            violationSeconds++;
        }
        account.second = -1;
        account.offered = 0;
        account.delivered = 0;
        account.late = false;
    }

    public double deliveredShare() {
        return offeredBits == 0 ? 1 : deliveredBits / offeredBits;
    }

    public double outageSeconds() {
        return outageNanos / 1e9;
    }

    public long violationSeconds() {
        return violationSeconds;
    }
}
