package io.teleon.policies.explain;

import io.teleon.policies.engine.LiveTree;
import io.teleon.policies.engine.PolicyEngine;
import io.teleon.policies.host.Circumstances;
import io.teleon.policies.host.Epoch;
import io.teleon.policies.host.Explanation;
import io.teleon.policies.host.Input;
import io.teleon.policies.host.Output;
import io.teleon.policies.link.Phrases;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Value;
import io.teleon.policies.syntax.Diagnostic;
import io.teleon.policies.trace.LogWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Questions about one engine.
///
/// - `heal(l1)`: why this procedure does what it does.
/// - `steer(l1, _)`: why this action is wanted, waits or is in force.
/// - `not heal(l1).ok`: why this rule does not fire.
/// - `if loss(l1) = 0%`: what would happen now if this were so.
public final class Questions {

    private final Program program;
    private final PolicyEngine engine;
    private final Phrases phrases;
    private final Instant now;

    /// @param now time of the last epoch
    public Questions(Program program, PolicyEngine engine, Phrases phrases, Instant now) {
        this.program = program;
        this.engine = engine;
        this.phrases = phrases;
        this.now = now;
    }

    /// An answer, or what is wrong with the question.
    public record Answer(List<String> lines, List<Diagnostic> problems) {
        public Answer {
            lines = List.copyOf(lines);
            problems = List.copyOf(problems);
        }
    }

    /// Answers a question.
    public Answer ask(String question) {
        String text = question.strip();
        if (text.startsWith("if ")) {
            return whatIf(text.substring(3));
        }
        if (text.startsWith("not ")) {
            return whyNot(text.substring(4));
        }
        Phrases.Phrase<Phrases.Pattern> procedure = phrases.procedure(text);
        if (procedure.meaning().isPresent()) {
            return new Answer(ofProcedure(procedure.meaning().get()), List.of());
        }
        Phrases.Phrase<Phrases.Pattern> action = phrases.action(text);
        return action.meaning()
                .map(pattern -> new Answer(ofAction(pattern), List.of()))
                .orElseGet(() -> new Answer(List.of(), action.diagnostics()));
    }

    // --- why

    private List<String> ofAction(Phrases.Pattern pattern) {
        List<String> lines = new ArrayList<>();
        for (LiveTree.Action action : engine.tree().actions()) {
            boolean fits =
                    action.instance().action().equals(pattern.name())
                            && pattern.fits(action.arguments());
            if (fits) {
                lines.add(
                        "%s is %s%s, for %s"
                                .formatted(
                                        action.instance(),
                                        action.state().toLowerCase(java.util.Locale.ROOT),
                                        action.reason().isEmpty()
                                                ? ""
                                                : " (" + action.reason() + ")",
                                        action.task()));
                lines.addAll(path(action.explanation()));
            }
        }
        return lines.isEmpty() ? List.of("no such action is wanted or in force") : lines;
    }

    /// The path of rules, from the task down, with what each stands on.
    public static List<String> path(Explanation explanation) {
        List<String> lines = new ArrayList<>();
        for (Explanation.Firing firing : explanation.path()) {
            lines.addAll(firing(firing));
        }
        for (String passed : explanation.passed()) {
            lines.add("  passed  " + passed);
        }
        return lines;
    }

    private static List<String> firing(Explanation.Firing firing) {
        List<String> lines = new ArrayList<>();
        String binding =
                firing.binding().entrySet().stream()
                        .map(entry -> entry.getKey() + " = " + entry.getValue().shown())
                        .collect(Collectors.joining(", "));
        lines.add(
                "  rule    %s.%s%s, firing %d"
                        .formatted(
                                call(firing.procedure().local(), firing.arguments()),
                                firing.label(),
                                binding.isEmpty() ? "" : " with " + binding,
                                firing.number()));
        for (Explanation.Literal literal : firing.because()) {
            String readings =
                    literal.facts().stream()
                            .map(r ->
                                    r.ageMillis() < 0
                                            ? r.fact() + " never observed"
                                            : "%s = %s, %s s old%s"
                                                    .formatted(
                                                            r.fact(),
                                                            r.value(),
                                                            r.ageMillis() / 1000.0,
                                                            r.source().isEmpty()
                                                                    ? ""
                                                                    : ", by " + r.source()))
                            .collect(Collectors.joining("; "));
            lines.add(
                    "    %s     %s%s"
                            .formatted(
                                    literal.truth(),
                                    literal.text(),
                                    readings.isEmpty() ? "" : "   [" + readings + "]"));
        }
        return lines;
    }

    private static String call(String name, List<Value> arguments) {
        return arguments.stream()
                .map(Value::shown)
                .collect(Collectors.joining(", ", name + "(", ")"));
    }

    private List<LiveTree.Frame> frames(Phrases.Pattern pattern) {
        List<LiveTree.Frame> found = new ArrayList<>();
        engine.tree().tasks().forEach(task -> collect(task.root(), pattern, found));
        return found;
    }

    private static void collect(
            LiveTree.Frame frame, Phrases.Pattern pattern, List<LiveTree.Frame> found) {
        if (frame.procedure().equals(pattern.name()) && pattern.fits(frame.arguments())) {
            found.add(frame);
        }
        frame.kids().forEach(kid -> collect(kid, pattern, found));
    }

