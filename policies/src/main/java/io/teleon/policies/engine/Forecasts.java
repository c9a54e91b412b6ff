package io.teleon.policies.engine;

import io.teleon.policies.host.Forecast;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Expression.Comparison;
import io.teleon.policies.program.Value;
import java.util.List;
import java.util.Optional;

/// Readings of forecasts (SEMANTICS 1.5 and 2.7).
final class Forecasts {

    private Forecasts() {}

    private record Quantiles(double mean, double p10, double p50, double p90) {}

    static Optional<Value> field(
            Forecast forecast, Expression.Forecast.Field field, long horizon, long now) {
        return at(forecast, horizon, now)
                .flatMap(q ->
                        switch (field) {
                            case MEAN -> Numbers.known(q.mean());
                            case P10 -> Numbers.known(q.p10());
                            case P50 -> Numbers.known(q.p50());
                            case P90 -> Numbers.known(q.p90());
                            case SKILL -> Numbers.known(forecast.skill());
                            case AGE ->
                                    Numbers.known(Micros.seconds(now - Micros.of(forecast.at())));
                        });
    }

    private static boolean isUsable(Forecast forecast, long now) {
        return forecast.standing() != Forecast.Standing.NONE
                && !forecast.points().isEmpty()
                && now - Micros.of(forecast.at())
                        <= Micros.of(forecast.points().getFirst().horizon());
    }

    private static Optional<Quantiles> at(Forecast forecast, long horizon, long now) {
        if (!isUsable(forecast, now)) {
            return Optional.empty();
        }
        long wanted = now - Micros.of(forecast.at()) + horizon;
        List<Forecast.Point> points = forecast.points();
        for (int i = 0; i < points.size(); i++) {
            long here = Micros.of(points.get(i).horizon());
            if (here == wanted) {
                return Optional.of(quantiles(points.get(i)));
            }
            if (here > wanted) {
                return i == 0
                        ? Optional.empty()
                        : Optional.of(between(points.get(i - 1), points.get(i), wanted));
            }
        }
        return Optional.empty();
    }

    private static Quantiles quantiles(Forecast.Point point) {
        return new Quantiles(point.mean(), point.p10(), point.p50(), point.p90());
    }

    private static Quantiles between(Forecast.Point before, Forecast.Point after, long wanted) {
        double from = Micros.of(before.horizon());
        double share = (wanted - from) / (Micros.of(after.horizon()) - from);
        return new Quantiles(
                mix(before.mean(), after.mean(), share),
                mix(before.p10(), after.p10(), share),
                mix(before.p50(), after.p50(), share),
                mix(before.p90(), after.p90(), share));
    }

    private static double mix(double a, double b, double share) {
        return a + share * (b - a);
    }

    /// The probability that a comparison with a bound will hold.
    static Optional<Value> probability(
            Forecast forecast, Comparison.Operator operator, double bound, long horizon, long now) {
        return at(forecast, horizon, now)
                .map(q ->
                        switch (operator) {
                            case LESS -> below(q, bound, false);
                            case AT_MOST -> below(q, bound, true);
                            case GREATER -> 1 - below(q, bound, true);
                            case AT_LEAST -> 1 - below(q, bound, false);
                            case EQUAL -> below(q, bound, true) - below(q, bound, false);
                            case NOT_EQUAL -> 1 - below(q, bound, true) + below(q, bound, false);
                        })
                .flatMap(Numbers::known);
    }

    /// The distribution function: linear through the quantiles, its outer slopes continued; at a
    /// jump its upper value if the bound itself counts, else its lower one.
    private static double below(Quantiles q, double bound, boolean inclusive) {
        double[] x = {q.p10(), q.p50(), q.p90()};
        double[] p = {0.1, 0.5, 0.9};
        if (inclusive ? bound >= x[2] : bound > x[2]) {
            return x[2] > x[1] ? Math.min(1, 0.9 + (bound - x[2]) * 0.4 / (x[2] - x[1])) : 1;
        }
        if (inclusive ? bound < x[0] : bound <= x[0]) {
            return x[1] > x[0] ? Math.max(0, 0.1 - (x[0] - bound) * 0.4 / (x[1] - x[0])) : 0;
        }
        int i = (inclusive ? bound >= x[1] : bound > x[1]) ? 1 : 0;
        return p[i] + (bound - x[i]) * 0.4 / (x[i + 1] - x[i]);
    }

    /// The least time from now at which a quantile will satisfy a comparison; infinity for never.
    static Optional<Value> timeTo(
            Forecast forecast,
            Comparison.Operator operator,
            double bound,
            Expression.Forecast.Field quantile,
            long now) {
        if (!isUsable(forecast, now)) {
            return Optional.empty();
        }
        double age = Micros.seconds(now - Micros.of(forecast.at()));
        List<Forecast.Point> points = forecast.points();
        for (int i = 0; i < points.size(); i++) {
            double here = of(points.get(i), quantile);
            double time = Micros.seconds(Micros.of(points.get(i).horizon()));
            if (Evaluator.compare(Value.of(here), operator, Value.of(bound))) {
                if (i > 0) {
                    double before = of(points.get(i - 1), quantile);
                    double from = Micros.seconds(Micros.of(points.get(i - 1).horizon()));
                    double share = here == before ? 1 : (bound - before) / (here - before);
                    time = from + Math.clamp(share, 0, 1) * (time - from);
                }
                return Numbers.known(Math.max(0, time - age));
            }
        }
        return Optional.of(Value.of(Double.POSITIVE_INFINITY));
    }

    private static double of(Forecast.Point point, Expression.Forecast.Field quantile) {
        return switch (quantile) {
            case P10 -> point.p10();
            case P90 -> point.p90();
            case P50, MEAN, SKILL, AGE -> point.p50();
        };
    }
}
