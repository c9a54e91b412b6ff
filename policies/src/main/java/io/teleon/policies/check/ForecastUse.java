package io.teleon.policies.check;

import io.teleon.policies.entail.Wording;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Task;
import io.teleon.policies.syntax.Diagnostic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// TR045: a forecast that no model makes, or that is acted on whatever its skill. (That a percept
/// is forecast at all is asked by the linker.)
final class ForecastUse implements Check {

    /// The last of the horizons: every 5 minutes up to 60, then 6 and 24 hours.
    private static final Duration LAST = Duration.ofHours(24);

    @Override
    public List<Diagnostic> check(Subject subject) {
        List<Diagnostic> found = new ArrayList<>();
        for (Expression start : conditions(subject)) {
            for (Expression part : Facts.parts(start)) {
                horizon(part)
                        .filter(h -> h.compareTo(LAST) > 0)
                        .ifPresent(h -> found.add(beyond(part, h)));
            }
        }
        for (Procedure procedure : subject.program().procedures()) {
            for (Rule rule : procedure.rules()) {
                unbounded(subject, procedure, rule).ifPresent(found::add);
            }
        }
        return found;
    }

    private static List<Expression> conditions(Subject subject) {
        List<Expression> all = new ArrayList<>();
        subject.program()
                .predicates()
                .forEach(p -> p.clauses().forEach(clause -> all.add(clause.body())));
        subject.program().functions().forEach(f -> all.add(f.body()));
        for (Procedure procedure : subject.program().procedures()) {
            procedure.goal().ifPresent(goal -> all.add(goal.condition()));
            for (Rule rule : procedure.rules()) {
                all.addAll(guards(rule));
                Subject.calls(rule).forEach(call -> all.addAll(call.arguments()));
            }
        }
        subject.program().tasks().stream().map(Task::where).forEach(all::add);
        return all;
    }

    private static List<Expression> guards(Rule rule) {
        List<Expression> guards = new ArrayList<>(List.of(rule.guard()));
        rule.modifiers().whileHolds().ifPresent(guards::add);
        rule.modifiers().untilHolds().ifPresent(guards::add);
        return guards;
    }

    private static Optional<Duration> horizon(Expression expression) {
        return switch (expression) {
            case Expression.Forecast forecast -> Optional.of(forecast.horizon());
            case Expression.Probability probability -> Optional.of(probability.horizon());
            default -> Optional.empty();
        };
    }

    private static Diagnostic beyond(Expression expression, Duration horizon) {
        return Diagnostic.error(
                        "TR045",
                        expression.span(),
                        "no model looks %s ahead".formatted(Wording.duration(horizon)))
                .label("the last horizon is " + Wording.duration(LAST));
    }

    private static Optional<Diagnostic> unbounded(Subject subject, Procedure procedure, Rule rule) {
        List<Reached> risky =
                subject.reached(procedure, rule).stream()
                        .filter(r -> r.action().risk() != Declaration.Risk.LOW)
                        .toList();
        if (risky.isEmpty()) {
            return Optional.empty();
        }
        Optional<Expression> forecast = Optional.empty();
        for (Expression guard : guards(rule)) {
            for (Expression part : subject.facts().all(guard)) {
                if (isBound(part)) {
                    return Optional.empty();
                }
                if (forecast.isEmpty()
                        && (part instanceof Expression.Forecast
                                || part instanceof Expression.TimeTo)) {
                    forecast = Optional.of(part);
                }
            }
        }
        return forecast.flatMap(part ->
                risky.stream()
                        .filter(r -> !isGuarded(subject, r.action()))
                        .findFirst()
                        .map(r -> finding(rule, part, r)));
    }

    private static boolean isBound(Expression part) {
        return part instanceof Expression.Probability
                || (part instanceof Expression.Forecast f
                        && f.field() == Expression.Forecast.Field.SKILL);
    }

    private static boolean isGuarded(Subject subject, Declaration.Action action) {
        return subject.program().guardrails().stream()
                .filter(g -> g.actions().isEmpty() || g.actions().contains(action.name()))
                .anyMatch(g ->
                        subject.facts().all(g.require()).stream()
                                .anyMatch(e ->
                                        e instanceof Expression.Circumstance c
                                                && c.name().equals("forecast_confidence")));
    }

    private static Diagnostic finding(Rule rule, Expression forecast, Reached reached) {
        return Diagnostic.error(
                        "TR045",
                        Subject.label(rule),
                        "rule `%s` acts on a forecast, however bad it is".formatted(rule.label()))
                .label("%s is of more than low risk".formatted(reached.shown()))
                .notes(List.of(new Diagnostic.Note(forecast.span(), "this forecast")))
                .help(
                        "ask for skill in the guard:  forecast(...).skill > 0 ,\nor for forecast_confidence() in a guardrail on the action");
    }
}
