package io.teleon.models.traffic;

import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.LinkId;

/// One difference between two states of a fluid network.
public sealed interface FluidChange {

    /// A demand appears.
    record Added(RoutedDemand demand) implements FluidChange {}

    /// A demand is gone.
    record Removed(DemandId demand) implements FluidChange {}

    /// A demand offers another rate.
    record Offered(DemandId demand, Bandwidth rate) implements FluidChange {}

    /// A demand is forwarded another way.
    record Rerouted(DemandId demand, Forwarding forwarding) implements FluidChange {}

    /// A link has another capacity; 0 for a link that is down.
    record CapacityChanged(LinkId link, Bandwidth capacity) implements FluidChange {}

    /// A link loses another share of what it carries by itself, 0 to 1.
    record LossChanged(LinkId link, double share) implements FluidChange {}
}
