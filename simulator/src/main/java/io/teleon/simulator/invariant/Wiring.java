package io.teleon.simulator.invariant;

import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import java.util.Optional;

/// The network as a walk sees it: what each switch holds, and where a frame sent out of a port
/// comes to.
public interface Wiring {

    /// What the switch holds now, or none where it has no power.
    Optional<SwitchState> state(DatapathId datapath);

    /// What is at the other end of a port.
    FarEnd farEnd(ConnectPoint point);

    /// The other end of a port.
    sealed interface FarEnd {

        /// Another switch's port. A frame that is sent now arrives there.
        record Switch(ConnectPoint point) implements FarEnd {}

        /// A host.
        record Host() implements FarEnd {}

        /// Nothing that hears: no cable, a cut one, a dead switch.
        record Nothing(String why) implements FarEnd {}
    }
}
