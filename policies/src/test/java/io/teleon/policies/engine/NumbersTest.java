package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.policies.program.Expression.Aggregate.Kind;
import io.teleon.policies.program.Expression.Arithmetic.Operator;
import io.teleon.policies.program.Expression.Builtin.Function;
import io.teleon.policies.program.Expression.Over.Statistic;
import io.teleon.policies.program.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// SEMANTICS 2.1 and 2.4.
class NumbersTest {

    private static Optional<Value> number(double amount) {
        return Optional.of(Value.of(amount));
    }

    private static Optional<Value> of(Operator operator, double left, double right) {
        return Numbers.arithmetic(operator, number(left), number(right));
    }

    private static Optional<Value> of(Function function, double... arguments) {
        return Numbers.builtin(function, values(arguments));
    }

    private static List<Value> values(double... amounts) {
        return Arrays.stream(amounts).mapToObj(Value::of).map(v -> (Value) v).toList();
    }

    private static Optional<Value> of(Kind kind, double... amounts) {
        return Numbers.aggregate(kind, values(amounts));
    }

    @Test
    void arithmeticIsThatOfSchool() {
        assertEquals(number(9), of(Operator.PLUS, 6, 3));
        assertEquals(number(3), of(Operator.MINUS, 6, 3));
        assertEquals(number(18), of(Operator.TIMES, 6, 3));
        assertEquals(number(2), of(Operator.DIVIDE, 6, 3));
    }

    @Test
    void whatIsNoNumberIsUnknown() {
        assertEquals(Optional.empty(), of(Operator.DIVIDE, 6, 0));
        assertEquals(
                Optional.empty(),
                of(Operator.MINUS, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
        assertEquals(Optional.empty(), of(Operator.MINUS, 1, Double.POSITIVE_INFINITY));
        assertEquals(
                number(Double.POSITIVE_INFINITY), of(Operator.PLUS, 1, Double.POSITIVE_INFINITY));
        assertEquals(
                Optional.empty(), Numbers.arithmetic(Operator.PLUS, Optional.empty(), number(1)));
        assertEquals(
                Optional.empty(), Numbers.arithmetic(Operator.PLUS, number(1), Optional.empty()));
        assertEquals(
                Optional.empty(),
                Numbers.arithmetic(Operator.PLUS, number(1), Optional.of(new Value.Text("one"))));
    }

    @Test
    void roundingGoesToMultiplesOfItsStep() {
        assertEquals(number(6), of(Function.ROUND_UP, 5, 2));
        assertEquals(number(4), of(Function.ROUND_DOWN, 5, 2));
        assertEquals(number(4), of(Function.ROUND_UP, 4, 2));
        assertEquals(Optional.empty(), of(Function.ROUND_UP, 5, 0));
        assertEquals(Optional.empty(), of(Function.ROUND_DOWN, 5, -2));
        assertEquals(number(5), of(Function.ABS, -5));
        assertEquals(number(7), of(Function.GREATEST, 3, 7));
        assertEquals(number(3), of(Function.LEAST, 3, 7));
    }

    @Test
    void aggregatesOfNothingAreUnknownButForCountAndSum() {
        assertEquals(number(0), of(Kind.COUNT));
        assertEquals(number(0), of(Kind.SUM));
        for (Kind kind : List.of(Kind.AVG, Kind.MIN_OF, Kind.MAX_OF, Kind.P50, Kind.P90)) {
            assertEquals(Optional.empty(), of(kind), kind.toString());
        }
    }

    @Test
    void percentilesAreNearestRank() {
        double[] amounts = {5, 1, 4, 2, 3};
        assertEquals(number(5), of(Kind.COUNT, amounts));
        assertEquals(number(15), of(Kind.SUM, amounts));
        assertEquals(number(3), of(Kind.AVG, amounts));
        assertEquals(number(1), of(Kind.MIN_OF, amounts));
        assertEquals(number(5), of(Kind.MAX_OF, amounts));
        assertEquals(number(3), of(Kind.P50, amounts));
        assertEquals(number(5), of(Kind.P90, amounts));
        assertEquals(number(2), of(Kind.P50, 1, 2, 3, 4));
        double[] hundred = IntStream.rangeClosed(1, 100).mapToDouble(i -> i).toArray();
        assertEquals(number(50), of(Kind.P50, hundred));
        assertEquals(number(90), of(Kind.P90, hundred));
        assertEquals(number(99), of(Kind.P99, hundred));
    }

    /// @param samples times in seconds, each with its value
    private static Optional<Value> of(Statistic statistic, double[]... samples) {
        return Numbers.over(
                statistic,
                Arrays.stream(samples)
                        .map(s -> new Facts.Sample(Math.round(s[0] * Micros.SECOND), s[1]))
                        .toList());
    }

    @Test
    void statisticsOfAWindowLookAtItsValues() {
        double[][] samples = {{100, 5}, {101, 1}, {102, 4}, {103, 2}, {104, 6}};
        assertEquals(number(3.6), of(Statistic.AVG, samples));
        assertEquals(number(1), of(Statistic.MIN, samples));
        assertEquals(number(6), of(Statistic.MAX, samples));
        assertEquals(number(4), of(Statistic.P50, samples));
        assertEquals(number(6), of(Statistic.P90, samples));
        for (Statistic statistic : Statistic.values()) {
            assertEquals(Optional.empty(), of(statistic), statistic.toString());
        }
    }

    @Test
    void slopeIsByLeastSquaresPerSecond() {
        assertEquals(number(2), of(Statistic.SLOPE, new double[][] {{100, 7}, {103, 13}}));
        assertEquals(number(-2), of(Statistic.SLOPE, new double[][] {{100, 13}, {103, 7}}));
        // By hand: the mean is at (2, 4); (-2)(-3) + (-1)(1) + 3 * 2 = 11 over 4 + 1 + 9 = 14.
        assertEquals(
                number(11.0 / 14), of(Statistic.SLOPE, new double[][] {{50, 1}, {51, 5}, {55, 6}}));
        assertEquals(Optional.empty(), of(Statistic.SLOPE, new double[][] {{100, 1}, {100, 5}}));
        assertEquals(Optional.empty(), of(Statistic.SLOPE, new double[][] {{100, 1}}));
    }
}
