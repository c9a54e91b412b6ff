package io.teleon.controller.detect;

import io.teleon.controller.report.AnomalyView;
import java.time.Instant;
import java.util.List;

/// Told of all that is odd, whenever that may have changed.
@FunctionalInterface
public interface AnomalyWitness {

    /// @param anomalies every one that goes on now, in order
    void odd(List<AnomalyView> anomalies, Instant now);
}
