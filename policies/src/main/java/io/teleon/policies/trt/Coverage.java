package io.teleon.policies.trt;

import io.teleon.policies.engine.ExpressionText;
import io.teleon.policies.engine.PolicyEngine;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Truth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Which rules of policies fired in tests, and which literals of their guards were seen both true
/// and false. A literal is a part of a guard that holds no `and`, `or` or `not`.
public final class Coverage implements PolicyEngine.LiteralWatcher {

    /// Of one policy.
    ///
    /// @param notFired rules that no test made fire, as `heal.no_spare`
    /// @param oneSided literals that were never true, or never false
    public record Report(
            String policy, int rules, List<String> notFired, int literals, List<String> oneSided) {
        public Report {
            notFired = List.copyOf(notFired);
            oneSided = List.copyOf(oneSided);
        }

        /// `rules 9 of 10, literals 31 of 36`.
        public String summary() {
            return "rules %d of %d, literals %d of %d both true and false"
                    .formatted(
                            rules - notFired.size(), rules, literals - oneSided.size(), literals);
        }
    }

    private record Literal(String rule, int number, String text) {}

    private final Map<String, Set<String>> rules = new TreeMap<>();
    private final Set<String> fired = new LinkedHashSet<>();
    private final Map<Literal, Set<Truth>> literals = new LinkedHashMap<>();

    /// The rules of this program are among those that should fire.
    void expect(Program program) {
        for (Procedure procedure : program.procedures()) {
            Set<String> known =
                    rules.computeIfAbsent(procedure.name().unit(), _ -> new LinkedHashSet<>());
            for (Rule rule : procedure.rules()) {
                if (!isGoal(procedure, rule)) {
                    known.add(name(procedure.name(), rule.label()));
                }
            }
        }
    }

    /// Whether a rule only says that the goal is there. When it would fire, whoever called the
    /// procedure has moved on, so no test is asked to see it.
    private static boolean isGoal(Procedure procedure, Rule rule) {
        return procedure.goal().isPresent()
                && procedure.goal().get().kind() == Procedure.GoalKind.ACHIEVE
                && rule.body() instanceof Rule.Body.Nothing
                && rule.updates().isEmpty()
                && ExpressionText.show(rule.guard())
                        .equals(ExpressionText.show(procedure.goal().get().condition()));
    }

    void fired(Timeline.Fired firing) {
        fired.add(name(firing.procedure(), firing.label()));
    }

    @Override
    public void told(Name procedure, String label, int number, String text, Truth truth) {
        literals.computeIfAbsent(
                        new Literal(name(procedure, label), number, text),
                        _ -> EnumSet.noneOf(Truth.class))
                .add(truth);
    }

    private static String name(Name procedure, String label) {
        return procedure + "." + label;
    }

    /// One report for each policy, by name.
    public List<Report> reports() {
        List<Report> reports = new ArrayList<>();
        rules.forEach((unit, known) -> {
            List<String> notFired =
                    known.stream()
                            .filter(rule -> !fired.contains(rule))
                            .map(rule -> rule.substring(unit.length() + 1))
                            .toList();
            int count = 0;
            List<String> oneSided = new ArrayList<>();
            for (Map.Entry<Literal, Set<Truth>> entry : literals.entrySet()) {
                if (!known.contains(entry.getKey().rule())) {
                    continue;
                }
                count++;
                Set<Truth> seen = entry.getValue();
                if (!seen.contains(Truth.TRUE) || !seen.contains(Truth.FALSE)) {
                    oneSided.add(
                            "%s: %s was never %s"
                                    .formatted(
                                            entry.getKey().rule().substring(unit.length() + 1),
                                            entry.getKey().text(),
                                            seen.contains(Truth.TRUE) ? "false" : "true"));
                }
            }
            reports.add(new Report(unit, known.size(), notFired, count, oneSided));
        });
        return reports;
    }
}
