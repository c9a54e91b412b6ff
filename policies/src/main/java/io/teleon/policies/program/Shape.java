package io.teleon.policies.program;

import io.teleon.policies.syntax.Span;
import java.util.List;

/// What is written, without where it is written: places in files, the slots of variables and the
/// numbers of temporal operators are all made alike. Two declarations are equal in this form
/// exactly if they say the same in the same words; neither layout nor what stands around them
/// matters.
///
/// Slots and numbers may go because names say the same: within one declaration a name that is bound
/// around an expression is one variable.
public final class Shape {

    private Shape() {}

    public static Expression of(Expression expression) {
        return switch (expression) {
            case Expression.Constant x -> new Expression.Constant(Span.NONE, x.type(), x.value());
            case Expression.Variable x -> of(x);
            case Expression.Read x -> of(x);
            case Expression.Call x ->
                    new Expression.Call(Span.NONE, x.type(), x.callee(), all(x.arguments()));
            case Expression.Arithmetic x ->
                    new Expression.Arithmetic(
                            Span.NONE, x.type(), x.operator(), of(x.left()), of(x.right()));
            case Expression.Builtin x ->
                    new Expression.Builtin(Span.NONE, x.type(), x.function(), all(x.arguments()));
            case Expression.Conditional x ->
                    new Expression.Conditional(
                            Span.NONE,
                            x.type(),
                            of(x.condition()),
                            of(x.then()),
                            of(x.otherwise()));
            case Expression.Aggregate x ->
                    new Expression.Aggregate(
                            Span.NONE,
                            x.type(),
                            x.kind(),
                            variables(x.variables()),
                            x.of().map(Shape::of),
                            of(x.condition()));
            case Expression.EventCount x ->
                    new Expression.EventCount(
                            Span.NONE,
                            x.type(),
                            x.event(),
                            x.pattern().stream().map(part -> part.map(Shape::of)).toList(),
                            x.window());
            case Expression.Over x ->
                    new Expression.Over(
                            Span.NONE, x.type(), 0, of(x.read()), x.window(), x.statistic());
            case Expression.Forecast x ->
                    new Expression.Forecast(
                            Span.NONE, x.type(), of(x.read()), x.horizon(), x.field());
            case Expression.Probability x ->
                    new Expression.Probability(
                            Span.NONE,
                            x.type(),
                            of(x.read()),
                            x.operator(),
                            of(x.bound()),
                            x.horizon());
            case Expression.TimeTo x ->
                    new Expression.TimeTo(
                            Span.NONE,
                            x.type(),
                            of(x.read()),
                            x.operator(),
                            of(x.bound()),
                            x.quantile());
            case Expression.Age x ->
                    new Expression.Age(Span.NONE, x.type(), x.fact(), all(x.arguments()));
            case Expression.Circumstance x ->
                    new Expression.Circumstance(Span.NONE, x.type(), x.name(), all(x.arguments()));
            case Expression.Holds x ->
                    new Expression.Holds(Span.NONE, x.type(), x.relation(), all(x.arguments()));
            case Expression.Comparison x ->
                    new Expression.Comparison(
                            Span.NONE, x.type(), x.operator(), of(x.left()), of(x.right()));
            case Expression.And x -> new Expression.And(Span.NONE, x.type(), all(x.parts()));
            case Expression.Or x -> new Expression.Or(Span.NONE, x.type(), all(x.parts()));
            case Expression.Not x -> new Expression.Not(Span.NONE, x.type(), of(x.condition()));
            case Expression.Exists x ->
                    new Expression.Exists(
                            Span.NONE, x.type(), variables(x.variables()), of(x.condition()));
            case Expression.Forall x ->
                    new Expression.Forall(
                            Span.NONE,
                            x.type(),
                            variables(x.variables()),
                            of(x.where()),
                            of(x.holds()));
            case Expression.ForAtLeast x ->
                    new Expression.ForAtLeast(
                            Span.NONE,
                            x.type(),
                            0,
                            variables(x.cell()),
                            of(x.condition()),
                            x.least(),
                            x.within());
            case Expression.Latched x ->
                    new Expression.Latched(
                            Span.NONE, x.type(), 0, variables(x.cell()), of(x.on()), of(x.off()));
            case Expression.Known x -> new Expression.Known(Span.NONE, x.type(), of(x.of()));
            case Expression.Always x -> new Expression.Always(Span.NONE, x.type());
        };
    }

    public static List<Expression> all(List<Expression> expressions) {
        return expressions.stream().map(Shape::of).toList();
    }

    public static List<Expression.Variable> variables(List<Expression.Variable> variables) {
        return variables.stream().map(Shape::of).toList();
    }

    private static Expression.Variable of(Expression.Variable variable) {
        return new Expression.Variable(Span.NONE, variable.type(), variable.name(), 0);
    }

    private static Expression.Read of(Expression.Read read) {
        return new Expression.Read(Span.NONE, read.type(), read.fact(), all(read.arguments()));
    }

    // --- rules

    public static Rule of(Rule rule) {
        return new Rule(
                Span.NONE,
                rule.label(),
                variables(rule.free()),
                of(rule.guard()),
                rule.choose().map(c -> new Rule.Choose(c.direction(), of(c.by()))),
                of(rule.modifiers()),
                of(rule.body()),
                rule.updates().stream().map(Shape::of).toList());
    }

