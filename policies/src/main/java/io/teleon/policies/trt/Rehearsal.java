package io.teleon.policies.trt;

import io.teleon.policies.engine.LiveTree;
import io.teleon.policies.engine.PolicyEngine;
import io.teleon.policies.host.Circumstances;
import io.teleon.policies.host.Epoch;
import io.teleon.policies.host.Fact;
import io.teleon.policies.host.Input;
import io.teleon.policies.host.InstanceId;
import io.teleon.policies.host.Output;
import io.teleon.policies.link.Phrases;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Value;
import io.teleon.policies.syntax.Diagnostic;
import io.teleon.policies.syntax.Findings;
import io.teleon.policies.syntax.Source;
import io.teleon.policies.syntax.Span;
import io.teleon.policies.trace.LogReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Plays one test.
final class Rehearsal {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration EFFECT_AFTER = Duration.ofSeconds(1);
    private static final int MOST_EPOCHS = 100_000;

    /// A fact of the world, and when it was last reported.
    private record Known(Value value, boolean relation, Duration reported) {}

    private record Due(Duration at, List<Effects.Change> changes) {}

    private final Program program;
    private final Phrases phrases;
    private final TestFile.Test test;
    private final Findings findings;
    private final PolicyEngine engine;
    private final Map<Fact, Known> facts = new LinkedHashMap<>();
    private final Map<Name, Duration> completed = new LinkedHashMap<>();
    private final Set<Name> incomplete = new LinkedHashSet<>();
    private final Map<Long, String> open = new LinkedHashMap<>();
    private final Map<InstanceId, List<Value>> started = new LinkedHashMap<>();
    private final List<Due> due = new ArrayList<>();
    private final List<Input> answers = new ArrayList<>();
    private final Timeline timeline = new Timeline();

    Rehearsal(Program program, Phrases phrases, TestFile.Test test, Findings findings) {
        this.program = program;
        this.phrases = phrases;
        this.test = test;
        this.findings = findings;
        this.engine = PolicyEngine.start(program);
        program.percepts().stream()
                .filter(percept -> percept.value().isEmpty())
                .forEach(percept -> completed.put(percept.name(), Duration.ofDays(-1)));
    }

    /// @param given facts that are there from the beginning
    /// @param conditions that are claimed somewhere
    /// @param watcher hears of literals
    Timeline play(
            List<TestFile.Words> given,
            Map<Span, Expression> conditions,
            PolicyEngine.LiteralWatcher watcher) {
        given.forEach(words -> state(words, Duration.ZERO));
        List<TestFile.Step> steps =
                test.steps().stream()
                        .sorted(java.util.Comparator.comparing(TestFile.Step::at))
                        .toList();
        Duration end = Duration.ZERO;
        for (TestFile.Step step : steps) {
            end = later(end, step.at());
        }
        for (TestFile.Expectation expectation : test.expectations()) {
            end = later(end, expectation.to());
        }
        Circumstances circumstances = circumstances();
        Duration now = Duration.ZERO;
        int next = 0;
        while (now.compareTo(end) <= 0) {
            List<Input> inputs = new ArrayList<>(answers);
            answers.clear();
            while (next < steps.size() && steps.get(next).at().compareTo(now) <= 0) {
                take(steps.get(next++), now, inputs);
            }
            comeTrue(now);
            report(now, inputs);
            Epoch epoch = engine.step(inputs, BEGIN.plus(now), circumstances);
            epoch.outputs().forEach(output -> hear(output, epoch.now()));
            timeline.add(moment(now, epoch, conditions));
            engine.watchLiterals(watcher);
            if (timeline.epochs() > MOST_EPOCHS) {
                findings.add(
                        Diagnostic.error(
                                "TR009", test.span(), "more than " + MOST_EPOCHS + " epochs"));
                return timeline;
            }
            Duration following = end.plusNanos(1);
            if (next < steps.size()) {
                following = earlier(following, steps.get(next).at());
            }
            following = earlier(following, nextOwn());
            if (epoch.next().isPresent()) {
                following = earlier(following, Duration.between(BEGIN, epoch.next().get()));
            }
            now = answers.isEmpty() ? following : now;
        }
        return timeline;
    }

