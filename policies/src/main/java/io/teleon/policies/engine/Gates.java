package io.teleon.policies.engine;

import io.teleon.policies.host.Circumstances;
import io.teleon.policies.host.Output;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Policy;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Truth;
import io.teleon.policies.program.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a start or modification must pass (SEMANTICS 9).
final class Gates {

    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final long LONGEST = Micros.of(Duration.ofDays(7));
    private static final int MOST_STARTS = 10_000;

    /// Whether it may go on.
    sealed interface Answer {
        record Pass(List<String> passed) implements Answer {}

        record Wait(String reason) implements Answer {}

        record Block(String reason) implements Answer {}
    }

    /// A real start, for `blast_in`.
    record Start(long at, double blast) {}

    private final Program program;
    private final Map<String, Policy> policies;
    private final Evaluator evaluator;
    private final Explanations explanations;
    private final Advice advice;
    private final EngineState state;

    private Circumstances circumstances = Circumstances.NONE;
    private List<String> answers = new ArrayList<>();
    private List<Output> asked = new ArrayList<>();

    Gates(
            Program program,
            Evaluator evaluator,
            Explanations explanations,
            Advice advice,
            EngineState state) {
        this.program = program;
        this.policies = program.policiesByName();
        this.evaluator = evaluator;
        this.explanations = explanations;
        this.advice = advice;
        this.state = state;
    }

    /// Begins an epoch: whom to ask, and where suggestions, questions and answers go.
    void begin(Circumstances host, List<Output> questions, List<String> told) {
        circumstances = host;
        asked = questions;
        answers = told;
        long from = evaluator.now() - LONGEST;
        if (!state.starts.isEmpty() && state.starts.getFirst().at() <= from) {
            state.starts.removeIf(start -> start.at() <= from);
        }
    }

    long now() {
        return evaluator.now();
    }

    Output.Transition.Manner manner(Wanted wanted) {
        return switch (mode(wanted)) {
            case SHADOW -> Output.Transition.Manner.SHADOW;
            case DRY_RUN -> Output.Transition.Manner.DRY_RUN;
            default ->
                    wanted.call().dryRun()
                            ? Output.Transition.Manner.DRY_RUN
                            : Output.Transition.Manner.REAL;
        };
    }

    private Policy.Mode mode(Wanted wanted) {
        Policy policy = policies.get(wanted.task().task().unit());
        return policy == null ? Policy.Mode.SUGGEST : policy.mode();
    }

    /// The lesser of what the policy and what the operator allows; shadow and dry run act freely,
    /// for nothing comes of it.
    private Policy.Mode level(Wanted wanted) {
        Policy.Mode mode = mode(wanted);
        Policy.Mode ofPolicy =
                mode == Policy.Mode.SHADOW || mode == Policy.Mode.DRY_RUN ? Policy.Mode.AUTO : mode;
        Policy.Mode ofAction =
                state.autonomy.getOrDefault(wanted.action().name(), Policy.Mode.AUTO);
        return ofPolicy.compareTo(ofAction) <= 0 ? ofPolicy : ofAction;
    }

    Answer check(Wanted wanted, Instance instance, List<Value> arguments) {
        List<String> passed = new ArrayList<>();
        if (state.halted) {
            return new Answer.Wait("everything is stopped");
        }
        if (wanted.isHeld() && !wanted.action().harmless()) {
            return new Answer.Wait("held while something is unknown");
        }
        if (wanted.action().requires().isPresent()) {
            Expression requires = wanted.action().requires().get();
            Environment environment = Environment.of(arguments);
            Truth truth = evaluator.truthOrUnknown(requires, environment);
            String text = ExpressionText.show(requires, environment);
            if (truth != Truth.TRUE) {
                return new Answer.Wait(
                        "requires "
                                + text
                                + (truth == Truth.FALSE
                                        ? ", which is false"
                                        : ", which is unknown"));
            }
            passed.add("requires " + text);
        }
        Policy.Mode level = level(wanted);
        boolean advised =
                level.compareTo(Policy.Mode.SUGGEST) > 0
                        && advice.decides(wanted, Environment.of(arguments));
        if (advised) {
            level = Policy.Mode.SUGGEST;
        }
        switch (level) {
            case OFF -> {
                return new Answer.Wait("autonomy is off");
            }
            case SUGGEST -> {
                if (!instance.suggested) {
                    instance.suggested = true;
                    if (advised) {
                        explanations
                                .advice(wanted)
                                .forEach(forecast ->
                                        passed.add(
                                                "suggested only: "
                                                        + forecast
                                                        + " may not drive action"));
                    }
                    asked.add(
                            new Output.Suggested(
                                    instance.instanceId(),
                                    arguments,
                                    explanations.of(wanted, passed)));
                }
                return new Answer.Wait(
                        advised
                                ? "only suggested: it rests on a forecast that may not drive action"
                                : "only suggested");
            }
            case APPROVE, AUTO, SHADOW, DRY_RUN ->
                    passed.add("autonomy " + level.name().toLowerCase(Locale.ROOT));
        }
        Optional<Answer> stopped = guardrails(wanted, instance, arguments, passed);
        if (stopped.isPresent()) {
            return stopped.get();
        }
        // Nobody is asked about what a guardrail refuses anyway.
        if (level == Policy.Mode.APPROVE) {
            Answer answer =
                    ask("autonomy", "operator", PATIENCE, wanted, instance, arguments, passed);
            if (!(answer instanceof Answer.Pass)) {
                return answer;
            }
        }
        if (wanted.call().approval().isPresent()) {
            var approval = wanted.call().approval().get();
            Answer answer =
                    ask(
                            "call",
                            approval.role(),
                            approval.timeout().orElse(PATIENCE),
                            wanted,
                            instance,
                            arguments,
                            passed);
            if (!(answer instanceof Answer.Pass)) {
                return answer;
            }
        }
        return new Answer.Pass(passed);
    }

