package io.teleon.controller.autonomy;

import io.teleon.controller.report.PolicyText;
import io.teleon.policies.check.Checker;
import io.teleon.policies.link.Linked;
import io.teleon.policies.link.Linker;
import io.teleon.policies.program.Program;
import io.teleon.policies.syntax.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Programs that run together, linked as one so that they share what they hold.
///
/// @param texts in the order in which they are linked; what they import comes with Teleon
public record ProgramSet(List<PolicyText> texts, Program program) {

    public ProgramSet {
        texts = List.copyOf(texts);
    }

    /// What became of texts: a set only where nothing found in them is an error.
    public record Checked(Optional<ProgramSet> programs, List<Diagnostic> findings) {

        public Checked {
            findings = List.copyOf(findings);
        }
    }

    /// Links and checks. It takes its time: nothing for the control loop's thread.
    public static Checked check(List<PolicyText> texts) {
        Linked linked =
                Linker.link(texts.stream().map(PolicyText::source).toList(), Programs::shipped);
        List<Diagnostic> found = new ArrayList<>(linked.diagnostics());
        linked.program().ifPresent(program -> found.addAll(Checker.check(program)));
        boolean sound = found.stream().noneMatch(d -> d.level() == Diagnostic.Level.ERROR);
        return new Checked(
                linked.program().filter(_ -> sound).map(program -> new ProgramSet(texts, program)),
                found);
    }

    /// These texts with another in the place of the one of this name, which is among them.
    public static List<PolicyText> replaced(List<PolicyText> texts, String name, String text) {
        return texts.stream()
                .map(old -> old.name().equals(name) ? new PolicyText(name, text) : old)
                .toList();
    }

    /// Its policies with their versions.
    public List<String> names() {
        return program.policies().stream().map(p -> p.name() + " " + p.version()).toList();
    }

    /// Whether it has a policy of this name.
    public boolean declares(String name) {
        return program.policies().stream().anyMatch(policy -> policy.name().equals(name));
    }
}
