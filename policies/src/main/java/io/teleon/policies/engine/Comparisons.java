package io.teleon.policies.engine;

import io.teleon.policies.program.Expression.Comparison.Operator;

/// Which numbers compare alike with a bound.
final class Comparisons {

    private Comparisons() {}

    /// The comparison that holds where this does not.
    static Operator not(Operator operator) {
        return switch (operator) {
            case EQUAL -> Operator.NOT_EQUAL;
            case NOT_EQUAL -> Operator.EQUAL;
            case LESS -> Operator.AT_LEAST;
            case AT_MOST -> Operator.GREATER;
            case GREATER -> Operator.AT_MOST;
            case AT_LEAST -> Operator.LESS;
        };
    }

    /// The least number of the range around one for which a comparison holds as it does for that.
    static double least(Operator operator, double bound, double amount) {
        return switch (operator) {
            case EQUAL, AT_LEAST -> bound;
            case GREATER -> Math.nextUp(bound);
            case LESS, AT_MOST -> Double.NEGATIVE_INFINITY;
            case NOT_EQUAL -> amount > bound ? Math.nextUp(bound) : Double.NEGATIVE_INFINITY;
        };
    }

    /// The greatest number of that range.
    static double greatest(Operator operator, double bound, double amount) {
        return switch (operator) {
            case EQUAL, AT_MOST -> bound;
            case LESS -> Math.nextDown(bound);
            case GREATER, AT_LEAST -> Double.POSITIVE_INFINITY;
            case NOT_EQUAL -> amount < bound ? Math.nextDown(bound) : Double.POSITIVE_INFINITY;
        };
    }
}