    private static Duration later(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Duration earlier(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    // --- the world

    private <T> Optional<T> understood(TestFile.Words words, Phrases.Phrase<T> phrase) {
        for (Diagnostic problem : phrase.diagnostics()) {
            findings.add(
                    new Diagnostic(
                            problem.code(),
                            problem.level(),
                            words.span(),
                            problem.message(),
                            problem.label(),
                            List.of(),
                            problem.help()));
        }
        return phrase.meaning();
    }

    private void state(TestFile.Words words, Duration now) {
        understood(words, phrases.statement(words.text()))
                .ifPresent(said -> {
                    if (said.belief()) {
                        findings.add(
                                Diagnostic.error(
                                        "TR007",
                                        words.span(),
                                        "what a policy believes is its own: let its rules remember it"));
                    } else {
                        facts.put(
                                said.fact(),
                                new Known(said.value(), said.relation(), now.minusDays(1)));
                    }
                });
    }

    private Duration fresh(Name percept) {
        return Optional.ofNullable(program.perceptsByName().get(percept)).orElseThrow().fresh();
    }

    /// Reports what would soon be stale, so that the world stays known.
    private void report(Duration now, List<Input> inputs) {
        Instant at = BEGIN.plus(now);
        for (Map.Entry<Fact, Known> entry : facts.entrySet()) {
            Known known = entry.getValue();
            Fact fact = entry.getKey();
            if (now.minus(known.reported()).compareTo(fresh(fact.name()).dividedBy(2)) >= 0) {
                inputs.add(
                        known.relation()
                                ? new Input.Stated(
                                        fact, known.value().equals(new Value.Bool(true)), at)
                                : new Input.Measured(fact, known.value(), at));
                entry.setValue(new Known(known.value(), known.relation(), now));
            }
        }
        for (Map.Entry<Name, Duration> entry : completed.entrySet()) {
            boolean soon =
                    now.minus(entry.getValue()).compareTo(fresh(entry.getKey()).dividedBy(2)) >= 0;
            if (soon && !incomplete.contains(entry.getKey())) {
                inputs.add(new Input.Complete(entry.getKey(), at));
                entry.setValue(now);
            }
        }
    }

    private Duration nextOwn() {
        Duration next = Duration.ofDays(1000);
        for (Map.Entry<Fact, Known> entry : facts.entrySet()) {
            next =
                    earlier(
                            next,
                            entry.getValue()
                                    .reported()
                                    .plus(fresh(entry.getKey().name()).dividedBy(2)));
        }
        for (Map.Entry<Name, Duration> entry : completed.entrySet()) {
            if (!incomplete.contains(entry.getKey())) {
                next = earlier(next, entry.getValue().plus(fresh(entry.getKey()).dividedBy(2)));
            }
        }
        for (Due later : due) {
            next = earlier(next, later.at());
        }
        return next;
    }

    private void comeTrue(Duration now) {
        for (Due effect : List.copyOf(due)) {
            if (effect.at().compareTo(now) <= 0) {
                due.remove(effect);
                effect.changes()
                        .forEach(change ->
                                facts.put(
                                        change.fact(),
                                        new Known(
                                                change.value(),
                                                change.relation(),
                                                now.minusDays(1))));
            }
        }
    }

    // --- the host

    private Circumstances circumstances() {
        Map<String, Value> known = new LinkedHashMap<>();
        for (TestFile.Known said : test.knows()) {
            known.put(
                    said.name(),
                    said.value().equals("true") || said.value().equals("false")
                            ? new Value.Bool(said.value().equals("true"))
                            : Value.of(Double.parseDouble(said.value())));
        }
        return (function, _, _) -> Optional.ofNullable(known.get(function));
    }

    private void hear(Output output, Instant at) {
        Duration now = Duration.between(BEGIN, at);
        switch (output) {
            case Output.ApprovalAsked asked -> open.put(asked.approval(), asked.role());
            case Output.ApprovalVoid over -> open.remove(over.approval());
            case Output.Transition transition
                    when transition.manner() == Output.Transition.Manner.REAL ->
                    carryOut(transition, now);
            default -> {}
        }
    }

    private void carryOut(Output.Transition transition, Duration now) {
        Declaration.Action action =
                Optional.ofNullable(program.actionsByName().get(transition.instance().action()))
                        .orElseThrow();
        boolean durative = action.kind() == Declaration.Kind.DURATIVE;
        if (transition.kind() == Output.Transition.Kind.STOP) {
            started.remove(transition.instance());
        } else {
            started.put(transition.instance(), transition.arguments());
        }
        if (test.host() == TestFile.Host.MANUAL) {
            return;
        }
        switch (transition.kind()) {
            case START ->
                    answers.add(
                            new Input.Reported(
                                    transition.instance(),
                                    durative
                                            ? new Input.Progress.Running()
                                            : new Input.Progress.Done()));
            case STOP ->
                    answers.add(
                            new Input.Reported(transition.instance(), new Input.Progress.Ended()));
            case MODIFY -> {}
        }
        boolean loyal = test.host() == TestFile.Host.LOYAL && action.effect().isPresent();
        if (loyal) {
            Effects effects =
                    new Effects(engine, program.beliefsByName().keySet(), transition.arguments());
            boolean begins = transition.kind() != Output.Transition.Kind.STOP;
            due.add(new Due(now.plus(EFFECT_AFTER), effects.of(action.effect().get(), begins)));
        }
    }

    private void take(TestFile.Step step, Duration now, List<Input> inputs) {
        Instant at = BEGIN.plus(now);
        switch (step.kind()) {
            case "set" -> step.words().ifPresent(words -> state(words, now));
            case "unset" ->
                    fact(step)
                            .ifPresent(fact -> {
                                facts.remove(fact);
                                inputs.add(new Input.Withdrawn(fact));
                            });
            case "stale" ->
                    fact(step)
                            .ifPresent(fact -> {
                                facts.remove(fact);
                                incomplete.add(fact.name());
                            });
            case "event" ->
                    step.words()
                            .flatMap(words -> understood(words, phrases.event(words.text())))
                            .ifPresent(event ->
                                    inputs.add(
                                            new Input.Happened(
                                                    event.name(),
                                                    event.arguments().stream()
                                                            .flatMap(Optional::stream)
                                                            .toList(),
                                                    at)));
            case "forecast", "advice" -> forecast(step, at, inputs);
            case "report" -> reportAction(step, inputs);
            case "approve", "refuse" -> decide(step, inputs);
            default -> inputs.add(new Input.Halted(step.kind().equals("halt"), "test"));
        }
    }

    private Optional<Fact> fact(TestFile.Step step) {
        return step.words().flatMap(words -> understood(words, phrases.fact(words.text())));
    }

    private void forecast(TestFile.Step step, Instant at, List<Input> inputs) {
        Findings inside = new Findings();
        String line =
                "%s  forecast %s by \"test\" %s skill 0.5 at %s %s"
                        .formatted(
                                at,
                                step.words().map(TestFile.Words::text).orElse(""),
                                step.kind().equals("advice") ? "advisory" : "licensed",
                                at,
                                step.extra());
        new LogReader(program)
                .read(new Source("", line), inside)
                .forEach(batch -> inputs.addAll(batch.inputs()));
        inside.all()
                .forEach(problem ->
                        findings.add(
                                Diagnostic.error(problem.code(), step.span(), problem.message())
                                        .help(problem.help())));
    }

    private void reportAction(TestFile.Step step, List<Input> inputs) {
        Optional<Phrases.Pattern> pattern =
                step.words().flatMap(words -> understood(words, phrases.action(words.text())));
        if (pattern.isEmpty()) {
            return;
        }
        boolean found = false;
        for (LiveTree.Action action : engine.tree().actions()) {
            boolean fits =
                    action.instance().action().equals(pattern.get().name())
                            && pattern.get().fits(action.arguments())
                            && !action.state().equals("WAITING");
            if (fits) {
                found = true;
                inputs.add(
                        new Input.Reported(
                                action.instance(),
                                switch (step.extra()) {
                                    case "running" -> new Input.Progress.Running();
                                    case "done" -> new Input.Progress.Done();
                                    case "ended" -> new Input.Progress.Ended();
                                    default -> new Input.Progress.Failed("the test says so");
                                }));
            }
        }
        if (!found) {
            findings.add(
                    Diagnostic.error(
                            "TR007", step.span(), "there is no such action in force then"));
        }
    }

    private void decide(TestFile.Step step, List<Input> inputs) {
        String role = step.words().map(TestFile.Words::text).orElse("");
        Optional<Long> approval =
                open.entrySet().stream()
                        .filter(entry -> entry.getValue().equals(role))
                        .map(Map.Entry::getKey)
                        .findFirst();
        if (approval.isEmpty()) {
            findings.add(
                    Diagnostic.error("TR007", step.span(), "nobody asked " + role + " by then"));
            return;
        }
        open.remove(approval.get());
        inputs.add(new Input.Decided(approval.get(), step.kind().equals("approve"), role));
    }

    // --- what is seen

    private Timeline.Moment moment(Duration now, Epoch epoch, Map<Span, Expression> conditions) {
        LiveTree tree = engine.tree();
        List<Timeline.Fired> fired = new ArrayList<>();
        tree.tasks().forEach(task -> collect(task.root(), fired));
        List<Timeline.InForce> inForce =
                tree.actions().stream()
                        .filter(a ->
                                a.state().equals("STARTING")
                                        || a.state().equals("RUNNING")
                                        || a.state().equals("DONE"))
                        .map(a -> new Timeline.InForce(a.instance(), a.arguments()))
                        .toList();
        Set<Span> holding = new LinkedHashSet<>();
        conditions.forEach((span, condition) -> {
            if (engine.ask(condition) == 'T') {
                holding.add(span);
            }
        });
        return new Timeline.Moment(now, epoch.outputs(), fired, inForce, holding);
    }

    private static void collect(LiveTree.Frame frame, List<Timeline.Fired> fired) {
        frame.firing()
                .ifPresent(f ->
                        fired.add(
                                new Timeline.Fired(
                                        frame.procedure(), frame.arguments(), f.label())));
        frame.kids().forEach(kid -> collect(kid, fired));
    }
}
