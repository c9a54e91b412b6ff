package io.teleon.tests.bench.policy;

import io.teleon.tests.bench.policy.Links.Delta;
import java.time.Instant;
import java.util.List;

/// Something that decides about links, and says what is to begin, to change and to end.
interface Contender extends AutoCloseable {

    /// @return transitions in no order, `START protect(l000007) dim`
    List<String> step(List<Delta> deltas, Instant now);

    /// How long the last step took, without what it takes to put deltas into the contender's words.
    long nanos();

    /// How many guards it has evaluated so far; 0 where it does not count them.
    long guardEvaluations();

    @Override
    void close();
}
