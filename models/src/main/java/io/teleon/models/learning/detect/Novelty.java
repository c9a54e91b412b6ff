package io.teleon.models.learning.detect;

/// What was never like this before: several simple views of a series, each of which is surprising
/// when it is larger, or smaller, than almost ever ([Tails]). The most surprising view counts.
///
/// | view | window, rows | sign |
/// |---|---|---|
/// | what was not forecast ([QuickEnsemble]) | 1 | [Sign#RESIDUAL] |
/// | the value less what its time of day uses to bring ([DayProfile]) | 1, 6, 72 | [Sign#SEASON] |
/// | the mean | 144 | [Sign#LEVEL] |
/// | the mean less the mean before it, as in DSPOT | 72 and 72 | [Sign#CHANGE] |
/// | the mean change from row to row (upwards only) | 24 | [Sign#SPREAD] |
///
/// Long windows see what is small but lasts, short ones what is large and brief. Nothing is fitted
/// to any kind of series. A step costs a constant time.
public final class Novelty implements Detector {

    /// Of a block; the windows of all views but the shortest slide by so many.
    private static final int ROWS = 3;

    /// Windows, in blocks.
    private static final int LEVEL = 48;

    private static final int CHANGE = 24;
    private static final int MOVES = 8;
    private static final int SEASON_LONG = 24;

    /// In rows.
    private static final int SEASON_SHORT = 6;

    /// Differences below this part of the size of the values are noise of the arithmetic.
    private static final double GRAIN = 1e-5;

    private static final double SIZE_WEIGHT = 0.01;

    /// After a longer gap, what was before it is not what is before this row.
    private static final long MOST_GAP_SECONDS = 604_800;

    /// In the order of the tails: those with two directions come first, up then down.
    private static final Sign[] VIEWS = {
        Sign.RESIDUAL, Sign.CHANGE, Sign.SEASON, Sign.SEASON, Sign.SEASON, Sign.LEVEL
    };

    private static final int MOVES_TAIL = 2 * VIEWS.length;

    /// Of so many looks at a row the strangest one is no wonder by itself (Bonferroni).
    private static final double VIEWS_PENALTY = StrictMath.log10(MOVES_TAIL + 1.0);

    private static final Memory.Plan PLAN = new Memory.Plan();
    private static final QuickEnsemble ENSEMBLE = QuickEnsemble.in(PLAN);
    private static final DayProfile DAY_PROFILE = DayProfile.in(PLAN);
    private static final Tails TAILS = Tails.in(PLAN, MOVES_TAIL + 1);
    private static final Blocks VALUE_BLOCKS = Blocks.in(PLAN, ROWS, LEVEL);
    private static final Blocks MOVE_BLOCKS = Blocks.in(PLAN, ROWS, MOVES);
    private static final Blocks SEASON_BLOCKS = Blocks.in(PLAN, ROWS, SEASON_LONG);
    private static final Blocks SEASON_ROWS = Blocks.in(PLAN, 1, SEASON_SHORT);

    private final Memory memory = PLAN.memory();
    private double levelSum;
    private double moveSum;
    private double changeSum;
    private double beforeMean = Double.NaN;
    private double seasonSum;
    private double seasonShortSum;
    private double centre = Double.NaN;
    private double last = Double.NaN;
    private double size;
    private double most;
    private Sign sign = Sign.NONE;

    Novelty() {
        TAILS.clear(memory.numbers);
    }

    @Override
    public double step(long second, long since, double value) {
        most = 0;
        sign = Sign.NONE;
        if (since > MOST_GAP_SECONDS) {
            forgetWindows();
        }
        size = Math.max(size * (1 - SIZE_WEIGHT), Math.abs(value));
        double usual = DAY_PROFILE.expect(memory, second);
        look(0, ENSEMBLE.step(memory, value, usual));
        windows(value);
        seasons(value - usual);
        DAY_PROFILE.learn(memory, second, since, value);
        last = value;
        most = Math.max(0, most - VIEWS_PENALTY);
        sign = most > 0 ? sign : Sign.NONE;
        return most;
    }

