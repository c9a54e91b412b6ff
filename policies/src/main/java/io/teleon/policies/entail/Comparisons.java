package io.teleon.policies.entail;

import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Takes comparisons apart: of numbers into inequalities, of words and things into what a value is
/// and is not.
final class Comparisons {

    private final Readings readings;

    Comparisons(Readings readings) {
        this.readings = readings;
    }

    void compare(Branch branch, Claim claim, Expression.Comparison c) {
        if (c.left().type() instanceof Type.Quantity) {
            numbers(branch, claim, c);
        } else {
            words(branch, claim, c);
        }
    }

    private void numbers(Branch branch, Claim claim, Expression.Comparison c) {
        Linear difference =
                readings.linear(c.left(), claim.scope())
                        .minus(readings.linear(c.right(), claim.scope()));
        List<Readings.Reading> all =
                difference.terms().keySet().stream().map(readings::reading).toList();
        if (claim.mode().isWeak()
                && !all.stream().allMatch(r -> r.always() || branch.isKnown(r.key()))) {
            return;
        }
        Literal literal = new Literal(c, claim.scope(), claim.mode().isPositive(), claim.tag());
        branch.note(literal);
        for (Readings.Reading reading : all) {
            branch.know(reading.key());
            branch.denyKnowledge(reading.key(), literal);
            introduce(branch, reading);
        }
        boolean truth = claim.mode().isPositive();
        boolean whole =
                difference.terms().size() == 1 && Readings.isWhole(all.getFirst().expression());
        switch (c.operator()) {
            case LESS -> less(branch, difference, truth, whole, claim);
            case AT_LEAST -> less(branch, difference, !truth, whole, claim);
            case GREATER -> less(branch, difference.negated(), truth, whole, claim);
            case AT_MOST -> less(branch, difference.negated(), !truth, whole, claim);
            case EQUAL -> equal(branch, difference, truth, claim, c);
            case NOT_EQUAL -> equal(branch, difference, !truth, claim, c);
        }
    }

    private void introduce(Branch branch, Readings.Reading reading) {
        if (branch.addReading(reading.key())) {
            for (Linear axiom : readings.axioms(reading, branch.readings())) {
                branch.require(new Inequality(axiom, false, new BitSet()));
                axiom.terms().keySet().forEach(key -> introduce(branch, readings.reading(key)));
            }
        }
    }

    /// `sum < 0`, or its denial `-sum <= 0`.
    private static void less(Branch branch, Linear sum, boolean truth, boolean whole, Claim claim) {
        BitSet tags = new BitSet();
        tags.set(claim.tag());
        boolean strict = truth;
        Linear claimed = truth ? sum : sum.negated();
        if (strict && whole) {
            // Below a number and whole: at most the whole number below it.
            Linear one = claimed.dividedBy(claimed.terms().values().iterator().next().abs());
            BigDecimal least = one.constant().setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE);
            claimed = new Linear(one.terms(), least);
            strict = false;
        }
        branch.require(new Inequality(claimed, strict, tags));
    }

    private static void equal(
            Branch branch, Linear sum, boolean truth, Claim claim, Expression.Comparison c) {
        if (truth) {
            BitSet tags = new BitSet();
            tags.set(claim.tag());
            branch.require(new Inequality(sum, false, tags));
            branch.require(new Inequality(sum.negated(), false, tags));
            return;
        }
        branch.choose(
                List.of(
                        List.of(than(claim, c, Expression.Comparison.Operator.LESS)),
                        List.of(than(claim, c, Expression.Comparison.Operator.GREATER))));
    }

    private static Claim than(
            Claim claim, Expression.Comparison c, Expression.Comparison.Operator operator) {
        return claim.part(
                new Expression.Comparison(c.span(), c.type(), operator, c.left(), c.right()),
                Claim.Mode.TRUE);
    }

    private void words(Branch branch, Claim claim, Expression.Comparison c) {
        Term left = claim.scope().resolve(c.left());
        Term right = claim.scope().resolve(c.right());
        String a = readings.key(c.left(), claim.scope());
        String b = readings.key(c.right(), claim.scope());
        boolean known =
                (isConstant(left) || branch.isKnown(a)) && (isConstant(right) || branch.isKnown(b));
        if (claim.mode().isWeak() && !known) {
            return;
        }
        boolean equal =
                claim.mode().isPositive() == (c.operator() == Expression.Comparison.Operator.EQUAL);
        Literal literal = new Literal(c, claim.scope(), claim.mode().isPositive(), claim.tag());
        for (String key : List.of(a, b)) {
            branch.know(key);
            branch.denyKnowledge(key, literal);
        }
        if (a.equals(b)) {
            if (!equal) {
                branch.close(claim.tag());
            }
        } else if (isConstant(left) && isConstant(right)) {
            if (equal) {
                branch.close(claim.tag());
            }
        } else if (isConstant(left) || isConstant(right)) {
            branch.note(literal);
            branch.value(
                    isConstant(left) ? b : a,
                    c.left().type(),
                    isConstant(left) ? a : b,
                    equal,
                    claim.tag());
        } else {
            String pair = a.compareTo(b) < 0 ? a + " = " + b : b + " = " + a;
            Optional<Branch.Marked> there = branch.truth(pair);
            if (there.isPresent() && there.get().truth() != equal) {
                branch.close(there.get().tag(), claim.tag());
            } else if (there.isEmpty()) {
                branch.equality(pair, equal, literal);
            }
        }
    }

    private static boolean isConstant(Term term) {
        return switch (term) {
            case Term.Named _ -> false;
            case Term.Bound(Expression expression, Scope there) ->
                    switch (expression) {
                        case Expression.Constant _ -> true;
                        case Expression.Variable v
                                when there.term(v.slot()).orElse(null) instanceof Term.Bound inner
                                        && !inner.expression().equals(v) ->
                                isConstant(inner);
                        default -> false;
                    };
        };
    }
}
