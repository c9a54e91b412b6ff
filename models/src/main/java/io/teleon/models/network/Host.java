package io.teleon.models.network;

import java.util.Optional;

/// A machine at the edge: who it is, where it is plugged in, and the address it was last seen with.
public record Host(HostId id, ConnectPoint location, Optional<Ipv4Address> address)
        implements Comparable<Host> {

    @Override
    public int compareTo(Host other) {
        return id.compareTo(other.id);
    }
}
