package io.teleon.controller.audit;

import java.util.ArrayList;
import java.util.List;

/// A chain that lives as long as the process. Any thread.
public final class MemoryTrail implements AuditTrail {

    private final int capacity;
    private final List<AuditRecord> records = new ArrayList<>();
    private ChainPoint anchor = ChainPoint.START;
    private ChainPoint head = ChainPoint.START;

    /// @param capacity records kept; a quarter more is let in before the oldest are given up
    public MemoryTrail(int capacity) {
        this.capacity = capacity;
    }

    /// Adds what [AuditChain] made, in order.
    public synchronized void append(List<AuditRecord> more) {
        if (more.isEmpty()) {
            return;
        }
        records.addAll(more);
        head = ChainPoint.behind(more.getLast());
        if (records.size() > capacity + capacity / 4) {
            List<AuditRecord> oldest = records.subList(0, records.size() - capacity);
            anchor = ChainPoint.behind(oldest.getLast());
            oldest.clear();
        }
    }

    @Override
    public synchronized ChainPoint anchor() {
        return anchor;
    }

    @Override
    public synchronized ChainPoint head() {
        return head;
    }

    /// Sequence numbers are consecutive, so that the place of one is known.
    @Override
    public synchronized List<AuditRecord> read(AuditQuery query) {
        long skipped = query.from() <= anchor.sequence() ? 0 : query.from() - anchor.sequence() - 1;
        return records.stream()
                .skip(skipped)
                .filter(one -> query.subject().filter(s -> !s.equals(one.subject())).isEmpty())
                .limit(query.limit())
                .toList();
    }
}
