package io.teleon.simulator.network.packet;

import io.teleon.controller.openflow.Octets;
import java.util.Optional;

/// Where the parts of an IPv6 packet's bytes are that its extension headers push back (RFC 8200
/// section 4).
///
/// @param protocolAt the byte that names the protocol behind all extension headers
/// @param transportAt where that protocol's header begins
/// @param laterFragment whether a fragment other than the first, without that header
record Ipv6Layout(int protocolAt, int transportAt, boolean laterFragment) {

    private static final int FIXED_BYTES = 40;
    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int DESTINATION = 60;

    /// Nothing where the bytes are no IPv6 packet, or end in its headers.
    static Optional<Ipv6Layout> of(Octets body) {
        if (body.length() < FIXED_BYTES || (body.at(0) & 0xf0) != 0x60) {
            return Optional.empty();
        }
        int protocolAt = 6;
        int at = FIXED_BYTES;
        while (true) {
            int next = body.at(protocolAt) & 0xff;
            boolean fragment = next == FRAGMENT;
            boolean extension =
                    fragment || next == HOP_BY_HOP || next == ROUTING || next == DESTINATION;
            if (!extension) {
                return Optional.of(new Ipv6Layout(protocolAt, at, false));
            }
            if (at + 8 > body.length()) {
                return Optional.empty();
            }
            protocolAt = at;
            int offset = (body.at(at + 2) & 0xff) << 5 | (body.at(at + 3) & 0xff) >>> 3;
            int length = fragment ? 8 : 8 + 8 * (body.at(at + 1) & 0xff);
            if (at + length > body.length()) {
                return Optional.empty();
            }
            at += length;
            if (fragment && offset != 0) {
                return Optional.of(new Ipv6Layout(protocolAt, at, true));
            }
        }
    }
}
