package io.teleon.simulator.invariant;

import io.teleon.models.network.HostId;
import java.util.Optional;

/// What the controller believes at this moment, as far as invariants speak of it.
public interface Beliefs {

    /// Whether a controller is there to be asked. Without one nothing can converge, and nothing is
    /// judged but loops.
    boolean isThere();

    /// Whether it says that every rule of some host-to-host intent between these is in place.
    boolean isInstalled(HostId source, HostId target);

    /// Why a rule with this cookie belongs to nothing, if so.
    Optional<String> ownerless(long cookie);
}
