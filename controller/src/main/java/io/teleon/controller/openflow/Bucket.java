package io.teleon.controller.openflow;

import io.teleon.models.network.PortNumber;
import java.util.List;

/// One alternative of a group.
///
/// @param weight share among the buckets of a select group; 0 elsewhere
/// @param watchPort the port whose liveness makes the bucket live, or [PortNumber#ANY]
/// @param watchGroup the group whose liveness makes the bucket live, or [FlowMod#ANY_GROUP]
public record Bucket(int weight, PortNumber watchPort, int watchGroup, List<Action> actions) {

    public Bucket {
        if (weight < 0 || weight > 65535) {
            throw new IllegalArgumentException("bucket weight " + weight + " outside 0..65535");
        }
        actions = List.copyOf(actions);
    }
}
