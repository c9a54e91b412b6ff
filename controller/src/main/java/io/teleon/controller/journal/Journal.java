package io.teleon.controller.journal;

import java.util.List;

/// The memory of the controller across restarts. Used by one thread.
public interface Journal extends AutoCloseable {

    /// Writes the entries in one transaction, in order. When it returns they survive a kill.
    ///
    /// @throws JournalFailure when they may not have been written; the journal is unusable then
    void append(List<JournalEntry> entries);

    /// Replaces everything appended so far by these entries, which must lead to the same state: the
    /// bound of the journal's size and of the time to replay it.
    ///
    /// @throws JournalFailure when it may not have been written; what was there before is kept
    void compact(List<JournalEntry> equivalent);

    /// All entries in order, oldest first.
    ///
    /// @throws JournalFailure when something is there that cannot be read
    List<JournalEntry> replay();

    /// The entries now held: what a replay would have to read.
    long size();

    @Override
    void close();
}
