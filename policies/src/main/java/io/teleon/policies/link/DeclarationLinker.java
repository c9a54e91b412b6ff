package io.teleon.policies.link;

import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Parameter;
import io.teleon.policies.program.Type;
import io.teleon.policies.syntax.Diagnostic;
import io.teleon.policies.syntax.Expr;
import io.teleon.policies.syntax.Tree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Links what a unit declares, except procedures and tasks.
final class DeclarationLinker {

    private final Unit unit;
    private final TemporalCounter temporals;

    DeclarationLinker(Unit unit, TemporalCounter temporals) {
        this.unit = unit;
        this.temporals = temporals;
    }

    Name name(Tree.Word word) {
        return new Name(unit.name(), word.text());
    }

    ExpressionLinker in(List<Parameter> parameters) {
        return new ExpressionLinker(Scope.of(unit, parameters), temporals);
    }

    Duration duration(Tree.Amount amount) {
        return in(List.of()).duration(amount);
    }

    /// A whole number of at least 1.
    int whole(Tree.Amount amount, String what) {
        if (amount.unit().isPresent()
                || !amount.number().matches("\\d{1,9}")
                || Integer.parseInt(amount.number()) < 1) {
            throw unit.error("TR009", amount.span(), what + " is a whole number of at least 1");
        }
        return Integer.parseInt(amount.number());
    }

    List<Parameter> parameters(List<Tree.Param> params) {
        List<Parameter> parameters = new ArrayList<>();
        for (Tree.Param param : params) {
            Tree.TypeRef type =
                    param.type()
                            .orElseThrow(() ->
                                    unit.error(
                                            Diagnostic.error(
                                                            "TR001",
                                                            param.name().span(),
                                                            "a parameter needs a type")
                                                    .help(
                                                            "write "
                                                                    + param.name().text()
                                                                    + ": link")));
            String name = param.name().text();
            if (parameters.stream().anyMatch(p -> p.name().equals(name))) {
                throw unit.error(
                        "TR006",
                        param.name().span(),
                        "there is a parameter `" + name + "` already");
            }
            parameters.add(new Parameter(name, unit.type(type)));
        }
        return parameters;
    }

    private List<Type> types(List<Tree.TypeRef> refs) {
        return refs.stream().map(unit::type).toList();
    }

    Declaration.Percept percept(Tree.PerceptItem item) {
        return new Declaration.Percept(
                item.span(),
                name(item.name()),
                finite(item.key(), item.name()),
                item.value().map(unit::type),
                duration(item.fresh()),
                item.forecast().map(Tree.Word::text));
    }

    /// Keys of facts: things and words, so that they can be searched and counted.
    private List<Type> finite(List<Tree.TypeRef> refs, Tree.Word name) {
        List<Type> types = types(refs);
        for (int i = 0; i < types.size(); i++) {
            if (!Types.isFinite(types.get(i))) {
                throw unit.error(
                        Diagnostic.error(
                                        "TR005",
                                        refs.get(i).span(),
                                        "`%s` cannot be keyed by %s"
                                                .formatted(
                                                        name.text(),
                                                        ExpressionLinker.kind(types.get(i))))
                                .help("keys are things of the network or words of enumerations"));
            }
        }
        return types;
    }

    Declaration.Event event(Tree.EventItem item) {
        return new Declaration.Event(
                item.span(), name(item.name()), types(item.arguments()), duration(item.keep()));
    }

    Declaration.Belief belief(Tree.BeliefItem item) {
        return new Declaration.Belief(
                item.span(),
                name(item.name()),
                finite(item.key(), item.name()),
                item.value().map(unit::type),
                item.ttl().map(this::duration));
    }

    Declaration.Resource resource(Tree.ResourceItem item) {
        return new Declaration.Resource(
                item.span(),
                name(item.name()),
                types(item.key()),
                item.capacity().map(amount -> whole(amount, "a capacity")).orElse(1));
    }

    Declaration.Clause clause(Tree.PredicateItem item, List<Parameter> parameters) {
        ExpressionLinker linker = in(parameters);
        List<Expression.Variable> free = linker.open(item.body());
        return new Declaration.Clause(item.span(), free, linker.condition(item.body()));
    }

