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
        SeriesForecasters forecasters = SeriesForecasters.of(model, plan.step());
        long nanos = 0;
        for (int bin = 0; bin < plan.testTo(); bin++) {
            Instant end = plan.start().plus(plan.step().multipliedBy(bin + 1L));
            for (int i = 0; i < series; i++) {
                long begin = nanoTime.getAsLong();
                Optional<SeriesForecast> forecast =
                        forecasters.observe("series " + i, end, plan.values().get(i)[bin]);
                nanos += nanoTime.getAsLong() - begin;
                if (forecast.isPresent()) {
                    score(scores, i, bin, forecast.get());
                }
            }
        }
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

    private void score(List<EvaluationScore> scores, int series, int bin, SeriesForecast forecast) {
        for (int step = 0; step < plan.steps().size(); step++) {
            int ahead = plan.steps().get(step);
            int target = bin + ahead;
            if (target < plan.testFrom() || target >= plan.testTo()) {
                continue;
            }
            double value = plan.values().get(series)[target];
            SeriesForecast.Point point = forecast.points().get(ahead - 1);
            if (!Double.isNaN(value)) {
                double[] quantiles = {
                    point.p05(), point.p10(), point.p50(), point.p90(), point.p95()
                };
                scores.get(step).add(series, point.mean(), quantiles, value);
            }
        }
    }
}
