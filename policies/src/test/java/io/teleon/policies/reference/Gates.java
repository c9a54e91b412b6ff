package io.teleon.policies.reference;

import io.teleon.policies.host.Circumstances;
import io.teleon.policies.host.Output;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Policy;
import io.teleon.policies.program.Program;
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

    enum Answer {
        PASSES,
        WAITS,
        BLOCKS
    }

    private record Start(long at, double blast) {}

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

    Answer pass(
            Instance instance,
            Wish wish,
            List<Value> arguments,
            Circumstances circumstances,
            Outcome out) {
        Declaration.Action action = instance.action;
        boolean required =
                action.requires()
                        .map(r -> meaning.truth(r, Bindings.of(arguments)) == Truth.TRUE)
                        .orElse(true);
        Policy.Mode level = level(wish);
        if (actions.halted || wish.held() || !required || level == Policy.Mode.OFF) {
            return Answer.WAITS;
        }
        if (level == Policy.Mode.SUGGEST || !standsAlone(wish, arguments)) {
            if (!instance.suggested) {
                instance.suggested = true;
                out.questions.add(
                        new Output.Suggested(
                                instance.id(),
                                arguments,
                                Actions.explanation(wish.task(), wish.path())));
            }
            return Answer.WAITS;
        }
        for (Declaration.Guardrail guardrail : program.guardrails()) {
            if (!guardrail.actions().isEmpty() && !guardrail.actions().contains(action.name())) {
                continue;
            }
            Truth truth =
                    meaning.alone(() ->
                            meaning.truth(
                                    guardrail.require(),
                                    (function, args) ->
                                            answer(
                                                    instance,
                                                    arguments,
                                                    function,
                                                    args,
                                                    circumstances)));
            Answer answer =
                    truth == Truth.TRUE
                            ? Answer.PASSES
                            : otherwise(guardrail, instance, wish, arguments, out);
            if (answer != Answer.PASSES) {
                return answer;
            }
        }
        if (level == Policy.Mode.APPROVE) {
            Answer answer = ask("autonomy", "operator", PATIENCE, instance, wish, arguments, out);
            if (answer != Answer.PASSES) {
                return answer;
            }
        }
        return wish.approval().isEmpty()
                ? Answer.PASSES
                : ask(
                        "call",
                        wish.approval().get().role(),
                        wish.approval().get().timeout().orElse(PATIENCE),
                        instance,
                        wish,
                        arguments,
                        out);
    }

    private boolean standsAlone(Wish wish, List<Value> arguments) {
        boolean firings =
                wish.path().stream()
                        .allMatch(place ->
                                actions.frames().standsAlone(place.frame(), place.firing()));
        Bindings bindings = Bindings.of(arguments);
        return firings
                && wish.action()
                        .requires()
                        .map(r -> meaning.alone(() -> meaning.truth(r, bindings)) == Truth.TRUE)
                        .orElse(true);
    }

    private Policy.Mode level(Wish wish) {
        Policy.Mode mode = actions.mode(wish.task());
        Policy.Mode own =
                mode == Policy.Mode.SHADOW || mode == Policy.Mode.DRY_RUN ? Policy.Mode.AUTO : mode;
        Policy.Mode set = actions.autonomy.getOrDefault(wish.action().name(), Policy.Mode.AUTO);
        return own.compareTo(set) <= 0 ? own : set;
    }

    private Answer otherwise(
            Declaration.Guardrail guardrail,
            Instance instance,
            Wish wish,
            List<Value> arguments,
            Outcome out) {
        return switch (guardrail.otherwise()) {
            case Declaration.Otherwise.Deny _ -> {
                block(wish, "denied by " + guardrail.name(), out);
                yield Answer.BLOCKS;
            }
            case Declaration.Otherwise.Defer _ -> Answer.WAITS;
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
    private Answer ask(
            String gate,
            String role,
            Duration timeout,
            Instance instance,
            Wish wish,
            List<Value> arguments,
            Outcome out) {
        Instance.Question asked = instance.questions.get(gate);
        if (asked != null && asked.granted().equals(Optional.of(true))) {
            return Answer.PASSES;
        }
        if (asked == null) {
            long until = meaning.known.now + Knowledge.micros(timeout);
            asked = new Instance.Question(++questions, role, until, Optional.empty());
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
            return Answer.WAITS;
        }
        boolean over = asked.granted().isEmpty() && meaning.known.now >= asked.until();
        if (over || asked.granted().equals(Optional.of(false))) {
            instance.questions.put(gate, asked.refused());
            if (over) {
                out.questions.add(new Output.ApprovalVoid(asked.number(), "nobody answered"));
            }
            block(wish, over ? "nobody answered" : "refused", out);
            return Answer.BLOCKS;
        }
        return Answer.WAITS;
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
        wish.frame()
                .ifPresent(frame ->
                        actions.frames().ledger(wish.task(), frame, wish.firing().rule).block =
                                Optional.of(reason));
        out.disturbed = true;
    }

    // --- circumstances: SEMANTICS 9.5

    void started(Instance instance) {
        starts.add(
                new Start(
                        meaning.known.now, blast(instance.action, instance.arguments).orElse(0.0)));
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
            long window = Math.round(((Value.Quantity) args.getFirst()).amount() * 1e6);
            double before =
                    starts.stream()
                            .filter(s -> s.at() > meaning.known.now - window)
                            .mapToDouble(Start::blast)
                            .sum();
            return blast(instance.action, arguments).map(blast -> Value.of(before + blast));
        }
        return circumstances.answer(function, args, instance.id());
    }
}