    Declaration.Function function(Tree.FunctionItem item) {
        List<Parameter> parameters = parameters(item.params());
        Type value = unit.type(item.value());
        Expression body = in(parameters).value(item.body(), value);
        return new Declaration.Function(item.span(), name(item.name()), parameters, value, body);
    }

    Declaration.Action action(Tree.ActionItem item) {
        List<Parameter> parameters = parameters(item.params());
        List<Integer> key = key(item, parameters);
        Declaration.Kind kind =
                Declaration.Kind.valueOf(item.kind().text().toUpperCase(Locale.ROOT));
        Optional<Expression> effect = item.effect().map(e -> in(parameters).closed(e));
        return new Declaration.Action(
                item.span(),
                name(item.name()),
                parameters,
                kind,
                key,
                item.requires().map(e -> in(parameters).closed(e)),
                effect,
                item.within().map(this::duration),
                item.uses().stream().map(call -> use(call, parameters)).toList(),
                item.blast().map(e -> in(parameters).quantity(e)),
                item.undo().map(call -> undo(call, parameters)),
                Declaration.Handover.valueOf(
                        word(item.handover(), "break_first", List.of("break_first", "make_first"))),
                item.timeout().map(this::duration),
                Declaration.Risk.valueOf(
                        word(item.risk(), "medium", List.of("high", "low", "medium"))));
    }

    private String word(Optional<Tree.Word> word, String otherwise, List<String> words) {
        String text = word.map(Tree.Word::text).orElse(otherwise);
        if (word.isPresent() && !words.contains(text)) {
            throw unit.error(
                    "TR002",
                    word.get().span(),
                    "`%s` is none of %s".formatted(text, String.join(", ", words)));
        }
        return text.toUpperCase(Locale.ROOT);
    }

    private List<Integer> key(Tree.ActionItem item, List<Parameter> parameters) {
        List<String> names = parameters.stream().map(Parameter::name).toList();
        List<Integer> key = new ArrayList<>();
        for (Tree.Word word :
                item.key().orElse(item.params().stream().map(Tree.Param::name).toList())) {
            int at = names.indexOf(word.text());
            if (at < 0) {
                throw unit.error(
                        "TR002", word.span(), "the action has no parameter `" + word.text() + "`");
            }
            if (key.contains(at)) {
                throw unit.error(
                        "TR006", word.span(), "`" + word.text() + "` stands in the key twice");
            }
            key.add(at);
        }
        return key;
    }

    Declaration.Use use(Expr.Call call, List<Parameter> parameters) {
        ExpressionLinker linker = in(parameters);
        Symbol resource = unit.find(call.name(), "a resource", Symbol.Kind.RESOURCE);
        return new Declaration.Use(
                call.span(),
                resource.name(),
                new CallLinker(linker, unit, temporals, false)
                        .arguments(call, resource.arguments()));
    }

    private Declaration.Undo undo(Expr.Call call, List<Parameter> parameters) {
        ExpressionLinker linker = in(parameters);
        Symbol action = unit.find(call.name(), "an action", Symbol.Kind.ACTION);
        return new Declaration.Undo(
                call.span(),
                action.name(),
                new CallLinker(linker, unit, temporals, false).arguments(call, action.arguments()));
    }

    Declaration.Guardrail guardrail(Tree.GuardrailItem item) {
        List<Name> actions =
                item.actions().stream()
                        .map(word -> unit.find(word, "an action", Symbol.Kind.ACTION).name())
                        .toList();
        Expression require =
                new ExpressionLinker(new Scope(unit), temporals, true, false)
                        .closed(item.require());
        Declaration.Otherwise otherwise =
                switch (item.otherwise().text()) {
                    case "deny" -> new Declaration.Otherwise.Deny();
                    case "defer" -> new Declaration.Otherwise.Defer();
                    default ->
                            new Declaration.Otherwise.Ask(
                                    item.role().map(Tree.Word::text).orElse("operator"),
                                    item.timeout().map(this::duration).orElse(Duration.ofHours(1)));
                };
        return new Declaration.Guardrail(
                item.span(), name(item.name()), actions, require, otherwise);
    }
}
