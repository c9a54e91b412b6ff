package io.teleon.simulator.invariant;

import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.HostId;
import io.teleon.models.network.Ipv4Address;

/// A host where it really is.
public record Edge(HostId host, Ipv4Address address, ConnectPoint point) {}
