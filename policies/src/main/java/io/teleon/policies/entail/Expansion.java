package io.teleon.policies.entail;

import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Type;
import io.teleon.policies.program.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Takes claims apart: what follows from one goes into its branch, where there are several ways as
/// a choice.
final class Expansion {

    private static final int DEEPEST = 24;

    private final Declarations declarations;
    private final Budget budget;
    private final boolean lasting;
    private final Readings readings;
    private int skolems;

    Expansion(Declarations declarations, Budget budget, boolean lasting) {
        this.declarations = declarations;
        this.budget = budget;
        this.lasting = lasting;
        this.readings = new Readings(declarations, budget);
    }

    String key(Expression expression, Scope scope) {
        return readings.key(expression, scope);
    }

    void expand(Branch branch, Claim claim) {
        switch (claim.condition()) {
            case Expression.Always _ -> constant(branch, claim, true);
            case Expression.Constant(_, _, Value.Bool(boolean value)) ->
                    constant(branch, claim, value);
            case Expression.Not not ->
                    branch.push(claim.part(not.condition(), claim.mode().opposite()));
            case Expression.And and -> parts(branch, claim, and.parts(), true);
            case Expression.Or or -> parts(branch, claim, or.parts(), false);
            case Expression.Conditional c -> conditional(branch, claim, c);
            case Expression.Variable v -> variable(branch, claim, v);
            case Expression.Call call -> call(branch, claim, call);
            case Expression.Comparison c -> comparison(branch, claim, c);
            case Expression.Exists e ->
                    quantifier(
                            branch, claim, e.variables(), e.condition(), claim.mode().isPositive());
            case Expression.Forall f ->
                    quantifier(
                            branch,
                            claim.part(f, claim.mode().opposite()),
                            f.variables(),
                            new Expression.And(
                                    f.span(),
                                    f.type(),
                                    List.of(
                                            f.where(),
                                            new Expression.Not(f.span(), f.type(), f.holds()))),
                            !claim.mode().isPositive());
            case Expression.ForAtLeast f -> {
                literal(branch, claim, false);
                if (claim.mode() == Claim.Mode.TRUE && f.within().isEmpty()) {
                    branch.push(claim.part(f.condition()));
                }
                if (lasting && claim.mode() == Claim.Mode.FALSE) {
                    branch.push(claim.part(f.condition()));
                }
            }
            case Expression.Latched latched -> latched(branch, claim, latched);
            case Expression.Known known -> known(branch, claim, known);
            case Expression.Holds holds ->
                    literal(branch, claim, declarations.isBelief(holds.relation()));
            default -> literal(branch, claim, false);
        }
    }

    private static void constant(Branch branch, Claim claim, boolean value) {
        if (claim.mode().isPositive() != value) {
            branch.close(claim.tag());
        }
    }

    private static void parts(
            Branch branch, Claim claim, List<Expression> parts, boolean conjunction) {
        if (claim.mode().isPositive() == conjunction) {
            parts.forEach(part -> branch.push(claim.part(part)));
        } else {
            List<List<Claim>> alternatives = new ArrayList<>();
            parts.forEach(part -> alternatives.add(List.of(claim.part(part))));
            branch.choose(alternatives);
        }
    }

    private static void conditional(Branch branch, Claim claim, Expression.Conditional c) {
        boolean weak = claim.mode().isWeak();
        Claim.Mode yes = weak ? Claim.Mode.NOT_FALSE : Claim.Mode.TRUE;
        Claim then = claim.part(c.then());
        Claim otherwise = claim.part(c.otherwise());
        branch.choose(
                List.of(
                        List.of(claim.part(c.condition(), yes), then),
                        List.of(claim.part(c.condition(), yes.opposite()), otherwise),
                        List.of(then, otherwise)));
    }

    private void variable(Branch branch, Claim claim, Expression.Variable variable) {
        if (claim.scope().term(variable.slot()).orElse(null)
                        instanceof Term.Bound(var inner, var there)
                && !inner.equals(variable)) {
            branch.push(claim.in(inner, there, claim.mode()));
        } else {
            literal(branch, claim, true);
        }
    }

    /// The name itself is a literal: what is claimed and denied by name needs no writing out.
    private void call(Branch branch, Claim claim, Expression.Call call) {
        if (!claim.mode().isWeak()) {
            literal(branch, claim, false);
        }
        Scope inner = Scope.ofCall(call.arguments(), claim.scope());
        Optional<Declaration.Function> function = declarations.function(call.callee());
        Optional<Declaration.Predicate> predicate = declarations.predicate(call.callee());
        if (claim.depth() > DEEPEST || (function.isEmpty() && predicate.isEmpty())) {
            if (claim.mode().isWeak()) {
                literal(branch, claim, false);
            }
            return;
        }
        if (function.isPresent()) {
            branch.push(claim.in(function.get().body(), inner, claim.mode()));
            return;
        }
        List<List<Claim>> alternatives = new ArrayList<>();
        for (Declaration.Clause clause : predicate.get().clauses()) {
            if (clause.free().isEmpty()) {
                alternatives.add(List.of(claim.in(clause.body(), inner, claim.mode())));
            } else {
                Expression.Exists exists =
                        new Expression.Exists(
                                clause.span(), call.type(), clause.free(), clause.body());
                alternatives.add(List.of(claim.in(exists, inner, claim.mode())));
            }
        }
        if (!claim.mode().isPositive()) {
            alternatives.forEach(alternative -> alternative.forEach(branch::push));
        } else if (alternatives.size() == 1) {
            alternatives.getFirst().forEach(branch::push);
        } else {
            branch.choose(alternatives);
        }
    }

