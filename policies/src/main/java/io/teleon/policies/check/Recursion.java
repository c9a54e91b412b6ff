package io.teleon.policies.check;

import io.teleon.policies.entail.Claim;
import io.teleon.policies.entail.Scope;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Parameter;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Type;
import io.teleon.policies.program.Value;
import io.teleon.policies.syntax.Diagnostic;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// TR033: procedures that call themselves without an end.
///
/// What ends: a number among the parameters goes down by a constant along every way round, and the
/// guard keeps it from going below some bound.
final class Recursion implements Check {

    /// Below anything a program may mean by a bound.
    private static final double FAR_BELOW = -1e15;

    private record Edge(Procedure caller, Rule rule, Rule.Invocation call) {}

    @Override
    public List<Diagnostic> check(Subject subject) {
        Map<Name, List<Edge>> edges = new TreeMap<>();
        for (Procedure procedure : subject.program().procedures()) {
            List<Edge> out = new ArrayList<>();
            for (Rule rule : procedure.rules()) {
                for (Rule.Invocation call : Subject.calls(rule)) {
                    if (call.target() == Rule.Target.PROCEDURE) {
                        out.add(new Edge(procedure, rule, call));
                    }
                }
            }
            edges.put(procedure.name(), out);
        }
        List<Diagnostic> found = new ArrayList<>();
        Set<Name> told = new HashSet<>();
        for (Procedure procedure : subject.program().procedures()) {
            if (!told.contains(procedure.name())) {
                Optional<List<Edge>> round = round(procedure.name(), edges);
                if (round.isPresent()) {
                    round.get().forEach(edge -> told.add(edge.caller().name()));
                    if (!ends(subject, procedure, edges)) {
                        found.add(finding(round.get()));
                    }
                }
            }
        }
        return found;
    }

    /// The shortest way from a procedure back to itself.
    private static Optional<List<Edge>> round(Name start, Map<Name, List<Edge>> edges) {
        Map<Name, Edge> from = new TreeMap<>();
        Deque<Name> todo = new ArrayDeque<>(List.of(start));
        while (!todo.isEmpty()) {
            Name name = todo.poll();
            for (Edge edge : edges.getOrDefault(name, List.of())) {
                if (edge.call().name().equals(start)) {
                    return Optional.of(way(start, edge, from));
                }
                if (from.putIfAbsent(edge.call().name(), edge) == null) {
                    todo.add(edge.call().name());
                }
            }
        }
        return Optional.empty();
    }

    private static List<Edge> way(Name start, Edge last, Map<Name, Edge> from) {
        List<Edge> way = new ArrayList<>(List.of(last));
        while (!way.getFirst().caller().name().equals(start)) {
            way.addFirst(
                    Optional.ofNullable(from.get(way.getFirst().caller().name())).orElseThrow());
        }
        return way;
    }

    /// Whether some number goes down along every call on a way round: only calls of the procedure
    /// itself are understood.
    private static boolean ends(Subject subject, Procedure procedure, Map<Name, List<Edge>> edges) {
        List<Edge> own =
                edges.getOrDefault(procedure.name(), List.of()).stream()
                        .filter(edge -> edge.call().name().equals(procedure.name()))
                        .toList();
        List<Edge> others =
                edges.getOrDefault(procedure.name(), List.of()).stream()
                        .filter(edge -> !edge.call().name().equals(procedure.name()))
                        .toList();
        for (Edge edge : others) {
            if (leads(edge.call().name(), procedure.name(), edges)) {
                return false;
            }
        }
        for (int place = 0; place < procedure.parameters().size(); place++) {
            int at = place;
            if (procedure.parameters().get(at).type() instanceof Type.Quantity
                    && own.stream().allMatch(edge -> goesDown(subject, edge, at))) {
                return true;
            }
        }
        return false;
    }

    private static boolean leads(Name from, Name to, Map<Name, List<Edge>> edges) {
        Set<Name> seen = new HashSet<>(Set.of(from));
        Deque<Name> todo = new ArrayDeque<>(List.of(from));
        while (!todo.isEmpty()) {
            for (Edge edge : edges.getOrDefault(todo.poll(), List.of())) {
                if (edge.call().name().equals(to)) {
                    return true;
                }
                if (seen.add(edge.call().name())) {
                    todo.add(edge.call().name());
                }
            }
        }
        return false;
    }

    private static boolean goesDown(Subject subject, Edge edge, int place) {
        if (!(edge.call().arguments().get(place)
                        instanceof
                        Expression.Arithmetic(
                                _,
                                _,
                                Expression.Arithmetic.Operator operator,
                                Expression.Variable variable,
                                Expression.Constant(_, Type type, Value.Quantity(double step))))
                || operator != Expression.Arithmetic.Operator.MINUS
                || variable.slot() != place
                || step <= 0) {
            return false;
        }
        Scope scope = Subject.scope(edge.caller(), edge.rule());
        Parameter parameter = edge.caller().parameters().get(place);
        Expression below =
                new Expression.Comparison(
                        edge.call().span(),
                        new Type.Bool(),
                        Expression.Comparison.Operator.LESS,
                        new Expression.Variable(
                                edge.call().span(), parameter.type(), parameter.name(), place),
                        new Expression.Constant(edge.call().span(), type, Value.of(FAR_BELOW)));
        return subject.prover()
                .contradiction(
                        List.of(
                                Claim.isTrue(edge.rule().guard(), scope, 0),
                                Claim.isTrue(below, scope, 1)))
                .isProved();
    }

    private static Diagnostic finding(List<Edge> round) {
        Edge first = round.getFirst();
        List<String> names = new ArrayList<>();
        round.forEach(edge -> names.add(edge.caller().name().local()));
        names.add(first.caller().name().local());
        List<Diagnostic.Note> notes =
                round.stream()
                        .skip(1)
                        .map(e -> new Diagnostic.Note(e.call().span(), "and from here on"))
                        .toList();
        return Diagnostic.error(
                        "TR033",
                        first.call().span(),
                        "procedure `%s` calls itself without an end:  %s"
                                .formatted(
                                        first.caller().name().local(), String.join(" -> ", names)))
                .label("not proved that anything gets smaller")
                .notes(notes)
                .help(
                        "count down: give it a number, call it with  N - 1  and guard the rule with  N > 0");
    }
}
