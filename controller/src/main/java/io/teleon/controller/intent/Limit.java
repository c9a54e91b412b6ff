package io.teleon.controller.intent;

import io.teleon.models.network.Bandwidth;

/// The most an intent may send, and the meter that sees to it.
///
/// @param rate 1 kbit/s or more, in whole kbit/s: a meter knows nothing finer
/// @param meter the meter's number on the switch at the intent's ingress, 1 or more
public record Limit(Bandwidth rate, int meter) {

    private static final double BITS_PER_KILOBIT = 1e3;

    public Limit {
        if (meter < 1) {
            throw new IllegalArgumentException("meter " + meter + " must be 1 or more");
        }
        if (kilobits(rate) < 1 || kilobits(rate) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "limit of " + rate.exactText() + " outside 1 kbit/s..2.1 Tbit/s");
        }
    }

    /// What a meter makes of this rate.
    static long kilobits(Bandwidth rate) {
        return Math.round(rate.bitsPerSecond() / BITS_PER_KILOBIT);
    }

    int kilobits() {
        return (int) kilobits(rate);
    }
}
