package io.teleon.controller.telemetry;

import java.util.List;
import java.util.OptionalInt;

/// Which intents send into which tunnels, by their serial numbers, as it is now.
public interface TunnelUse {

    /// Empty where the intent has none, such as within one switch.
    OptionalInt tunnelOf(int intent);

    /// Everybody whose packets may be in it, in order: those too that have just left.
    List<Integer> usersOf(int tunnel);
}
