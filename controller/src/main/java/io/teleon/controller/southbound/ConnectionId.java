package io.teleon.controller.southbound;

/// One connection of one switch, from the moment it is accepted until it is gone. Never used again.
public record ConnectionId(long value) implements Comparable<ConnectionId> {

    @Override
    public int compareTo(ConnectionId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return "connection " + value;
    }
}
