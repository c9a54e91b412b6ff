package io.teleon.models.traffic;

/// Loads of links as whole numbers of parts of a bit per second.
///
/// Sums of whole numbers do not depend on their order and can be taken back exactly. So a load that
/// follows a million changes has the same bits as one summed anew, at the cost of the changes
/// alone. Rounding is by half a part, 1/2048 bit/s, for each route on a link; all rates together
/// have to stay below [#MAX_TOTAL], so that no sum overflows.
final class Loads {

    private static final double PARTS = 1 << 10;

    /// In bits per second: 4.5 Pbit/s.
    static final double MAX_TOTAL = 0x1p52;

    private Loads() {}

    static long parts(double bitsPerSecond) {
        return (long) (bitsPerSecond * PARTS + 0.5);
    }

    static double bitsPerSecond(long parts) {
        return parts / PARTS;
    }
}
