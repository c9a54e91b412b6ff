package io.teleon.controller.loop;

import io.teleon.controller.act.Edge;
import io.teleon.controller.intent.Intents;
import io.teleon.controller.telemetry.IntentRates;
import io.teleon.controller.telemetry.PortRates;
import io.teleon.controller.telemetry.TunnelRates;
import io.teleon.controller.topology.NetworkState;
import io.teleon.controller.topology.PortBounces;

/// What those who act by themselves, within the control loop, act with and see by. All of it is
/// owned by the loop's thread.
public record Hands(
        NetworkState network,
        Intents intents,
        PortBounces bounces,
        Edge edge,
        PortRates portRates,
        IntentRates intentRates,
        TunnelRates tunnelRates) {}
