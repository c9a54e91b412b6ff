package io.teleon.models.learning.detect;

/// Knows how often a series uses to speak, and says when it has not for far too long. That is a
/// fault of telemetry and says nothing of the value.
final class Silence {

    private static final double WEIGHT = 0.05;

    /// So many usual intervals without a row, and as many times the longest of late.
    private static final double MISSED = 5;

    private static final double LONGEST = 1.5;

    /// The longest interval is forgotten by so much with each row.
    private static final double FORGET = 0.995;

    /// Before so many rows nothing is usual.
    private static final int LEAST = 10;

    private float usual;
    private float longest;
    private byte rows;
    private boolean told;

    /// A row has come that was not left out.
    ///
    /// @param before the second of the one before it, or [RowClock#NEVER]
    void heard(long before, long second) {
        if (second < before) {
            // The clock was set back: what it said of intervals may have been wrong for long.
            usual = 0;
            longest = 0;
            rows = 0;
        }
        if (before != RowClock.NEVER && second > before) {
            float interval = second - before;
            usual = usual == 0 ? interval : (float) (usual + WEIGHT * (interval - usual));
            // A silence that was told of is not what is usual from now on.
            longest = Math.max((float) (longest * FORGET), told ? 0 : interval);
        }
        rows = (byte) Math.min(rows + 1, LEAST + 1);
        told = false;
    }

    /// Whether it has fallen silent since this was asked last.
    ///
    /// @param last the second of the last row
    boolean hasFallenSilent(long last, long now) {
        boolean silent =
                rows > LEAST && now - last > MISSED * usual && now - last > LONGEST * longest;
        boolean fallen = silent && !told;
        told |= silent;
        return fallen;
    }
}
