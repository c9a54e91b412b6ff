/// What the controller has discovered: switches, ports, links and hosts.
///
/// - Input: port descriptions and changes, discovery frames and ARP as packet-ins, time.
/// - Output: the [io.teleon.models.network.Topology] of the moment and
///   [io.teleon.controller.topology.TopologyChange]s.
/// - Invariants: a link is believed only while its ports are up and its discovery frames arrive; a
///   frame that is forged, replayed or seen at a host's port adds nothing; a switch that only lost
///   its connection keeps its links, for it keeps forwarding.
@NullMarked
package io.teleon.controller.topology;

import org.jspecify.annotations.NullMarked;
