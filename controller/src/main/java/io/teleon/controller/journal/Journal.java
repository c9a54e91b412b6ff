package io.teleon.controller.journal;

import io.teleon.controller.audit.AuditRecord;
import io.teleon.controller.audit.AuditTrail;
import java.util.List;

/// The memory of the controller across restarts, and the audit beside it. Used by one thread, but
/// for the audit, which any may read.
public interface Journal extends AuditTrail, AutoCloseable {

    /// Writes both in one transaction, in order. When it returns they survive a kill.
    ///
    /// @param audited the continuation of the chain
    /// @throws JournalFailure when they may not have been written; the journal is unusable then
    void append(List<JournalEntry> entries, List<AuditRecord> audited);

    /// The same where there is nothing to be audited.
    default void append(List<JournalEntry> entries) {
        append(entries, List.of());
    }

    /// Replaces all entries appended so far by these, which must lead to the same state: the bound
    /// of the journal's size and of the time to replay it. The audit is not touched.
    ///
    /// @throws JournalFailure when it may not have been written; what was there before is kept
    void compact(List<JournalEntry> equivalent);

    /// All entries in order, oldest first.
    ///
    /// @throws JournalFailure when something is there that cannot be read
    List<JournalEntry> replay();

    /// The entries now held: what a replay would have to read. Without the audit.
    long size();

    @Override
    void close();
}
