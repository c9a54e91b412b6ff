package io.teleon.models.learning.detect;

/// Tells rows that go on from those that come late or twice.
final class RowClock {

    /// So many rows in a row that are before the last one mean that the clock was set back.
    private static final int MOST_LATE = 20;

    /// Before the first row.
    static final long NEVER = Long.MIN_VALUE;

    private long last = NEVER;
    private int late;

    /// @return seconds since the row before, 0 for the first one; negative for a row to be left out
    long step(long second) {
        if (last == NEVER) {
            last = second;
            return 0;
        }
        if (second > last) {
            long since = Math.max(1, second - last);
            last = second;
            late = 0;
            return since;
        }
        if (second == last) {
            return -1; // what comes twice, however often, says nothing of the clock
        }
        late++;
        if (late < MOST_LATE) {
            return -1;
        }
        last = second;
        late = 0;
        return 1;
    }

    /// Of the last row that was not left out.
    long second() {
        return last;
    }

    void write(StateWriter out) {
        out.putLong(last);
        out.putInt(late);
    }

    void read(StateReader in) {
        last = in.takeLong();
        late = in.takeCount("late rows", MOST_LATE);
    }
}
