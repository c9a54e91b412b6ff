package io.teleon.controller.openflow;

import io.teleon.models.network.MacAddress;
import io.teleon.models.network.PortNumber;
import java.util.EnumSet;
import java.util.Set;

/// A port as the switch describes it (ofp_port, OpenFlow 1.3.5 section 7.2.1).
///
/// @param name at most 15 bytes on the wire
/// @param currentSpeedKbps unsigned, kbit/s; 0 where the switch does not know
public record PortDescription(
        PortNumber number,
        MacAddress hardwareAddress,
        String name,
        Set<Config> config,
        Set<State> state,
        long currentSpeedKbps,
        long maxSpeedKbps) {

    public PortDescription {
        config = config.isEmpty() ? EnumSet.noneOf(Config.class) : EnumSet.copyOf(config);
        config = java.util.Collections.unmodifiableSet(config);
        state = state.isEmpty() ? EnumSet.noneOf(State.class) : EnumSet.copyOf(state);
        state = java.util.Collections.unmodifiableSet(state);
    }

    /// What an administrator asked of the port (OFPPC_*).
    public enum Config {
        PORT_DOWN,
        NO_RECV,
        NO_FWD,
        NO_PACKET_IN
    }

    /// What the port finds (OFPPS_*).
    public enum State {
        LINK_DOWN,
        BLOCKED,
        LIVE
    }

    /// Whether frames pass: neither switched off nor without a link.
    public boolean isUp() {
        return !config.contains(Config.PORT_DOWN) && !state.contains(State.LINK_DOWN);
    }
}
