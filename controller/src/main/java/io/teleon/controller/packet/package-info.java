/// The frames the controller itself reads and writes: ARP, LLDP, and enough of IPv4, UDP and ICMP
/// to probe.
///
/// - Input and output: [io.teleon.controller.openflow.Octets], as they travel in packet-in and
///   packet-out, and records.
/// - Invariants: `tryParse` takes bytes from anybody and never throws: what it cannot read is
///   empty. `toOctets` writes a frame that `tryParse` reads as the same value. Bytes after the end
///   that a header names (the padding of short frames) are left out.
/// - [io.teleon.controller.packet.DiscoverySeal] makes LLDP frames that only this controller can
///   have sent.
/// - Why our own: the maintained Java libraries for packets (pcap4j, jNetPcap) are bindings to the
///   native libpcap, and what is needed here is six small headers as values that check themselves.
@NullMarked
package io.teleon.controller.packet;

import org.jspecify.annotations.NullMarked;
