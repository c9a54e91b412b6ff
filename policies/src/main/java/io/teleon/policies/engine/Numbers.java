package io.teleon.policies.engine;

import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Value;
import java.util.List;
import java.util.Optional;

/// Arithmetic with what may be unknown. What is no number is unknown.
final class Numbers {

    private Numbers() {}

    static Optional<Value> known(double amount) {
        return Double.isNaN(amount) || amount == Double.NEGATIVE_INFINITY
                ? Optional.empty()
                : Optional.of(Value.of(amount));
    }

    static double amount(Value value) {
        return value instanceof Value.Quantity(double amount) ? amount : Double.NaN;
    }

    static Optional<Value> arithmetic(
            Expression.Arithmetic.Operator operator, Optional<Value> left, Optional<Value> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        double a = amount(left.get());
        double b = amount(right.get());
        return switch (operator) {
            case PLUS -> known(a + b);
            case MINUS -> known(a - b);
            case TIMES -> known(a * b);
            case DIVIDE -> b == 0 ? Optional.empty() : known(a / b);
        };
    }

    static Optional<Value> builtin(Expression.Builtin.Function function, List<Value> arguments) {
        double first = amount(arguments.getFirst());
        return switch (function) {
            case ABS -> known(Math.abs(first));
            case GREATEST ->
                    known(arguments.stream().mapToDouble(Numbers::amount).max().orElse(Double.NaN));
            case LEAST ->
                    known(arguments.stream().mapToDouble(Numbers::amount).min().orElse(Double.NaN));
            case ROUND_UP -> rounded(Math.ceil(first / amount(arguments.get(1))), arguments.get(1));
            case ROUND_DOWN ->
                    rounded(Math.floor(first / amount(arguments.get(1))), arguments.get(1));
        };
    }

    private static Optional<Value> rounded(double steps, Value step) {
        return amount(step) > 0 ? known(steps * amount(step)) : Optional.empty();
    }

    /// @param values in the order of assignments
    static Optional<Value> aggregate(Expression.Aggregate.Kind kind, List<Value> values) {
        double[] amounts = values.stream().mapToDouble(Numbers::amount).toArray();
        double sum = 0;
        for (double amount : amounts) {
            sum += amount;
        }
        if (kind == Expression.Aggregate.Kind.COUNT) {
            return Optional.of(Value.of(amounts.length));
        }
        if (kind == Expression.Aggregate.Kind.SUM) {
            return known(sum);
        }
        if (amounts.length == 0) {
            return Optional.empty();
        }
        double mean = sum / amounts.length;
        java.util.Arrays.sort(amounts);
        return switch (kind) {
            case COUNT, SUM -> known(sum);
            case AVG -> known(mean);
            case MIN_OF -> known(amounts[0]);
            case MAX_OF -> known(amounts[amounts.length - 1]);
            case P50 -> known(rank(amounts, 50));
            case P90 -> known(rank(amounts, 90));
            case P99 -> known(rank(amounts, 99));
        };
    }

    /// Nearest rank: the least that at least so many percent do not exceed.
    private static double rank(double[] sorted, int percent) {
        int rank = (int) Math.ceil(percent * sorted.length / 100.0);
        return sorted[Math.max(1, rank) - 1];
    }

    /// @param samples in the order of time
    static Optional<Value> over(Expression.Over.Statistic statistic, List<Facts.Sample> samples) {
        if (samples.isEmpty()) {
            return Optional.empty();
        }
        double[] values = samples.stream().mapToDouble(Facts.Sample::value).toArray();
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        if (statistic == Expression.Over.Statistic.SLOPE) {
            return slope(samples, mean);
        }
        java.util.Arrays.sort(values);
        return switch (statistic) {
            case AVG, SLOPE -> known(mean);
            case MIN -> known(values[0]);
            case MAX -> known(values[values.length - 1]);
            case P50 -> known(rank(values, 50));
            case P90 -> known(rank(values, 90));
        };
    }

    /// Least squares, per second.
    private static Optional<Value> slope(List<Facts.Sample> samples, double mean) {
        long origin = samples.getFirst().at();
        double meanTime = 0;
        for (Facts.Sample sample : samples) {
            meanTime += Micros.seconds(sample.at() - origin);
        }
        meanTime /= samples.size();
        double covariance = 0;
        double variance = 0;
        for (Facts.Sample sample : samples) {
            double time = Micros.seconds(sample.at() - origin) - meanTime;
            covariance += time * (sample.value() - mean);
            variance += time * time;
        }
        return variance == 0 ? Optional.empty() : known(covariance / variance);
    }
}
