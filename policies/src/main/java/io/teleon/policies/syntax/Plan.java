package io.teleon.policies.syntax;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the tokens of a file are to its layout: where declarations and rules begin, where guards
/// stand, and which columns belong together.
final class Plan {

    /// Declarations that follow one another line by line and are laid out as a table.
    ///
    /// @param first place of its first declaration
    /// @param width of the longest first word
    record Table(int first, int width) {}

    private final List<Token> tokens;
    private final Map<Integer, Integer> places = new HashMap<>();
    private final Map<Integer, Tree.Item> items = new HashMap<>();
    private final Set<Integer> starts = new HashSet<>();

    /// Rules by the place of their label, with the column of their guard.
    private final Map<Integer, Integer> guards = new HashMap<>();

    /// By the place of a declaration.
    private final Map<Integer, Table> tables = new HashMap<>();

    private final Map<Integer, Integer> anchors = new HashMap<>();
    private final Set<Integer> safety = new HashSet<>();

    Plan(List<Token> tokens, Tree tree) {
        this.tokens = tokens;
        for (int i = 0; i < tokens.size(); i++) {
            places.put(tokens.get(i).span().from(), i);
        }
        tree.header().ifPresent(header -> starts.add(place(header.span())));
        tree.imports().forEach(item -> starts.add(place(item.span())));
        for (Tree.Item item : tree.items()) {
            int start = place(item.span());
            starts.add(start);
            items.put(start, item);
            if (item instanceof Tree.ProcedureItem procedure) {
                procedure(procedure);
            }
            anchor(item, start);
        }
        tables(tree.items());
    }

    private int place(Span span) {
        return places.getOrDefault(span.from(), 0);
    }

    private void procedure(Tree.ProcedureItem procedure) {
        int column = 0;
        for (Tree.RuleNode rule : procedure.safety()) {
            column = Math.max(column, 4 + rule.label().text().length());
            safety.add(place(rule.span()));
        }
        for (Tree.RuleNode rule : procedure.rules()) {
            column = Math.max(column, 2 + rule.label().text().length());
        }
        List<Tree.RuleNode> rules = new ArrayList<>(procedure.safety());
        rules.addAll(procedure.rules());
        for (Tree.RuleNode rule : rules) {
            guards.put(place(rule.span()), column + 3);
        }
    }

    /// The word of a declaration that stands in a column of its own.
    private void anchor(Tree.Item item, int start) {
        String word =
                switch (item) {
                    case Tree.PerceptItem _ -> "fresh";
                    case Tree.EventItem _ -> "keep";
                    case Tree.BeliefItem _ -> "ttl";
                    case Tree.PredicateItem _ -> "if";
                    default -> "";
                };
        int depth = 0;
        for (int i = start + 2; !word.isEmpty() && i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.before().newLine() || token.span().from() >= item.span().to()) {
                return;
            }
            depth += token.is("(") || token.is("{") ? 1 : 0;
            depth -= token.is(")") || token.is("}") ? 1 : 0;
            if (depth == 0 && token.is(word)) {
                anchors.put(i, start);
                return;
            }
        }
    }

    private void tables(List<Tree.Item> all) {
        List<Integer> run = new ArrayList<>();
        for (int k = 0; k <= all.size(); k++) {
            boolean goesOn =
                    k < all.size()
                            && k > 0
                            && rank(all.get(k)) > 0
                            && rank(all.get(k)) == rank(all.get(k - 1))
                            && tokens.get(place(all.get(k).span())).before().comments().isEmpty()
                            && !tokens.get(place(all.get(k).span())).before().emptyLine();
            if (!goesOn) {
                int width = run.stream().mapToInt(i -> tokens.get(i).text().length()).max().orElse(0);
                Table table = new Table(run.isEmpty() ? 0 : run.getFirst(), width);
                run.forEach(i -> tables.put(i, table));
                run.clear();
            }
            if (k < all.size() && rank(all.get(k)) > 0) {
                run.add(place(all.get(k).span()));
            }
        }
    }

    private static int rank(Tree.Item item) {
        return switch (item) {
            case Tree.PerceptItem _, Tree.EventItem _, Tree.BeliefItem _ -> 1;
            case Tree.PredicateItem _ -> 2;
            default -> 0;
        };
    }

    /// Whether a token begins a header, an import or a declaration.
    boolean startsItem(int i) {
        return starts.contains(i);
    }

    boolean isProcedure(int start) {
        return items.get(start) instanceof Tree.ProcedureItem;
    }

    boolean isAction(int start) {
        return items.get(start) instanceof Tree.ActionItem;
    }

    boolean startsRule(int i) {
        return guards.containsKey(i);
    }

    boolean isSafety(int label) {
        return safety.contains(label);
    }

    /// The column of the guard of the rule with this label.
    int guard(int label) {
        return guards.getOrDefault(label, 0);
    }

    /// The declaration in whose table a token begins a column, or -1.
    int anchored(int i) {
        return anchors.getOrDefault(i, -1);
    }

    /// The table of a declaration; one of its own where it stands alone.
    Table table(int start) {
        return tables.getOrDefault(start, new Table(start, 0));
    }
}
