package io.teleon.simulator.traffic;

import io.teleon.models.traffic.NodePair;
import io.teleon.models.traffic.TrafficMatrix;
import java.time.Instant;
import java.util.List;

/// What is offered between pairs of nodes at any time: a pure function of the time.
///
/// Implementations may remember their last answer to be quick, so a source has one owner.
public interface TrafficSource {

    /// In ascending order, the same at all times.
    List<NodePair> pairs();

    /// Writes the rate of each pair at a time, in bits per second, NaN where missing.
    void fill(Instant time, double[] bitsPerSecond);

    default TrafficMatrix rateAt(Instant time) {
        double[] rates = new double[pairs().size()];
        fill(time, rates);
        return TrafficMatrix.ofRates(pairs(), rates);
    }

    /// The same traffic, so many times as much.
    default TrafficSource scaledBy(double factor) {
        return new ScaledTraffic(this, factor);
    }
}
