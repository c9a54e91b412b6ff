package io.teleon.policies.syntax;

import java.util.List;

/// What became of a file that was to be formatted.
///
/// @param text in canonical layout; as it was where there is an error
/// @param diagnostics why it could not be formatted, none where it could
public record Formatted(String text, List<Diagnostic> diagnostics) {

    public Formatted {
        diagnostics = List.copyOf(diagnostics);
    }
}
