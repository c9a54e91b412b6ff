/// What was decided, by whom and why: an append-only chain of records.
///
/// - Input: everything that people ask for and programs decide, told to
///   [io.teleon.controller.audit.AuditChain] by the control loop.
/// - Output: [io.teleon.controller.audit.AuditRecord] values, each sealed by a hash that covers its
///   content and the hash of the one before.
/// - Invariants: sequence numbers are consecutive from 1 over all lives of a controller; a record
///   is written in the transaction of the decision it tells of, before anything is done about it;
///   who changes, removes, moves or adds one breaks the chain at that place, which
///   [io.teleon.controller.audit.ChainCheck] names.
@NullMarked
package io.teleon.controller.audit;

import org.jspecify.annotations.NullMarked;
