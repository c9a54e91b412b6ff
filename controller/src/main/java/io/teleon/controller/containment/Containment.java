package io.teleon.controller.containment;

import io.teleon.models.intent.Precedence;
import io.teleon.models.network.ConnectPoint;

/// Somebody's wish that what is plugged in at a port be contained.
///
/// @param serial unique for ever; marks its rule in the switch
/// @param host what is plugged in there, as people and programs name it: `DNVRng/3`
/// @param precedence of whoever wants it
/// @param holder who wants it, in words: `action 12`
public record Containment(
        int serial,
        ConnectPoint point,
        String host,
        Extent extent,
        Precedence precedence,
        String holder) {

    /// Whether both would be the same rule.
    boolean isLike(Containment other) {
        return point.equals(other.point)
                && extent == other.extent
                && precedence == other.precedence;
    }
}
