package io.teleon.controller.southbound;

import java.net.InetSocketAddress;

/// How the server listens, and what bounds it.
///
/// @param address where to listen; port 0 lets the system choose
/// @param maxConnections further ones are closed as soon as they are accepted
/// @param outboundLimitBytes a connection on which more than this waits to be sent is closed: its
///   switch does not read
/// @param ioThreads how many threads read and write
public record SouthboundSettings(
        InetSocketAddress address, int maxConnections, int outboundLimitBytes, int ioThreads) {

    /// The port that IANA assigned to OpenFlow.
    public static final int STANDARD_PORT = 6653;

    public SouthboundSettings {
        if (maxConnections < 1) {
            throw new IllegalArgumentException(
                    "at most " + maxConnections + " connections is below 1");
        }
        if (outboundLimitBytes < MessageType.MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "outbound limit "
                            + outboundLimitBytes
                            + " below one message of "
                            + MessageType.MAX_LENGTH
                            + " bytes");
        }
        if (ioThreads < 1) {
            throw new IllegalArgumentException(ioThreads + " I/O threads is below 1");
        }
    }

    public static SouthboundSettings on(InetSocketAddress address) {
        return new SouthboundSettings(address, 2048, 16 << 20, 2);
    }
}
