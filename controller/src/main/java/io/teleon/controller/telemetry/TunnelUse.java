package io.teleon.controller.telemetry;

import io.teleon.models.network.Bandwidth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Which intents send into which tunnels, by their serial numbers, as it is now.
public interface TunnelUse {

    /// Empty where the intent has none, such as within one switch.
    OptionalInt tunnelOf(int intent);

    /// Everybody whose packets may be in it, in order: those too that have just left.
    List<Integer> usersOf(int tunnel);

    /// The most it may send by what it asked for itself.
    Optional<Bandwidth> rateLimitOf(int intent);
}
