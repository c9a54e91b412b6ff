/// The journal in a database.
///
/// - Input: [io.teleon.controller.journal.JournalEntry] values.
/// - Output: one row each in the table `journal`: a consecutive sequence number, what kind of entry
///   it is, the version of its form, and its content as JSON text that a person can read and no
///   class name of ours appears in.
/// - Invariants: a batch is one transaction; what `append` returned from survives a kill of the
///   process and, because the file is forced to the disk first, a loss of power; one process at a
///   time has the journal open. Nothing in the file is ever overwritten: it only grows, and a
///   compaction writes what is still needed to a new file that takes its place whole.
///
/// Beside it, in a file of its own, [io.teleon.controller.jdbc.TrafficStore] keeps the traffic that
/// was measured, for the forecasts of the next start: no decision, so it may be lost.
///
/// The schema is versioned by Flyway (`V1__journal.sql` and its successors). One thread writes one
/// table through one connection: a connection pool would only hide the moment the connection is
/// lost, at which the controller must stop, and an SQL mapper would be larger than the five
/// statements it maps. So HikariCP and JDBI are left out here. The SQL is plain enough for
/// PostgreSQL; what is H2's own (how to open, lock and flush a file) is in
/// [io.teleon.controller.jdbc.H2Journal].
@NullMarked
package io.teleon.controller.jdbc;

import org.jspecify.annotations.NullMarked;
