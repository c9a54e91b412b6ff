package io.teleon.policies.link;

import io.teleon.policies.syntax.Diagnostic;
import io.teleon.policies.syntax.Expr;
import io.teleon.policies.syntax.Findings;
import io.teleon.policies.syntax.Span;
import io.teleon.policies.syntax.Tree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which predicates and functions of a unit ask which, in the order in which they can be linked:
/// those that are asked first. Cycles through something that is not monotone are an error (TR020).
final class Dependencies {

    /// @param monotone whether more truth there can only give more truth here
    private record Edge(String to, boolean monotone) {}

    private final Map<String, List<Edge>> edges = new LinkedHashMap<>();
    private final Map<String, Span> places = new LinkedHashMap<>();
    private final Set<String> functions = new HashSet<>();

    Dependencies(Tree tree) {
        for (Tree.Item item : tree.items()) {
            if (item instanceof Tree.PredicateItem predicate) {
                add(predicate.name(), predicate.body());
            } else if (item instanceof Tree.FunctionItem function) {
                functions.add(function.name().text());
                add(function.name(), function.body());
            }
        }
    }

    private void add(Tree.Word name, Expr body) {
        places.putIfAbsent(name.text(), name.span());
        collect(body, true, edges.computeIfAbsent(name.text(), _ -> new ArrayList<>()));
    }

    private static void collect(Expr expr, boolean monotone, List<Edge> edges) {
        if (expr instanceof Expr.Call call) {
            edges.add(new Edge(call.name().text(), monotone));
        }
        boolean inside =
                monotone
                        && switch (expr) {
                            case Expr.Exists _ -> true;
                            case Expr.Binary binary ->
                                    binary.operator().equals("and")
                                            || binary.operator().equals("or");
                            default -> false;
                        };
        FreeVariables.parts(expr).forEach(part -> collect(part, inside, edges));
    }

    /// Names in groups that ask one another, those that are asked by others first (Tarjan 1972).
    List<List<String>> order(Findings findings) {
        List<List<String>> groups = new ArrayList<>();
        Map<String, Integer> index = new HashMap<>();
        Map<String, Integer> low = new HashMap<>();
        Deque<String> stack = new ArrayDeque<>();
        Set<String> onStack = new HashSet<>();
        record Visit(String name, int next) {}
        for (String root : edges.keySet()) {
            Deque<Visit> work = new ArrayDeque<>();
            if (!index.containsKey(root)) {
                work.push(new Visit(root, 0));
            }
            // Without recursion: a chain of predicates may be as long as the file.
            while (!work.isEmpty()) {
                Visit visit = work.pop();
                String name = visit.name();
                if (visit.next() == 0) {
                    index.put(name, index.size());
                    low.put(name, index.get(name));
                    stack.push(name);
                    onStack.add(name);
                } else {
                    String child = edges.getOrDefault(name, List.of()).get(visit.next() - 1).to();
                    if (onStack.contains(child)) {
                        low.merge(name, low.getOrDefault(child, Integer.MAX_VALUE), Math::min);
                    }
                }
                List<Edge> out = edges.getOrDefault(name, List.of());
                int next = visit.next();
                while (next < out.size()
                        && (!edges.containsKey(out.get(next).to())
                                || index.containsKey(out.get(next).to()))) {
                    String seen = out.get(next).to();
                    if (onStack.contains(seen)) {
                        low.merge(name, index.getOrDefault(seen, Integer.MAX_VALUE), Math::min);
                    }
                    next++;
                }
                if (next < out.size()) {
                    work.push(new Visit(name, next + 1));
                    work.push(new Visit(out.get(next).to(), 0));
                } else if (low.getOrDefault(name, -1).equals(index.get(name))) {
                    groups.add(group(name, stack, onStack));
                }
            }
        }
        groups.forEach(group -> check(group, findings));
        return groups;
    }

    private static List<String> group(String root, Deque<String> stack, Set<String> onStack) {
        List<String> group = new ArrayList<>();
        String member;
        do {
            member = stack.pop();
            onStack.remove(member);
            group.addFirst(member);
        } while (!member.equals(root));
        return group;
    }

    private void check(List<String> group, Findings findings) {
        Set<String> members = new HashSet<>(group);
        for (String name : group) {
            for (Edge edge : edges.getOrDefault(name, List.of())) {
                boolean bad = !edge.monotone() || functions.contains(name);
                if (members.contains(edge.to()) && bad) {
                    findings.add(
                            Diagnostic.error(
                                            "TR020",
                                            places.getOrDefault(name, Span.NONE),
                                            "`%s` depends on %s:  %s"
                                                    .formatted(
                                                            name,
                                                            functions.contains(name)
                                                                    ? "itself"
                                                                    : "its own negation",
                                                            cycle(name, edge, members)))
                                    .help(
                                            "a predicate may ask itself only where more truth gives more truth:"
                                                    + " not under `not`, in an aggregate, a comparison or an operator of time"));
                    return;
                }
            }
        }
    }

    /// `a -> not b -> a`: this edge first, then the shortest way back.
    private String cycle(String from, Edge first, Set<String> group) {
        Map<String, String> cameFrom = new HashMap<>();
        Deque<String> queue = new ArrayDeque<>(List.of(first.to()));
        cameFrom.put(first.to(), "");
        while (!queue.isEmpty() && !cameFrom.containsKey(from)) {
            String name = queue.remove();
            for (Edge edge : edges.getOrDefault(name, List.of())) {
                if (group.contains(edge.to()) && cameFrom.putIfAbsent(edge.to(), name) == null) {
                    queue.add(edge.to());
                }
            }
        }
        List<String> back = new ArrayList<>();
        String name = from;
        while (!name.equals(first.to())) {
            back.addFirst(name);
            name = cameFrom.getOrDefault(name, first.to());
        }
        String way = from + " -> " + (first.monotone() ? "" : "not ") + first.to();
        return back.isEmpty() ? way : way + " -> " + String.join(" -> ", back);
    }
}
