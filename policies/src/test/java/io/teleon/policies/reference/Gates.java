package io.teleon.policies.reference;

import io.teleon.policies.host.Circumstances;
import io.teleon.policies.host.Output;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Policy;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Truth;
import io.teleon.policies.program.Value;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a start or modification must pass: SEMANTICS 9.
final class Gates {

    private static final Duration PATIENCE = Duration.ofHours(1);

    /// @param blast empty where it was unknown
    private record Start(long at, Optional<Double> blast) {}

    private final Program program;
    private final Meaning meaning;
    private final Actions actions;
    private final List<Start> starts = new ArrayList<>();
    private long questions;

    Gates(Program program, Meaning meaning, Actions actions) {
        this.program = program;
        this.meaning = meaning;
        this.actions = actions;
    }

    boolean pass(
            Instance instance,
            Wish wish,
            List<Value> arguments,
            Circumstances circumstances,
            Outcome out) {
        if (actions.halted) {
            return false;
        }
        Declaration.Action action = instance.action;
        Bindings bindings = Bindings.of(arguments);
        if (action.requires().isPresent()
                && meaning.truth(action.requires().get(), bindings) != Truth.TRUE) {
            return false;
        }
        Policy.Mode level = level(wish);
        if (level == Policy.Mode.OFF) {
            return false;
        }
        if (level == Policy.Mode.SUGGEST) {
            if (wish.firing().suggested.add(instance.key)) {
                out.questions.add(
                        new Output.Suggested(
                                instance.id(),
                                arguments,
                                Actions.explanation(wish.task(), wish.path())));
            }
            return false;
        }
        for (Declaration.Guardrail guardrail : program.guardrails()) {
            if (!guardrail.actions().isEmpty() && !guardrail.actions().contains(action.name())) {
                continue;
            }
            Truth truth =
                    meaning.truth(
                            guardrail.require(),
                            (function, args) ->
                                    answer(instance, arguments, function, args, circumstances));
            if (truth != Truth.TRUE && !otherwise(guardrail, instance, wish, arguments, out)) {
                return false;
            }
        }
        Optional<Rule.Approval> approval =
                wish.approval()
                        .or(() ->
                                level == Policy.Mode.APPROVE
                                        ? Optional.of(
                                                new Rule.Approval("operator", Optional.empty()))
                                        : Optional.empty());
        return approval.isEmpty()
                || ask(
                        "approval",
                        approval.get().role(),
                        approval.get().timeout().orElse(PATIENCE),
                        instance,
                        wish,
                        arguments,
                        out);
    }

    private Policy.Mode level(Wish wish) {
        Policy.Mode mode = actions.mode(wish.task());
        Policy.Mode own =
                mode == Policy.Mode.SHADOW || mode == Policy.Mode.DRY_RUN ? Policy.Mode.AUTO : mode;
        Policy.Mode set = actions.autonomy.getOrDefault(wish.action().name(), Policy.Mode.AUTO);
        return own.compareTo(set) <= 0 ? own : set;
    }

    private boolean otherwise(
            Declaration.Guardrail guardrail,
            Instance instance,
            Wish wish,
            List<Value> arguments,
            Outcome out) {
        return switch (guardrail.otherwise()) {
            case Declaration.Otherwise.Deny _ -> {
                block(wish, "denied by " + guardrail.name(), out);
                yield false;
            }
            case Declaration.Otherwise.Defer _ -> false;
            case Declaration.Otherwise.Ask(String role, Duration timeout) ->
                    ask(
                            "guardrail " + guardrail.name(),
                            role,
                            timeout,
                            instance,
                            wish,
                            arguments,
                            out);
        };
    }

    /// SEMANTICS 9.3.
    private boolean ask(
            String gate,
            String role,
            Duration timeout,
            Instance instance,
            Wish wish,
            List<Value> arguments,
            Outcome out) {
        Instance.Question asked = instance.questions.get(gate);
        if (asked != null && asked.granted().equals(Optional.of(true))) {
            if (asked.of() == wish.firing()) {
                return true;
            }
            asked = null;
        }
        if (asked == null) {
            long until = meaning.known.now + Knowledge.micros(timeout);
            asked =
                    new Instance.Question(
                            ++questions, role, until, wish.firing(), Optional.empty());
            instance.questions.put(gate, asked);
            out.questions.add(
                    new Output.ApprovalAsked(
                            asked.number(),
                            role,
                            Instant.EPOCH.plus(until, ChronoUnit.MICROS),
                            instance.id(),
                            arguments,
                            gate,
                            Actions.explanation(wish.task(), wish.path())));
            return false;
        }
        boolean over = asked.granted().isEmpty() && meaning.known.now >= asked.until();
        if (over || asked.granted().equals(Optional.of(false))) {
            instance.questions.remove(gate);
            block(wish, over ? "nobody answered" : "refused", out);
        }
        return false;
    }

    /// Questions that nobody has answered are void.
    void forget(Instance instance, String reason, Outcome out) {
        for (Instance.Question question : List.copyOf(instance.questions.values())) {
            if (question.granted().isEmpty()) {
                out.questions.add(new Output.ApprovalVoid(question.number(), reason));
            }
        }
        instance.questions.values().removeIf(question -> question.granted().isEmpty());
    }

    private void block(Wish wish, String reason, Outcome out) {
        actions.frames()
                        .ledger(wish.task(), wish.path().getLast().frame(), wish.firing().rule)
                        .block =
                Optional.of(reason);
        out.disturbed = true;
    }

    // --- circumstances: SEMANTICS 9.5

    void started(Instance instance) {
        starts.add(new Start(meaning.known.now, blast(instance.action, instance.arguments)));
    }

    private Optional<Double> blast(Declaration.Action action, List<Value> arguments) {
        return action.blast()
                .map(blast -> meaning.number(blast, Bindings.of(arguments)))
                .orElse(Optional.of(0.0));
    }

    private Optional<Value> answer(
            Instance instance,
            List<Value> arguments,
            String function,
            List<Value> args,
            Circumstances circumstances) {
        if (function.equals("blast_in")) {
            double seconds = ((Value.Quantity) args.getFirst()).amount();
            long from = meaning.known.now - Math.round(seconds * 1e6);
            List<Optional<Double>> blasts = new ArrayList<>();
            starts.stream().filter(s -> s.at() > from).forEach(s -> blasts.add(s.blast()));
            blasts.add(blast(instance.action, arguments));
            double sum = 0;
            for (Optional<Double> blast : blasts) {
                if (blast.isEmpty()) {
                    return Optional.empty();
                }
                sum += blast.get();
            }
            return Optional.of(Value.of(sum));
        }
        return circumstances.answer(function, args, instance.id());
    }
}