    private void windows(double value) {
        if (Double.isNaN(centre)) {
            centre = value;
        }
        // Taken from a value that the series had: what is kept of large values is then exact.
        double off = value - centre;
        double move = Double.isNaN(last) ? 0 : Math.abs(value - last);
        boolean ended = VALUE_BLOCKS.add(memory, off);
        MOVE_BLOCKS.add(memory, move);
        if (ended) {
            levelSum = VALUE_BLOCKS.wholeSum(memory, LEVEL - 1);
            moveSum = MOVE_BLOCKS.wholeSum(memory, MOVES - 1);
            beforeMean =
                    VALUE_BLOCKS.whole(memory) < 2 * CHANGE
                            ? Double.NaN
                            : VALUE_BLOCKS.sumBetween(memory, CHANGE, 2 * CHANGE) / (CHANGE * ROWS);
            changeSum = VALUE_BLOCKS.wholeSum(memory, CHANGE - 1);
        }
        look(1, VALUE_BLOCKS.mean(memory, changeSum, CHANGE - 1) - beforeMean);
        look(5, VALUE_BLOCKS.mean(memory, levelSum, LEVEL - 1));
        lookUp(MOVES_TAIL, MOVE_BLOCKS.mean(memory, moveSum, MOVES - 1), Sign.SPREAD);
    }

    private void seasons(double residual) {
        if (Double.isNaN(residual)) {
            return;
        }
        if (SEASON_BLOCKS.add(memory, residual)) {
            seasonSum = SEASON_BLOCKS.wholeSum(memory, SEASON_LONG - 1);
        }
        if (SEASON_ROWS.add(memory, residual)) {
            seasonShortSum = SEASON_ROWS.wholeSum(memory, SEASON_SHORT - 1);
        }
        look(2, residual);
        look(3, SEASON_ROWS.mean(memory, seasonShortSum, SEASON_SHORT - 1));
        look(4, SEASON_BLOCKS.mean(memory, seasonSum, SEASON_LONG - 1));
    }

    private void look(int view, double number) {
        lookUp(2 * view, number, VIEWS[view]);
        lookUp(2 * view + 1, -number, VIEWS[view]);
    }

    private void lookUp(int tail, double number, Sign of) {
        double surprise = TAILS.step(memory.numbers, tail, number, GRAIN * size);
        if (surprise > most) {
            most = surprise;
            sign = of;
        }
    }

    private void forgetWindows() {
        VALUE_BLOCKS.clear(memory);
        MOVE_BLOCKS.clear(memory);
        SEASON_BLOCKS.clear(memory);
        SEASON_ROWS.clear(memory);
        ENSEMBLE.clear(memory);
        levelSum = 0;
        moveSum = 0;
        changeSum = 0;
        seasonSum = 0;
        seasonShortSum = 0;
        beforeMean = Double.NaN;
        last = Double.NaN;
    }

    @Override
    public Sign sign() {
        return sign;
    }

    @Override
    public void write(StateWriter out) {
        ENSEMBLE.write(out, memory);
        DAY_PROFILE.write(out, memory);
        TAILS.write(out, memory.numbers);
        VALUE_BLOCKS.write(out, memory);
        MOVE_BLOCKS.write(out, memory);
        SEASON_BLOCKS.write(out, memory);
        SEASON_ROWS.write(out, memory);
        double[] sums = {
            levelSum, moveSum, changeSum, beforeMean, seasonSum, seasonShortSum, centre, last, size
        };
        for (double sum : sums) {
            out.putDouble(sum);
        }
    }

    @Override
    public void read(StateReader in) {
        ENSEMBLE.read(in, memory);
        DAY_PROFILE.read(in, memory);
        TAILS.read(in, memory.numbers);
        VALUE_BLOCKS.read(in, memory);
        MOVE_BLOCKS.read(in, memory);
        SEASON_BLOCKS.read(in, memory);
        SEASON_ROWS.read(in, memory);
        levelSum = in.takeDouble();
        moveSum = in.takeDouble();
        changeSum = in.takeDouble();
        beforeMean = in.takeDouble();
        seasonSum = in.takeDouble();
        seasonShortSum = in.takeDouble();
        centre = in.takeDouble();
        last = in.takeDouble();
        size = in.takeDouble();
    }
}
