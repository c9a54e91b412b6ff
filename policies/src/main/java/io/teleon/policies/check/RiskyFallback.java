package io.teleon.policies.check;

import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Rule;
import io.teleon.policies.syntax.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// TR012: something risky is done where little is known.
final class RiskyFallback implements Check {

    @Override
    public List<Diagnostic> check(Subject subject) {
        List<Diagnostic> found = new ArrayList<>();
        for (Procedure procedure : subject.program().procedures()) {
            Optional<Rule> unseen = Optional.empty();
            for (Rule rule : procedure.rules()) {
                Declaration.Risk risk = subject.risk(procedure, rule);
                if (Subject.isOtherwise(rule) && risk == Declaration.Risk.HIGH) {
                    found.add(otherwise(subject, procedure, rule));
                } else if (unseen.isPresent()
                        && procedure.onUnknown() instanceof Procedure.OnUnknown.Skip
                        && risk != Declaration.Risk.LOW) {
                    found.add(skipped(rule, unseen.get()));
                }
                if (unseen.isEmpty() && mayBeUnknown(subject, rule)) {
                    unseen = Optional.of(rule);
                }
            }
        }
        return found;
    }

    private static boolean mayBeUnknown(Subject subject, Rule rule) {
        for (Name fact : subject.facts().of(rule.guard())) {
            if (subject.percept(fact).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static Diagnostic otherwise(Subject subject, Procedure procedure, Rule rule) {
        String action =
                subject.reached(procedure, rule).stream()
                        .filter(r -> r.action().risk() == Declaration.Risk.HIGH)
                        .map(Reached::shown)
                        .findFirst()
                        .orElse("");
        return Diagnostic.warning(
                        "TR012",
                        Subject.label(rule),
                        "`otherwise` does something of high risk: " + action)
                .label("fires when nothing above it is understood")
                .help("name the case in a guard, and let `otherwise` do nothing or tell somebody");
    }

    private static Diagnostic skipped(Rule rule, Rule unseen) {
        return Diagnostic.warning(
                        "TR012",
                        Subject.label(rule),
                        "rule `%s` acts when the guard of `%s` is unknown"
                                .formatted(rule.label(), unseen.label()))
                .label("`on unknown skip` takes what cannot be seen for false")
                .notes(
                        List.of(
                                new Diagnostic.Note(
                                        unseen.guard().span(),
                                        "unknown when telemetry is missing")))
                .help("use `on unknown hold 60s`, or ask with known(...) first");
    }
}
