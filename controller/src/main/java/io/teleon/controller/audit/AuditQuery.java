package io.teleon.controller.audit;

import java.util.Optional;

/// Which records somebody wants to see, a page of them.
///
/// @param from the lowest sequence number
/// @param limit how many at most, 1 to [#MAX_LIMIT]
/// @param subject only those about this, word for word
public record AuditQuery(long from, int limit, Optional<String> subject) {

    public static final int MAX_LIMIT = 1_000;

    public AuditQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit " + limit + " is not 1 to " + MAX_LIMIT);
        }
    }

    /// All subjects.
    public static AuditQuery from(long sequence, int limit) {
        return new AuditQuery(sequence, limit, Optional.empty());
    }
}
