package io.teleon.policies.check;

import static io.teleon.policies.syntax.Diagnostic.Level.ERROR;
import static io.teleon.policies.syntax.Diagnostic.Level.NOTE;
import static io.teleon.policies.syntax.Diagnostic.Level.WARNING;

import io.teleon.policies.syntax.Diagnostic;
import java.util.List;
import java.util.Optional;

/// Every code that a diagnostic can have, with what it means: for the page `policies/CHECKS.md` and
/// for tools that list rules.
public final class Catalogue {

    /// @param level the gravest with which it is told
    /// @param title what is wrong, in a few words
    /// @param why what would happen, and what is looked at
    public record Entry(String code, Diagnostic.Level level, String title, String why) {}

    private static final List<Entry> ENTRIES =
            List.of(
                    new Entry(
                            "TR001",
                            ERROR,
                            "syntax",
                            "The text cannot be read here. Reading goes on with the next rule, clause or declaration, so all such places are told at once."),
                    new Entry(
                            "TR002",
                            ERROR,
                            "unknown name",
                            "Nothing of this name is declared in the file or in what it imports, or the language has no such word here."),
                    new Entry(
                            "TR003",
                            ERROR,
                            "wrong number of arguments",
                            "A call gives more or fewer arguments than the declaration takes."),
                    new Entry(
                            "TR004",
                            ERROR,
                            "units do not go together",
                            "Quantities of different dimensions are compared or added. A ratio is a plain number: `85%` of a capacity is written `85% * capacity(L)`."),
                    new Entry(
                            "TR005",
                            ERROR,
                            "wrong type",
                            "A value stands where one of another type is wanted."),
                    new Entry(
                            "TR006",
                            ERROR,
                            "declared twice",
                            "Two things have one name, or a clause is given twice."),
                    new Entry(
                            "TR007",
                            ERROR,
                            "cannot stand here",
                            "A thing of another kind is wanted here, or this form has no meaning in this place."),
                    new Entry(
                            "TR008",
                            ERROR,
                            "import fails",
                            "A library is not there, is a policy, or imports itself."),
                    new Entry(
                            "TR009",
                            ERROR,
                            "impossible amount",
                            "A number, a unit or a duration that cannot be."),
                    new Entry(
                            "TR010",
                            ERROR,
                            "procedure not complete",
                            "There may be a state in which none of its rules fires; then nobody is responsible. The last rule is `otherwise`, or the guards of all rules are proved to cover everything. A rule that can be exhausted (`max`, `at most`, `cooldown`) does not count."),
                    new Entry(
                            "TR011",
                            WARNING,
                            "rule unreachable",
                            "Whenever the guard of this rule holds, that of a higher rule does, so this one is never asked; the proof is shown. Higher rules that can be exhausted or wait for a person do not count: coming to the next rule when one does not help is what the order is for."),
                    new Entry(
                            "TR012",
                            WARNING,
                            "risk where little is known",
                            "`otherwise` does something of high risk, or an action of more than low risk lies below a guard that may be unknown in a procedure with `on unknown skip`: missing telemetry would be read as failure."),
                    new Entry(
                            "TR013",
                            WARNING,
                            "several solutions",
                            "A guard with free variables may hold for several assignments, and nothing says which one is wanted. (The present one is kept while it is a solution; the first choice is the first in the order of names.)"),
                    new Entry(
                            "TR020",
                            ERROR,
                            "depends on its own negation",
                            "A predicate or function is defined by what it denies or counts, so it has no meaning."),
                    new Entry(
                            "TR021",
                            ERROR,
                            "unbound variable",
                            "Nothing says which things a variable ranges over."),
                    new Entry(
                            "TR022",
                            ERROR,
                            "memory without bound",
                            "A temporal operator would have to remember something for each of endlessly many values."),
                    new Entry(
                            "TR030",
                            WARNING,
                            "regression",
                            "What a rule does is expected to make a higher guard or the goal true. A warning where its effects have nothing to do with any of them; a note, an obligation for the run time, where they have but do not by themselves imply one. Rules that `sustains goal`, have a `max`, step back (their effect ends their own guard) or only tell somebody owe nothing."),
                    new Entry(
                            "TR031",
                            ERROR,
                            "rule undoes itself",
                            "The effect of a durative action makes a higher guard true; the higher rule fires, the action stops, its effect goes, and all begins anew: an oscillation without anything from outside. Looked at are actions whose effect goes when they stop: those of a rule that `sustains goal`, and those with a `blast` and more than low risk. Not told where the higher rule keeps the action, or goes on by a `while` or `until` of its own, or the lower one is committed `until` something else."),
                    new Entry(
                            "TR032",
                            WARNING,
                            "flutter",
                            "An action begins and ends with every tremble of a reading around a threshold. Told of readings that are measured at least once a minute and are no counts, where neither `for at least`, `latched`, `over` nor a forecast stands around them, and the rule has no `while`, `until`, `min`, `cooldown` or `at most` and remembers nothing."),
                    new Entry(
                            "TR033",
                            ERROR,
                            "endless recursion",
                            "A procedure calls itself, and no number among its parameters is proved to go down to a bound."),
                    new Entry(
                            "TR034",
                            ERROR,
                            "resource conflict",
                            "Two parallel calls need one resource and neither is made to overlap (`handover make_first`), or an action below an atomic procedure needs a resource that the procedure does not hold, so that it would wait while it holds others."),
                    new Entry(
                            "TR035",
                            ERROR,
                            "no way back, or a fight",
                            "A `ratify` action without `undo`; an undo whose requirement the effect makes impossible; two durative actions that promise the contrary of one another, in one rule or in two tasks that share no resource."),
                    new Entry(
                            "TR036",
                            WARNING,
                            "task may end too early",
                            "The task's `where` may cease to hold while one of its rules is committed (`min`, `until`) or contains something of high risk; what that does would be withdrawn with the task."),
                    new Entry(
                            "TR040",
                            ERROR,
                            "endless commitment",
                            "Nothing bounds how long `until` commits: there is no `max`, no effect of the rule makes its condition true, and it is not the end of a belief with a time to live."),
                    new Entry(
                            "TR045",
                            ERROR,
                            "forecast not to be relied on",
                            "No model forecasts this percept, or looks that far ahead; or a rule of more than low risk acts on a forecast without asking for its skill or confidence, in its guard or in a guardrail."),
                    new Entry(
                            "TR050",
                            WARNING,
                            "guardrail missing or impassable",
                            "A guardrail whose requirement can never hold, or an action of high risk that no guardrail covers."),
                    new Entry(
                            "TR060",
                            NOTE,
                            "goal not first",
                            "The first guard below `safety` is expected to imply the goal: a teleo-reactive program begins with what it wants. A note, since guarding on the disturbance rather than on the goal is sometimes the very point."));

    private Catalogue() {}

    /// In the order of codes.
    public static List<Entry> entries() {
        return ENTRIES;
    }

    public static Optional<Entry> find(String code) {
        return ENTRIES.stream().filter(entry -> entry.code().equals(code)).findFirst();
    }
}
