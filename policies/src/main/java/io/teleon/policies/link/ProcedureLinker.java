package io.teleon.policies.link;

import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Parameter;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Task;
import io.teleon.policies.program.Type;
import io.teleon.policies.program.Value;
import io.teleon.policies.syntax.Diagnostic;
import io.teleon.policies.syntax.Expr;
import io.teleon.policies.syntax.Span;
import io.teleon.policies.syntax.Tree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Links procedures and tasks.
final class ProcedureLinker {

    private static final Duration HOLD = Duration.ofSeconds(60);
    private static final Pattern HOLE = Pattern.compile("\\{([A-Za-z_0-9]*)}");

    private final Unit unit;
    private final TemporalCounter temporals;
    private final DeclarationLinker declarations;

    ProcedureLinker(Unit unit, TemporalCounter temporals) {
        this.unit = unit;
        this.temporals = temporals;
        this.declarations = new DeclarationLinker(unit, temporals);
    }

    Procedure procedure(Tree.ProcedureItem item) {
        List<Parameter> parameters = declarations.parameters(item.params());
        Optional<Procedure.Goal> goal =
                item.goal()
                        .map(clause ->
                                new Procedure.Goal(
                                        clause.span(),
                                        clause.achieve()
                                                ? Procedure.GoalKind.ACHIEVE
                                                : Procedure.GoalKind.MAINTAIN,
                                        declarations.in(parameters).closed(clause.condition()),
                                        clause.within().map(declarations::duration)));
        List<Declaration.Use> uses =
                item.uses().stream().map(call -> declarations.use(call, parameters)).toList();
        List<Tree.RuleNode> nodes = new ArrayList<>(item.safety());
        nodes.addAll(item.rules());
        if (nodes.isEmpty()) {
            throw unit.error("TR007", item.name().span(), "a procedure without rules does nothing");
        }
        List<Rule> rules = new ArrayList<>();
        Map<String, Span> labels = new HashMap<>();
        boolean failed = false;
        for (Tree.RuleNode node : nodes) {
            Span there = labels.putIfAbsent(node.label().text(), node.label().span());
            try {
                if (there != null) {
                    throw unit.error(
                            Diagnostic.error(
                                            "TR006",
                                            node.label().span(),
                                            "there is a rule `" + node.label().text() + "` already")
                                    .notes(List.of(new Diagnostic.Note(there, "here"))));
                }
                rules.add(rule(node, parameters, goal.isPresent()));
            } catch (LinkError _) {
                failed = true;
            }
        }
        if (failed) {
            throw new LinkError();
        }
        return new Procedure(
                item.span(),
                declarations.name(item.name()),
                item.atomic(),
                parameters,
                goal,
                item.unknown().map(this::unknown).orElse(new Procedure.OnUnknown.Hold(HOLD)),
                uses,
                rules,
                item.safety().size());
    }

    private Procedure.OnUnknown unknown(Tree.UnknownClause clause) {
        return switch (clause.kind()) {
            case "skip" -> new Procedure.OnUnknown.Skip();
            case "escalate" -> new Procedure.OnUnknown.Escalate();
            default ->
                    new Procedure.OnUnknown.Hold(
                            clause.hold().map(declarations::duration).orElse(HOLD));
        };
    }

    private Rule rule(Tree.RuleNode node, List<Parameter> parameters, boolean hasGoal) {
        ExpressionLinker linker = declarations.in(parameters);
        List<Expression.Variable> free = List.of();
        Expression guard = new Expression.Always(node.label().span(), Types.BOOL);
        if (node.guard().isPresent()) {
            free = linker.open(node.guard().get());
            guard = linker.condition(node.guard().get());
        }
        Optional<Rule.Choose> choose =
                node.choose()
                        .map(clause ->
                                new Rule.Choose(
                                        clause.least() ? Rule.Direction.MIN : Rule.Direction.MAX,
                                        linker.quantity(clause.by())));
        Rule.Modifiers modifiers = modifiers(node, linker, hasGoal);
        Rule.Body body = body(node.body(), linker);
        List<Rule.Update> updates = new ArrayList<>();
        for (Tree.UpdateNode update : node.updates()) {
            updates.add(update(update, linker));
        }
        return new Rule(
                node.span(), node.label().text(), free, guard, choose, modifiers, body, updates);
    }

    private Rule.Modifiers modifiers(Tree.RuleNode node, ExpressionLinker linker, boolean hasGoal) {
        Map<String, Tree.Modifier> byKind = new HashMap<>();
        for (Tree.Modifier modifier : node.modifiers()) {
            if (byKind.putIfAbsent(modifier.kind(), modifier) != null) {
                throw unit.error(
                        "TR006", modifier.span(), "`" + modifier.kind() + "` stands here twice");
            }
        }
        Optional<Tree.Modifier> sustains = Optional.ofNullable(byKind.get("sustains"));
        if (sustains.isPresent() && !hasGoal) {
            throw unit.error(
                    "TR007",
                    sustains.get().span(),
                    "there is no goal that this rule could sustain");
        }
        Optional<Rule.AtMost> atMost =
                Optional.ofNullable(byKind.get("at"))
                        .map(m ->
                                new Rule.AtMost(
                                        declarations.whole(m.times().orElseThrow(), "how often"),
                                        declarations.duration(m.duration().orElseThrow())));
        return new Rule.Modifiers(
                Optional.ofNullable(byKind.get("while"))
                        .flatMap(Tree.Modifier::condition)
                        .map(linker::closed),
                Optional.ofNullable(byKind.get("until"))
                        .flatMap(Tree.Modifier::condition)
                        .map(linker::closed),
                duration(byKind, "min"),
                duration(byKind, "max"),
                duration(byKind, "cooldown"),
                atMost,
                sustains.isPresent());
    }

