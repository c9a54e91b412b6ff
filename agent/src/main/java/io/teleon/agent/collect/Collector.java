package io.teleon.agent.collect;

import io.teleon.models.telemetry.Sample;
import java.time.Instant;
import java.util.List;

/// Something on a host that can be measured. Owned by the agent's thread.
public interface Collector {

    /// What the agent calls it when it fails.
    String name();

    /// Reads everything once, quickly: it is asked every second. All samples are taken at `now`.
    ///
    /// @throws RuntimeException when nothing could be read; the other collectors go on
    List<Sample> collect(Instant now);
}
