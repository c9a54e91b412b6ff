package io.teleon.simulator.network.packet;

import io.teleon.controller.openflow.Octets;
import java.util.Optional;

/// A packet in flight: its headers as they are now, and the payload's bytes as they once were.
///
/// Actions change the headers only; [#frame] writes the changes into the bytes. What an unknown
/// payload under a label stack is, is judged from its first bytes.
///
/// @param body the bytes behind addresses, tags and ethertype, beginning with the IP or ARP header
public record Packet(PacketHeaders headers, Octets body) {

    /// Reads a frame, or nothing where it is too short for its addresses, tags and ethertype.
    public static Optional<Packet> tryParse(Octets frame) {
        return FrameReader.read(frame);
    }

    /// Reads a frame.
    public static Packet parse(Octets frame) {
        return tryParse(frame)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "frame " + frame + " ends before its ethertype or tags do"));
    }

    /// A packet made from its headers: an IP or ARP header and a transport header with checksums
    /// are written in front of `data`.
    public static Packet of(PacketHeaders headers, Octets data) {
        return new Packet(headers, BodyWriter.build(headers.payload(), data));
    }

    public Packet withHeaders(PacketHeaders changed) {
        return new Packet(changed, body);
    }

    /// Bytes of the frame, without preamble, padding and check sequence.
    public int length() {
        return headers.linkHeaderBytes() + body.length();
    }

    /// The frame's bytes with every changed field and the checksums over it written.
    public Octets frame() {
        return FrameWriter.write(this);
    }
}
