package io.teleon.controller.act;

import io.teleon.controller.audit.Evidence;
import io.teleon.policies.host.Explanation;
import java.util.List;

/// What an action stands on, for the audit.
final class ActionEvidence {

    private ActionEvidence() {}

    /// The path of rules, what made each fire, and what was foreseen.
    static void ofWish(Action action, List<Evidence> evidence) {
        action.explanation.ifPresent(why -> {
            for (Explanation.Firing firing : why.path()) {
                evidence.add(
                        new Evidence(
                                "rule",
                                firing.procedure()
                                        + "."
                                        + firing.label()
                                        + " "
                                        + firing.binding()));
                for (Explanation.Literal literal : firing.because()) {
                    evidence.add(new Evidence("because", literal.truth() + " " + literal.text()));
                    for (Explanation.Reading fact : literal.facts()) {
                        evidence.add(
                                new Evidence(
                                        "fact",
                                        fact.fact()
                                                + " = "
                                                + fact.value()
                                                + " ("
                                                + fact.ageMillis()
                                                + " ms old"
                                                + (fact.source().isEmpty()
                                                        ? ")"
                                                        : ", by " + fact.source() + ")")));
                    }
                }
            }
            why.passed().forEach(gate -> evidence.add(new Evidence("passed", gate)));
        });
        action.foreseen.ifPresent(f ->
                evidence.add(
                        new Evidence(
                                "forecast",
                                "%s of %s in %d min: p10 %.4g, p50 %.4g, p90 %.4g, skill %.3f"
                                        .formatted(
                                                f.model(),
                                                f.fact(),
                                                f.horizon().toMinutes(),
                                                f.p10(),
                                                f.p50(),
                                                f.p90(),
                                                f.skill()))));
    }

    /// What the twin said and what is to change.
    static void ofDecision(Action action, List<Evidence> evidence) {
        action.twin.ifPresent(twin -> {
            evidence.add(new Evidence("twin", twin.verdict() + ": " + twin.summary()));
            twin.ranked().forEach(line -> evidence.add(new Evidence("ranked", line)));
        });
        action.diff.forEach(line -> evidence.add(new Evidence("change", line)));
    }
}