    private Optional<Answer> guardrails(
            Wanted wanted, Instance instance, List<Value> arguments, List<String> passed) {
        for (Declaration.Guardrail guardrail : program.guardrails()) {
            if (!guardrail.actions().isEmpty()
                    && !guardrail.actions().contains(wanted.action().name())) {
                continue;
            }
            Truth truth =
                    evaluator.about(
                            (function, values) ->
                                    answer(function, values, wanted, instance, arguments),
                            () -> advice.truth(guardrail.require(), wanted.action().blast()));
            String name = guardrail.name().local();
            if (truth == Truth.TRUE) {
                passed.add("guardrail " + name);
                continue;
            }
            String why = truth == Truth.FALSE ? "not met" : "unknown";
            switch (guardrail.otherwise()) {
                case Declaration.Otherwise.Deny _ -> {
                    return Optional.of(new Answer.Block("denied by " + name + ", which is " + why));
                }
                case Declaration.Otherwise.Defer _ -> {
                    return Optional.of(
                            new Answer.Wait("deferred by " + name + ", which is " + why));
                }
                case Declaration.Otherwise.Ask(String role, Duration timeout) -> {
                    Answer answer = ask(name, role, timeout, wanted, instance, arguments, passed);
                    if (!(answer instanceof Answer.Pass)) {
                        return Optional.of(answer);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Value> answer(
            String function,
            List<Value> values,
            Wanted wanted,
            Instance instance,
            List<Value> arguments) {
        return switch (function) {
            case "blast_in" -> {
                long window = Math.round(Numbers.amount(values.getFirst()) * 1e6);
                long from = evaluator.now() - window;
                double sum = blast(wanted, arguments).map(Numbers::amount).orElse(0.0);
                for (Start start : state.starts) {
                    if (start.at() > from) {
                        sum += start.blast();
                        evaluator.watching().until(start.at() + window);
                    }
                }
                yield blast(wanted, arguments).isEmpty() && wanted.action().blast().isPresent()
                        ? Optional.empty()
                        : Numbers.known(sum);
            }
            case "forecast_confidence" -> Numbers.known(explanations.confidence(wanted));
            default -> {
                Optional<Value> told = told(function, values, instance);
                answers.add(
                        "%s%s of %s: %s"
                                .formatted(
                                        function,
                                        values.stream().map(Value::shown).toList(),
                                        instance.instanceId(),
                                        told.map(Value::shown).orElse("unknown")));
                yield told;
            }
        };
    }

    /// A host that breaks over a question has not answered it; the epoch goes on.
    private Optional<Value> told(String function, List<Value> values, Instance instance) {
        try {
            return circumstances.answer(function, values, instance.instanceId());
        } catch (RuntimeException broken) {
            answers.add(
                    "%s of %s could not be answered: %s"
                            .formatted(function, instance.instanceId(), broken));
            return Optional.empty();
        }
    }

    Optional<Value> blast(Wanted wanted, List<Value> arguments) {
        return wanted.action()
                .blast()
                .flatMap(e -> evaluator.valueOrUnknown(e, Environment.of(arguments)));
    }

    /// Notes a real start.
    void started(Wanted wanted, Instance instance) {
        advice.heeded(wanted, state);
        if (instance.isReal()) {
            double blast = blast(wanted, instance.arguments).map(Numbers::amount).orElse(0.0);
            state.starts.add(new Start(evaluator.now(), blast));
            if (state.starts.size() > MOST_STARTS) {
                state.starts.removeFirst();
            }
        }
    }

    private Answer ask(
            String gate,
            String role,
            Duration timeout,
            Wanted wanted,
            Instance instance,
            List<Value> arguments,
            List<String> passed) {
        Instance.Approval approval = instance.approvals.get(gate);
        if (approval == null) {
            approval =
                    new Instance.Approval(
                            ++state.lastApproval, evaluator.now() + Micros.of(timeout));
            instance.approvals.put(gate, approval);
            asked.add(
                    new Output.ApprovalAsked(
                            approval.number,
                            role,
                            Micros.instant(approval.until),
                            instance.instanceId(),
                            arguments,
                            gate.equals("call")
                                    ? "the policy asks"
                                    : gate.equals("autonomy")
                                            ? "autonomy is approve"
                                            : "guardrail " + gate,
                            explanations.of(wanted, passed)));
        }
        if (approval.granted.isPresent()) {
            if (approval.granted.get()) {
                passed.add("approved by " + approval.by);
                return new Answer.Pass(passed);
            }
            return new Answer.Block("refused by " + approval.by);
        }
        if (evaluator.now() >= approval.until) {
            asked.add(new Output.ApprovalVoid(approval.number, "nobody answered in time"));
            approval.granted = Optional.of(false);
            approval.by = "nobody in time";
            return new Answer.Block("nobody of " + role + " answered in time");
        }
        return new Answer.Wait("waits for " + role);
    }
}
