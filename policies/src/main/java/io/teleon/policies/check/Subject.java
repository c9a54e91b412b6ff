package io.teleon.policies.check;

import io.teleon.policies.entail.Budget;
import io.teleon.policies.entail.Prover;
import io.teleon.policies.entail.Scope;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Rule;
import io.teleon.policies.syntax.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A program under examination, with what several checks ask of it.
final class Subject {

    /// Steps of proof for the whole program: some seconds.
    private static final long STEPS = 3_000_000;

    private static final int MOST_REACHED = 256;
    private static final int DEEPEST = 16;

    private final Program program;
    private final Prover prover;
    private final Facts facts;
    private final Map<Name, Declaration.Action> actions;
    private final Map<Name, Procedure> procedures;
    private final Map<Name, Declaration.Percept> percepts;
    private final Map<Name, Declaration.Belief> beliefs;
    private final Map<Name, Declaration.Resource> resources;

    Subject(Program program) {
        this.program = program;
        this.prover = new Prover(program, new Budget(STEPS));
        this.facts = new Facts(program);
        this.actions = program.actionsByName();
        this.procedures = program.proceduresByName();
        this.percepts = program.perceptsByName();
        this.beliefs = program.beliefsByName();
        this.resources = program.resourcesByName();
    }

    Program program() {
        return program;
    }

    Prover prover() {
        return prover;
    }

    Facts facts() {
        return facts;
    }

    Declaration.Action action(Name name) {
        return there(actions, name);
    }

    Procedure procedure(Name name) {
        return there(procedures, name);
    }

    Declaration.Resource resource(Name name) {
        return there(resources, name);
    }

    Optional<Declaration.Percept> percept(Name name) {
        return Optional.ofNullable(percepts.get(name));
    }

    Optional<Declaration.Belief> belief(Name name) {
        return Optional.ofNullable(beliefs.get(name));
    }

    private static <T> T there(Map<Name, T> all, Name name) {
        return Optional.ofNullable(all.get(name))
                .orElseThrow(() -> new IllegalStateException(name + " is not in the program"));
    }

    /// What the variables of a rule stand for: themselves.
    static Scope scope(Procedure procedure, Rule rule) {
        return Scope.of(procedure.parameters()).withFree(rule.free(), "@" + rule.label());
    }

    static List<Rule.Invocation> calls(Rule rule) {
        return switch (rule.body()) {
            case Rule.Body.Nothing _ -> List.of();
            case Rule.Body.Parallel(List<Rule.Invocation> calls) -> calls;
            case Rule.Body.Sequence(_, List<Rule.Step> steps) ->
                    steps.stream().map(Rule.Step::call).toList();
        };
    }

    /// The actions that a rule calls, itself or through procedures, each procedure once.
    List<Reached> reached(Procedure procedure, Rule rule) {
        List<Reached> reached = new ArrayList<>();
        Set<Name> seen = new HashSet<>(Set.of(procedure.name()));
        for (Rule.Invocation call : calls(rule)) {
            reach(call, call, scope(procedure, rule), new HashSet<>(seen), 0, reached);
        }
        return reached;
    }

    List<Reached> reached(Procedure procedure, Rule rule, Rule.Invocation call) {
        List<Reached> reached = new ArrayList<>();
        Set<Name> seen = new HashSet<>(Set.of(procedure.name()));
        reach(call, call, scope(procedure, rule), seen, 0, reached);
        return reached;
    }

    private void reach(
            Rule.Invocation first,
            Rule.Invocation call,
            Scope scope,
            Set<Name> seen,
            int depth,
            List<Reached> reached) {
        if (reached.size() >= MOST_REACHED || depth > DEEPEST) {
            return;
        }
        Scope inner = Scope.ofCall(call.arguments(), scope);
        switch (call.target()) {
            case ACTION -> reached.add(new Reached(first, depth == 0, action(call.name()), inner));
            case PROCEDURE -> {
                Procedure callee = procedure(call.name());
                if (seen.add(callee.name())) {
                    for (Rule rule : callee.rules()) {
                        Scope there =
                                inner.withFree(
                                        rule.free(), "@" + callee.name() + "." + rule.label());
                        for (Rule.Invocation next : calls(rule)) {
                            reach(first, next, there, seen, depth + 1, reached);
                        }
                    }
                }
            }
        }
    }

    /// The greatest risk of what a rule does, LOW where it does nothing.
    Declaration.Risk risk(Procedure procedure, Rule rule) {
        Declaration.Risk risk = Declaration.Risk.LOW;
        for (Reached one : reached(procedure, rule)) {
            if (one.action().risk().compareTo(risk) > 0) {
                risk = one.action().risk();
            }
        }
        return risk;
    }

    /// Whether the engine may let it fire while it cannot see, as SEMANTICS.md 5.3 says.
    boolean isHarmless(Rule rule) {
        return calls(rule).stream()
                .allMatch(call ->
                        call.target() == Rule.Target.ACTION && action(call.name()).harmless());
    }

    /// Whether it changes anything in the network, or only tells somebody.
    static boolean touches(Declaration.Action action) {
        return !action.harmless()
                && !(action.uses().isEmpty()
                        && action.blast().isEmpty()
                        && action.effect().isEmpty());
    }

    /// Whether it can come to rest though its guard holds, because it says so itself.
    static boolean isLimited(Rule rule) {
        Rule.Modifiers m = rule.modifiers();
        return m.max().isPresent() || m.cooldown().isPresent() || m.atMost().isPresent();
    }

    static boolean isOtherwise(Rule rule) {
        return rule.guard() instanceof Expression.Always;
    }

    /// The label of a rule in its text.
    static Span label(Rule rule) {
        Span span = rule.span();
        return new Span(
                span.file(),
                span.line(),
                span.column(),
                span.from(),
                Math.min(span.to(), span.from() + rule.label().length()));
    }

    /// A percept whose readings tremble: measured often, and neither a count nor a word.
    boolean isNoisy(Name fact) {
        return percept(fact)
                .filter(p -> p.fresh().compareTo(java.time.Duration.ofMinutes(1)) <= 0)
                .flatMap(Declaration.Percept::value)
                .filter(type ->
                        type instanceof io.teleon.policies.program.Type.Quantity
                                && !type.equals(io.teleon.policies.program.Type.COUNT))
                .isPresent();
    }
}
