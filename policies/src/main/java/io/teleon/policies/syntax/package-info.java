/// From text to a tree, and from a tree to canonical text.
///
/// - Input: a [io.teleon.policies.syntax.Source], a file's name and its text.
/// - Output: a tree whose every node knows its [io.teleon.policies.syntax.Span], and
///   [io.teleon.policies.syntax.Diagnostic] values for all that is wrong with the text, in one go.
/// - Invariants: no text, however long or deeply nested, makes the parser throw or recurse without
///   bound; formatting is idempotent and keeps every comment.
@NullMarked
package io.teleon.policies.syntax;

import org.jspecify.annotations.NullMarked;
