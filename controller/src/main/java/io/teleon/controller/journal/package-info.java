/// What must not be forgotten: the decisions the controller has acknowledged, in order.
///
/// - Input: [io.teleon.controller.journal.JournalEntry] values, appended in transactions before
///   anything that follows from them leaves the process.
/// - Output: on start, the newest snapshot and the entries after it, from which the control loop
///   rebuilds what it had decided. Samples, statistics and topology are never here: they are
///   observed again.
/// - Invariants: entries have consecutive sequence numbers; what `append` returned from survives a
///   kill of the process; a failing journal stops the controller. Records of the audit are written
///   in the transaction of their batch and are never compacted.
@NullMarked
package io.teleon.controller.journal;

import org.jspecify.annotations.NullMarked;
