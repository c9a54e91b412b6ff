/// From trees to a program: every name resolved, every expression typed.
///
/// - Input: the sources of one or more policies, and a way to find what they import.
/// - Output: [io.teleon.policies.link.Linked]: a [io.teleon.policies.program.Program] if there is
///   no error, and all [io.teleon.policies.syntax.Diagnostic] values (TR001 to TR009, TR020 to
///   TR022).
/// - Invariants: what `program` promises holds of each program that leaves this package; no input
///   makes it throw.
@NullMarked
package io.teleon.policies.link;

import org.jspecify.annotations.NullMarked;
