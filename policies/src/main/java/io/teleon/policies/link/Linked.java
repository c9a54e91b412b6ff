package io.teleon.policies.link;

import io.teleon.policies.program.Program;
import io.teleon.policies.syntax.Diagnostic;
import io.teleon.policies.syntax.Source;
import java.util.List;
import java.util.Optional;

/// What became of some sources.
///
/// @param program empty if there is an error among the diagnostics
/// @param sources all that were read, imports first
public record Linked(
        Optional<Program> program, List<Diagnostic> diagnostics, List<Source> sources) {

    public Linked {
        diagnostics = List.copyOf(diagnostics);
        sources = List.copyOf(sources);
    }
}
