package io.teleon.controller.audit;

import java.util.Optional;

/// Checks a chain record by record, in the order in which it is kept.
///
/// Nothing inside the chain can show that its newest records were cut off, or that the whole of it
/// was made anew: that takes a place of it noted elsewhere, a head, to compare with.
public final class ChainCheck {

    private final ChainPoint head;
    private ChainPoint reached;

    /// @param anchor the place before the first record to come
    /// @param head a place that the chain must go through, or end at
    public ChainCheck(ChainPoint anchor, ChainPoint head) {
        this.head = head;
        reached = anchor;
    }

    /// What is wrong with the next record, if something is. Nothing is to be checked behind a
    /// fault.
    public Optional<ChainFault> next(AuditRecord record) {
        long expected = reached.sequence() + 1;
        if (record.sequence() != expected) {
            return fault(
                    Math.min(record.sequence(), expected),
                    "record " + record.sequence() + " stands where " + expected + " is expected");
        }
        if (!record.previousHash().equals(reached.hash())) {
            return fault(expected, "it does not continue the one before");
        }
        if (!record.isIntact()) {
            return fault(expected, "its content is not what its hash was made of");
        }
        if (expected == head.sequence() && !record.hash().equals(head.hash())) {
            return fault(expected, "it is not the one that was noted as the head");
        }
        reached = ChainPoint.behind(record);
        return Optional.empty();
    }

    /// What is wrong with the end, if something is.
    public Optional<ChainFault> end() {
        if (reached.sequence() < head.sequence()) {
            return fault(
                    reached.sequence() + 1,
                    "it is missing; the chain should go on to record " + head.sequence());
        }
        if (reached.sequence() == head.sequence() && !reached.hash().equals(head.hash())) {
            // Only where not one record was kept.
            return fault(head.sequence(), "it is not the one that was noted as the head");
        }
        return Optional.empty();
    }

    private static Optional<ChainFault> fault(long sequence, String reason) {
        return Optional.of(new ChainFault(sequence, reason));
    }

    /// Behind the last record that fitted.
    public ChainPoint reached() {
        return reached;
    }
}
