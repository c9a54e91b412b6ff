package io.teleon.simulator.network;

/// One controller's connection to a switch.
public record ConnectionId(int value) implements Comparable<ConnectionId> {

    @Override
    public int compareTo(ConnectionId other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return "connection " + value;
    }
}
