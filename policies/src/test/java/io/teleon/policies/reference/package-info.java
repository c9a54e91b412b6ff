/// A second, plain meaning of programs: what the engine is held against.
///
/// - Input and output: those of the engine, [io.teleon.policies.host].
/// - Invariants: written from `policies/SEMANTICS.md` alone. Everything is evaluated anew in every
///   epoch, by brute force over the domains; nothing is remembered but what the page says is.
@NullMarked
package io.teleon.policies.reference;

import org.jspecify.annotations.NullMarked;
