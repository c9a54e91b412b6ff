package io.teleon.models.learning;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Scores what [SeriesForecasters] says, as those who act on it get it.
final class EnsembleEvaluation {

    private final Evaluation.Plan plan;
    private final ForecastModel model;
    private final LongSupplier nanoTime;

    EnsembleEvaluation(Evaluation.Plan plan, ForecastModel model, LongSupplier nanoTime) {
        this.plan = plan;
        this.model = model;
        this.nanoTime = nanoTime;
    }

    List<EvaluationRow> rows(String name, EvaluationCost cost) {
        int series = plan.values().size();
        List<EvaluationScore> scores = new ArrayList<>();
        plan.steps().forEach(_ -> scores.add(new EvaluationScore(series)));
        long nanos =
                run((one, _, step, point, value) ->
                        scores.get(step).add(one, point.mean(), quantiles(point), value));
        double windows = (double) series * plan.testTo() / (nanos / 1e9);
        List<EvaluationRow> rows = new ArrayList<>();
        for (int step = 0; step < plan.steps().size(); step++) {
            rows.add(
                    scores.get(step)
                            .row(
                                    name,
                                    "java",
                                    plan.steps().get(step),
                                    Scoring.changes(plan),
                                    cost,
                                    windows));
        }
        return rows;
    }

    /// @param shown whose forecasts are traced
    List<EvaluationTrace> traces(int shown) {
        int steps = plan.steps().size();
        List<List<EvaluationTrace.Point>> points = new ArrayList<>();
        plan.steps().forEach(_ -> points.add(new ArrayList<>()));
        double[][] below = new double[steps][QuantileHeads.PER_HORIZON];
        int[] count = new int[steps];
        run((series, target, step, point, value) -> {
            double[] quantiles = quantiles(point);
            for (int i = 0; i < quantiles.length; i++) {
                below[step][i] += value <= quantiles[i] ? 1 : 0;
            }
            count[step]++;
            if (series == shown) {
                points.get(step)
                        .add(
                                new EvaluationTrace.Point(
                                        endOf(target),
                                        value,
                                        point.p05(),
                                        point.p50(),
                                        point.p95()));
            }
        });
        List<EvaluationTrace> traces = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            List<EvaluationTrace.Reliability> reliability = new ArrayList<>();
            for (int i = 0; i < QuantileHeads.PER_HORIZON; i++) {
                reliability.add(
                        new EvaluationTrace.Reliability(
                                QuantileHeads.LEVELS[i], below[step][i] / count[step]));
            }
            traces.add(new EvaluationTrace(plan.steps().get(step), points.get(step), reliability));
        }
        return traces;
    }

    /// Takes one forecast beside what came.
    @FunctionalInterface
    private interface Judge {
        /// @param target the bin it is about
        /// @param step index of the plan's steps
        void judge(int series, int target, int step, SeriesForecast.Point point, double value);
    }

    /// @return how long the forecasters took, in nanoseconds
    private long run(Judge judge) {
        SeriesForecasters forecasters = SeriesForecasters.of(model, plan.step());
        long nanos = 0;
        for (int bin = 0; bin < plan.testTo(); bin++) {
            for (int i = 0; i < plan.values().size(); i++) {
                long begin = nanoTime.getAsLong();
                Optional<SeriesForecast> forecast =
                        forecasters.observe("series " + i, endOf(bin), plan.values().get(i)[bin]);
                nanos += nanoTime.getAsLong() - begin;
                if (forecast.isPresent()) {
                    tell(judge, i, bin, forecast.get());
                }
            }
        }
        return nanos;
    }

    private Instant endOf(int bin) {
        return plan.start().plus(plan.step().multipliedBy(bin + 1L));
    }

    private void tell(Judge judge, int series, int bin, SeriesForecast forecast) {
        for (int step = 0; step < plan.steps().size(); step++) {
            int ahead = plan.steps().get(step);
            int target = bin + ahead;
            if (target >= plan.testFrom() && target < plan.testTo()) {
                double value = plan.values().get(series)[target];
                if (!Double.isNaN(value)) {
                    judge.judge(series, target, step, forecast.points().get(ahead - 1), value);
                }
            }
        }
    }

    private static double[] quantiles(SeriesForecast.Point point) {
        return new double[] {point.p05(), point.p10(), point.p50(), point.p90(), point.p95()};
    }
}
