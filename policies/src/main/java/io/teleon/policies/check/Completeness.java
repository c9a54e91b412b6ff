package io.teleon.policies.check;

import io.teleon.policies.entail.Claim;
import io.teleon.policies.entail.Scope;
import io.teleon.policies.entail.Verdict;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Rule;
import io.teleon.policies.syntax.Diagnostic;
import java.util.ArrayList;
import java.util.List;

/// TR010: a procedure that can come to a state in which none of its rules fires.
final class Completeness implements Check {

    @Override
    public List<Diagnostic> check(Subject subject) {
        List<Diagnostic> found = new ArrayList<>();
        for (Procedure procedure : subject.program().procedures()) {
            boolean complete =
                    procedure.rules().stream()
                            .anyMatch(r -> Subject.isOtherwise(r) && !Subject.isLimited(r));
            if (!complete) {
                Verdict verdict = subject.prover().contradiction(allFail(procedure));
                if (!verdict.isProved()) {
                    found.add(finding(procedure, verdict));
                }
            }
        }
        return found;
    }

    /// A rule that can come to rest does not count: it is not there when it is needed.
    private static List<Claim> allFail(Procedure procedure) {
        List<Claim> claims = new ArrayList<>();
        boolean skips = procedure.onUnknown() instanceof Procedure.OnUnknown.Skip;
        for (int i = 0; i < procedure.rules().size(); i++) {
            Rule rule = procedure.rules().get(i);
            if (!Subject.isLimited(rule)) {
                // With free variables: there is no assignment for which it holds.
                Scope scope = Scope.of(procedure.parameters());
                claims.add(
                        skips
                                ? Claim.isNotTrue(Guards.closed(rule), scope, i)
                                : Claim.isFalse(Guards.closed(rule), scope, i));
            }
        }
        return claims;
    }

    private static Diagnostic finding(Procedure procedure, Verdict verdict) {
        Rule last = procedure.rules().getLast();
        String label =
                switch (verdict) {
                    case Verdict.Open open when !open.together().isEmpty() ->
                            "not proved: what fires when  " + Guards.shown(open.together()) + " ?";
                    case Verdict.GaveUp _ -> "not proved: the guards are too many to compare";
                    default -> "not proved that one of its guards always holds";
                };
        String note =
                Subject.isOtherwise(last)
                        ? "the last rule can be exhausted, then there is none"
                        : "the last rule is not `otherwise`";
        return Diagnostic.error(
                        "TR010",
                        procedure.span(),
                        "procedure `%s` is not complete".formatted(procedure.name().local()))
                .label(label)
                .notes(List.of(new Diagnostic.Note(Subject.label(last), note)))
                .help("end with a rule that always fires:  watch: otherwise ~> nothing");
    }
}
