package io.teleon.policies.entail;

import io.teleon.policies.program.Expression;

/// A condition that is not taken apart further, and its truth.
///
/// @param tag of the claim it follows from
public record Literal(Expression condition, Scope scope, boolean truth, int tag) {

    public Claim claim(int newTag) {
        return new Claim(condition, scope, truth ? Claim.Mode.TRUE : Claim.Mode.FALSE, newTag, 0);
    }

    public Claim opposite(int newTag) {
        return new Claim(condition, scope, truth ? Claim.Mode.FALSE : Claim.Mode.TRUE, newTag, 0);
    }

    /// Whether it only names a predicate whose meaning was written out as well.
    public boolean isName() {
        return condition instanceof Expression.Call;
    }

    /// As people write it.
    public String shown() {
        return shown(truth);
    }

    public String shown(boolean asTrue) {
        if (condition instanceof Expression.Comparison c && !asTrue) {
            Expression.Comparison turned =
                    new Expression.Comparison(
                            c.span(), c.type(), turned(c.operator()), c.left(), c.right());
            return Wording.shown(turned, scope);
        }
        return asTrue
                ? Wording.shown(condition, scope)
                : Wording.shown(
                        new Expression.Not(condition.span(), condition.type(), condition), scope);
    }

    private static Expression.Comparison.Operator turned(Expression.Comparison.Operator operator) {
        return switch (operator) {
            case EQUAL -> Expression.Comparison.Operator.NOT_EQUAL;
            case NOT_EQUAL -> Expression.Comparison.Operator.EQUAL;
            case LESS -> Expression.Comparison.Operator.AT_LEAST;
            case AT_MOST -> Expression.Comparison.Operator.GREATER;
            case GREATER -> Expression.Comparison.Operator.AT_MOST;
            case AT_LEAST -> Expression.Comparison.Operator.LESS;
        };
    }
}
