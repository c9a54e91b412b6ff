package io.teleon.policies.syntax;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Diagnostics being collected. Of one file at most [#BOUND] errors are kept: beyond that they help
/// nobody, and a megabyte of nonsense must not become a gigabyte of messages.
public final class Findings {

    private static final int BOUND = 100;

    private final Set<Diagnostic> diagnostics = new LinkedHashSet<>();
    private int dropped;

    public void add(Diagnostic diagnostic) {
        if (diagnostics.size() < BOUND) {
            // What is asked twice may be found wrong twice; it is said once.
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
        Map<String, Integer> files = new LinkedHashMap<>();
        diagnostics.forEach(d -> files.putIfAbsent(d.span().file(), files.size()));
        List<Diagnostic> all = new ArrayList<>(diagnostics);
        all.sort(
                Comparator.comparingInt((Diagnostic d) -> files.getOrDefault(d.span().file(), 0))
                        .thenComparingInt(d -> d.span().from()));
        if (dropped > 0) {
            Diagnostic last = all.getLast();
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
