package io.teleon.policies.engine;

import io.teleon.policies.host.Explanation;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Truth;
import io.teleon.policies.program.Type;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What keeps a condition from being true: the fewest parts that would have to change, each with
/// how far it is off.
final class Shortfalls {

    private static final int DEEPEST = 8;
    private static final int MOST_ASSIGNMENTS = 200;

    private final Map<Name, Declaration.Predicate> predicates;
    private final Evaluator evaluator;
    private final TemporalCells cells;
    private final Domains domains;
    private final Explanations explanations;

    Shortfalls(
            Program program,
            Evaluator evaluator,
            TemporalCells cells,
            Domains domains,
            Explanations explanations) {
        this.predicates = program.predicatesByName();
        this.evaluator = evaluator;
        this.cells = cells;
        this.domains = domains;
        this.explanations = explanations;
    }

    /// Empty if the condition is true.
    List<String> of(Expression condition, Environment environment) {
        return missing(condition, environment, 0);
    }

    /// The same for a guard with free variables: of the assignment that is nearest.
    List<String> of(List<Expression.Variable> free, Expression condition, Environment environment) {
        return nearest(free, condition, environment, 0);
    }

    private List<String> missing(Expression condition, Environment environment, int depth) {
        Truth truth = evaluator.truth(condition, environment);
        if (truth == Truth.TRUE) {
            return List.of();
        }
        if (depth > DEEPEST) {
            return List.of(plain(condition, environment, truth));
        }
        return switch (condition) {
            case Expression.And and ->
                    and.parts().stream()
                            .flatMap(part -> missing(part, environment, depth + 1).stream())
                            .distinct()
                            .toList();
            case Expression.Or or ->
                    fewest(
                            or.parts().stream()
                                    .map(part -> missing(part, environment, depth + 1))
                                    .toList());
            case Expression.Exists exists ->
                    nearest(exists.variables(), exists.condition(), environment, depth + 1);
            case Expression.Call call when predicates.containsKey(call.callee()) ->
                    ofPredicate(call, environment, truth, depth);
            case Expression.ForAtLeast lasting -> ofLasting(lasting, environment, truth, depth);
            case Expression.Comparison comparison ->
                    List.of(ofComparison(comparison, environment, truth));
            default -> List.of(plain(condition, environment, truth));
        };
    }

    private static List<String> fewest(List<List<String>> choices) {
        return choices.stream()
                .min(java.util.Comparator.comparingInt(List::size))
                .orElse(List.of());
    }

    private List<String> nearest(
            List<Expression.Variable> variables,
            Expression condition,
            Environment environment,
            int depth) {
        if (variables.isEmpty()) {
            return missing(condition, environment, depth);
        }
        List<List<Value>> assignments = new ArrayList<>();
        assignments.add(List.of());
        for (Expression.Variable variable : variables) {
            List<List<Value>> longer = new ArrayList<>();
            for (List<Value> assignment : assignments) {
                for (Value value : domains.of(variable.type())) {
                    if (longer.size() < MOST_ASSIGNMENTS) {
                        List<Value> more = new ArrayList<>(assignment);
                        more.add(value);
                        longer.add(more);
                    }
                }
            }
            assignments = longer;
        }
        if (assignments.isEmpty()) {
            return List.of(
                    "there is nothing that "
                            + ExpressionText.show(condition, environment)
                            + " could be about");
        }
        return fewest(
                assignments.stream()
                        .map(assigned ->
                                missing(condition, environment.with(variables, assigned), depth))
                        .toList());
    }

    private List<String> ofPredicate(
            Expression.Call call, Environment environment, Truth truth, int depth) {
        Optional<List<Value>> arguments = evaluator.values(call.arguments(), environment);
        if (arguments.isEmpty()) {
            return List.of(plain(call, environment, truth));
        }
        Environment inside = Environment.of(arguments.get());
        return fewest(
                Optional.ofNullable(predicates.get(call.callee())).orElseThrow().clauses().stream()
                        .map(clause -> nearest(clause.free(), clause.body(), inside, depth + 1))
                        .toList());
    }

    private List<String> ofLasting(
            Expression.ForAtLeast lasting, Environment environment, Truth truth, int depth) {
        List<String> now = missing(lasting.condition(), environment, depth + 1);
        String least = ExpressionText.duration(lasting.least());
        if (!now.isEmpty()) {
            return now.stream().map(text -> text + ", for " + least).toList();
        }
        String held =
                cells.heldFor(lasting, environment.get(lasting.cell()), evaluator.now())
                        .map(micros -> "has held %s s of %s".formatted(seconds(micros), least))
                        .orElse("has not been seen for " + least);
        return List.of(
                "%s %s%s"
                        .formatted(
                                ExpressionText.show(lasting.condition(), environment),
                                held,
                                truth == Truth.UNKNOWN ? ", before that it was unknown" : ""));
    }

    private static String seconds(long micros) {
        return micros % 1_000_000 == 0
                ? Long.toString(micros / 1_000_000)
                : Double.toString(Micros.seconds(micros));
    }

    private String ofComparison(
            Expression.Comparison comparison, Environment environment, Truth truth) {
        Optional<Value> left = evaluator.value(comparison.left(), environment);
        Optional<Value> right = evaluator.value(comparison.right(), environment);
        String text = ExpressionText.show(comparison, environment);
        String sides =
                "%s is %s"
                        .formatted(
                                ExpressionText.show(comparison.left(), environment),
                                left.map(v -> ExpressionText.value(v, comparison.left().type()))
                                        .orElse("unknown"));
        boolean constant = comparison.right() instanceof Expression.Constant;
        String other =
                constant
                        ? ""
                        : ", %s is %s"
                                .formatted(
                                        ExpressionText.show(comparison.right(), environment),
                                        right.map(v ->
                                                        ExpressionText.value(
                                                                v, comparison.right().type()))
                                                .orElse("unknown"));
        String margin = "";
        boolean numbers =
                left.isPresent()
                        && right.isPresent()
                        && comparison.left().type() instanceof Type.Quantity
                        && !left.get().equals(right.get());
        if (numbers) {
            double off = Math.abs(Numbers.amount(left.get()) - Numbers.amount(right.get()));
            if (Double.isFinite(off)) {
                margin =
                        ", off by " + ExpressionText.value(Value.of(off), comparison.left().type());
            }
        }
        return "%s: %s%s%s%s"
                .formatted(text, sides, other, margin, ages(comparison, environment, truth));
    }

    private String plain(Expression condition, Environment environment, Truth truth) {
        return ExpressionText.show(condition, environment)
                + (truth == Truth.UNKNOWN ? " is unknown" : " is false")
                + ages(condition, environment, truth);
    }

    private String ages(Expression condition, Environment environment, Truth truth) {
        List<String> ages = new ArrayList<>();
        for (Explanation.Literal literal : explanations.literals(condition, environment)) {
            for (Explanation.Reading reading : literal.facts()) {
                if (reading.ageMillis() < 0) {
                    ages.add(reading.fact() + " was never observed");
                } else if (truth == Truth.UNKNOWN && reading.value().equals("unknown")) {
                    ages.add(
                            reading.fact()
                                    + " is stale, "
                                    + reading.ageMillis() / 1000.0
                                    + " s old");
                } else if (reading.ageMillis() > 0) {
                    ages.add(reading.ageMillis() / 1000.0 + " s old");
                }
            }
        }
        return ages.isEmpty()
                ? ""
                : " (" + String.join(", ", ages.stream().distinct().limit(3).toList()) + ")";
    }
}
