/// How a host is measured.
///
/// - Input: the operating system, or a virtual host.
/// - Output: [io.teleon.models.telemetry.Sample]s of the host and its interfaces.
/// - Invariants: what cannot be read yields no sample, never a zero. The types of the library that
///   reads the operating system stay in here.
@NullMarked
package io.teleon.agent.collect;

import org.jspecify.annotations.NullMarked;
