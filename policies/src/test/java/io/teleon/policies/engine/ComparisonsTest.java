package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.policies.program.Expression.Comparison.Operator;
import io.teleon.policies.program.Value;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Ranges of numbers that compare alike.
class ComparisonsTest {

    private static final double[] NUMBERS = {
        0, 1, Math.nextDown(2), 2, Math.nextUp(2), 3, Double.POSITIVE_INFINITY
    };

    private static boolean holds(double left, Operator operator, double right) {
        return Evaluator.compare(Value.of(left), operator, Value.of(right));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotSoIsSoForTheOtherOperator(Operator operator) {
        for (double number : NUMBERS) {
            assertEquals(!holds(number, operator, 2), holds(number, Comparisons.not(operator), 2));
        }
    }

    /// All that lie between are alike, and the next beyond either end is not.
    @ParameterizedTest
    @EnumSource
    void aRangeEndsWhereTheComparisonTurns(Operator operator) {
        for (double number : NUMBERS) {
            if (!holds(number, operator, 2)) {
                continue;
            }
            double least = Comparisons.least(operator, 2, number);
            double greatest = Comparisons.greatest(operator, 2, number);
            for (double other : NUMBERS) {
                if (other >= least && other <= greatest) {
                    assertEquals(true, holds(other, operator, 2), number + " and " + other);
                }
            }
            assertEquals(true, number >= least && number <= greatest, "of " + number);
            if (least != Double.NEGATIVE_INFINITY) {
                assertEquals(false, holds(Math.nextDown(least), operator, 2));
            }
            if (greatest != Double.POSITIVE_INFINITY) {
                assertEquals(false, holds(Math.nextUp(greatest), operator, 2));
            }
        }
    }
}
