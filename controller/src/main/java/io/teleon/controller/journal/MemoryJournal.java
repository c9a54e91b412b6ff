package io.teleon.controller.journal;

import io.teleon.controller.audit.AuditQuery;
import io.teleon.controller.audit.AuditRecord;
import io.teleon.controller.audit.ChainPoint;
import io.teleon.controller.audit.MemoryTrail;
import java.util.ArrayList;
import java.util.List;

/// A journal that lives as long as the process: for simulation, where nothing outlives the run.
///
/// It stays readable after [#close], so that a simulated controller can crash and come back.
public final class MemoryJournal implements Journal {

    private static final int AUDIT_CAPACITY = 100_000;

    private final List<JournalEntry> entries = new ArrayList<>();
    private final MemoryTrail audit;

    public MemoryJournal() {
        this(AUDIT_CAPACITY);
    }

    /// @param auditCapacity records of the audit that are kept, and at most a quarter more
    MemoryJournal(int auditCapacity) {
        audit = new MemoryTrail(auditCapacity);
    }

    @Override
    public void append(List<JournalEntry> more, List<AuditRecord> audited) {
        entries.addAll(more);
        audit.append(audited);
    }

    @Override
    public void compact(List<JournalEntry> equivalent) {
        List<JournalEntry> kept = List.copyOf(equivalent);
        entries.clear();
        entries.addAll(kept);
    }

    @Override
    public List<JournalEntry> replay() {
        return List.copyOf(entries);
    }

    @Override
    public long size() {
        return entries.size();
    }

    @Override
    public ChainPoint anchor() {
        return audit.anchor();
    }

    @Override
    public ChainPoint head() {
        return audit.head();
    }

    @Override
    public List<AuditRecord> read(AuditQuery query) {
        return audit.read(query);
    }

    @Override
    public void close() {}
}
