package io.teleon.controller.twin;

import io.teleon.models.intent.IntentId;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.LinkId;
import java.util.List;
import java.util.Optional;

/// An intent as the twin sees it: its ends, its way, what it will send.
///
/// @param path as it is now, from source to target; empty where it has no way, or needs none
///   because it stays within one switch. A path that is not whole over usable links counts as no
///   way
/// @param rank how much its loss matters, 0 to 7: 0 the most (gold), each further one half as much
///   as the one before
/// @param limit the meter at its ingress, if there is one
public record TwinDemand(
        IntentId id,
        DatapathId source,
        DatapathId target,
        List<LinkId> path,
        int rank,
        Expected expected,
        Optional<Bandwidth> limit) {

    public static final int MAX_RANK = 7;

    public TwinDemand {
        path = List.copyOf(path);
        if (rank < 0 || rank > MAX_RANK) {
            throw new IllegalArgumentException(
                    "intent " + id + " has rank " + rank + ", not in 0.." + MAX_RANK);
        }
    }

    /// What a bit per second of its loss counts: 1 for rank 0, then 1/2, 1/4 ...
    double weight() {
        return 1.0 / (1 << rank);
    }

    TwinDemand along(List<LinkId> other) {
        return new TwinDemand(id, source, target, other, rank, expected, limit);
    }
}
