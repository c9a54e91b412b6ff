package io.teleon.policies.syntax;

import java.util.ArrayList;
import java.util.List;

/// Diagnostics being collected. Of one file at most [#BOUND] errors are kept: beyond that they help
/// nobody, and a megabyte of nonsense must not become a gigabyte of messages.
public final class Findings {

    private static final int BOUND = 100;

    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private int dropped;

    public void add(Diagnostic diagnostic) {
        if (diagnostics.size() < BOUND) {
            diagnostics.add(diagnostic);
        } else {
            dropped++;
        }
    }

    /// Whether more would be dropped: then nobody need think about how to put it.
    public boolean isFull() {
        return diagnostics.size() >= BOUND;
    }

    public boolean hasErrors() {
        return dropped > 0
                || diagnostics.stream().anyMatch(d -> d.level() == Diagnostic.Level.ERROR);
    }

    /// In the order of files as they came and of places in them.
    public List<Diagnostic> all() {
        List<Diagnostic> all = new ArrayList<>(diagnostics);
        if (dropped > 0) {
            Diagnostic last = diagnostics.getLast();
            all.add(
                    new Diagnostic(
                            last.code(),
                            Diagnostic.Level.NOTE,
                            last.span(),
                            "%d more findings are not shown".formatted(dropped),
                            "",
                            List.of(),
                            ""));
        }
        return List.copyOf(all);
    }
}
