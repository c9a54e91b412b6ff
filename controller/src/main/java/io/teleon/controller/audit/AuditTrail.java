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
        return verify(head());
    }

    /// The same, and whether this place, noted earlier, is still in it. One whose record was given
    /// up since cannot be judged.
    default Optional<ChainFault> verify(ChainPoint noted) {
        ChainCheck check = new ChainCheck(anchor(), noted);
        for (long from = Long.MIN_VALUE; ; from = check.reached().sequence() + 1) {
            List<AuditRecord> page = read(AuditQuery.from(from, AuditQuery.MAX_LIMIT));
            if (page.isEmpty()) {
                return check.end();
            }
            for (AuditRecord one : page) {
                Optional<ChainFault> fault = check.next(one);
                if (fault.isPresent()) {
                    return fault;
                }
            }
        }
    }
}
