package io.teleon.controller.audit;

import java.util.List;
import java.util.Optional;

/// The chain as it was written, for reading from any thread.
///
/// It is bounded: beyond some number of records the oldest are given up. The anchor, the place
/// behind the last of those, is kept, so that the rest can still be checked.
public interface AuditTrail {

    /// Before the oldest record that is kept.
    ChainPoint anchor();

    /// Behind the newest record.
    ChainPoint head();

    /// A page, in order of sequence numbers.
    List<AuditRecord> read(AuditQuery query);

    /// The first place at which the chain is broken, if there is one. Reads page by page.
    default Optional<ChainFault> verify() {
        ChainCheck check = new ChainCheck(anchor(), head());
        List<AuditRecord> page = read(AuditQuery.from(Long.MIN_VALUE, AuditQuery.MAX_LIMIT));
        while (!page.isEmpty()) {
            for (AuditRecord one : page) {
                Optional<ChainFault> fault = check.next(one);
                if (fault.isPresent()) {
                    return fault;
                }
            }
            page = read(AuditQuery.from(page.getLast().sequence() + 1, AuditQuery.MAX_LIMIT));
        }
        return check.end();
    }
}
