package io.teleon.models.learning.detect;

/// A series that moved, and now shows the very same value for longer than ever: a sensor that
/// hangs, a collector that repeats itself.
///
/// The lengths of its runs are numbers like others ([Tails]): where plateaus are usual, only one
/// far longer than all is surprising. A run is looked at when it has doubled, so that it is told
/// again only where it has become another matter.
final class FlatLine implements Detector {

    /// A shorter run says nothing.
    private static final int LEAST_RUN = 16;

    /// What moved less often may as well be a constant.
    private static final int LEAST_MOVES = 30;

    /// Every run is at least one row long, and lengths differ by whole rows.
    private static final double ROW = 0.999;

    private static final int FAR_LONGER = 8;
    private static final int MOST_ROWS = 1 << 30;

    private static final float[] NONE = {};

    /// The tail of their lengths; none for a series that never stood still, as most do not: all its
    /// runs are of one row.
    private float[] runs = NONE;

    private double last = Double.NaN;
    private int run;
    private int longest;
    private int rows;
    private int stays;

    @Override
    public double step(long second, long since, double value) {
        double surprise = 0;
        if (value == last) {
            runs = runs();
            run = Math.min(MOST_ROWS, run + 1);
            boolean moves = rows - stays >= LEAST_MOVES;
            if (moves && run >= LEAST_RUN && Integer.bitCount(run) == 1) {
                surprise = Tails.SINGLE.look(runs, 0, run, ROW);
                if (run > FAR_LONGER * longest) {
                    // It never stood still: then each row that it does multiplies the surprise.
                    double staying = (stays + 1.0) / (rows + 2.0);
                    double chain = -run * StrictMath.log10(staying);
                    surprise = Math.min(MOST_SURPRISE, Math.max(surprise, chain));
                }
            }
        } else {
            // Only when it has ended is a run one of the usual ones.
            if (runs.length > 0) {
                Tails.SINGLE.learn(runs, 0, run);
            }
            longest = Math.max(longest, run);
            rows = (int) Math.min(MOST_ROWS, (long) rows + run + 1);
            stays = (int) Math.min(MOST_ROWS, (long) stays + run);
            run = 0;
        }
        last = value;
        return surprise;
    }

    private float[] runs() {
        if (runs.length > 0) {
            return runs;
        }
        float[] still = Tails.SINGLE.fresh();
        for (int i = 0; i < Math.min(rows, Tails.MOST_ROWS); i++) {
            Tails.SINGLE.learn(still, 0, 0);
        }
        return still;
    }

    @Override
    public Sign sign() {
        return Sign.FLAT;
    }

    @Override
    public void write(StateWriter out) {
        Tails.SINGLE.write(out, runs());
        out.putDouble(last);
        out.putInt(run);
        out.putInt(longest);
        out.putInt(rows);
        out.putInt(stays);
    }

    @Override
    public void read(StateReader in) {
        float[] saved = Tails.SINGLE.fresh();
        Tails.SINGLE.read(in, saved);
        last = in.takeDouble();
        run = in.takeCount("run", MOST_ROWS);
        longest = in.takeCount("longest run", MOST_ROWS);
        rows = in.takeCount("rows", MOST_ROWS);
        stays = in.takeCount("stays", MOST_ROWS);
        runs = run + stays == 0 ? NONE : saved;
    }
}