    private Optional<Duration> duration(Map<String, Tree.Modifier> byKind, String kind) {
        return Optional.ofNullable(byKind.get(kind))
                .flatMap(Tree.Modifier::duration)
                .map(declarations::duration);
    }

    private Rule.Body body(Tree.Body body, ExpressionLinker linker) {
        return switch (body.form()) {
            case "nothing" -> new Rule.Body.Nothing();
            case "all" ->
                    new Rule.Body.Parallel(
                            body.calls().stream().map(call -> invocation(call, linker)).toList());
            default ->
                    new Rule.Body.Sequence(
                            body.form().equals("repeat"),
                            body.calls().stream()
                                    .map(call ->
                                            new Rule.Step(
                                                    invocation(call, linker),
                                                    call.lasts().map(declarations::duration)))
                                    .toList());
        };
    }

    private Rule.Invocation invocation(Tree.CallNode node, ExpressionLinker linker) {
        Symbol target =
                unit.find(
                        node.call().name(),
                        "an action or procedure",
                        Symbol.Kind.ACTION,
                        Symbol.Kind.PROCEDURE);
        boolean action = target.kind() == Symbol.Kind.ACTION;
        if (!action && (node.approval().isPresent() || node.dryRun())) {
            throw unit.error(
                    Diagnostic.error("TR007", node.span(), "only an action is approved or run dry")
                            .help(
                                    "put `with` behind the actions inside `"
                                            + target.name().local()
                                            + "`"));
        }
        return new Rule.Invocation(
                node.span(),
                action ? Rule.Target.ACTION : Rule.Target.PROCEDURE,
                target.name(),
                new CallLinker(linker, unit, temporals, false)
                        .arguments(node.call(), target.arguments()),
                node.approval()
                        .map(role ->
                                new Rule.Approval(
                                        role.text(), node.timeout().map(declarations::duration))),
                node.dryRun());
    }

    private Rule.Update update(Tree.UpdateNode node, ExpressionLinker linker) {
        CallLinker calls = new CallLinker(linker, unit, temporals, false);
        return switch (node) {
            case Tree.UpdateNode.Remember remember -> {
                Symbol belief = unit.find(remember.belief().name(), "a belief", Symbol.Kind.BELIEF);
                if (belief.value().isPresent() != remember.value().isPresent()) {
                    throw unit.error(
                            "TR005",
                            remember.span(),
                            belief.value().isPresent()
                                    ? "this belief has a value: remember ... = ..."
                                    : "this belief has no value");
                }
                yield new Rule.Update.Remember(
                        remember.span(),
                        belief.name(),
                        calls.arguments(remember.belief(), belief.arguments()),
                        remember.value().map(e -> linker.value(e, belief.value())),
                        remember.ttl().map(declarations::duration));
            }
            case Tree.UpdateNode.Forget forget -> {
                Symbol belief = unit.find(forget.belief().name(), "a belief", Symbol.Kind.BELIEF);
                yield new Rule.Update.Forget(
                        forget.span(),
                        belief.name(),
                        calls.arguments(forget.belief(), belief.arguments()));
            }
            case Tree.UpdateNode.Notify notify ->
                    new Rule.Update.Notify(
                            notify.span(),
                            notify.topic().text(),
                            message(notify.message(), linker));
        };
    }

    private List<Expression> message(Tree.Word text, ExpressionLinker linker) {
        List<Expression> parts = new ArrayList<>();
        Matcher hole = HOLE.matcher(text.text());
        int from = 0;
        while (hole.find()) {
            constant(text, from, hole.start(), parts);
            parts.add(
                    linker.value(new Expr.Variable(text.span(), hole.group(1)), Optional.empty()));
            from = hole.end();
        }
        constant(text, from, text.text().length(), parts);
        return parts;
    }

    private static void constant(Tree.Word text, int from, int to, List<Expression> parts) {
        if (to > from) {
            parts.add(
                    new Expression.Constant(
                            text.span(),
                            Types.TEXT,
                            new Value.Text(text.text().substring(from, to))));
        }
    }

    Task task(Tree.TaskItem item) {
        Scope scope = new Scope(unit);
        List<Expression.Variable> variables = new ArrayList<>();
        for (Tree.Param param : item.each()) {
            Type type = unit.type(param.type().orElseThrow());
            if (!Types.isFinite(type)) {
                throw unit.error(
                        "TR021",
                        param.name().span(),
                        "there is no end of " + type.name() + " to have a task for");
            }
            variables.add(scope.open(param.name().span(), param.name().text(), type));
        }
        ExpressionLinker linker = new ExpressionLinker(scope, temporals);
        Symbol procedure = unit.find(item.run().name(), "a procedure", Symbol.Kind.PROCEDURE);
        Expression where =
                item.where()
                        .map(linker::closed)
                        .orElse(new Expression.Always(item.span(), Types.BOOL));
        List<Expression> arguments =
                new CallLinker(linker, unit, temporals, false)
                        .arguments(item.run(), procedure.arguments());
        Optional<Expression> priority = item.priority().map(e -> linker.value(e, Type.COUNT));
        return new Task(
                item.span(),
                declarations.name(item.name()),
                variables,
                where,
                procedure.name(),
                arguments,
                priority,
                item.limit().map(amount -> declarations.whole(amount, "a limit")));
    }
}