    private List<String> ofProcedure(Phrases.Pattern pattern) {
        List<String> lines = new ArrayList<>();
        for (LiveTree.Frame frame : frames(pattern)) {
            lines.add(
                    call(frame.procedure().local(), frame.arguments())
                            + frame.since()
                                    .map(since -> ", fires since " + since)
                                    .orElse(", nothing fires"));
            for (LiveTree.Rule rule : frame.rules()) {
                lines.add(
                        "  %s %-12s %s"
                                .formatted(rule.fires() ? ">" : " ", rule.label(), rule.verdict()));
            }
            frame.firing().ifPresent(firing -> lines.addAll(firing(firing)));
        }
        return lines.isEmpty() ? List.of("no task runs this procedure now") : lines;
    }

    // --- why not

    private Answer whyNot(String text) {
        int dot = text.lastIndexOf('.');
        if (dot < 0) {
            return new Answer(
                    List.of(),
                    List.of(
                            Diagnostic.error(
                                            "TR001",
                                            io.teleon.policies.syntax.Span.NONE,
                                            "a rule is named procedure(arguments).label")
                                    .help("such as not heal(l1).ok")));
        }
        Phrases.Phrase<Phrases.Pattern> procedure = phrases.procedure(text.substring(0, dot));
        if (procedure.meaning().isEmpty()) {
            return new Answer(List.of(), procedure.diagnostics());
        }
        Phrases.Pattern pattern = procedure.meaning().get();
        String label = text.substring(dot + 1).strip();
        List<LiveTree.Frame> frames = frames(pattern);
        if (frames.isEmpty()) {
            return new Answer(List.of("no task runs this procedure now"), List.of());
        }
        List<String> lines = new ArrayList<>();
        for (LiveTree.Frame frame : frames) {
            List<LiveTree.Rule> rules = frame.rules();
            int at = rules.stream().map(LiveTree.Rule::label).toList().indexOf(label);
            if (at < 0) {
                return new Answer(
                        List.of(),
                        List.of(
                                Diagnostic.error(
                                                "TR002",
                                                io.teleon.policies.syntax.Span.NONE,
                                                "there is no rule `" + label + "`")
                                        .help(
                                                "its rules are "
                                                        + rules.stream()
                                                                .map(LiveTree.Rule::label)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
            }
            lines.addAll(notFiring(frame, at));
        }
        return new Answer(lines, List.of());
    }

    private List<String> notFiring(LiveTree.Frame frame, int at) {
        LiveTree.Rule rule = frame.rules().get(at);
        String name = call(frame.procedure().local(), frame.arguments()) + "." + rule.label();
        if (rule.fires()) {
            return List.of(name + " does fire");
        }
        if (rule.verdict().contains("blocked") || rule.verdict().equals("passed over")) {
            return List.of(
                    name
                            + (rule.verdict().contains("blocked")
                                    ? " is " + rule.verdict().substring(2)
                                    : " is passed over: a firing below is committed"));
        }
        List<String> lines = new ArrayList<>();
        List<String> missing = engine.missing(frame.procedure(), frame.arguments(), rule.label());
        if (missing.isEmpty()) {
            String higher =
                    frame.rules().subList(0, at).stream()
                            .filter(r -> r.fires() || r.verdict().startsWith("U"))
                            .map(LiveTree.Rule::label)
                            .findFirst()
                            .orElse("another rule");
            lines.add(name + " would, but " + higher + " stands above it");
        } else {
            lines.add(name + " does not fire, because");
            missing.forEach(text -> lines.add("  " + text));
        }
        return lines;
    }

    // --- what if

    private Answer whatIf(String text) {
        Phrases.Phrase<Phrases.Statement> said = phrases.statement(text);
        if (said.meaning().isEmpty()) {
            return new Answer(List.of(), said.diagnostics());
        }
        Phrases.Statement statement = said.meaning().get();
        if (statement.belief()) {
            return new Answer(
                    List.of(),
                    List.of(
                            Diagnostic.error(
                                    "TR007",
                                    io.teleon.policies.syntax.Span.NONE,
                                    "what a program believes is its own; suppose a percept")));
        }
        Input input =
                statement.relation()
                        ? new Input.Stated(
                                statement.fact(),
                                statement.value().equals(new Value.Bool(true)),
                                now)
                        : new Input.Measured(statement.fact(), statement.value(), now);
        PolicyEngine other = PolicyEngine.restore(program, engine.snapshot());
        Epoch epoch = other.step(List.of(input), now, Circumstances.NONE);
        List<String> lines = new ArrayList<>(differences(engine.tree(), other.tree()));
        for (Output output : epoch.outputs()) {
            lines.add(LogWriter.output(output));
        }
        return new Answer(lines.isEmpty() ? List.of("nothing would change") : lines, List.of());
    }

    private static List<String> differences(LiveTree before, LiveTree after) {
        List<String> was = firings(before);
        List<String> is = firings(after);
        List<String> lines = new ArrayList<>();
        was.stream()
                .filter(line -> !is.contains(line))
                .forEach(line -> lines.add("no longer " + line));
        is.stream().filter(line -> !was.contains(line)).forEach(line -> lines.add("now " + line));
        return lines;
    }

    private static List<String> firings(LiveTree tree) {
        List<String> lines = new ArrayList<>();
        tree.tasks().forEach(task -> firings(task.root(), lines));
        return lines;
    }

    private static void firings(LiveTree.Frame frame, List<String> lines) {
        frame.firing()
                .ifPresent(firing ->
                        lines.add(
                                "%s.%s fires"
                                        .formatted(
                                                call(frame.procedure().local(), frame.arguments()),
                                                firing.label())));
        frame.kids().forEach(kid -> firings(kid, lines));
    }
}
