/// The simulated world: switches, links, hosts, traffic, faults and a controller, on virtual time.
///
/// - Input: a topology, a source of traffic, faults and requests with their times, a seed.
/// - Output: a transcript, meters of service and utilisation, the controller's view.
/// - Invariants: one thread; nothing happens but as an event of virtual time, in the order of
///   (time, planning); the same input gives the same transcript, byte for byte. Between controller
///   and switches there are encoded OpenFlow bytes and nothing else.
@NullMarked
package io.teleon.simulator.world;

import org.jspecify.annotations.NullMarked;
