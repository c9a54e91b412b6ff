package io.teleon.models.learning;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Forecasts one series: judges what it said before, learns from it, and says what comes next.
/// About 25 KB at five-minute bins.
final class SeriesForecaster {

    private static final int LEAST_OBSERVATIONS = 12;

    /// A gap that is longer has nothing to do with what was before it.
    private static final int MOST_SKIPPED = 2016;

    private final ForecastClass shared;
    private final SeriesState state;
    private final float[][] networkState;
    private final Mixture[] mixtures;
    private final Surprise surprise = new Surprise(Members.COUNT);
    private final Band band;
    private final Band[] naive = new Band[ForecastClass.NAIVE];
    private final SkillLedger skill = new SkillLedger(ForecastClass.NAIVE);
    private final Pending pending;
    private final JudgedRing judged = new JudgedRing();
    private Optional<SeriesForecast> latest = Optional.empty();
    private boolean begun;
    private boolean negative;
    private long bin;

    SeriesForecaster(ForecastClass shared) {
        this.shared = shared;
        state =
                new SeriesState(
                        shared.step.toSeconds(), shared.lags, shared.prior, shared.model.weekly());
        networkState = shared.committee.map(Committee::newState).orElseGet(() -> new float[0][]);
        int count = shared.horizons.count();
        mixtures = new Mixture[count];
        for (int h = 0; h < count; h++) {
            double[] near =
                    shared.committee.isPresent() ? Members.NEAR_PRIOR : Members.NEAR_PRIOR_ALONE;
            mixtures[h] = new Mixture(shared.horizons.isNear(h) ? near : Members.FAR_PRIOR);
        }
        band = new Band(shared.shape, count);
        for (int i = 0; i < naive.length; i++) {
            naive[i] = new Band(shared.naiveShapes[i], Horizons.NEAR);
        }
        pending = new Pending(shared.horizons);
    }

    Optional<SeriesForecast> observe(long next, double value) {
        if (begun && next <= bin) {
            return latest;
        }
        if (begun) {
            for (long i = Math.max(bin + 1, next - MOST_SKIPPED); i < next; i++) {
                advance(i, Double.NaN);
            }
        }
        begun = true;
        advance(next, value);
        bin = next;
        latest =
                state.history().seen() < LEAST_OBSERVATIONS
                        ? Optional.empty()
                        : Optional.of(forecast(!Double.isNaN(value)));
        return latest;
    }

    private void advance(long at, double value) {
        if (!Double.isNaN(value)) {
            negative |= value < 0;
            judge(at, value);
        }
        state.step(at, value);
        if (shared.committee.isPresent()) {
            shared.committee.get().step(state.inputs(), networkState);
        }
    }

    private void judge(long at, double value) {
        java.util.Arrays.fill(shared.losses, 0);
        int count = 0;
        judged.open(at);
        for (int h = 0; h < mixtures.length; h++) {
            int start = pending.find(h, at - shared.horizons.steps(h));
            if (start >= 0) {
                judgeOne(h, pending.row(h), start, value);
                count += shared.horizons.isNear(h) ? 1 : 0;
            }
        }
        if (count > 0) {
            skill.add(shared.losses, count);
            shared.judged();
        }
    }

    private void judgeOne(int h, float[] row, int start, double value) {
        double unit = row[start + Pending.UNIT];
        double[] quantiles = shared.quantiles;
        for (int i = 0; i < quantiles.length; i++) {
            quantiles[i] = row[start + Pending.QUANTILES + i];
        }
        double scale = state.history().scale();
        if (h == 0) {
            surprise.learn(row, start, value, unit);
        }
        mixtures[h].learn(row, start, value, unit);
        band.learn(h, value - quantiles[2], unit, value < quantiles[0], value > quantiles[4]);
        if (shared.horizons.isNear(h)) {
            judged.add(h, quantiles, value);
            shared.losses[0] += Pinball.loss(quantiles, value) / scale;
            double last = row[start + Members.LAST];
            judgeNaive(0, h, last, value, scale);
            judgeNaive(1, h, before(shared.lags.day(), last), value, scale);
            judgeNaive(2, h, before(shared.lags.week(), last), value, scale);
        }
    }

    /// The value of a season before the bin that is being judged, which the history does not hold
    /// yet.
    private double before(int season, double otherwise) {
        double value = season == 0 ? Double.NaN : state.history().back(season - 1);
        return Double.isNaN(value) ? otherwise : value;
    }

    private void judgeNaive(int which, int h, double centre, double value, double scale) {
        Band of = naive[which];
        double[] quantiles = shared.naiveQuantiles;
        double unit = of.usualError(h, h + 1, scale);
        of.quantiles(h, centre, unit, quantiles);
        hold(quantiles);
        shared.losses[which + 1] += Pinball.loss(quantiles, value) / scale;
        of.learn(h, value - centre, unit, value < quantiles[0], value > quantiles[4]);
    }

    /// @param kept whether it will be judged: from a bin that is missing it is no fair one
    private SeriesForecast forecast(boolean kept) {
        List<SeriesForecast.Point> points = new ArrayList<>(mixtures.length);
        double scale = state.history().scale();
        shared.committee.ifPresent(committee -> committee.read(networkState, shared.outputs));
        surprise.trust(shared.trust);
        for (int h = 0; h < mixtures.length; h++) {
            int steps = shared.horizons.steps(h);
            double unit = band.usualError(h, steps, scale);
            if (shared.horizons.isNear(h)) {
                double median = 0;
                if (shared.committee.isPresent() && !shared.muted) {
                    QuantileHeads.read(shared.outputs, h, shared.quantiles);
                    median = shared.quantiles[2];
                    unit = Math.sqrt(unit * networkUnit(scale, unit));
                }
                Members.near(
                        state,
                        shared.lags,
                        h,
                        shared.shared(h, state.linear().inputs()),
                        median,
                        shared.points);
            } else {
                Members.far(state, shared.lags, steps, shared.points);
            }
            hold(shared.points);
            double[] q = shared.quantiles;
            double[] trust = shared.horizons.isNear(h) ? shared.trust : shared.wholeTrust;
            band.quantiles(h, mixtures[h].mix(shared.points, trust), unit, q);
            hold(q);
            if (kept) {
                pending.put(h, bin, shared.points, unit, q);
            }
            points.add(
                    new SeriesForecast.Point(
                            shared.step.multipliedBy(steps), q[2], q[0], q[1], q[2], q[3], q[4]));
        }
        return new SeriesForecast(
                shared.model.name(),
                Instant.ofEpochSecond(bin * shared.step.toSeconds()),
                Math.min(1, skill.skill()),
                skill.isJudged(),
                skill.licensed(),
                skill.lowest(),
                skill.recent(),
                points);
    }

    /// How uncertain the network is of this moment; what is usual bounds it.
    private double networkUnit(double scale, double usual) {
        double width = scale * (shared.quantiles[3] - shared.quantiles[1]) / 3.3;
        return Math.clamp(width, usual / 4, usual * 4);
    }

    /// What was never negative will not be.
    private void hold(double[] values) {
        if (!negative) {
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.max(0, values[i]);
            }
        }
    }

    Optional<SeriesForecast> latest() {
        return latest;
    }

    List<Judged> judged() {
        return judged.newestFirst(shared.step);
    }
}
