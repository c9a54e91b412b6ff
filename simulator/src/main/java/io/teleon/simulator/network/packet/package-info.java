/// Packets of the virtual network: their header fields as values, and the frames that carry them.
///
/// - Input: frame bytes, or header fields without bytes for fluid traffic.
/// - Output: the fields a flow table matches on, rewritten headers, and frame bytes in which every
///   rewritten field and the checksums over it are right.
/// - Invariants: values never change; a frame that is read and written again without a change is
///   the same bytes; bytes behind the known headers are carried untouched.
@NullMarked
package io.teleon.simulator.network.packet;

import org.jspecify.annotations.NullMarked;