    private void quantifier(
            Branch branch,
            Claim claim,
            List<Expression.Variable> variables,
            Expression body,
            boolean some) {
        if (!some) {
            branch.add(new Branch.Universal(variables, body, claim, claim.mode()));
            if (!claim.mode().isWeak()) {
                branch.note(
                        new Literal(claim.condition(), claim.scope(), denied(claim), claim.tag()));
            }
            return;
        }
        Scope scope = claim.scope();
        for (Expression.Variable variable : variables) {
            Term.Named fresh =
                    new Term.Named(
                            variable.name() + "~" + skolems++, variable.name(), variable.type());
            branch.thing(fresh.key(), fresh, variable.type());
            scope = scope.with(variable.slot(), fresh);
        }
        branch.push(claim.in(body, scope, claim.mode()));
    }

    /// A claim about `forall` arrives here turned into one about `exists`.
    private static boolean denied(Claim claim) {
        return claim.condition() instanceof Expression.Forall;
    }

    private void latched(Branch branch, Claim claim, Expression.Latched latched) {
        literal(branch, claim, false);
        if (claim.mode() == Claim.Mode.TRUE) {
            branch.choose(
                    List.of(
                            List.of(claim.part(latched.on())),
                            List.of(claim.part(latched.off(), Claim.Mode.FALSE))));
        } else if (claim.mode() == Claim.Mode.FALSE) {
            branch.push(claim.part(latched.on()));
        }
    }

    private void known(Branch branch, Claim claim, Expression.Known known) {
        String of = key(known.of(), claim.scope());
        boolean truth = claim.mode().isPositive();
        if (truth) {
            branch.know(of);
        } else if (branch.isKnown(of)) {
            branch.close(claim.tag());
        }
        branch.hold("known " + of, new Literal(known, claim.scope(), truth, claim.tag()));
    }

    /// @param always whether it is never unknown
    private void literal(Branch branch, Claim claim, boolean always) {
        String key = key(claim.condition(), claim.scope());
        if (claim.mode().isWeak() && !always && !branch.isKnown(key)) {
            return;
        }
        branch.know(key);
        Literal literal =
                new Literal(
                        claim.condition(), claim.scope(), claim.mode().isPositive(), claim.tag());
        branch.hold(key, literal);
        noKnowledgeDenied(branch, key, literal);
    }

    /// What has a value here cannot be claimed to have none.
    private static void noKnowledgeDenied(Branch branch, String key, Literal literal) {
        branch.truth("known " + key)
                .filter(marked -> !marked.truth())
                .ifPresent(marked -> branch.close(marked.tag(), literal.tag()));
    }

    // --- comparisons

    private void comparison(Branch branch, Claim claim, Expression.Comparison c) {
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
            noKnowledgeDenied(branch, reading.key(), literal);
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
        String a = key(c.left(), claim.scope());
        String b = key(c.right(), claim.scope());
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
            noKnowledgeDenied(branch, key, literal);
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

    // --- temporal operators

    /// What held for longer also held for less long.
    void compareTemporals(Branch branch) {
        List<Literal> yes = new ArrayList<>();
        List<Literal> no = new ArrayList<>();
        for (Literal literal : branch.trail()) {
            if (literal.condition() instanceof Expression.ForAtLeast) {
                (literal.truth() ? yes : no).add(literal);
            }
        }
        for (Literal longer : yes) {
            for (Literal shorter : no) {
                if (budget.spend()
                        && longer.condition() instanceof Expression.ForAtLeast a
                        && shorter.condition() instanceof Expression.ForAtLeast b
                        && covers(a, b)
                        && key(a.condition(), longer.scope())
                                .equals(key(b.condition(), shorter.scope()))) {
                    branch.close(longer.tag(), shorter.tag());
                    return;
                }
            }
        }
    }

    private static boolean covers(Expression.ForAtLeast a, Expression.ForAtLeast b) {
        if (a.least().compareTo(b.least()) < 0) {
            return false;
        }
        if (b.within().isEmpty()) {
            return a.within().isEmpty();
        }
        return a.within().orElse(b.least()).compareTo(b.within().get()) <= 0;
    }
}
