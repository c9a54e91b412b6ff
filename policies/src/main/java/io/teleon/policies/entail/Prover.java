package io.teleon.policies.entail;

import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Type;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/// Answers whether claims contradict one another.
public final class Prover {

    private static final int STEPS = 20_000;
    private static final int MOST_DISJUNCTS = 32;
    private static final int MOST_SPLITS = 150;
    private static final int MOST_INSTANCES = 64;

    private final Declarations declarations;
    private final Budget total;
    private final IntPredicate lasting;

    /// @param total for all questions together
    public Prover(Program program, Budget total) {
        this(new Declarations(program), total, _ -> false);
    }

    private Prover(Declarations declarations, Budget total, IntPredicate lasting) {
        this.declarations = declarations;
        this.total = total;
        this.lasting = lasting;
    }

    /// The same, but what the other claims say stays so for as long as anybody asks: where a
    /// conclusion wants something `for at least` some time, it is enough that it follows at all.
    ///
    /// @param conclusions whether a claim of this tag is the denial of a conclusion
    public Prover lasting(IntPredicate conclusions) {
        return new Prover(declarations, total, conclusions);
    }

    public boolean isExhausted() {
        return total.isExhausted();
    }

    /// Whether the claims contradict one another.
    public Verdict contradiction(List<Claim> claims) {
        return new Search(new ArrayList<>(), false).run(claims);
    }

    /// The disjuncts of a conjunction of claims, those left out that contradict themselves; empty
    /// if there are too many.
    public Optional<List<List<Literal>>> disjuncts(List<Claim> claims) {
        List<List<Literal>> disjuncts = new ArrayList<>();
        Verdict verdict = new Search(disjuncts, true).run(claims);
        return verdict instanceof Verdict.GaveUp || disjuncts.size() > MOST_DISJUNCTS
                ? Optional.empty()
                : Optional.of(disjuncts);
    }

    /// One question.
    private final class Search {
        private final Budget budget = new Budget(Math.min(STEPS, total.left()));
        private final Expansion expansion = new Expansion(declarations, budget, lasting);
        private final List<List<Literal>> disjuncts;
        private final boolean all;

        Search(List<List<Literal>> disjuncts, boolean all) {
            this.disjuncts = disjuncts;
            this.all = all;
        }

        Verdict run(List<Claim> claims) {
            Branch root = new Branch();
            for (Claim claim : claims) {
                for (Term term : claim.scope().terms()) {
                    if (term instanceof Term.Named named) {
                        root.thing(named.key(), named, named.type());
                    } else if (term instanceof Term.Bound(Expression e, Scope there)) {
                        root.thing(expansion.key(e, there), term, e.type());
                    }
                }
                root.push(claim);
            }
            Verdict verdict = search(root, 0);
            total.spend(budget.spent() + 1);
            return verdict;
        }

        private Verdict search(Branch branch, int splits) {
            while (true) {
                if (!takeApart(branch)) {
                    return new Verdict.GaveUp();
                }
                if (branch.contradiction().isPresent()) {
                    return proved(branch.contradiction().get());
                }
                if (instantiate(branch)) {
                    continue;
                }
                Optional<List<List<Claim>>> choice = branch.nextChoice();
                if (choice.isPresent()) {
                    return splits >= MOST_SPLITS
                            ? new Verdict.GaveUp()
                            : split(branch, choice.get(), splits + 1);
                }
                if (!branch.settle()) {
                    return open(branch);
                }
            }
        }

        private boolean takeApart(Branch branch) {
            while (branch.contradiction().isEmpty()) {
                Optional<Claim> claim = branch.next();
                if (claim.isEmpty()) {
                    expansion.compareTemporals(branch);
                    branch.solve(budget);
                    break;
                }
                if (!budget.spend()) {
                    return false;
                }
                expansion.expand(branch, claim.get());
            }
            return !budget.isExhausted();
        }

        private Verdict split(Branch branch, List<List<Claim>> alternatives, int splits) {
            BitSet tags = new BitSet();
            for (List<Claim> alternative : alternatives) {
                switch (search(branch.with(alternative), splits)) {
                    case Verdict.Proved(var used) -> used.forEach(tags::set);
                    case Verdict.Open open -> {
                        return open;
                    }
                    case Verdict.GaveUp gaveUp -> {
                        return gaveUp;
                    }
                }
            }
            return proved(tags);
        }

        private Verdict open(Branch branch) {
            if (!all) {
                return new Verdict.Open(branch.trail());
            }
            disjuncts.add(List.copyOf(branch.trail()));
            return disjuncts.size() > MOST_DISJUNCTS ? new Verdict.GaveUp() : proved(new BitSet());
        }

        private static Verdict proved(BitSet tags) {
            TreeSet<Integer> used = new TreeSet<>();
            tags.stream().forEach(used::add);
            return new Verdict.Proved(used);
        }

        /// Says of every thing at hand what is said of all; false if there was nothing new to say.
        private boolean instantiate(Branch branch) {
            boolean some = false;
            for (int i = 0; i < branch.universals().size(); i++) {
                Branch.Universal universal = branch.universals().get(i);
                List<Assignment> assignments =
                        List.of(new Assignment("", universal.claim().scope()));
                for (Expression.Variable variable : universal.variables()) {
                    assignments = extended(assignments, variable, branch);
                }
                for (Assignment assignment : assignments) {
                    if (branch.instantiate(i + assignment.key())) {
                        some = true;
                        branch.push(
                                universal
                                        .claim()
                                        .in(
                                                universal.body(),
                                                assignment.scope(),
                                                universal.mode()));
                    }
                }
            }
            return some;
        }

        private List<Assignment> extended(
                List<Assignment> assignments, Expression.Variable variable, Branch branch) {
            List<Assignment> more = new ArrayList<>();
            for (Assignment assignment : assignments) {
                for (Map.Entry<String, Term> thing : things(variable.type(), branch).entrySet()) {
                    if (more.size() < MOST_INSTANCES) {
                        more.add(
                                new Assignment(
                                        assignment.key() + "|" + thing.getKey(),
                                        assignment
                                                .scope()
                                                .with(variable.slot(), thing.getValue())));
                    }
                }
            }
            return more;
        }

        private Map<String, Term> things(Type type, Branch branch) {
            if (type instanceof Type.Enumeration(_, List<String> words)) {
                Map<String, Term> terms = new java.util.LinkedHashMap<>();
                for (String word : words) {
                    terms.put(
                            word,
                            new Term.Bound(
                                    new Expression.Constant(
                                            io.teleon.policies.syntax.Span.NONE,
                                            type,
                                            new Value.Word(word)),
                                    Scope.EMPTY));
                }
                return terms;
            }
            return branch.things(type);
        }
    }

    private record Assignment(String key, Scope scope) {}
}
