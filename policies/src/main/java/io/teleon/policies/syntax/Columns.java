package io.teleon.policies.syntax;

import java.util.ArrayList;
import java.util.List;

/// Puts what belongs together into columns: guards and `~>` of the rules of a procedure, the words
/// of an action's clauses, `fresh` and `keep` of facts that follow one another.
final class Columns {

    /// Arrows further right than this are not aligned with.
    private static final int FURTHEST = 90;

    private static final List<String> FACTS = List.of("percept", "event", "belief");
    private static final List<String> LIFETIMES = List.of("fresh", "keep", "ttl");

    private final List<TextLine> lines;

    Columns(List<TextLine> lines) {
        this.lines = lines;
    }

    void align() {
        List<TextLine> group = new ArrayList<>();
        List<TextLine> procedure = new ArrayList<>();
        for (TextLine line : lines) {
            boolean fact = line.indent() == 0 && FACTS.contains(line.first().text());
            if (!fact || line.above().contains("")) {
                facts(group);
                group.clear();
            }
            if (fact) {
                group.add(line);
            }
            if (line.indent() == 0 && !line.is(0, "{")) {
                rules(procedure);
                procedure.clear();
            }
            procedure.add(line);
        }
        facts(group);
        rules(procedure);
    }

    private static void facts(List<TextLine> group) {
        int words = group.stream().mapToInt(l -> l.first().text().length()).max().orElse(0);
        group.stream()
                .filter(line -> line.tokens().size() > 1)
                .forEach(line -> line.pad(1, words + 1 - line.first().text().length()));
        align(group, LIFETIMES, 0);
    }

    private static void rules(List<TextLine> procedure) {
        boolean rules =
                !procedure.isEmpty()
                        && (procedure.getFirst().is(0, "proc")
                                || procedure.getFirst().is(0, "atomic"));
        if (!procedure.isEmpty() && procedure.getFirst().is(0, "action")) {
            clauses(procedure);
        }
        if (!rules) {
            return;
        }
        int guards = Indentation.guardColumn(procedure);
        List<TextLine> labelled = new ArrayList<>();
        for (TextLine line : procedure) {
            if (line.indent() > 0 && Indentation.isRule(line) && line.is(1, ":")) {
                if (line.tokens().size() > 2) {
                    line.pad(2, guards - line.indent() - line.width(2));
                }
                labelled.add(line);
            }
        }
        align(labelled, List.of("~>"), FURTHEST);
    }

    private static void clauses(List<TextLine> action) {
        for (TextLine line : action) {
            long words =
                    line.tokens().stream()
                            .filter(t -> Indentation.CLAUSES.contains(t.text()))
                            .count();
            if (line.indent() > 0
                    && line.tokens().size() > 1
                    && words == 1
                    && Indentation.CLAUSES.contains(line.first().text())) {
                line.pad(1, Indentation.CLAUSE - line.first().text().length());
            }
        }
    }

    /// @param furthest the rightmost column that counts, 0 for no bound
    private static void align(List<TextLine> group, List<String> words, int furthest) {
        int column = 0;
        for (TextLine line : group) {
            int place = place(line, words);
            if (place > 0) {
                int end = line.indent() + line.width(place) + 1;
                if (furthest == 0 || end <= furthest) {
                    column = Math.max(column, end);
                }
            }
        }
        for (TextLine line : group) {
            int place = place(line, words);
            if (place > 0) {
                line.pad(place, Math.max(1, column - line.indent() - line.width(place)));
            }
        }
    }

    private static int place(TextLine line, List<String> words) {
        for (int i = 1; i < line.tokens().size(); i++) {
            Token token = line.tokens().get(i);
            if (words.contains(token.text()) && token.kind() != Token.Kind.TEXT) {
                return i;
            }
        }
        return -1;
    }
}
