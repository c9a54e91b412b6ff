package io.teleon.tests.bench.policy;

import io.teleon.policies.link.Linked;
import io.teleon.policies.link.Linker;
import io.teleon.policies.program.Program;
import io.teleon.policies.syntax.Printer;
import io.teleon.policies.syntax.Source;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `care.tr` and what is made of it: two procedures deep, without its tasks, and 125-fold.
final class CarePrograms {

    /// Procedures of the program of 1000 rules.
    static final int KINDS = 125;

    private static final String TASK = "task care_of";

    private CarePrograms() {}

    /// A task a link, eight rules.
    static Program flat() {
        return linked("care.tr", Resources.text("care.tr"));
    }

    /// A task a link, a procedure of eight rules called by another one of eight.
    static Program deep() {
        return linked("care_deep.tr", Resources.text("care_deep.tr"));
    }

    /// The same without the tasks: what the facts cost.
    static Program deepWithoutTasks() {
        String text = Resources.text("care_deep.tr");
        return linked("care_deep.tr", text.substring(0, text.indexOf(TASK)));
    }

    /// A thousand rules: the eight for each of [#KINDS] kinds of links, with thresholds of its own.
    static Program thousandRules() {
        String text = Resources.text("care.tr");
        int procedure = text.indexOf("proc care");
        int task = text.indexOf(TASK);
        StringBuilder many = new StringBuilder(text.substring(0, procedure));
        many.append("percept kind(link): count fresh 1 h\n");
        for (int kind = 0; kind < KINDS; kind++) {
            many.append(
                    text.substring(procedure, task)
                            .replace("proc care", "proc care_" + kind)
                            .replace("> 1%", "> " + oneAnd(kind) + "%")
                            .replace(
                                    "> 75 degC", "> 7" + oneAnd(kind).replace("1.", "5.") + " degC")
                            .replace("> 20ms", "> 2" + oneAnd(kind).replace("1.", "0.") + "ms"));
            many.append(
                    "task care_of_%d for each L: link where kind(L) = %d run care_%d(L)\n"
                            .formatted(kind, kind, kind));
        }
        return linked("care_many.tr", many.toString());
    }

    private static String oneAnd(int thousandths) {
        return String.format(Locale.ROOT, "1.%03d", thousandths);
    }

    private static Program linked(String name, String text) {
        Linked linked = Linker.link(List.of(new Source(name, text)), _ -> Optional.empty());
        return linked.program()
                .orElseThrow(() -> {
                    Printer printer = new Printer(linked.sources());
                    return new IllegalStateException(
                            String.join(
                                    "\n",
                                    linked.diagnostics().stream().map(printer::print).toList()));
                });
    }
}
