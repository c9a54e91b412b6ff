/// What goes into an engine and what comes out of it: all that a host needs to know.
///
/// - Input: [io.teleon.policies.host.Input] values, in batches, with the time.
/// - Output: [io.teleon.policies.host.Output] values, in the order in which they are to be carried
///   out, and the moment at which the engine wants to be asked again though nothing happened.
/// - Invariants: the same inputs at the same times give the same outputs, byte for byte; an input
///   that makes no sense is answered by [io.teleon.policies.host.Output.Rejected] and changes
///   nothing; what goes wrong in one task ends that task and no other.
@NullMarked
package io.teleon.policies.host;

import org.jspecify.annotations.NullMarked;
