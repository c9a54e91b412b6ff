package io.teleon.models.learning;

/// The losses of a forecaster beside those of the naive ones over the trailing week, and what they
/// say: its skill, and its licence to act.
///
/// The licence holds while the lower end of the 95 % interval of the skill is above zero, on at
/// least [#LEAST_JUDGED] judged forecasts, and the last three hours are not much worse than naive.
/// Losses of neighbouring bins go together, so the interval is that of means over blocks (batch
/// means, Law & Kelton): of half an hour at first, of three hours once a day is full (all at
/// five-minute bins).
final class SkillLedger {

    static final int LEAST_JUDGED = 36;

    private static final int SHORT_BINS = 6;
    private static final int LONG_BINS = 36;
    private static final int SHORT_BLOCKS = 48;
    private static final int LONG_BLOCKS = 56;
    private static final int RECENT_BLOCKS = 6;
    private static final int LEAST_BLOCKS = 4;
    private static final int LEAST_LONG_BLOCKS = 8;

    /// Quantile 0.975 of Student's distribution for 1, 2, ... degrees of freedom.
    private static final double[] STUDENT = {
        12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.20, 2.18, 2.16, 2.14, 2.13
    };

    private final LossBlocks shorts;
    private final LossBlocks longs;
    private long judged;

    /// @param naive how many naive forecasters there are
    SkillLedger(int naive) {
        shorts = new LossBlocks(naive + 1, SHORT_BINS, SHORT_BLOCKS);
        longs = new LossBlocks(naive + 1, LONG_BINS, LONG_BLOCKS);
    }

    /// The losses of a bin.
    ///
    /// @param losses of the forecaster, then of each naive one
    /// @param count how many forecasts were judged
    void add(double[] losses, int count) {
        judged += count;
        shorts.add(losses);
        longs.add(losses);
    }

    double skill() {
        LossBlocks blocks = trailing();
        return blocks.skill(blocks.bestNaive(blocks.count()), blocks.count());
    }

    /// Whether there is enough to go by.
    boolean isJudged() {
        return judged >= LEAST_JUDGED && shorts.count() >= LEAST_BLOCKS;
    }

    boolean licensed() {
        if (!isJudged()) {
            return false;
        }
        return recent() >= SeriesForecast.LEAST_RECENT && lowest() > 0;
    }

    /// Over the last three hours; NaN where nothing was judged yet.
    double recent() {
        int recent = Math.min(RECENT_BLOCKS, shorts.count());
        return recent == 0 ? Double.NaN : shorts.skill(shorts.bestNaive(recent), recent);
    }

    /// The lower end of the interval of the skill; NaN where there is too little to tell.
    double lowest() {
        return isJudged() ? lowerEnd(trailing()) : Double.NaN;
    }

    private LossBlocks trailing() {
        return longs.count() >= LEAST_LONG_BLOCKS ? longs : shorts;
    }

    /// Of the ratio of two means, linearised (Cochran, Sampling Techniques, section 6.4).
    private static double lowerEnd(LossBlocks blocks) {
        int count = blocks.count();
        int naive = blocks.bestNaive(count);
        double skill = blocks.skill(naive, count);
        double mean = blocks.sum(naive, count) / count;
        if (!(mean > 0)) {
            return Double.NEGATIVE_INFINITY;
        }
        double square = 0;
        for (int i = 0; i < count; i++) {
            double residual = (1 - skill) * blocks.loss(naive, i) - blocks.loss(0, i);
            square += residual * residual;
        }
        double deviation = Math.sqrt(square / (count - 1.0) / count) / mean;
        int freedom = count - 1;
        double student = freedom <= STUDENT.length ? STUDENT[freedom - 1] : 2.1;
        return skill - student * deviation;
    }
}
