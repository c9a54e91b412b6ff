package io.teleon.simulator.network;

/// Packets and bytes, added whole for discrete packets and by fractions for fluid traffic. What is
/// read is the whole part; fractions wait until they sum up.
final class Counter {

    private long packets;
    private long bytes;
    private double packetFraction;
    private double byteFraction;

    void add(double morePackets, double moreBytes) {
        double packetSum = packetFraction + morePackets;
        long wholePackets = (long) packetSum;
        packets += wholePackets;
        packetFraction = packetSum - wholePackets;
        double byteSum = byteFraction + moreBytes;
        long wholeBytes = (long) byteSum;
        bytes += wholeBytes;
        byteFraction = byteSum - wholeBytes;
    }

    /// Takes over what another counted.
    void copy(Counter other) {
        packets = other.packets;
        bytes = other.bytes;
        packetFraction = other.packetFraction;
        byteFraction = other.byteFraction;
    }

    void reset() {
        copy(new Counter());
    }

    long packets() {
        return packets;
    }

    long bytes() {
        return bytes;
    }
}