    private static Rule.Modifiers of(Rule.Modifiers modifiers) {
        return new Rule.Modifiers(
                modifiers.whileHolds().map(Shape::of),
                modifiers.untilHolds().map(Shape::of),
                modifiers.min(),
                modifiers.max(),
                modifiers.cooldown(),
                modifiers.atMost(),
                modifiers.sustainsGoal());
    }

    private static Rule.Body of(Rule.Body body) {
        return switch (body) {
            case Rule.Body.Nothing nothing -> nothing;
            case Rule.Body.Parallel parallel ->
                    new Rule.Body.Parallel(parallel.calls().stream().map(Shape::of).toList());
            case Rule.Body.Sequence sequence ->
                    new Rule.Body.Sequence(
                            sequence.repeat(),
                            sequence.steps().stream()
                                    .map(step -> new Rule.Step(of(step.call()), step.duration()))
                                    .toList());
        };
    }

    private static Rule.Invocation of(Rule.Invocation call) {
        return new Rule.Invocation(
                Span.NONE,
                call.target(),
                call.name(),
                all(call.arguments()),
                call.approval(),
                call.dryRun());
    }

    private static Rule.Update of(Rule.Update update) {
        return switch (update) {
            case Rule.Update.Remember x ->
                    new Rule.Update.Remember(
                            Span.NONE,
                            x.belief(),
                            all(x.arguments()),
                            x.value().map(Shape::of),
                            x.ttl());
            case Rule.Update.Forget x ->
                    new Rule.Update.Forget(Span.NONE, x.belief(), all(x.arguments()));
            case Rule.Update.Notify x ->
                    new Rule.Update.Notify(Span.NONE, x.topic(), all(x.message()));
        };
    }

    // --- declarations

    public static Declaration of(Declaration declaration) {
        return switch (declaration) {
            case Declaration.Percept x ->
                    new Declaration.Percept(
                            Span.NONE, x.name(), x.key(), x.value(), x.fresh(), x.forecast());
            case Declaration.Event x ->
                    new Declaration.Event(Span.NONE, x.name(), x.arguments(), x.keep());
            case Declaration.Belief x ->
                    new Declaration.Belief(Span.NONE, x.name(), x.key(), x.value(), x.ttl());
            case Declaration.Predicate x ->
                    new Declaration.Predicate(
                            Span.NONE,
                            x.name(),
                            x.parameters(),
                            x.clauses().stream()
                                    .map(clause ->
                                            new Declaration.Clause(
                                                    Span.NONE,
                                                    variables(clause.free()),
                                                    of(clause.body())))
                                    .toList());
            case Declaration.Function x ->
                    new Declaration.Function(
                            Span.NONE, x.name(), x.parameters(), x.value(), of(x.body()));
            case Declaration.Resource x ->
                    new Declaration.Resource(Span.NONE, x.name(), x.key(), x.capacity());
            case Declaration.Action x ->
                    new Declaration.Action(
                            Span.NONE,
                            x.name(),
                            x.parameters(),
                            x.kind(),
                            x.key(),
                            x.requires().map(Shape::of),
                            x.effect().map(Shape::of),
                            x.within(),
                            uses(x.uses()),
                            x.blast().map(Shape::of),
                            x.undo()
                                    .map(undo ->
                                            new Declaration.Undo(
                                                    Span.NONE,
                                                    undo.action(),
                                                    all(undo.arguments()))),
                            x.handover(),
                            x.timeout(),
                            x.risk());
            case Declaration.Guardrail x ->
                    new Declaration.Guardrail(
                            Span.NONE, x.name(), x.actions(), of(x.require()), x.otherwise());
        };
    }

    private static List<Declaration.Use> uses(List<Declaration.Use> uses) {
        return uses.stream()
                .map(use -> new Declaration.Use(Span.NONE, use.resource(), all(use.arguments())))
                .toList();
    }

    public static Procedure of(Procedure procedure) {
        return new Procedure(
                Span.NONE,
                procedure.name(),
                procedure.atomic(),
                procedure.parameters(),
                procedure
                        .goal()
                        .map(goal ->
                                new Procedure.Goal(
                                        Span.NONE,
                                        goal.kind(),
                                        of(goal.condition()),
                                        goal.within())),
                procedure.onUnknown(),
                uses(procedure.uses()),
                procedure.rules().stream().map(Shape::of).toList(),
                procedure.safety());
    }

    public static Task of(Task task) {
        return new Task(
                Span.NONE,
                task.name(),
                variables(task.variables()),
                of(task.where()),
                task.procedure(),
                all(task.arguments()),
                task.priority().map(Shape::of),
                task.limit());
    }

    // --- programs

    public static Program of(Program program) {
        return new Program(
                program.policies(),
                each(program.percepts(), Declaration.Percept.class),
                each(program.events(), Declaration.Event.class),
                each(program.beliefs(), Declaration.Belief.class),
                each(program.predicates(), Declaration.Predicate.class),
                each(program.functions(), Declaration.Function.class),
                each(program.resources(), Declaration.Resource.class),
                each(program.actions(), Declaration.Action.class),
                program.procedures().stream().map(Shape::of).toList(),
                program.tasks().stream().map(Shape::of).toList(),
                each(program.guardrails(), Declaration.Guardrail.class),
                program.temporalOperators());
    }

    private static <D extends Declaration> List<D> each(List<D> declarations, Class<D> kind) {
        return declarations.stream().map(Shape::of).map(kind::cast).toList();
    }
}
