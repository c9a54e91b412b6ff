package io.teleon.policies.check;

import io.teleon.policies.entail.Claim;
import io.teleon.policies.entail.Scope;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Rule;
import io.teleon.policies.syntax.Diagnostic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// TR050: a guardrail that nothing can pass, or an action of high risk that has none.
final class GuardrailCover implements Check {

    @Override
    public List<Diagnostic> check(Subject subject) {
        List<Diagnostic> found = new ArrayList<>();
        for (Declaration.Guardrail guardrail : subject.program().guardrails()) {
            boolean never =
                    subject.prover()
                            .contradiction(
                                    List.of(Claim.isTrue(guardrail.require(), Scope.EMPTY, 0)))
                            .isProved();
            if (never) {
                found.add(
                        Diagnostic.warning(
                                        "TR050",
                                        guardrail.require().span(),
                                        "nothing can pass guardrail `%s`"
                                                .formatted(guardrail.name().local()))
                                .label("this is never true"));
            }
        }
        Set<Name> seen = new HashSet<>();
        for (Procedure procedure : subject.program().procedures()) {
            for (Rule rule : procedure.rules()) {
                for (Rule.Invocation call : Subject.calls(rule)) {
                    if (call.target() == Rule.Target.ACTION) {
                        Declaration.Action action = subject.action(call.name());
                        if (action.risk() == Declaration.Risk.HIGH
                                && !isCovered(subject, action)
                                && seen.add(action.name())) {
                            found.add(finding(action, call));
                        }
                    }
                }
            }
        }
        return found;
    }

    private static boolean isCovered(Subject subject, Declaration.Action action) {
        return subject.program().guardrails().stream()
                .anyMatch(g -> g.actions().isEmpty() || g.actions().contains(action.name()));
    }

    private static Diagnostic finding(Declaration.Action action, Rule.Invocation call) {
        return Diagnostic.warning(
                        "TR050",
                        call.span(),
                        "no guardrail covers `%s`, which is of high risk"
                                .formatted(action.name().local()))
                .label("called here")
                .notes(List.of(new Diagnostic.Note(action.span(), "declared here")))
                .help(
                        "add  guardrail some_limit on %s require ... else ..."
                                .formatted(action.name().local()));
    }
}
