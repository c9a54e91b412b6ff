package io.teleon.policies.link;

import io.teleon.policies.program.Type;
import io.teleon.policies.syntax.Expr;
import io.teleon.policies.syntax.Span;
import io.teleon.policies.syntax.Tree;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which variables an expression leaves open, and of what type they must be: that of the first
/// argument they stand for.
final class FreeVariables {

    private FreeVariables() {}

    /// Direct parts of an expression; the variables of quantifiers are none.
    static List<Expr> parts(Expr expression) {
        return switch (expression) {
            case Expr.Literal _, Expr.Text _, Expr.Variable _, Expr.Blank _, Expr.Bare _ ->
                    List.of();
            case Expr.Call call -> call.arguments();
            case Expr.Select select -> List.of(select.of());
            case Expr.Minus minus -> List.of(minus.of());
            case Expr.Not not -> List.of(not.of());
            case Expr.Binary binary -> List.of(binary.left(), binary.right());
            case Expr.If choice -> List.of(choice.condition(), choice.then(), choice.otherwise());
            case Expr.Exists exists -> List.of(exists.where());
            case Expr.Forall forall -> List.of(forall.where(), forall.holds());
            case Expr.ForAtLeast lasting -> List.of(lasting.condition());
            case Expr.Latched latched -> List.of(latched.on(), latched.off());
            case Expr.Aggregate aggregate ->
                    java.util.stream.Stream.concat(
                                    aggregate.of().stream(),
                                    java.util.stream.Stream.of(aggregate.condition()))
                            .toList();
        };
    }

    /// Names bound by the expression itself.
    private static Set<String> bound(Expr expression) {
        Set<String> bound = new HashSet<>();
        switch (expression) {
            case Expr.Exists exists -> exists.params().forEach(p -> bound.add(p.name().text()));
            case Expr.Forall forall -> forall.params().forEach(p -> bound.add(p.name().text()));
            case Expr.Aggregate aggregate -> bound.addAll(counted(aggregate).keySet());
            default -> {}
        }
        return bound;
    }

    /// What an aggregate ranges over: the variables it counts, or all that its parts leave open.
    static Map<String, Span> ofAggregate(Expr.Aggregate aggregate, Scope scope) {
        if (aggregate.kind().text().equals("count")) {
            return counted(aggregate);
        }
        Map<String, Span> names = new LinkedHashMap<>();
        aggregate.of().forEach(of -> collect(of, scope, Set.of(), names));
        collect(aggregate.condition(), scope, Set.of(), names);
        return names;
    }

    private static Map<String, Span> counted(Expr.Aggregate aggregate) {
        Map<String, Span> names = new LinkedHashMap<>();
        for (Expr of : aggregate.of()) {
            if (of instanceof Expr.Variable(Span span, String name)) {
                names.putIfAbsent(name, span);
            }
        }
        return names;
    }

    /// Open variables in the order in which they appear.
    static Map<String, Span> of(Expr expression, Scope scope) {
        Map<String, Span> names = new LinkedHashMap<>();
        collect(expression, scope, Set.of(), names);
        return names;
    }

    private static void collect(
            Expr expression, Scope scope, Set<String> hidden, Map<String, Span> names) {
        if (expression instanceof Expr.Variable(Span span, String name)) {
            if (!scope.has(name) && !hidden.contains(name)) {
                names.putIfAbsent(name, span);
            }
            return;
        }
        if (expression instanceof Expr.Aggregate aggregate
                && !aggregate.kind().text().equals("count")) {
            // It ranges over all that its parts leave open, so nothing is left.
            return;
        }
        Set<String> bound = bound(expression);
        if (!bound.isEmpty()) {
            bound.addAll(hidden);
        }
        for (Expr part : parts(expression)) {
            collect(part, scope, bound.isEmpty() ? hidden : bound, names);
        }
    }

    /// The type of a variable by where it stands.
    static Optional<Type> type(String name, Expr expression, Scope scope) {
        if (binds(expression, name)) {
            return Optional.empty();
        }
        if (expression instanceof Expr.Call(_, Tree.Word callee, List<Expr> arguments)) {
            Optional<Symbol> symbol = scope.unit().find(callee.text());
            for (int i = 0; symbol.isPresent() && i < arguments.size(); i++) {
                boolean here =
                        arguments.get(i) instanceof Expr.Variable(_, String argument)
                                && argument.equals(name);
                if (here && i < symbol.get().arguments().size()) {
                    return Optional.of(symbol.get().arguments().get(i));
                }
            }
        }
        for (Expr part : parts(expression)) {
            Optional<Type> found = type(name, part, scope);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static boolean binds(Expr expression, String name) {
        return switch (expression) {
            case Expr.Exists exists ->
                    exists.params().stream().anyMatch(p -> p.name().text().equals(name));
            case Expr.Forall forall ->
                    forall.params().stream().anyMatch(p -> p.name().text().equals(name));
            default -> false;
        };
    }

    /// Variables that every way to make the condition true binds, because they stand in something
    /// that is observed, remembered or derived there and not denied (range restriction).
    static Set<String> restricted(Expr condition, Scope scope) {
        Set<String> names = new HashSet<>();
        switch (condition) {
            case Expr.Binary binary when binary.operator().equals("or") -> {
                names.addAll(restricted(binary.left(), scope));
                names.retainAll(restricted(binary.right(), scope));
            }
            case Expr.Not _, Expr.Forall _ -> {}
            case Expr.Latched latched -> names.addAll(restricted(latched.on(), scope));
            case Expr.If choice -> names.addAll(restricted(choice.condition(), scope));
            case Expr.Call call -> {
                for (Expr argument : call.arguments()) {
                    if (argument instanceof Expr.Variable(_, String name)) {
                        names.add(name);
                    } else {
                        names.addAll(restricted(argument, scope));
                    }
                }
            }
            default -> parts(condition).forEach(part -> names.addAll(restricted(part, scope)));
        }
        return names;
    }
}
