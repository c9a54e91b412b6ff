package io.teleon.policies.reference;

import io.teleon.policies.host.Forecast;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Expression.Aggregate;
import io.teleon.policies.program.Value;
import java.util.List;
import java.util.Optional;

/// Calculations of SEMANTICS 2 and 3 that need nothing but numbers.
final class Numbers {

    private Numbers() {}

    static Optional<Value> number(double x) {
        return Double.isNaN(x) || x == Double.NEGATIVE_INFINITY
                ? Optional.empty()
                : Optional.of(Value.of(x));
    }

    static boolean compare(Expression.Comparison.Operator operator, Value left, Value right) {
        int order = left.compareTo(right);
        return switch (operator) {
            case EQUAL -> left.equals(right);
            case NOT_EQUAL -> !left.equals(right);
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case GREATER -> order > 0;
            case AT_LEAST -> order >= 0;
        };
    }

    static Optional<Value> arithmetic(
            Expression.Arithmetic.Operator operator, double left, double right) {
        return switch (operator) {
            case PLUS -> number(left + right);
            case MINUS -> number(left - right);
            case TIMES -> number(left * right);
            case DIVIDE -> right == 0 ? Optional.empty() : number(left / right);
        };
    }

    static Optional<Value> aggregate(Aggregate.Kind kind, List<Double> numbers) {
        double sum = 0;
        for (double number : numbers) {
            sum += number;
        }
        if (kind == Aggregate.Kind.SUM) {
            return number(sum);
        }
        if (numbers.isEmpty()) {
            return Optional.empty();
        }
        List<Double> sorted = numbers.stream().sorted().toList();
        return switch (kind) {
            case COUNT -> number(numbers.size());
            case SUM -> number(sum);
            case AVG -> number(sum / numbers.size());
            case MIN_OF -> number(sorted.getFirst());
            case MAX_OF -> number(sorted.getLast());
            case P50 -> number(rank(sorted, 50));
            case P90 -> number(rank(sorted, 90));
            case P99 -> number(rank(sorted, 99));
        };
    }

    private static double rank(List<Double> sorted, int percent) {
        return sorted.get((percent * sorted.size() + 99) / 100 - 1);
    }

    static Optional<Value> statistic(
            Expression.Over.Statistic statistic, List<Knowledge.Sample> samples) {
        List<Double> values =
                samples.stream().map(s -> ((Value.Quantity) s.value()).amount()).toList();
        return switch (statistic) {
            case AVG -> aggregate(Aggregate.Kind.AVG, values);
            case MIN -> aggregate(Aggregate.Kind.MIN_OF, values);
            case MAX -> aggregate(Aggregate.Kind.MAX_OF, values);
            case P50 -> aggregate(Aggregate.Kind.P50, values);
            case P90 -> aggregate(Aggregate.Kind.P90, values);
            case SLOPE -> slope(samples, values);
        };
    }

    private static Optional<Value> slope(List<Knowledge.Sample> samples, List<Double> values) {
        if (samples.stream().map(Knowledge.Sample::at).distinct().count() < 2) {
            return Optional.empty();
        }
        long first = samples.getFirst().at();
        List<Double> times = samples.stream().map(s -> (s.at() - first) / 1e6).toList();
        double meanTime = times.stream().mapToDouble(x -> x).sum() / times.size();
        double meanValue = 0;
        for (double value : values) {
            meanValue += value;
        }
        meanValue /= values.size();
        double above = 0;
        double below = 0;
        for (int i = 0; i < values.size(); i++) {
            above += (times.get(i) - meanTime) * (values.get(i) - meanValue);
            below += (times.get(i) - meanTime) * (times.get(i) - meanTime);
        }
        return number(above / below);
    }

    /// SEMANTICS 2.7.
    static double probability(
            Forecast.Point p, Expression.Comparison.Operator operator, double bound) {
        double upTo = distribution(p, bound, true);
        double below = distribution(p, bound, false);
        return switch (operator) {
            case LESS -> below;
            case AT_MOST -> upTo;
            case GREATER -> 1 - upTo;
            case AT_LEAST -> 1 - below;
            case EQUAL -> upTo - below;
            case NOT_EQUAL -> 1 - (upTo - below);
        };
    }

    private static double distribution(Forecast.Point p, double x, boolean including) {
        double[] at = {
            p.p10() - (p.p50() - p.p10()) / 4,
            p.p10(),
            p.p50(),
            p.p90(),
            p.p90() + (p.p90() - p.p50()) / 4
        };
        double[] share = {0, 0.1, 0.5, 0.9, 1};
        double result = 0;
        for (int i = 0; i < at.length; i++) {
            if (at[i] < x || (including && at[i] == x)) {
                result = share[i];
                if (i + 1 < at.length && at[i + 1] > x) {
                    result += (share[i + 1] - share[i]) * (x - at[i]) / (at[i + 1] - at[i]);
                } else if (i + 1 < at.length && at[i + 1] == x && !including && at[i] < x) {
                    result = share[i + 1];
                }
            }
        }
        return result;
    }

    static double quantile(Forecast.Point point, Expression.Forecast.Field field) {
        return switch (field) {
            case P10 -> point.p10();
            case P50 -> point.p50();
            case P90 -> point.p90();
            case MEAN, SKILL, AGE -> point.mean();
        };
    }

    /// SEMANTICS 2.7, in seconds.
    static double timeTo(
            List<Forecast.Point> points,
            Expression.Comparison.Operator operator,
            double bound,
            Expression.Forecast.Field field) {
        for (int i = 0; i < points.size(); i++) {
            double right = quantile(points.get(i), field);
            double end = Knowledge.micros(points.get(i).horizon()) / 1e6;
            if (compare(operator, Value.of(right), Value.of(bound))) {
                if (i == 0) {
                    return end;
                }
                double left = quantile(points.get(i - 1), field);
                double begin = Knowledge.micros(points.get(i - 1).horizon()) / 1e6;
                return begin + (bound - left) / (right - left) * (end - begin);
            }
        }
        return Double.POSITIVE_INFINITY;
    }
}
