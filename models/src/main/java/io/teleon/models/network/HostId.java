package io.teleon.models.network;

/// The identity of a host: its Ethernet address.
public record HostId(MacAddress mac) implements Comparable<HostId> {

    public static HostId parse(String text) {
        return new HostId(MacAddress.parse(text));
    }

    @Override
    public int compareTo(HostId other) {
        return mac.compareTo(other.mac);
    }

    @Override
    public String toString() {
        return mac.toString();
    }
}
