/// Random programs with random logs, and the properties that must hold for all of them.
///
/// - Input: a seed and a size; the same seed gives the same program and log.
/// - Output: well-typed programs as the linker would make them, and inputs as a host would give
///   them.
@NullMarked
package io.teleon.policies.random;

import org.jspecify.annotations.NullMarked;
