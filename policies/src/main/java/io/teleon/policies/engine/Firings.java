package io.teleon.policies.engine;

import io.teleon.policies.host.Fact;
import io.teleon.policies.host.Output;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Truth;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a firing begins with: which assignment, and what it remembers and tells.
final class Firings {

    private final Evaluator evaluator;

    Firings(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /// The assignment that `choose` prefers, else the least. Those whose cost is unknown come last.
    List<Value> choose(Rule rule, Environment environment) {
        Optional<List<Value>> best = Optional.empty();
        Optional<Value> bestCost = Optional.empty();
        for (Map.Entry<List<Value>, Truth> solution :
                evaluator.solutions(rule.free(), rule.guard(), environment).entrySet()) {
            if (solution.getValue() != Truth.TRUE) {
                continue;
            }
            Optional<Value> cost =
                    rule.choose()
                            .flatMap(choose ->
                                    evaluator.value(
                                            choose.by(),
                                            environment.with(rule.free(), solution.getKey())));
            if (best.isEmpty() || isBetter(rule, cost, bestCost)) {
                best = Optional.of(solution.getKey());
                bestCost = cost;
            }
        }
        return best.orElseThrow();
    }

    private static boolean isBetter(Rule rule, Optional<Value> cost, Optional<Value> best) {
        if (rule.choose().isEmpty() || cost.isEmpty()) {
            return false;
        }
        if (best.isEmpty()) {
            return true;
        }
        int order = cost.get().compareTo(best.get());
        return rule.choose().get().direction() == Rule.Direction.MIN ? order < 0 : order > 0;
    }

    /// Queues the updates of a firing that begins, with the values of now; what cannot be told is
    /// left out.
    void begun(
            TaskId task,
            Rule rule,
            Environment environment,
            List<Update> updates,
            List<Output> notices) {
        for (Rule.Update update : rule.updates()) {
            switch (update) {
                case Rule.Update.Remember remember -> {
                    Optional<List<Value>> key = evaluator.values(remember.arguments(), environment);
                    Optional<Value> value =
                            remember.value().isPresent()
                                    ? evaluator.value(remember.value().get(), environment)
                                    : Optional.of(new Value.Bool(true));
                    if (key.isPresent() && value.isPresent()) {
                        updates.add(
                                new Update(
                                        new Fact(remember.belief(), key.get()),
                                        value,
                                        remember.ttl().map(Micros::of)));
                    }
                }
                case Rule.Update.Forget forget ->
                        evaluator
                                .values(forget.arguments(), environment)
                                .ifPresent(key ->
                                        updates.add(
                                                new Update(
                                                        new Fact(forget.belief(), key),
                                                        Optional.empty(),
                                                        Optional.empty())));
                case Rule.Update.Notify notify ->
                        notices.add(
                                new Output.Notified(
                                        task, notify.topic(), message(notify, environment)));
            }
        }
    }

    private String message(Rule.Update.Notify notify, Environment environment) {
        List<String> parts = new ArrayList<>();
        for (Expression part : notify.message()) {
            parts.add(evaluator.value(part, environment).map(Value::shown).orElse("unknown"));
        }
        return String.join("", parts);
    }
}
