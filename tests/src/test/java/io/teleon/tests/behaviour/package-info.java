/// The whole controller against virtual switches: what a person who runs a network is promised, one
/// sentence a test.
///
/// - Input: small networks by the names of their cables, and what happens to them.
/// - Output: what the switches' own tables hold and where packets arrive, rather than what the
///   controller says of itself.
/// - Invariants: virtual time only; every test watches for loops, black holes and ownerless rules
///   unless it brings them about itself.
@NullMarked
package io.teleon.tests.behaviour;

import org.jspecify.annotations.NullMarked;
