package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.policies.host.Forecast;
import io.teleon.policies.program.Expression.Comparison.Operator;
import io.teleon.policies.program.Expression.Forecast.Field;
import io.teleon.policies.program.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// SEMANTICS 1.5 and 2.7.
class ForecastsTest {

    private static final Instant ISSUED = Instant.parse("2026-01-01T00:00:00Z");
    private static final long BEGIN = Micros.of(ISSUED);
    private static final long SECOND = 1_000_000;

    private static final Forecast RISING =
            new Forecast(
                    "m",
                    Forecast.Standing.ACT,
                    ISSUED,
                    0.5,
                    List.of(
                            new Forecast.Point(Duration.ofSeconds(10), 21, 10, 20, 30),
                            new Forecast.Point(Duration.ofSeconds(20), 41, 30, 40, 50)));

    private static final Forecast CERTAIN =
            new Forecast(
                    "m",
                    Forecast.Standing.ACT,
                    ISSUED,
                    0.5,
                    List.of(new Forecast.Point(Duration.ofSeconds(10), 20, 20, 20, 20)));

    private static Optional<Value> number(double amount) {
        return Optional.of(Value.of(amount));
    }

    private static Optional<Value> at(Field field, double horizon, double age) {
        return Forecasts.field(
                RISING, field, Math.round(horizon * SECOND), BEGIN + Math.round(age * SECOND));
    }

    @Test
    void readingStandsAtItsHorizonPlusTheAgeOfTheForecast() {
        assertEquals(number(21), at(Field.MEAN, 10, 0));
        assertEquals(number(20), at(Field.P50, 10, 0));
        assertEquals(number(30), at(Field.P50, 10, 5));
        assertEquals(number(15), at(Field.P10, 12.5, 0));
        assertEquals(number(50), at(Field.P90, 10, 10));
        assertEquals(number(0.5), at(Field.SKILL, 10, 0));
        assertEquals(number(4), at(Field.AGE, 10, 4));
    }

    @Test
    void thereIsNothingBeforeTheFirstHorizonOrBeyondTheLast() {
        assertEquals(Optional.empty(), at(Field.P50, 9, 0));
        assertEquals(Optional.empty(), at(Field.P50, 21, 0));
        assertEquals(Optional.empty(), at(Field.P50, 5, 10.1));
        assertEquals(number(40), at(Field.P50, 20, 0));
    }

    @Test
    void whatIsNotLicensedIsNotRead() {
        Forecast other = new Forecast("m", Forecast.Standing.NONE, ISSUED, 0.5, RISING.points());
        assertEquals(Optional.empty(), Forecasts.field(other, Field.P50, 10 * SECOND, BEGIN));
        assertEquals(
                Optional.empty(), Forecasts.timeTo(other, Operator.GREATER, 1, Field.P50, BEGIN));
    }

    private static double probability(Forecast forecast, Operator operator, double bound) {
        return Numbers.amount(
                Forecasts.probability(forecast, operator, bound, 10 * SECOND, BEGIN).orElseThrow());
    }

    @Test
    void distributionIsLinearThroughItsQuantilesAndContinued() {
        double[][] expected = {
            {7, 0},
            {8, 0.02},
            {10, 0.1},
            {15, 0.3},
            {20, 0.5},
            {25, 0.7},
            {30, 0.9},
            {32, 0.98},
            {34, 1}
        };
        for (double[] each : expected) {
            assertEquals(each[1], probability(RISING, Operator.AT_MOST, each[0]), 1e-12);
            assertEquals(each[1], probability(RISING, Operator.LESS, each[0]), 1e-12);
            assertEquals(1 - each[1], probability(RISING, Operator.GREATER, each[0]), 1e-12);
            assertEquals(1 - each[1], probability(RISING, Operator.AT_LEAST, each[0]), 1e-12);
            assertEquals(0, probability(RISING, Operator.EQUAL, each[0]), 1e-12);
            assertEquals(1, probability(RISING, Operator.NOT_EQUAL, each[0]), 1e-12);
        }
    }

    @Test
    void whereQuantilesCoincideItJumps() {
        assertEquals(0, probability(CERTAIN, Operator.LESS, 20));
        assertEquals(1, probability(CERTAIN, Operator.AT_MOST, 20));
        assertEquals(0, probability(CERTAIN, Operator.GREATER, 20));
        assertEquals(1, probability(CERTAIN, Operator.AT_LEAST, 20));
        assertEquals(1, probability(CERTAIN, Operator.EQUAL, 20));
        assertEquals(0, probability(CERTAIN, Operator.NOT_EQUAL, 20));
    }

    /// Of one horizon, 10 s.
    private static Forecast between(double p10, double p50, double p90) {
        return new Forecast(
                "m",
                Forecast.Standing.ACT,
                ISSUED,
                0.5,
                List.of(new Forecast.Point(Duration.ofSeconds(10), p50, p10, p50, p90)));
    }

    @Test
    void eachSideOfTheMedianHasItsOwnSlope() {
        double[][] expected = {
            {8, 0.02}, {10, 0.1}, {15, 0.3}, {20, 0.5}, {40, 0.7}, {60, 0.9}, {65, 0.95}, {71, 1}
        };
        for (double[] each : expected) {
            Forecast skewed = between(10, 20, 60);
            assertEquals(each[1], probability(skewed, Operator.AT_MOST, each[0]), 1e-12);
            assertEquals(each[1], probability(skewed, Operator.LESS, each[0]), 1e-12);
        }
    }

    @Test
    void whereTwoQuantilesCoincideItJumpsOnThatSide() {
        assertEquals(0, probability(between(20, 20, 60), Operator.LESS, 20));
        assertEquals(0.5, probability(between(20, 20, 60), Operator.AT_MOST, 20), 1e-12);
        assertEquals(0.7, probability(between(20, 20, 60), Operator.LESS, 40), 1e-12);
        assertEquals(0.5, probability(between(10, 60, 60), Operator.LESS, 60), 1e-12);
        assertEquals(1, probability(between(10, 60, 60), Operator.AT_MOST, 60));
        assertEquals(0.3, probability(between(10, 60, 60), Operator.AT_MOST, 35), 1e-12);
    }

    private static Optional<Value> timeTo(Operator operator, double bound, double age) {
        return Forecasts.timeTo(
                RISING, operator, bound, Field.P50, BEGIN + Math.round(age * SECOND));
    }

    @Test
    void timeToIsTheLeastHorizonFromNow() {
        assertEquals(number(15), timeTo(Operator.AT_LEAST, 30, 0));
        assertEquals(number(11), timeTo(Operator.AT_LEAST, 30, 4));
        assertEquals(number(10), timeTo(Operator.GREATER, 5, 0));
        assertEquals(number(0), timeTo(Operator.GREATER, 5, 10));
        assertEquals(number(Double.POSITIVE_INFINITY), timeTo(Operator.GREATER, 40, 0));
        assertEquals(number(20), timeTo(Operator.AT_LEAST, 40, 0));
        assertEquals(Optional.empty(), timeTo(Operator.GREATER, 5, 10.1));
    }
}
