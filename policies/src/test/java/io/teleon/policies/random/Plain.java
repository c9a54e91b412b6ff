package io.teleon.policies.random;

import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Policy;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Task;
import io.teleon.policies.program.Type;
import io.teleon.policies.program.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Random programs in which nothing is taken from what is unknown on purpose, and nobody gives way
/// to another: those that SEMANTICS 11 makes its promise about the unknown for.
final class Plain {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Plain() {}

    /// Without `skip`, rules with variables of their own, conditions of tasks, limits, priorities,
    /// resources and questions; with sequences instead of calls at the same time, so that much
    /// begins while nothing else happens. Empty where `known` or `age` are asked.
    static Optional<Program> of(Program program) {
        String text = Dump.of(program);
        if (text.contains("known(") || text.contains("age(")) {
            return Optional.empty();
        }
        List<Procedure> procedures = new ArrayList<>();
        for (Procedure procedure : program.procedures()) {
            Optional<Procedure> plain = of(procedure);
            if (plain.isEmpty()) {
                return Optional.empty();
            }
            procedures.add(plain.get());
        }
        return Optional.of(
                new Program(
                        List.of(new Policy("p", "1", "test", Policy.Mode.AUTO)),
                        program.percepts().stream().map(Plain::of).toList(),
                        program.events(),
                        program.beliefs(),
                        program.predicates(),
                        program.functions(),
                        program.resources(),
                        program.actions().stream().map(Plain::of).toList(),
                        procedures,
                        program.tasks().stream().map(Plain::of).toList(),
                        program.guardrails().stream().map(Plain::of).toList(),
                        program.temporalOperators()));
    }

    /// What is stale soon is unknown often.
    private static Declaration.Percept of(Declaration.Percept percept) {
        return new Declaration.Percept(
                percept.span(),
                percept.name(),
                percept.key(),
                percept.value(),
                percept.value().isPresent() ? percept.fresh() : SOON,
                percept.forecast());
    }

    private static Optional<Procedure> of(Procedure procedure) {
        List<Rule> rules = new ArrayList<>();
        int safety = 0;
        for (int i = 0; i < procedure.rules().size(); i++) {
            Rule rule = procedure.rules().get(i);
            if (rule.free().isEmpty()) {
                rules.add(of(rule));
                safety += i < procedure.safety() ? 1 : 0;
            }
        }
        if (rules.isEmpty()) {
            return Optional.empty();
        }
        Procedure.OnUnknown onUnknown =
                procedure.onUnknown() instanceof Procedure.OnUnknown.Skip
                        ? new Procedure.OnUnknown.Hold(PATIENCE)
                        : procedure.onUnknown();
        return Optional.of(
                new Procedure(
                        procedure.span(),
                        procedure.name(),
                        false,
                        procedure.parameters(),
                        procedure.goal(),
                        onUnknown,
                        List.of(),
                        rules,
                        safety));
    }

    private static Rule of(Rule rule) {
        Rule.Body body =
                switch (rule.body()) {
                    case Rule.Body.Nothing nothing -> nothing;
                    case Rule.Body.Parallel parallel ->
                            new Rule.Body.Sequence(
                                    true,
                                    parallel.calls().stream()
                                            .map(c -> new Rule.Step(of(c), Optional.of(SOON)))
                                            .toList());
                    case Rule.Body.Sequence sequence ->
                            new Rule.Body.Sequence(
                                    sequence.repeat(),
                                    sequence.steps().stream()
                                            .map(s -> new Rule.Step(of(s.call()), s.duration()))
                                            .toList());
                };
        return new Rule(
                rule.span(),
                rule.label(),
                rule.free(),
                rule.guard(),
                Optional.empty(),
                rule.modifiers(),
                body,
                rule.updates());
    }

    private static Rule.Invocation of(Rule.Invocation call) {
        return new Rule.Invocation(
                call.span(),
                call.target(),
                call.name(),
                call.arguments(),
                Optional.empty(),
                call.dryRun());
    }

    private static Declaration.Action of(Declaration.Action action) {
        return new Declaration.Action(
                action.span(),
                action.name(),
                action.parameters(),
                action.kind(),
                action.key(),
                action.requires(),
                action.effect(),
                action.within(),
                List.of(),
                Optional.empty(),
                action.undo(),
                Declaration.Handover.MAKE_FIRST,
                action.timeout(),
                Declaration.Risk.HIGH);
    }

    private static Task of(Task task) {
        return new Task(
                task.span(),
                task.name(),
                task.variables(),
                Expressions.always(),
                task.procedure(),
                task.arguments(),
                Optional.empty(),
                Optional.empty());
    }

    private static Declaration.Guardrail of(Declaration.Guardrail guardrail) {
        return new Declaration.Guardrail(
                guardrail.span(),
                guardrail.name(),
                guardrail.actions(),
                guardrail.require(),
                new Declaration.Otherwise.Defer());
    }

    /// A condition of a declaration, and the types of its parameters.
    record Condition(Expression condition, List<Type> parameters) {}

    /// All that decides about what is done.
    static List<Condition> conditions(Program program) {
        List<Condition> all = new ArrayList<>();
        for (Procedure procedure : program.procedures()) {
            List<Type> types = Expressions.types(procedure.parameters());
            procedure.goal().ifPresent(goal -> all.add(new Condition(goal.condition(), types)));
            for (Rule rule : procedure.rules()) {
                all.add(new Condition(rule.guard(), types));
                rule.modifiers().whileHolds().ifPresent(c -> all.add(new Condition(c, types)));
                rule.modifiers().untilHolds().ifPresent(c -> all.add(new Condition(c, types)));
            }
        }
        for (Declaration.Action action : program.actions()) {
            List<Type> types = Expressions.types(action.parameters());
            action.requires().ifPresent(c -> all.add(new Condition(c, types)));
            action.effect().ifPresent(c -> all.add(new Condition(c, types)));
        }
        program.guardrails().forEach(g -> all.add(new Condition(g.require(), List.of())));
        return all;
    }

    /// Values that the random worlds have.
    static List<Value> values(Type type) {
        return switch (type) {
            case Type.Entity(String name) ->
                    List.of(0, 1, 2).stream()
                            .map(i -> (Value) new Value.Entity(name, name.charAt(0) + "" + i))
                            .toList();
            case Type.Enumeration words ->
                    words.words().stream().map(word -> (Value) new Value.Word(word)).toList();
            case Type.Bool _ -> List.of(new Value.Bool(false), new Value.Bool(true));
            case Type.Quantity _ ->
                    List.of(0, 1, 2, 3, 4, 5).stream().map(i -> (Value) Value.of(i)).toList();
            case Type.Text _ -> List.of(new Value.Text("a"), new Value.Text("b"));
        };
    }
}
