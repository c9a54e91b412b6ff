package io.teleon.simulator.network;

import io.teleon.simulator.network.packet.Packet;

/// The network interface of a virtual host, as the host itself counts it: discrete packets one by
/// one, fluid traffic by its rate and time. Owned by the world's thread.
public final class HostInterface {

    private static final double BITS_PER_OCTET = 8;
    private static final double SECONDS_PER_NANO = 1e-9;

    private final Counter sent = new Counter();
    private final Counter received = new Counter();
    private final double packetOctets;
    private double sentBitsPerSecond;
    private double receivedBitsPerSecond;

    /// Up to when fluid traffic is counted.
    private long countedNanos;

    /// @param packetOctets how long the packets are that fluid traffic stands for
    HostInterface(double packetOctets) {
        this.packetOctets = packetOctets;
    }

    void countSent(Packet packet) {
        sent.add(1, packet.length());
    }

    void countReceived(Packet packet) {
        received.add(1, packet.length());
    }

    /// Fluid traffic ends now; what there is from now on is added by [#send] and [#receive].
    public void stopFluid(long nowNanos) {
        count(nowNanos);
        sentBitsPerSecond = 0;
        receivedBitsPerSecond = 0;
    }

    public void send(double bitsPerSecond) {
        sentBitsPerSecond += bitsPerSecond;
    }

    public void receive(double bitsPerSecond) {
        receivedBitsPerSecond += bitsPerSecond;
    }

    /// Counts fluid traffic up to now. To be called before the counters are read.
    public void count(long nowNanos) {
        double seconds = (nowNanos - countedNanos) * SECONDS_PER_NANO;
        if (seconds > 0) {
            add(sent, sentBitsPerSecond * seconds / BITS_PER_OCTET);
            add(received, receivedBitsPerSecond * seconds / BITS_PER_OCTET);
            countedNanos = nowNanos;
        }
    }

    private void add(Counter counter, double octets) {
        counter.add(octets / packetOctets, octets);
    }

    public long octetsSent() {
        return sent.bytes();
    }

    public long packetsSent() {
        return sent.packets();
    }

    public long octetsReceived() {
        return received.bytes();
    }

    public long packetsReceived() {
        return received.packets();
    }
}
