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

    private long last;
    private float usual;
    private float longest;
    private int rows;
    private boolean told;

    void heard(long second) {
        if (rows > 0 && second > last) {
            float interval = second - last;
            usual = rows == 1 ? interval : (float) (usual + WEIGHT * (interval - usual));
            // A silence that was told of is not what is usual from now on.
            longest = Math.max((float) (longest * FORGET), told ? 0 : interval);
        }
        if (rows == 0 || second > last) {
            last = second;
            rows = Math.min(rows + 1, LEAST + 1);
            told = false;
        }
    }

    /// Whether it has fallen silent since this was asked last.
    boolean hasFallenSilent(long now) {
        boolean silent =
                rows > LEAST && now - last > MISSED * usual && now - last > LONGEST * longest;
        boolean fallen = silent && !told;
        told |= silent;
        return fallen;
    }
}
