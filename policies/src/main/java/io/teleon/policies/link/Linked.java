package io.teleon.policies.link;

import io.teleon.policies.program.Program;
import io.teleon.policies.syntax.Diagnostic;
import io.teleon.policies.syntax.Source;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What became of some sources.
///
/// @param program empty if there is an error among the diagnostics
/// @param sources all that were read, imports first
/// @param phrases for the name of a policy or library, reads single phrases in its words
public record Linked(
        Optional<Program> program,
        List<Diagnostic> diagnostics,
        List<Source> sources,
        Function<String, Phrases> phrases) {

    public Linked {
        diagnostics = List.copyOf(diagnostics);
        sources = List.copyOf(sources);
    }
}
