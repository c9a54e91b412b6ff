package io.teleon.policies.entail;

import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/// Takes claims apart: what follows from one goes into its branch, where there are several ways as
/// a choice.
final class Expansion {

    private static final int DEEPEST = 24;

    private final Declarations declarations;
    private final Budget budget;
    private final IntPredicate lasting;
    private final Readings readings;
    private final Comparisons comparisons;
    private int skolems;

    Expansion(Declarations declarations, Budget budget, IntPredicate lasting) {
        this.declarations = declarations;
        this.budget = budget;
        this.lasting = lasting;
        this.readings = new Readings(declarations, budget);
        this.comparisons = new Comparisons(readings);
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
            case Expression.Comparison c -> comparisons.compare(branch, claim, c);
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
                if (lasting.test(claim.tag()) && claim.mode() == Claim.Mode.FALSE) {
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
        branch.denyKnowledge(key, literal);
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
